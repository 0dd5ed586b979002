//! The API as a client meets it.

use http::Method;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::testing::{Answer, Bench, MEETINGS, interview};

fn refusal(reply: &Answer) -> (u16, u64) {
    (reply.status.as_u16(), reply.json()["code"].as_u64().unwrap())
}

async fn made(bench: &Bench, token: &str) -> Value {
    let reply = bench.call(token, (Method::POST, MEETINGS), interview()).await;
    assert_eq!(reply.status, 201, "{}", reply.text);
    reply.json()
}

fn path(meeting: &Value) -> String {
    format!("/v2/meetings/{}", meeting["id"])
}

#[tokio::test]
async fn a_meeting_is_made_moved_read_and_deleted_once() {
    let bench = Bench::new();
    let token = bench.token("zoe").await;
    let meeting = made(&bench, &token).await;
    assert!(meeting["id"].as_i64().unwrap() > i64::from(u32::MAX));
    assert!(meeting["start_url"].as_str().unwrap().contains("?zak="));
    assert_eq!(meeting["settings"]["join_before_host"], false, "the waiting room wins");
    assert_eq!(meeting["password"].as_str().unwrap().len(), 6);
    let change = json!({"start_time": "2026-12-02T11:00:00Z", "duration": 30});
    let moved = bench.call(&token, (Method::PATCH, &path(&meeting)), change).await;
    assert_eq!((moved.status.as_u16(), moved.text.as_str()), (204, ""));
    let read = bench.call(&token, (Method::GET, &path(&meeting)), Value::Null).await.json();
    assert_eq!(
        (&read["start_time"], &read["duration"]),
        (&json!("2026-12-02T11:00:00Z"), &json!(30))
    );
    assert_eq!((&read["join_url"], &read["id"]), (&meeting["join_url"], &meeting["id"]));
    let gone = format!("{}?schedule_for_reminder=false", path(&meeting));
    assert_eq!(bench.call(&token, (Method::DELETE, &gone), Value::Null).await.status, 204);
    let again = bench.call(&token, (Method::DELETE, &gone), Value::Null).await;
    assert_eq!(refusal(&again), (404, 3001));
    let moved = bench.call(&token, (Method::PATCH, &path(&meeting)), json!({})).await;
    assert_eq!(refusal(&moved), (404, 3001));
}

#[tokio::test]
async fn the_same_request_twice_makes_two_meetings() {
    let bench = Bench::new();
    let token = bench.token("zoe").await;
    assert_ne!(made(&bench, &token).await["id"], made(&bench, &token).await["id"]);
    let list = bench.call(&token, (Method::GET, MEETINGS), Value::Null).await.json();
    assert_eq!((list["total_records"].as_u64(), &list["next_page_token"]), (Some(2), &json!("")));
    let page = format!("{MEETINGS}?page_size=1&type=scheduled");
    let first = bench.call(&token, (Method::GET, &page), Value::Null).await.json();
    assert_eq!(first["next_page_token"], "1");
    let second = format!("{page}&next_page_token=1");
    let second = bench.call(&token, (Method::GET, &second), Value::Null).await.json();
    assert_eq!(second["meetings"].as_array().unwrap().len(), 1);
    let large = format!("{MEETINGS}?page_size=301");
    assert_eq!(refusal(&bench.call(&token, (Method::GET, &large), Value::Null).await), (400, 300));
}

#[tokio::test]
async fn fields_are_refused_by_name() {
    let bench = Bench::new();
    let token = bench.token("zoe").await;
    for (field, value) in [
        ("start_time", json!("2026-12-02T10:00:00+01:00")),
        ("start_time", json!("2026-12-02 10:00")),
        ("start_time", json!(1_795_600_000)),
        ("timezone", json!("Africa/Abidjan")),
        ("timezone", json!("Africa/Lagos")),
        ("duration", json!("60")),
        ("duration", json!(0)),
        ("type", json!(4)),
        ("topic", json!("x".repeat(201))),
        ("agenda", json!("x".repeat(2001))),
        ("password", json!("pass word")),
        ("password", json!("12345678901")),
        ("settings", json!({"waiting_room": "yes"})),
        ("settings", json!({"meeting_invitees": ["lead@acme.ci"]})),
    ] {
        let mut body = interview();
        body[field] = value.clone();
        let reply = bench.call(&token, (Method::POST, MEETINGS), body).await;
        assert_eq!(refusal(&reply), (400, 300), "{field} {value}");
        assert_eq!(reply.json()["errors"][0]["field"], field, "{value}");
    }
    let local =
        json!({"topic": "t", "start_time": "2026-12-02T10:00:00", "timezone": "Europe/Paris"});
    let reply = bench.call(&token, (Method::POST, MEETINGS), local).await;
    assert_eq!(reply.json()["start_time"], "2026-12-02T09:00:00Z");
    let list = bench.call(&token, (Method::POST, MEETINGS), json!([])).await;
    assert_eq!(refusal(&list), (400, 300));
}

