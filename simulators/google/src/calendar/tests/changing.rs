use http::StatusCode;
use serde_json::json;

use super::*;

async fn patch(bench: &Bench, token: &str, body: Value) -> Answer {
    bench.call(token, (Method::PATCH, EVENT), body).await
}

#[tokio::test]
async fn a_patch_replaces_arrays_and_nulls_clear() {
    let (bench, token, _) = inserted().await;
    let changes = json!({"summary": null, "attendees": [{"email": "other@example.com"}]});
    let event = patch(&bench, &token, changes).await.json();
    assert_eq!(event.get("summary"), None);
    let guest = json!([{"email": "other@example.com", "responseStatus": "needsAction"}]);
    assert_eq!(event["attendees"], guest);
    assert_eq!(event["extendedProperties"]["private"]["ats_interview"], "7d3k2m9q");
}

#[tokio::test]
async fn an_update_resets_what_it_leaves_out() {
    let (bench, token, event) = inserted().await;
    let body = json!({"start": event["start"], "end": event["end"]});
    let path = format!("{EVENT}?conferenceDataVersion=1");
    let updated = bench.call(&token, (Method::PUT, &path), body).await.json();
    for field in ["summary", "attendees", "extendedProperties", "conferenceData"] {
        assert_eq!(updated.get(field), None, "{field}");
    }
    assert_eq!(updated["created"], event["created"]);
}

#[tokio::test]
async fn every_change_has_a_new_etag_and_moves_count_the_sequence() {
    let (bench, token, first) = inserted().await;
    let renamed = patch(&bench, &token, json!({"summary": "x"})).await.json();
    assert_ne!(renamed["etag"], first["etag"]);
    assert_eq!(renamed["sequence"], 0);
    let times = json!({
        "start": {"dateTime": "2026-12-02T14:00:00"},
        "end": {"dateTime": "2026-12-02T15:00:00"},
    });
    let moved = patch(&bench, &token, times).await.json();
    assert_eq!(moved["sequence"], 1);
    assert_eq!(moved["start"]["dateTime"], "2026-12-02T14:00:00Z", "the zone stays");
}

#[tokio::test]
async fn reminders_do_not_touch_updated() {
    let (bench, token, first) = inserted().await;
    bench.clock.advance(jiff::SignedDuration::from_mins(5));
    let reminders = json!({"reminders": {"useDefault": false}});
    let event = patch(&bench, &token, reminders).await.json();
    assert_eq!(event["updated"], first["updated"]);
    let event = patch(&bench, &token, json!({"location": "Plateau"})).await.json();
    assert_ne!(event["updated"], first["updated"]);
}

#[tokio::test]
async fn a_stale_if_match_is_refused_after_a_human_moved_the_event() {
    let (bench, token, event) = inserted().await;
    let drag = "/calendar/awa/events/itv7d3k2m9q0c8v5h1/move";
    assert_eq!(bench.form(drag, &[("minutes", "30")]).await.status, StatusCode::SEE_OTHER);
    let etag = event["etag"].as_str().unwrap();
    let what = (Method::PATCH, EVENT);
    let stale = bench.call_with(&token, what, json!({}), &[("if-match", etag)]).await;
    assert_eq!(stale.refusal(), (412, "conditionNotMet".into(), "Precondition Failed".into()));
    let now = bench.call(&token, (Method::GET, EVENT), Value::Null).await.json();
    assert_eq!(now["start"]["dateTime"], "2026-12-02T10:30:00Z");
    let etag = now["etag"].as_str().unwrap();
    let what = (Method::PATCH, EVENT);
    let fresh = bench.call_with(&token, what, json!({}), &[("if-match", etag)]).await;
    assert_eq!(fresh.status, 200);
}

#[tokio::test]
async fn a_sequence_below_the_stored_one_is_refused() {
    let (bench, token, event) = inserted().await;
    bench.form("/calendar/awa/events/itv7d3k2m9q0c8v5h1/move", &[("minutes", "30")]).await;
    let body = json!({"start": event["start"], "end": event["end"], "sequence": 0});
    let reply = bench.call(&token, (Method::PUT, EVENT), body).await;
    assert!(reply.refusal().2.starts_with("Invalid sequence value."));
}

#[tokio::test]
async fn a_guest_may_answer_and_nothing_else() {
    let (bench, awa, _) = inserted().await;
    let lead = bench.token("lead", &["calendar.events"]).await;
    let refused = patch(&bench, &lead, json!({"summary": "x"})).await.refusal();
    assert_eq!((refused.0, refused.1.as_str()), (403, "forbiddenForNonOrganizer"));
    let answer = json!({"attendees": [{"email": "lead@acme.ci", "responseStatus": "accepted"}]});
    assert_eq!(patch(&bench, &lead, answer).await.status, 200);
    let event = bench.call(&awa, (Method::GET, EVENT), Value::Null).await.json();
    assert_eq!(event["attendees"][1]["responseStatus"], "accepted");
    assert_eq!(event["attendees"].as_array().unwrap().len(), 2);
}
