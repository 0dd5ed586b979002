//! What a recruiter does between a candidate's look and a candidate's choice, and what a candidate does twice (S53, S58).

use serde_json::{Value, json};
use shared::model::provider::Provider::{self, GoogleCalendar};

use super::{cancel, choose, look, offered, revoke, starts, token, told};
use crate::ats_events::report;
use crate::calendars::wire;
use crate::interviews::{CALENDARS, cancel_by_hand, drag, in_calendar, list, sent, update};
use crate::scene::{MARIAM, Scene};
use crate::upkeep::sweep;

const MORNING: &str = "2026-11-24T10:00:00";
const AFTERNOON: &str = "2026-11-24T15:00:00";

/// A world with a link that is booked at ten, its token, and the event's id.
async fn booked(provider: Provider) -> (Scene, String, String) {
    let (scene, token) = offered(provider).await;
    choose(&scene, &token, MORNING).await.ok();
    let id = list(&scene, MARIAM).await[0]["event_id"].as_str().unwrap().to_owned();
    scene.forget();
    (scene, token, id)
}

fn when(view: &Value) -> &str {
    view["booked"]["start_time"].as_str().unwrap_or_default()
}

#[tokio::test]
async fn a_link_shows_where_its_recruiter_has_moved_the_interview_and_moves_it_from_there() {
    for provider in CALENDARS {
        let (scene, token, id) = booked(provider).await;
        let later = json!({
            "start_time": "2026-11-24T12:00:00", "end_time": "2026-11-24T12:45:00",
            "timezone": "Africa/Abidjan",
        });
        update(&scene, (MARIAM, provider), &id, later).await.ok();
        assert_eq!(when(&look(&scene, &token).await.ok()), "2026-11-24T12:00:00+00:00");
        let moved = choose(&scene, &token, AFTERNOON).await.ok();
        assert_eq!(when(&moved), format!("{AFTERNOON}+00:00"));
        assert_eq!(list(&scene, MARIAM).await.len(), 1);
    }
}

#[tokio::test]
async fn an_interview_that_was_moved_in_the_calendar_meanwhile_is_not_moved_over_that() {
    for provider in CALENDARS {
        let (scene, token, id) = booked(provider).await;
        drag(&scene, provider, &id).await;
        choose(&scene, &token, AFTERNOON).await.expect(409, "booking_closed");
        let event = in_calendar(&scene, provider, &id).await.unwrap();
        assert_eq!(event.content.span.unwrap().start.to_string(), "2026-11-24T10:30:00Z");
        // Who looks sees that time now, and may choose another.
        assert_eq!(when(&look(&scene, &token).await.ok()), "2026-11-24T10:30:00+00:00");
        assert_eq!(
            when(&choose(&scene, &token, AFTERNOON).await.ok()),
            format!("{AFTERNOON}+00:00")
        );
    }
}

#[tokio::test]
async fn an_interview_that_was_deleted_in_the_calendar_meanwhile_is_cancelled_and_not_made_again() {
    for provider in CALENDARS {
        let (scene, token, id) = booked(provider).await;
        scene.advance("10m");
        cancel_by_hand(&scene, provider, &id).await;
        wire(&scene, provider).forget();
        let refused = choose(&scene, &token, AFTERNOON).await;
        assert!(!refused.status.is_success(), "{provider:?}: {refused:?}");
        let made = wire(&scene, provider).requests().into_iter();
        let made: Vec<_> =
            made.filter(|one| one.method == "POST" && one.path.ends_with("/events")).collect();
        assert!(made.is_empty(), "{provider:?}: {made:?}");
        // To cancel it is success.
        cancel(&scene, &token).await.ok();
        assert!(in_calendar(&scene, provider, &id).await.is_none());
    }
}

#[tokio::test]
async fn cancelling_twice_at_once_is_once() {
    for provider in CALENDARS {
        let (scene, token, _) = booked(provider).await;
        let both = futures::future::join(cancel(&scene, &token), cancel(&scene, &token));
        let (one, other) = scene.while_time_passes(both).await;
        assert_eq!(
            (&one.ok()["state"], &other.ok()["state"]),
            (&json!("cancelled"), &json!("cancelled"))
        );
        let cancelled: Vec<_> = told(&scene).await;
        let cancelled = cancelled.iter().filter(|event| event["type"] == "interview.cancelled");
        assert_eq!(cancelled.count(), 1, "{provider:?}");
        choose(&scene, &token, MORNING).await.ok();
    }
}

#[tokio::test]
async fn cancelling_and_moving_at_once_leaves_one_interview_or_none_and_the_link_knows_which() {
    for provider in CALENDARS {
        for _ in 0..4 {
            let (scene, token, id) = booked(provider).await;
            let both =
                futures::future::join(cancel(&scene, &token), choose(&scene, &token, AFTERNOON));
            scene.while_time_passes(both).await;
            let view = look(&scene, &token).await.ok();
            let listed = list(&scene, MARIAM).await;
            let standing: Vec<_> =
                listed.iter().filter(|event| event["status"] == "scheduled").collect();
            assert_eq!(standing.len(), usize::from(view["state"] == "booked"), "{view} {listed:?}");
            let is_there = in_calendar(&scene, provider, &id).await.is_some();
            let is_known = standing.iter().any(|event| event["event_id"] == id);
            assert_eq!(is_there, is_known, "{view} {listed:?}");
        }
    }
}

