use serde_json::json;

use super::*;

#[tokio::test]
async fn an_inserted_event_is_answered_whole() {
    let (_, _, mut event) = inserted().await;
    event["etag"] = json!("[ETAG]");
    insta::assert_json_snapshot!(event);
}

#[tokio::test]
async fn an_id_is_used_once_even_after_the_event_is_deleted() {
    let (bench, token, _) = inserted().await;
    let again = insert(&bench, &token, "", interview()).await;
    let expected = (409, "duplicate".into(), "The requested identifier already exists.".into());
    assert_eq!(again.refusal(), expected);
    bench.call(&token, (Method::DELETE, EVENT), Value::Null).await;
    assert_eq!(insert(&bench, &token, "", interview()).await.refusal(), expected);
}

#[tokio::test]
async fn an_id_is_chosen_where_the_client_chooses_none() {
    let (bench, token) = bench_as("awa").await;
    let mut body = interview();
    body.as_object_mut().unwrap().remove("id");
    let event = insert(&bench, &token, "", body).await.json();
    assert_eq!(event["id"].as_str().unwrap().len(), 26);
}

#[tokio::test]
async fn wrong_fields_are_refused_in_googles_words() {
    let (bench, token) = bench_as("awa").await;
    let start_date = json!({"date": "2026-12-02"});
    let email = json!([{"email": "no address"}]);
    let reminders =
        json!({"useDefault": false, "overrides": [{"method": "email", "minutes": 40321}]});
    let both = json!({"useDefault": true, "overrides": [{"method": "popup", "minutes": 1}]});
    let cases = [
        ("id", json!("not-valid"), "invalid", "Invalid resource id value."),
        ("start", json!(null), "required", "Missing start time."),
        ("end", json!({}), "required", "Missing end time."),
        (
            "start",
            start_date,
            "invalid",
            "Start and end times must either both be date or both be dateTime.",
        ),
        (
            "end",
            json!({"dateTime": "2026-12-02T10:00:00Z"}),
            "timeRangeEmpty",
            "The specified time range is empty.",
        ),
        ("attendees", email, "invalid", "Invalid attendee email."),
        ("attendees", json!([{"displayName": "x"}]), "required", "Missing attendee email."),
        ("reminders", reminders, "invalid", "Invalid reminder minutes value."),
        (
            "reminders",
            both,
            "cannotUseDefaultRemindersAndSpecifyOverride",
            "Cannot specify both default reminders and overrides at the same time.",
        ),
    ];
    for (field, value, reason, message) in cases {
        let mut body = interview();
        body[field] = value;
        let refusal = insert(&bench, &token, "", body).await.refusal();
        assert_eq!(refusal, (400, reason.into(), message.into()), "{field}");
    }
}

#[tokio::test]
async fn wrong_types_are_invalid_and_broken_json_is_a_parse_error() {
    let (bench, token) = bench_as("awa").await;
    let mut body = interview();
    body["summary"] = json!(12);
    assert_eq!(insert(&bench, &token, "", body).await.refusal().1, "invalid");
    let broken = http::Request::post(EVENTS).header("authorization", format!("Bearer {token}"));
    let reply = bench.send(broken.body("{".into()).unwrap()).await;
    assert_eq!(reply.refusal(), (400, "parseError".into(), "Parse Error".into()));
}

#[tokio::test]
async fn unknown_fields_are_ignored() {
    let (bench, token) = bench_as("awa").await;
    let mut body = interview();
    body["colour"] = json!("green");
    let event = insert(&bench, &token, "", body).await.json();
    assert_eq!(event.get("colour"), None);
}

#[tokio::test]
async fn wrong_query_parameters_are_refused() {
    let (bench, token) = bench_as("awa").await;
    for query in ["sendUpdates=everybody", "conferenceDataVersion=2", "conferenceDataVersion=x"] {
        let reply = insert(&bench, &token, query, interview()).await;
        assert_eq!(reply.refusal().1, "invalidParameter", "{query}");
    }
}
