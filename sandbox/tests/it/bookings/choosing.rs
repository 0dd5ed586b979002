//! Choosing, moving and cancelling, in both calendars and with Zoom.

use http::StatusCode;
use serde_json::{Value, json};
use shared::model::provider::Provider::{GoogleCalendar, OutlookCalendar};
use tracing::Level;

use super::{cancel, choose, kinds, links, look, offered, starts, token, told, visit};
use crate::calendars::wire;
use crate::interviews::{CALENDARS, in_calendar, list, sent};
use crate::logs::Logs;
use crate::scene::{MARIAM, Scene};
use crate::zoom::{self, rooms};

const MORNING: &str = "2026-11-24T10:00:00";
const AFTERNOON: &str = "2026-11-24T15:00:00";

async fn event_id(scene: &Scene) -> String {
    let listed = list(scene, MARIAM).await;
    listed[0]["event_id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_local_time_in_a_zone_that_nobody_knows_is_refused_and_an_instant_is_not() {
    let (scene, token) = offered(GoogleCalendar).await;
    let body = |start: &str| json!({"start_time": start, "timezone": "Mars/Olympus"});
    visit(&scene, "POST", &token, body(MORNING)).await.expect(400, "invalid_request");
    let instant = format!("{MORNING}Z");
    visit(&scene, "POST", &token, body(&instant)).await.ok();
}

#[tokio::test]
async fn a_candidate_books_moves_and_cancels_in_both_calendars() {
    for provider in CALENDARS {
        let (scene, token) = offered(provider).await;
        let open = look(&scene, &token).await.ok();
        assert_eq!((&open["state"], &open["booked"]), (&json!("open"), &Value::Null), "{open}");
        assert!(starts(&open).contains(&format!("{MORNING}+00:00")), "{open}");

        let booked = choose(&scene, &token, MORNING).await.ok();
        assert_eq!(booked["state"], "booked", "{booked}");
        assert_eq!(booked["booked"]["start_time"], format!("{MORNING}+00:00"));
        assert!(booked["booked"]["meeting_link"].is_string(), "{booked}");
        let id = event_id(&scene).await;
        let event = in_calendar(&scene, provider, &id).await.unwrap();
        let start = event.content.span.unwrap().start;
        assert_eq!(start.to_string(), "2026-11-24T10:00:00Z");
        assert_eq!(look(&scene, &token).await.ok()["state"], "booked");

        let moved = choose(&scene, &token, AFTERNOON).await.ok();
        assert_eq!(moved["booked"]["start_time"], format!("{AFTERNOON}+00:00"), "{moved}");
        let event = in_calendar(&scene, provider, &id).await.unwrap();
        assert_eq!(event.content.span.unwrap().start.to_string(), "2026-11-24T15:00:00Z");

        let cancelled = cancel(&scene, &token).await.ok();
        assert_eq!(cancelled["state"], "cancelled", "{cancelled}");
        assert!(in_calendar(&scene, provider, &id).await.is_none());
        assert_eq!(cancel(&scene, &token).await.ok()["state"], "cancelled", "twice is once");

        let again = choose(&scene, &token, MORNING).await.ok();
        assert_eq!(again["state"], "booked", "{again}");
        let told = told(&scene).await;
        let expected = [
            "interview.scheduled",
            "interview.moved",
            "interview.cancelled",
            "interview.scheduled",
        ];
        assert_eq!(kinds(&told), expected, "{provider:?}");
        for event in &told {
            assert_eq!(event["data"]["by"], "candidate", "{event}");
            assert_eq!(event["data"]["actor"], "user:1", "{event}");
        }
    }
}

#[tokio::test]
async fn a_room_at_zoom_goes_with_it() {
    let scene = zoom::connected(GoogleCalendar, "zoe").await;
    let token = token(&scene, GoogleCalendar, json!({"meeting_provider": "zoom"})).await;
    let booked = choose(&scene, &token, MORNING).await.ok();
    let made = rooms(&scene, "zoe").await;
    assert_eq!(made.len(), 1);
    assert_eq!(booked["booked"]["meeting_link"], made[0]["join_url"]);
    choose(&scene, &token, AFTERNOON).await.ok();
    let moved = rooms(&scene, "zoe").await;
    assert_eq!((moved.len(), &moved[0]["id"]), (1, &made[0]["id"]));
    assert_ne!(moved[0]["start_time"], made[0]["start_time"]);
    cancel(&scene, &token).await.ok();
    assert!(rooms(&scene, "zoe").await.is_empty());
}

#[tokio::test]
async fn s58_the_audit_says_candidate_and_who_offered() {
    let logs = Logs::capture(Level::INFO);
    let (scene, token) = offered(GoogleCalendar).await;
    choose(&scene, &token, MORNING).await.ok();
    choose(&scene, &token, AFTERNOON).await.ok();
    cancel(&scene, &token).await.ok();
    let lines = logs.lines("\"audit\":");
    let lines = lines.iter().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let by: Vec<_> = lines.filter(|line| line["by"] == "candidate").collect();
    for action in ["schedule", "update_event", "cancel_event"] {
        let found = by.iter().find(|line| line["audit"] == action);
        assert_eq!(found.unwrap()["user_id"], MARIAM, "{action}: {by:?}");
    }
}

#[tokio::test]
async fn looking_asks_the_calendar_once_a_minute_changes_nothing_and_tells_nobody() {
    for provider in CALENDARS {
        let (scene, token) = offered(provider).await;
        let first = look(&scene, &token).await.ok();
        let asked = wire(&scene, provider).requests().len();
        for _ in 0..5 {
            assert_eq!(look(&scene, &token).await.ok(), first);
        }
        assert_eq!(wire(&scene, provider).requests().len(), asked, "{provider:?}");
        scene.advance("61s");
        look(&scene, &token).await.ok();
        assert!(wire(&scene, provider).requests().len() > asked);
        assert_eq!(sent(&scene, provider, "POST") + sent(&scene, provider, "PATCH"), 0);
        assert!(told(&scene).await.is_empty());
        assert_eq!(links(&scene).await[0]["state"], "open");
    }
}

#[tokio::test]
async fn what_somebody_has_is_not_offered_and_nothing_outside_of_the_rules() {
    let scene = crate::calendars::connected(GoogleCalendar).await;
    let rules = json!({
        "duration_minutes": 60, "days": 3, "notice_minutes": 60, "maximum_per_day": 1,
        "buffer_before_minutes": 30, "buffer_after_minutes": 30,
        "working_hours": {"start": "13:00", "end": "16:00", "days": ["tuesday", "wednesday"]},
    });
    let one = token(&scene, GoogleCalendar, rules.clone()).await;
    let other = token(&scene, GoogleCalendar, rules).await;
    let open = starts(&look(&scene, &one).await.ok());
    let hours = |day: &str| -> Vec<String> {
        let times = ["13:00", "13:30", "14:00", "14:30", "15:00"];
        times.iter().map(|time| format!("2026-11-{day}T{time}:00+00:00")).collect()
    };
    assert_eq!(open, [hours("24"), hours("25")].concat());
    for foreign in [
        "2026-11-24T13:10:00",
        "2026-11-24T16:00:00",
        "2026-11-26T13:00:00",
        "2026-12-01T13:00:00",
        "2026-11-23T09:00:00",
        // A moment beside one that is.
        "2026-11-24T13:30:00.000000001Z",
        "2026-11-24T13:30:00.5",
        "2026-11-24T13:30:01",
    ] {
        choose(&scene, &one, foreign).await.expect(400, "invalid_request");
    }
    choose(&scene, &one, "2026-11-24T13:30:00.000Z").await.ok();
    // One a day, and none of the day that has one.
    assert_eq!(starts(&look(&scene, &other).await.ok()), hours("25"));
    let taken = choose(&scene, &other, "2026-11-24T15:00:00").await.expect(409, "slot_taken");
    assert_eq!(starts(&taken.json()), hours("25"));
}

#[tokio::test]
async fn a_time_that_has_passed_is_answered_with_those_that_are_free() {
    let (scene, token) = offered(OutlookCalendar).await;
    scene.advance("1 day");
    let taken = choose(&scene, &token, MORNING).await.expect(409, "slot_taken").json();
    let free = starts(&taken);
    assert!(!free.is_empty() && free[0].as_str() > "2026-11-24T13:00", "{free:?}");
}

#[tokio::test]
async fn within_an_hour_before_it_nothing_is_changed() {
    let (scene, token) = offered(GoogleCalendar).await;
    let view = choose(&scene, &token, MORNING).await.ok();
    assert_eq!(view["booked"]["can_change"], true);
    scene.advance("24h 1m");
    let view = look(&scene, &token).await.ok();
    assert_eq!((&view["state"], &view["slots"]), (&json!("booked"), &json!([])));
    assert_eq!(view["booked"]["can_change"], false);
    choose(&scene, &token, "2026-11-24T15:00:00").await.expect(409, "booking_too_late");
    cancel(&scene, &token).await.expect(409, "booking_too_late");
    scene.advance("2h");
    look(&scene, &token).await.expect(404, "not_found");
}

#[tokio::test]
async fn times_are_told_in_the_visitor_s_zone() {
    let (scene, token) = offered(GoogleCalendar).await;
    let mut event = crate::scene::event("bookings");
    super::at(&mut event, "GET", "/api/integrations/bookings/{token}", &json!({"token": token}));
    event["rawQueryString"] = "timezone=Asia%2FTokyo".into();
    let view = scene.invoke("bookings", &event).await.ok();
    assert_eq!(view["timezone"], "Asia/Tokyo");
    assert_eq!(starts(&view)[0], "2026-11-23T22:00:00+09:00");
    event["rawQueryString"] = "timezone=Etc%2FUnknown".into();
    assert_eq!(scene.invoke("bookings", &event).await.ok()["timezone"], "Africa/Abidjan");
    for unknown in ["Mars%2FOlympus", "%2B02%3A00", "Europe%2FParis%00", "..%2F..%2Fetc%2Fpasswd"] {
        event["rawQueryString"] = format!("timezone={unknown}").into();
        scene.invoke("bookings", &event).await.expect(400, "invalid_request");
    }
}

#[tokio::test]
async fn what_is_booked_is_a_file_for_any_calendar() {
    let (scene, token) = offered(GoogleCalendar).await;
    let mut event = crate::scene::event("bookings");
    super::at(&mut event, "GET", "/api/integrations/bookings/{token}", &json!({"token": token}));
    event["headers"]["accept"] = "text/calendar".into();
    scene.invoke("bookings", &event).await.expect(404, "not_found");
    choose(&scene, &token, MORNING).await.ok();
    let file = scene.invoke("bookings", &event).await;
    assert_eq!(file.status, StatusCode::OK);
    assert_eq!(file.headers["content-type"], "text/calendar; charset=utf-8");
    for line in ["BEGIN:VEVENT", "DTSTART:20261124T100000Z", "DTEND:20261124T104500Z"] {
        assert!(file.text.contains(&format!("{line}\r\n")), "{line}: {}", file.text);
    }
    assert!(!file.text.contains('@') || !file.text.contains("example.com"), "{}", file.text);
}

#[tokio::test]
async fn what_is_no_body_is_refused_and_loses_nothing() {
    let (scene, token) = offered(GoogleCalendar).await;
    for body in [json!({}), json!([]), json!({"start_time": 9}), json!({"start_time": "soon"})] {
        visit(&scene, "POST", &token, body).await.expect(400, "invalid_request");
    }
    choose(&scene, &token, MORNING).await.ok();
}
