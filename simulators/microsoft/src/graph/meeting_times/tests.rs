use serde_json::{Value, json};

use crate::testing::{Bench, Words};

fn asked(attendees: &[&str], changes: &Value) -> Value {
    let attendee =
        |address: &&str| json!({ "type": "required", "emailAddress": { "address": address } });
    let at = |time: &str| json!({ "dateTime": format!("2026-11-23T{time}"), "timeZone": "UTC" });
    let mut body = json!({
        "attendees": attendees.iter().map(attendee).collect::<Vec<_>>(),
        "timeConstraint": {
            "activityDomain": "work",
            "timeSlots": [{ "start": at("06:00:00"), "end": at("20:00:00") }],
        },
        "meetingDuration": "PT1H",
        "returnSuggestionReasons": true,
        "minimumAttendeePercentage": 100,
    });
    body.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    body
}

fn starts(answer: &Value) -> Vec<String> {
    let suggestions = answer["meetingTimeSuggestions"].as_array().unwrap();
    let start = |suggestion: &Value| {
        suggestion["meetingTimeSlot"]["start"]["dateTime"].as_str().unwrap()[11..16].to_owned()
    };
    suggestions.iter().map(start).collect()
}

#[tokio::test]
async fn suggested_are_working_hours_in_which_everyone_is_free() {
    let bench = Bench::new();
    let graph = bench.graph("fatou").await;
    let answer =
        graph.post("/me/findMeetingTimes", asked(&["lead@acme.ci"], &json!({}))).await.json();
    // Lead: 9-10, 14-15 and from 15 on; Fatou: 11-12; work ends at 17.
    assert_eq!(starts(&answer), ["08:00", "10:00", "12:00", "12:30", "13:00"]);
    let first = &answer["meetingTimeSuggestions"][0];
    assert_eq!((&first["confidence"], &first["order"]), (&json!(100.0), &json!(1)));
    assert_eq!(first["attendeeAvailability"][0]["availability"], "free");
    assert_eq!(answer["emptySuggestionsReason"], "");
}

#[tokio::test]
async fn confidence_is_the_mean_of_free_unknown_and_busy() {
    let bench = Bench::new();
    let graph = bench.graph("fatou").await;
    let changes = json!({ "minimumAttendeePercentage": 20, "maxCandidates": 100 });
    let body = asked(&["lead@acme.ci", "candidate@example.com"], &changes);
    let answer = graph.post("/me/findMeetingTimes", body).await.json();
    let suggestions = answer["meetingTimeSuggestions"].as_array().unwrap();
    let confidences: Vec<_> =
        suggestions.iter().map(|one| one["confidence"].as_f64().unwrap()).collect();
    assert!(confidences.is_sorted_by(|a, b| a >= b));
    assert_eq!((confidences[0], confidences[confidences.len() - 1]), (74.5, 24.5));
}

#[tokio::test]
async fn no_suggestion_comes_with_a_reason() {
    let bench = Bench::new();
    let graph = bench.graph("fatou").await;
    let reason = async |attendees: &[&str], from: &str, to: &str| {
        let at =
            |time: &str| json!({ "dateTime": format!("2026-11-23T{time}:00"), "timeZone": "UTC" });
        let slots =
            json!({ "timeConstraint": { "timeSlots": [{ "start": at(from), "end": at(to) }] } });
        let answer = graph.post("/me/findMeetingTimes", asked(attendees, &slots)).await;
        assert_eq!(answer.status, 200);
        answer.json()["emptySuggestionsReason"].as_str().unwrap().to_owned()
    };
    assert_eq!(reason(&["lead@acme.ci"], "09:00", "10:00").await, "attendeesUnavailable");
    assert_eq!(reason(&["a@b.c"], "09:00", "10:00").await, "attendeesUnavailableOrUnknown");
    assert_eq!(reason(&["lead@acme.ci"], "11:00", "12:00").await, "organizerUnavailable");
    assert_eq!(reason(&["lead@acme.ci"], "18:00", "20:00").await, "unknown");
}

#[tokio::test]
async fn it_is_for_work_accounts_with_the_shared_permission() {
    let bench = Bench::new();
    let sophie =
        bench.graph("sophie").await.post("/me/findMeetingTimes", asked(&[], &json!({}))).await;
    sophie.refused(404, "MailboxNotEnabledForRESTAPI");
    let own = bench.graph_for("fatou", "openid Calendars.ReadWrite").await;
    own.post("/me/findMeetingTimes", asked(&[], &json!({})))
        .await
        .refused(403, "ErrorAccessDenied");
    let never = json!({ "meetingDuration": "PT0S" });
    let fatou = bench.graph("fatou").await;
    fatou
        .post("/me/findMeetingTimes", asked(&[], &never))
        .await
        .refused(400, "ErrorInvalidArgument");
}
