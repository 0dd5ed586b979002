//! Messages as an app and readers meet them.

use http::{Method, Request};
use serde_json::{Value, json};

use super::mrkdwn::{links, pings, shown};
use crate::testing::{Bench, RECRUITING};

async fn call(bench: &Bench, token: &str, method: &str, body: Value) -> Value {
    bench.call(token, (Method::POST, &format!("/api/{method}")), body).await.json()
}

async fn change(bench: &Bench, name: &str, changes: Value) {
    let request = Request::patch(format!("/_channels/sali/{name}"));
    let request = request.header("content-type", "application/json");
    let answer = bench.send(request.body(changes.to_string().into()).unwrap()).await;
    assert_eq!(answer.status, 204);
}

#[test]
fn what_stands_in_angle_brackets_calls_people_and_entities_do_not() {
    assert_eq!(
        pings("<!channel> <@U1|Awa> <!subteam^S1> <!date^1^{time}|x>"),
        ["@channel", "U1", "@subteam^S1"]
    );
    assert_eq!(pings("&lt;!channel&gt; <https://a|b>"), [""; 0]);
    assert_eq!(links("<https://evil|Acme> &lt;b&gt;"), [("https://evil".into(), "Acme".into())]);
    assert_eq!(shown("A &amp; B <!date^1^{time}|25 Nov>"), "A & B 25 Nov");
}

#[tokio::test]
async fn a_message_is_posted_changed_answered_and_deleted() {
    let bench = Bench::new();
    let token = &bench.token("sali").await;
    let first = bench.post(token, RECRUITING, "Bonjour <!here>").await;
    let ts = first["ts"].as_str().unwrap();
    let answer = json!({"channel": RECRUITING, "text": "Suite", "thread_ts": ts});
    assert_eq!(call(&bench, token, "chat.postMessage", answer).await["ok"], true);
    let lost = json!({"channel": RECRUITING, "text": "Suite", "thread_ts": "1.2"});
    let refused = call(&bench, token, "chat.postMessage", lost).await;
    assert_eq!(refused["error"], "cannot_reply_to_message");
    let changed = json!({"channel": RECRUITING, "ts": ts, "text": "Bonsoir"});
    assert_eq!(call(&bench, token, "chat.update", changed).await["ok"], true);
    let all = bench.get("/_messages/sali").await.json();
    assert_eq!(
        (&all["messages"][0]["text"], &all["messages"][0]["edits"]),
        (&json!("Bonsoir"), &json!(1))
    );
    assert_eq!(all["messages"][0]["pings"], json!([]), "it is read anew");
    let gone = json!({"channel": RECRUITING, "ts": ts});
    assert_eq!(call(&bench, token, "chat.delete", gone.clone()).await["ok"], true);
    assert_eq!(call(&bench, token, "chat.delete", gone).await["error"], "message_not_found");
}

#[tokio::test]
async fn a_channel_that_does_not_take_it_says_why() {
    let bench = Bench::new();
    let token = &bench.token("sali").await;
    assert_eq!(bench.post(token, "C0ARCHIV01", "x").await["error"], "is_archived");
    assert_eq!(bench.post(token, "#recrutement", "x").await["error"], "channel_not_found");
    change(&bench, "recrutement", json!({"is_read_only": true})).await;
    let refused = bench.post(token, RECRUITING, "x").await;
    assert_eq!(refused["error"], "restricted_action_read_only_channel");
    change(&bench, "recrutement", Value::Null).await;
    assert_eq!(bench.post(token, RECRUITING, "x").await["error"], "channel_not_found");
}

#[tokio::test]
async fn without_the_public_scope_the_bot_must_be_invited() {
    let bench = Bench::new();
    bench.turn("sali", json!({"withheld_scopes": ["chat:write.public"]})).await;
    let token = &bench.token("sali").await;
    assert_eq!(bench.post(token, RECRUITING, "x").await["error"], "not_in_channel");
    change(&bench, "recrutement", json!({"is_member": true})).await;
    assert_eq!(bench.post(token, RECRUITING, "x").await["ok"], true);
}

#[tokio::test]
async fn the_sixth_message_of_a_channel_within_a_second_is_throttled() {
    let bench = Bench::new();
    let token = &bench.token("sali").await;
    for at in 0..6 {
        let body = json!({"channel": RECRUITING, "text": "x"});
        let what = (Method::POST, "/api/chat.postMessage");
        let status = bench.call(token, what, body).await.status;
        assert_eq!(status, if at < 5 { 200 } else { 429 }, "{at}");
    }
    assert_eq!(bench.post(token, "C0DIRECT01", "x").await["ok"], true, "per channel");
}

#[tokio::test]
async fn blocks_over_a_limit_are_refused() {
    let bench = Bench::new();
    let token = &bench.token("sali").await;
    let plain = |text: &str| json!({"type": "plain_text", "text": text});
    let button = |text: &str| {
        json!({"type": "actions", "elements": [
            {"type": "button", "text": plain(text), "url": "https://a.example", "action_id": "open"},
        ]})
    };
    let field = json!({"type": "mrkdwn", "text": "x"});
    for (block, is_good) in [
        (json!({"type": "header", "text": plain(&"é".repeat(150))}), true),
        (json!({"type": "header", "text": plain(&"é".repeat(151))}), false),
        (json!({"type": "header", "text": {"type": "mrkdwn", "text": "x"}}), false),
        (json!({"type": "section", "text": plain("")}), false),
        (json!({"type": "section", "text": plain(&"x".repeat(3001))}), false),
        (json!({"type": "section", "fields": vec![field.clone(); 10]}), true),
        (json!({"type": "section", "fields": vec![field; 11]}), false),
        (button(&"x".repeat(75)), true),
        (button(&"x".repeat(76)), false),
        (json!({"type": "marquee"}), false),
    ] {
        bench.clock.advance(jiff::SignedDuration::from_secs(1));
        let body = json!({"channel": RECRUITING, "text": "x", "blocks": [block]});
        let answer = call(&bench, token, "chat.postMessage", body).await;
        let expected = if is_good { Value::Null } else { "invalid_blocks".into() };
        assert_eq!(answer["error"], expected, "{block}");
    }
    let nothing = json!({"channel": RECRUITING});
    assert_eq!(call(&bench, token, "chat.postMessage", nothing).await["error"], "no_text");
    let ts = bench.post(token, RECRUITING, "x").await["ts"].clone();
    let long = json!({"channel": RECRUITING, "ts": ts, "text": "x".repeat(4001)});
    assert_eq!(call(&bench, token, "chat.update", long).await["error"], "msg_too_long");
}