#[tokio::test]
async fn moving_to_the_same_hour_asks_for_nothing() {
    for provider in CALENDARS {
        let (scene, token, _) = booked(provider).await;
        wire(&scene, provider).forget();
        assert_eq!(when(&choose(&scene, &token, MORNING).await.ok()), format!("{MORNING}+00:00"));
        assert_eq!(sent(&scene, provider, "PATCH") + sent(&scene, provider, "POST"), 0);
    }
}

#[tokio::test]
async fn a_link_is_open_as_long_as_its_interview_is_to_come_although_it_was_moved_beyond_its_end() {
    let (scene, _) = offered(GoogleCalendar).await;
    let token = token(&scene, GoogleCalendar, json!({"days": 2})).await;
    choose(&scene, &token, MORNING).await.ok();
    let id = list(&scene, MARIAM).await[0]["event_id"].as_str().unwrap().to_owned();
    let later = json!({
        "start_time": "2026-12-03T12:00:00", "end_time": "2026-12-03T12:45:00",
        "timezone": "Africa/Abidjan",
    });
    update(&scene, (MARIAM, GoogleCalendar), &id, later).await.ok();
    scene.advance("5 days");
    sweep(&scene).await;
    let view = look(&scene, &token).await.ok();
    assert_eq!((when(&view), &view["slots"]), ("2026-12-03T12:00:00+00:00", &json!([])));
    choose(&scene, &token, AFTERNOON).await.expect(409, "booking_closed");
    cancel(&scene, &token).await.ok();
    look(&scene, &token).await.expect(404, "not_found");
    assert!(in_calendar(&scene, GoogleCalendar, &id).await.is_none());
}

#[tokio::test]
async fn s58_whoever_has_booked_can_still_cancel_after_the_job_was_closed_and_not_move() {
    let (scene, token, id) = booked(GoogleCalendar).await;
    let data = json!({"company_id": 1, "job_id": 1});
    let closed = json!({"type": "job.closed", "timestamp": "2026-11-23T09:00:00Z", "data": data});
    report(&scene, "msg_1", &closed).await.ok();
    for _ in 0..2 {
        let view = look(&scene, &token).await.ok();
        assert_eq!((when(&view), &view["slots"]), ("2026-11-24T10:00:00+00:00", &json!([])));
        choose(&scene, &token, AFTERNOON).await.expect(409, "booking_closed");
        sweep(&scene).await;
    }
    let gone = cancel(&scene, &token).await.ok();
    assert_eq!((&gone["state"], &gone["slots"]), (&json!("closed"), &json!([])));
    assert!(in_calendar(&scene, GoogleCalendar, &id).await.is_none());
}

#[tokio::test]
async fn s58_without_the_connection_nothing_is_moved_or_cancelled_and_what_is_booked_is_shown() {
    for provider in CALENDARS {
        let (scene, token, _) = booked(provider).await;
        scene.disconnect(MARIAM, provider.slug()).await.ok();
        let view = look(&scene, &token).await.ok();
        assert_eq!((when(&view), &view["slots"]), ("2026-11-24T10:00:00+00:00", &json!([])));
        choose(&scene, &token, AFTERNOON).await.expect(409, "booking_closed");
        cancel(&scene, &token).await.expect(409, "booking_closed");
        assert_eq!(list(&scene, MARIAM).await[0]["status"], "scheduled");
        // With the same account it goes on.
        crate::calendars::connect(&scene, provider, MARIAM, 1).await;
        assert_eq!(cancel(&scene, &token).await.ok()["state"], "cancelled");
    }
}

#[tokio::test]
async fn s53_a_link_that_is_taken_back_after_a_look_does_nothing() {
    let (scene, token, id) = booked(GoogleCalendar).await;
    look(&scene, &token).await.ok();
    let link = super::links(&scene).await[0]["id"].as_str().unwrap().to_owned();
    revoke(&scene, &link).await.ok();
    choose(&scene, &token, AFTERNOON).await.expect(404, "not_found");
    cancel(&scene, &token).await.expect(404, "not_found");
    assert!(in_calendar(&scene, GoogleCalendar, &id).await.is_some());
}

#[tokio::test]
async fn s34_of_two_applications_of_one_person_each_has_its_link_and_goes_alone() {
    let (scene, first) = offered(GoogleCalendar).await;
    let second = token(&scene, GoogleCalendar, json!({"application_id": 2})).await;
    choose(&scene, &first, MORNING).await.ok();
    choose(&scene, &second, MORNING).await.expect(409, "slot_taken");
    choose(&scene, &second, AFTERNOON).await.ok();
    let data = json!({"company_id": 1, "application_id": 1});
    let gone = json!({
        "type": "application.deleted", "timestamp": "2026-11-23T09:00:00Z", "data": data,
    });
    report(&scene, "msg_1", &gone).await.ok();
    sweep(&scene).await;
    look(&scene, &first).await.expect(404, "not_found");
    let view = look(&scene, &second).await.ok();
    assert_eq!(when(&view), format!("{AFTERNOON}+00:00"));
    assert!(!starts(&view).iter().any(|start| start.starts_with(AFTERNOON)));
}
