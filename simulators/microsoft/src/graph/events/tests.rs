use serde_json::json;

use crate::testing::{Bench, Words, interview};

#[tokio::test]
async fn an_event_is_answered_as_outlook_shows_it() {
    let bench = Bench::new();
    let graph = bench.graph("fatou").await;
    let zone = r#"outlook.timezone="Romance Standard Time""#;
    let answer = graph.with("prefer", zone).post("/me/calendar/events", interview(json!({}))).await;
    assert_eq!(answer.status, 201);
    assert_eq!(answer.header("preference-applied"), zone);
    let event = answer.json();
    assert!(answer.header("location").ends_with(event["id"].as_str().unwrap()));
    let start =
        json!({ "dateTime": "2026-12-01T11:00:00.0000000", "timeZone": "Romance Standard Time" });
    assert_eq!((&event["start"], &event["originalStartTimeZone"]), (&start, &json!("UTC")));
    let url = event["onlineMeeting"]["joinUrl"].as_str().unwrap();
    assert!(url.starts_with("https://teams.microsoft.com/l/meetup-join/"));
    assert!(event["body"]["content"].as_str().unwrap().contains(url));
    assert_eq!(event["organizer"]["emailAddress"]["address"], "fatou@acme.ci");
    assert_eq!(event["attendees"][0]["status"]["response"], "none");
    assert!(event.get("transactionId").is_none());
}

#[tokio::test]
async fn teams_is_ignored_without_error_where_the_calendar_does_not_allow_it() {
    let bench = Bench::new();
    let marc = bench.graph("marc").await.create(json!({})).await;
    assert_eq!((&marc["isOnlineMeeting"], &marc["onlineMeeting"]), (&json!(false), &json!(null)));
    bench.turn("fatou", json!({ "teams_allowed": false })).await;
    let fatou = bench.graph("fatou").await.create(json!({})).await;
    assert_eq!(fatou["onlineMeetingProvider"], "unknown");
}

