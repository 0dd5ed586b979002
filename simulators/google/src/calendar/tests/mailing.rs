use serde_json::json;

use super::*;

async fn kinds(bench: &Bench, email: &str) -> Vec<String> {
    let mails = bench.get(&format!("/_mails/{email}")).await.json();
    let mails = mails["mails"].as_array().unwrap().iter();
    mails.map(|mail| mail["kind"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn guests_are_mailed_only_where_send_updates_says_so() {
    for (query, candidate, lead) in [
        ("sendUpdates=all", 1, 1),
        ("sendUpdates=externalOnly", 1, 0),
        ("sendUpdates=none", 0, 0),
        ("sendNotifications=true", 1, 1),
        ("", 0, 0),
    ] {
        let (bench, token) = bench_as("awa").await;
        insert(&bench, &token, query, interview()).await;
        assert_eq!(kinds(&bench, "candidate@example.com").await.len(), candidate, "{query}");
        assert_eq!(kinds(&bench, "lead@acme.ci").await.len(), lead, "{query}");
    }
}

#[tokio::test]
async fn a_guest_gets_invitation_update_and_cancellation() {
    let (bench, token) = bench_as("awa").await;
    insert(&bench, &token, "sendUpdates=all", interview()).await;
    let all = format!("{EVENT}?sendUpdates=all");
    bench.call(&token, (Method::PATCH, &all), json!({"location": "Plateau"})).await;
    let swapped = json!({"attendees": [{"email": "lead@acme.ci"}, {"email": "new@example.com"}]});
    bench.call(&token, (Method::PATCH, &all), swapped).await;
    bench.call(&token, (Method::DELETE, &all), Value::Null).await;
    let candidate = kinds(&bench, "candidate@example.com").await;
    assert_eq!(candidate, ["invitation", "update", "cancellation"]);
    let lead = kinds(&bench, "lead@acme.ci").await;
    assert_eq!(lead, ["invitation", "update", "update", "cancellation"]);
    assert_eq!(kinds(&bench, "new@example.com").await, ["invitation", "cancellation"]);
}

#[tokio::test]
async fn every_write_is_recorded_with_its_send_updates() {
    let (bench, token, _) = inserted().await;
    let all = format!("{EVENT}?sendUpdates=externalOnly");
    bench.call(&token, (Method::DELETE, &all), Value::Null).await;
    let writes = bench.get("/_writes").await.json();
    let write = |method: &str, send: Value, mailed: Value| {
        json!({
            "method": method, "calendar": "awa@acme.ci", "event": "itv7d3k2m9q0c8v5h1",
            "send_updates": send, "mailed": mailed,
        })
    };
    let delete = write("delete", json!("externalOnly"), json!(["candidate@example.com"]));
    let expected = json!([write("insert", json!(null), json!([])), delete]);
    assert_eq!(writes["writes"], expected);
}
