use serde_json::json;

use super::*;

const V1: &str = "conferenceDataVersion=1";

async fn insert_with(meet: Value) -> (Bench, String, Answer) {
    let (bench, token) = bench_as("awa").await;
    bench.turn("awa", json!({ "meet": meet })).await;
    let reply = insert(&bench, &token, V1, interview()).await;
    (bench, token, reply)
}

fn status(event: &Value) -> &Value {
    &event["conferenceData"]["createRequest"]["status"]["statusCode"]
}

#[tokio::test]
async fn without_version_1_the_conference_is_dropped_silently() {
    let (bench, token) = bench_as("awa").await;
    let reply = insert(&bench, &token, "", interview()).await;
    assert_eq!(reply.status, 200);
    assert_eq!(reply.json().get("conferenceData"), None);
}

#[tokio::test]
async fn a_pending_room_appears_after_the_polls_the_knob_says() {
    let (bench, token, reply) = insert_with(json!({"pending_polls": 2})).await;
    let first = reply.json();
    assert_eq!(status(&first), "pending");
    assert_eq!(first.get("hangoutLink"), None);
    for expected in ["pending", "pending", "success"] {
        let event = bench.call(&token, (Method::GET, EVENT), Value::Null).await.json();
        assert_eq!(status(&event), expected);
    }
    let event = bench.call(&token, (Method::GET, EVENT), Value::Null).await.json();
    assert_eq!(event["hangoutLink"], event["conferenceData"]["entryPoints"][0]["uri"]);
    assert_ne!(event["etag"], first["etag"]);
}

#[tokio::test]
async fn a_failed_room_has_no_entry_points() {
    let (_, _, reply) = insert_with(json!("failure")).await;
    let event = reply.json();
    assert_eq!(status(&event), "failure");
    assert_eq!(event["conferenceData"].get("entryPoints"), None);
}

#[tokio::test]
async fn an_account_without_meet_is_refused_and_says_so_beforehand() {
    let (bench, token, reply) = insert_with(json!("not_allowed")).await;
    let expected = (400, "invalid".into(), "Invalid conference type value.".into());
    assert_eq!(reply.refusal(), expected);
    let path = "/calendar/v3/users/me/calendarList/primary";
    let entry = bench.call(&token, (Method::GET, path), Value::Null).await.json();
    assert_eq!(entry["conferenceProperties"], json!({"allowedConferenceSolutionTypes": []}));
}

#[tokio::test]
async fn other_kinds_of_room_are_refused() {
    let (bench, token) = bench_as("awa").await;
    let mut body = interview();
    body["conferenceData"]["createRequest"]["conferenceSolutionKey"]["type"] =
        json!("eventHangout");
    let reply = insert(&bench, &token, V1, body).await;
    assert_eq!(reply.refusal().2, "Invalid conference type value.");
}

#[tokio::test]
async fn a_patch_keeps_the_room_unless_it_clears_it() {
    let (bench, token, event) = inserted().await;
    let path = format!("{EVENT}?{V1}");
    let kept = bench.call(&token, (Method::PATCH, &path), json!({"summary": "x"})).await.json();
    assert_eq!(kept["hangoutLink"], event["hangoutLink"]);
    let clear = json!({"conferenceData": null});
    let kept = bench.call(&token, (Method::PATCH, EVENT), clear.clone()).await.json();
    assert_eq!(kept["hangoutLink"], event["hangoutLink"], "version 0 touches no conference");
    let cleared = bench.call(&token, (Method::PATCH, &path), clear).await.json();
    assert_eq!(cleared.get("conferenceData"), None);
    assert_eq!(cleared.get("hangoutLink"), None);
}