#[tokio::test]
async fn a_user_s_token_says_me_and_sees_its_own_meetings_only() {
    let bench = Bench::new();
    let (zoe, basile) = (bench.token("zoe").await, bench.token("basile").await);
    let meeting = made(&bench, &zoe).await;
    let other = bench.call(&basile, (Method::GET, &path(&meeting)), Value::Null).await;
    assert_eq!(refusal(&other), (404, 3001));
    let named = "/v2/users/zoeK3x0nQ2yB7cD5fG8hJ1/meetings";
    let named = bench.call(&zoe, (Method::POST, named), interview()).await;
    assert_eq!(refusal(&named), (404, 1001));
    assert_eq!(refusal(&bench.call("x", (Method::GET, MEETINGS), Value::Null).await), (401, 124));
    bench.turn("zoe", json!({"withheld_scopes": ["meeting:update:meeting"]})).await;
    let less = bench.token("zoe").await;
    let reply = bench.call(&less, (Method::PATCH, &path(&meeting)), json!({})).await;
    assert_eq!(refusal(&reply), (400, 4711));
    assert!(reply.text.contains("[meeting:update:meeting]"));
}

#[tokio::test]
async fn a_started_meeting_is_neither_changed_nor_deleted() {
    let bench = Bench::new();
    let token = bench.token("zoe").await;
    let meeting = made(&bench, &token).await;
    bench.form(&format!("/j/{}/start", meeting["id"]), &[]).await;
    let moved = bench.call(&token, (Method::PATCH, &path(&meeting)), json!({})).await;
    assert_eq!(refusal(&moved), (400, 3000));
    let deleted = bench.call(&token, (Method::DELETE, &path(&meeting)), Value::Null).await;
    assert_eq!(refusal(&deleted), (400, 3002));
    bench.form(&format!("/j/{}/end", meeting["id"]), &[]).await;
    let deleted = bench.call(&token, (Method::DELETE, &path(&meeting)), Value::Null).await;
    assert_eq!(deleted.status, 204);
}

#[tokio::test]
async fn a_host_has_a_hundred_changing_calls_from_midnight_to_midnight() {
    let bench = Bench::new();
    let token = bench.token("quentin").await;
    let meeting = made(&bench, &token).await;
    let reply = bench.call(&token, (Method::PATCH, &path(&meeting)), json!({})).await;
    assert_eq!(refusal(&reply), (429, 429));
    assert_eq!(reply.header("retry-after"), "2026-12-02T00:00:00Z");
    assert_eq!(reply.header("x-ratelimit-type"), "Daily-limit");
    assert_eq!(reply.header("x-ratelimit-category"), "Light");
    // Reading and deleting do not count.
    assert_eq!(
        bench.call(&token, (Method::DELETE, &path(&meeting)), Value::Null).await.status,
        204
    );
    bench.clock.advance(SignedDuration::from_hours(16));
    let token = bench.token("quentin").await;
    made(&bench, &token).await;
}

#[tokio::test]
async fn too_many_calls_a_second_are_told_when_they_may_go_on() {
    let bench = Bench::new();
    let token = bench.token("zoe").await;
    bench.turn("zoe", json!({"rate_limited": true})).await;
    let reply = bench.call(&token, (Method::GET, MEETINGS), Value::Null).await;
    assert_eq!(refusal(&reply), (429, 429));
    assert_eq!(reply.header("x-ratelimit-type"), "QPS");
    assert_eq!(reply.header("x-ratelimit-reset"), "1796112001");
}

#[tokio::test]
async fn a_guest_is_let_in_by_the_link_s_passcode() {
    let bench = Bench::new();
    let token = bench.token("zoe").await;
    let meeting = made(&bench, &token).await;
    let link = meeting["join_url"].as_str().unwrap().strip_prefix("http://localhost:8007").unwrap();
    assert!(bench.get(link).await.text.contains("Waiting for the host"));
    assert!(bench.get(&format!("/j/{}", meeting["id"])).await.text.contains("passcode"));
    assert!(bench.get("/meetings/zoe?tz=Africa/Abidjan").await.text.contains("Entretien"));
}
