use serde_json::json;

use super::*;

#[tokio::test]
async fn a_deleted_event_is_cancelled_and_cannot_be_deleted_again() {
    let (bench, token, _) = inserted().await;
    let first = bench.call(&token, (Method::DELETE, EVENT), Value::Null).await;
    assert_eq!((first.status.as_u16(), first.text.as_str()), (204, ""));
    let again = bench.call(&token, (Method::DELETE, EVENT), Value::Null).await;
    assert_eq!(again.refusal(), (410, "deleted".into(), "Resource has been deleted".into()));
    let read = bench.call(&token, (Method::GET, EVENT), Value::Null).await;
    assert_eq!((read.status.as_u16(), &read.json()["status"]), (200, &json!("cancelled")));
}

#[tokio::test]
async fn an_unknown_event_is_not_found() {
    let (bench, token) = bench_as("awa").await;
    for method in [Method::GET, Method::PATCH, Method::DELETE] {
        let reply = bench.call(&token, (method, EVENT), json!({})).await;
        assert_eq!(reply.refusal(), (404, "notFound".into(), "Not Found".into()));
    }
}

#[tokio::test]
async fn an_update_to_confirmed_brings_a_deleted_event_back() {
    let (bench, token, event) = inserted().await;
    bench.call(&token, (Method::DELETE, EVENT), Value::Null).await;
    let body = json!({"start": event["start"], "end": event["end"], "status": "confirmed"});
    let back = bench.call(&token, (Method::PUT, EVENT), body).await.json();
    assert_eq!(back["status"], "confirmed");
}

#[tokio::test]
async fn a_guest_who_deletes_declines() {
    let (bench, awa, _) = inserted().await;
    let lead = bench.token("lead", &["calendar.events"]).await;
    let reply = bench.call(&lead, (Method::DELETE, EVENT), Value::Null).await;
    assert_eq!(reply.status, 204);
    let event = bench.call(&awa, (Method::GET, EVENT), Value::Null).await.json();
    assert_eq!(event["status"], "confirmed");
    assert_eq!(event["attendees"][1]["responseStatus"], "declined");
}
