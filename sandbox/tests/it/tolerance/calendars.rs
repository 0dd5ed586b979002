//! Google Calendar and Graph: an event that stands is scheduled, whatever else its answer holds, and who
//! can't be read is not free.

use http::StatusCode;
use serde_json::{Value, json};
use shared::model::provider::Provider::{self, GoogleCalendar, OutlookCalendar};
use simulator_kit::wire::Fault;

use crate::calendars::{connected, wire};
use crate::interviews::{CALENDARS, create, list, scheduled, search, update};
use crate::scene::{MARIAM, Scene};

fn answered(scene: &Scene, provider: Provider, status: u16, body: Value, method: &str, path: &str) {
    let fault = Fault::respond(StatusCode::from_u16(status).unwrap(), body);
    wire(scene, provider).inject(fault.on(method, path));
}

/// Where events are made, and an event as the provider answers it.
fn event(provider: Provider) -> (&'static str, Value) {
    match provider {
        GoogleCalendar => (
            "/calendar/v3/calendars/primary/events",
            json!({
                "id": "itvodd", "etag": "\"1\"", "status": "confirmed", "summary": "Entretien",
                "htmlLink": "https://www.google.com/calendar/event?eid=x",
                "start": {"dateTime": "2026-12-01T14:00:00Z"}, "end": {"dateTime": "2026-12-01T15:00:00Z"},
                "organizer": {"self": true},
            }),
        ),
        _ => (
            "/v1.0/me/events",
            json!({
                "id": "AAMkodd", "@odata.etag": "W/\"1\"", "subject": "Entretien", "isOrganizer": true,
                "webLink": "https://outlook.office365.com/owa/?itemid=x",
                "start": {"dateTime": "2026-12-01T14:00:00.0000000", "timeZone": "UTC"},
                "end": {"dateTime": "2026-12-01T15:00:00.0000000", "timeZone": "UTC"},
            }),
        ),
    }
}

/// What may be odd in it.
fn oddities(provider: Provider) -> Vec<Value> {
    match provider {
        GoogleCalendar => vec![
            json!({"organizer": null, "creator": 7, "sequence": "x"}),
            json!({"organizer": {"self": "yes"}, "kind": null}),
            json!({"organizer": "awa@acme.ci", "htmlLink": 7}),
            json!({"start": null, "end": {"dateTime": "soon"}, "recurrence": {}}),
            json!({"attendees": [null, 7, {"email": null}], "location": ["x"]}),
            json!({"attendees": null, "conferenceData": "x", "hangoutLink": {}}),
            json!({"extendedProperties": null, "reminders": 7, "description": {}}),
        ],
        _ => vec![
            json!({"isOrganizer": null, "isAllDay": null, "organizer": 7}),
            json!({"isOrganizer": "yes", "webLink": []}),
            json!({"start": null, "end": {"dateTime": "soon", "timeZone": 7}}),
            json!({"start": {"dateTime": "2026-12-01T14:00:00", "timeZone": null}}),
            json!({"attendees": {"x": 1}, "location": null, "onlineMeeting": 7}),
            json!({"attendees": [null, 7, {"emailAddress": null}], "body": []}),
            json!({"responseStatus": "x", "singleValueExtendedProperties": {}, "recurrence": 7}),
        ],
    }
}

#[tokio::test]
async fn b8_an_event_that_was_made_is_scheduled_whatever_else_its_answer_holds() {
    for provider in CALENDARS {
        for odd in oddities(provider) {
            let scene = connected(provider).await;
            let (path, mut event) = event(provider);
            event.as_object_mut().unwrap().extend(odd.as_object().unwrap().clone());
            answered(&scene, provider, 201, event.clone(), "POST", path);
            let made = create(&scene, provider, json!({})).await.ok();
            assert_eq!(made["event_id"], event["id"], "{odd}");
            assert_eq!(made["start_time"], "2026-12-01T14:00:00+00:00", "{odd}");
            let listed = list(&scene, MARIAM).await;
            assert_eq!((listed.len(), &listed[0]["status"]), (1, &json!("scheduled")), "{odd}");
        }
    }
}