/// F4: a crash after the event was made leaves one event.
#[tokio::test]
async fn the_same_transaction_gives_the_same_event() {
    let bench = Bench::new();
    let graph = bench.graph("fatou").await.with("prefer", r#"IdType="ImmutableId""#);
    let first = graph.create(json!({ "transactionId": "itv-1" })).await;
    let again = graph.create(json!({ "transactionId": "itv-1" })).await;
    assert_eq!(again, first);
    assert_eq!(bench.microsoft.outlook.mails("candidate@example.com").len(), 1);
    let other = interview(json!({ "transactionId": "itv-1", "subject": "Autre" }));
    let error =
        graph.post("/me/events", other.clone()).await.refused(400, "ErrorDuplicateTransactionId");
    assert_eq!(error["@event.existingEventId"], first["id"]);
    bench.turn("fatou", json!({ "transaction_conflict_status": 409 })).await;
    graph.post("/me/events", other).await.refused(409, "ErrorDuplicateTransactionId");
}

/// Exchange keeps several copies, which are alike in the end.
#[tokio::test]
async fn an_event_may_be_shown_some_time_after_it_was_made() {
    let bench = Bench::new();
    let graph = bench.graph("fatou").await.with("prefer", r#"IdType="ImmutableId""#);
    bench.turn("fatou", json!({ "shows_after_seconds": 30 })).await;
    let made = graph.create(json!({ "transactionId": "itv-1" })).await;
    let path = format!("/me/events/{}", made["id"].as_str().unwrap());
    let again = interview(json!({ "transactionId": "itv-1" }));
    let error = graph.post("/me/events", again.clone()).await;
    let error = error.refused(400, "ErrorDuplicateTransactionId");
    assert_eq!(error["@event.existingEventId"], made["id"]);
    graph.get(&path).await.refused(404, "ErrorItemNotFound");
    graph.patch(&path, json!({})).await.refused(404, "ErrorItemNotFound");
    graph.post(&format!("{path}/cancel"), json!({})).await.refused(404, "ErrorItemNotFound");
    let find = "/me/events?$filter=transactionId%20eq%20'itv-1'";
    assert_eq!(graph.get(find).await.json()["value"], json!([]));
    bench.clock.advance(jiff::SignedDuration::from_secs(30));
    assert_eq!(graph.get(&path).await.status, 200);
    assert_eq!(graph.post("/me/events", again).await.json()["id"], made["id"]);
}

#[tokio::test]
async fn a_transaction_is_remembered_after_its_event_is_deleted() {
    let bench = Bench::new();
    let graph = bench.graph("fatou").await;
    let event = graph.create(json!({ "transactionId": "itv-1" })).await;
    graph.delete(&format!("/me/events/{}", event["id"].as_str().unwrap())).await;
    let again = interview(json!({ "transactionId": "itv-1" }));
    graph.post("/me/events", again).await.refused(400, "ErrorDuplicateTransactionId");
}

#[tokio::test]
async fn what_outlook_refuses_is_refused() {
    let bench = Bench::new();
    let graph = bench.graph("fatou").await;
    let at = |date_time: &str, zone: &str| json!({ "start": { "dateTime": date_time, "timeZone": zone } });
    for (changes, code) in [
        (at("2026-12-01T10:00:00", "Africa/Abidjan"), "TimeZoneNotSupportedException"),
        (at("2026-12-01T10:00:00Z", "UTC"), "ErrorPropertyValidationFailure"),
        (at("2026-12-01T12:00:00", "UTC"), "ErrorPropertyValidationFailure"),
        (json!({ "title": "x" }), "RequestBodyRead"),
        (
            json!({ "attendees": [{ "emailAddress": { "address": "nobody" } }] }),
            "ErrorInvalidRecipients",
        ),
    ] {
        graph.post("/me/events", interview(changes)).await.refused(400, code);
    }
    let accra = graph.with("prefer", r#"outlook.timezone="Africa/Accra""#);
    accra
        .post("/me/events", interview(json!({})))
        .await
        .refused(400, "TimeZoneNotSupportedException");
    assert!(bench.microsoft.outlook.mails("candidate@example.com").is_empty());
}

#[tokio::test]
async fn a_calendar_needs_the_permission_and_a_mailbox() {
    let bench = Bench::new();
    let reader = bench.graph_for("fatou", "openid Calendars.Read").await;
    reader.post("/me/events", interview(json!({}))).await.refused(403, "ErrorAccessDenied");
    assert_eq!(reader.get("/me/events").await.status, 200);
    let nadia = bench.graph("nadia").await;
    nadia
        .post("/me/events", interview(json!({})))
        .await
        .refused(404, "MailboxNotEnabledForRESTAPI");
}

#[tokio::test]
async fn scripts_never_reach_a_body() {
    let bench = Bench::new();
    let body = json!({ "contentType": "html", "content": "<p>Hi</p><script>steal()</script>" });
    let event = bench.graph("fatou").await.create(json!({ "body": body })).await;
    let content = event["body"]["content"].as_str().unwrap();
    assert!(
        content.starts_with("<html>")
            && content.contains("<p>Hi</p>")
            && !content.contains("steal")
    );
    assert!(event["bodyPreview"].as_str().unwrap().starts_with("Hi"));
}

#[tokio::test]
async fn the_list_comes_in_pages_and_finds_an_event() {
    let bench = Bench::new();
    let graph = bench.graph("lead").await;
    let first = graph.get("/me/events?$select=subject").await.json();
    assert_eq!(first["value"].as_array().unwrap().len(), 10);
    assert_eq!(first["value"][0].as_object().unwrap().len(), 3);
    let next = first["@odata.nextLink"]
        .as_str()
        .unwrap()
        .strip_prefix("http://localhost:8004/v1.0")
        .unwrap();
    let second = graph.get(next).await.json();
    assert_eq!(second["value"].as_array().unwrap().len(), 1);
    assert!(second.get("@odata.nextLink").is_none());
    let found = graph.get("/me/events?$filter=subject%20eq%20'Cong%C3%A9'").await.json();
    assert_eq!(found["value"][0]["showAs"], "oof");
    graph
        .get("/me/events?$filter=subject%20ne%20'x'")
        .await
        .refused(400, "ErrorInvalidUrlQueryFilter");
    graph.get("/me/events?$top=0").await.refused(400, "BadRequest");
}