#[tokio::test]
async fn b8_a_refusal_of_an_unknown_form_is_told_by_its_status() {
    for provider in CALENDARS {
        for body in [
            json!({"error": "x"}),
            json!({"error": {"code": "x", "errors": {}, "details": 7, "message": null}}),
            json!({"error": {"errors": [null], "details": [null, {"reason": 7}], "innerError": []}}),
            json!([]),
            Value::Null,
        ] {
            let (scene, id) = scheduled(provider).await;
            for (status, code) in [(403, "permission_denied"), (429, "throttled")] {
                answered(&scene, provider, status, body.clone(), "PATCH", "*");
                let changed = json!({"title": "Autre"});
                let answer = update(&scene, (MARIAM, provider), &id, changed).await;
                answer.expect(status, code);
            }
            update(&scene, (MARIAM, provider), &id, json!({"title": "Autre"})).await.ok();
        }
    }
}

/// How the colleague is in each of the answered slots, where the calendars are told so.
async fn seen(scene: &Scene, provider: Provider, path: &str, body: Value) -> Vec<Value> {
    answered(scene, provider, 200, body, "POST", path);
    let answer = search(scene, (MARIAM, provider), json!({})).await.ok();
    let slots = answer["slots"].as_array().unwrap();
    slots.iter().map(|slot| slot["attendees"][0]["availability"].clone()).collect()
}

#[tokio::test]
async fn b8_a_calendar_of_an_unknown_form_is_unknown_and_never_free() {
    let scene = connected(GoogleCalendar).await;
    for (calendar, how) in [
        (json!({"busy": [], "errors": null}), "free"),
        (json!({"busy": [{"start": "soon", "end": 7}]}), "unknown"),
        (json!({"busy": "x"}), "unknown"),
        (json!({"busy": null}), "unknown"),
        (json!({"busy": [], "errors": "x"}), "unknown"),
        (json!({"busy": [], "errors": [{"reason": "notFound"}]}), "unknown"),
        (json!(7), "unknown"),
        (Value::Null, "unknown"),
    ] {
        let own = json!({"busy": [], "errors": null, "more": 7});
        let told = json!({"calendars": {"primary": own, "lead@acme.ci": calendar}, "groups": 7});
        let seen = seen(&scene, GoogleCalendar, "/calendar/v3/freeBusy", told.clone()).await;
        assert!(!seen.is_empty() && seen.iter().all(|one| one == how), "{told}: {seen:?}");
    }
}

#[tokio::test]
async fn b8_a_suggestion_of_an_unknown_form_costs_no_other_and_an_odd_guest_is_unknown() {
    let scene = connected(OutlookCalendar).await;
    let slot = json!({
        "start": {"dateTime": "2026-11-24T09:00:00.0000000", "timeZone": "UTC"},
        "end": {"dateTime": "2026-11-24T10:00:00.0000000", "timeZone": "UTC"},
    });
    let address = json!({"emailAddress": {"address": "lead@acme.ci"}});
    for (guest, how) in [
        (json!({"attendee": address, "availability": "free"}), "free"),
        (json!({"attendee": address, "availability": "asleep"}), "unknown"),
        (json!({"attendee": address, "availability": null}), "unknown"),
        (json!({"attendee": address}), "unknown"),
        (json!({"attendee": "x", "availability": "free"}), "unknown"),
        (Value::Null, "unknown"),
    ] {
        let good =
            json!({"confidence": "x", "meetingTimeSlot": slot, "attendeeAvailability": [7, guest]});
        let foreign = json!({"start": {"dateTime": "soon", "timeZone": "UTC"}, "end": null});
        let suggestions = json!([null, {"meetingTimeSlot": foreign}, {"confidence": 1}, "x", good]);
        let told = json!({"meetingTimeSuggestions": suggestions, "emptySuggestionsReason": 7});
        let seen = seen(&scene, OutlookCalendar, "/v1.0/me/findMeetingTimes", told).await;
        assert_eq!(seen, [how], "{guest}");
    }
}
