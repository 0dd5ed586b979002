//! An hour is given once, whoever wants it and however often (S53).

use futures::future::{join, join_all};
use serde_json::{Value, json};
use shared::model::provider::Provider::{GoogleCalendar, OutlookCalendar};

use super::{choose, look, offered, race, starts, token};
use crate::calendars::{connected, wire};
use crate::interviews::{CALENDARS, create, list, sent};
use crate::own::connect_for;
use crate::scene::{Answer, MARIAM, Scene};

const MORNING: &str = "2026-11-24T10:00:00";

async fn interviews(scene: &Scene) -> usize {
    let listed = list(scene, MARIAM).await;
    listed.iter().filter(|event| event["status"] == "scheduled").count()
}

fn won(answers: &[Answer]) -> usize {
    answers.iter().filter(|answer| answer.status.is_success()).count()
}

/// Each of those that lost is told times that are free, and none that is not.
fn are_consoled(answers: Vec<Answer>, is_taken: impl Fn(&str) -> bool) -> usize {
    let lost = answers.into_iter().filter(|answer| !answer.status.is_success());
    let lost = lost.map(|answer| {
        let free = starts(&answer.expect(409, "slot_taken").json());
        assert!(!free.is_empty() && !free.iter().any(|start| is_taken(start)), "{free:?}");
    });
    lost.count()
}

#[tokio::test]
async fn s53_of_fifty_candidates_who_want_one_hour_one_has_it_and_49_get_fresh_times() {
    let scene = connected(GoogleCalendar).await;
    let offers = (0..50).map(|_| token(&scene, GoogleCalendar, json!({})));
    let tokens = join_all(offers).await;
    wire(&scene, GoogleCalendar).forget();
    let answers = race(&scene, &tokens, MORNING).await;
    assert_eq!(won(&answers), 1);
    assert_eq!(are_consoled(answers, |start| start.starts_with(MORNING)), 49);
    assert_eq!((interviews(&scene).await, sent(&scene, GoogleCalendar, "POST")), (1, 1));
}

#[tokio::test]
async fn s53_of_fifty_who_want_overlapping_times_of_different_length_one_has_it() {
    let scene = connected(GoogleCalendar).await;
    let lengths = [15, 30, 45, 60, 90];
    let offers = (0..50).map(|index| {
        token(&scene, GoogleCalendar, json!({"duration_minutes": lengths[index % 5]}))
    });
    let tokens = join_all(offers).await;
    wire(&scene, GoogleCalendar).forget();
    let answers = race(&scene, &tokens, MORNING).await;
    assert_eq!(won(&answers), 1);
    assert_eq!(are_consoled(answers, |start| start.starts_with(MORNING)), 49);
    assert_eq!(interviews(&scene).await, 1);
}

#[tokio::test]
async fn s53_two_connections_to_one_account_are_one_calendar() {
    for (provider, account) in [(GoogleCalendar, "awa"), (OutlookCalendar, "fatou")] {
        let scene = Scene::new().await;
        for whose in ["company", "me"] {
            connect_for(&scene, (MARIAM, whose), provider, account).await.ok();
        }
        let offers = ["company", "me"].map(|whose| json!({"calendar_of": whose}));
        let tokens = join_all(offers.map(|offer| token(&scene, provider, offer))).await;
        let answers = race(&scene, &tokens, MORNING).await;
        assert_eq!(won(&answers), 1, "{provider:?}: {answers:?}");
        assert_eq!(are_consoled(answers, |start| start.starts_with(MORNING)), 1);
        assert_eq!(interviews(&scene).await, 1);
    }
}

#[tokio::test]
async fn s53_two_tabs_and_a_double_click_are_one_interview() {
    for provider in CALENDARS {
        let (scene, token) = offered(provider).await;
        let twice = join_all((0..4).map(|_| choose(&scene, &token, MORNING)));
        let answers = scene.while_time_passes(twice).await;
        assert_eq!(won(&answers), 4, "{provider:?}: {answers:?}");
        assert_eq!((interviews(&scene).await, sent(&scene, provider, "POST")), (1, 1));
    }
}

#[tokio::test]
async fn s53_two_tabs_that_want_different_times_are_one_interview() {
    let (scene, token) = offered(GoogleCalendar).await;
    let both = join(choose(&scene, &token, MORNING), choose(&scene, &token, "2026-11-24T14:00:00"));
    let (one, other) = scene.while_time_passes(both).await;
    assert!(one.status.is_success() && other.status.is_success(), "{one:?} {other:?}");
    assert_eq!(interviews(&scene).await, 1);
    let booked = look(&scene, &token).await.ok()["booked"]["start_time"].clone();
    let listed = list(&scene, MARIAM).await;
    assert_eq!(listed[0]["start_time"], booked);
}

#[tokio::test]
async fn s53_what_create_event_makes_is_not_given_away_although_the_calendar_hides_it() {
    let (scene, token) = offered(GoogleCalendar).await;
    let hour = json!({"start_time": MORNING, "end_time": "2026-11-24T11:00:00"});
    create(&scene, GoogleCalendar, hour).await.ok();
    let taken = choose(&scene, &token, MORNING).await.expect(409, "slot_taken").json();
    assert!(!starts(&taken).iter().any(|start| start.starts_with(MORNING)));
}

#[tokio::test]
async fn s53_of_a_booking_and_an_interview_at_once_one_knows_of_the_other() {
    for _ in 0..8 {
        let (scene, token) = offered(GoogleCalendar).await;
        let hour = json!({"start_time": MORNING, "end_time": "2026-11-24T11:00:00"});
        let both = join(choose(&scene, &token, MORNING), create(&scene, GoogleCalendar, hour));
        let (booked, made) = scene.while_time_passes(both).await;
        let made: Value = made.ok();
        let is_warned =
            made["warnings"].as_array().unwrap().iter().any(|one| one["code"] == "conflict");
        assert!(!booked.status.is_success() || is_warned, "{booked:?} {made}");
    }
}

#[tokio::test]
async fn s53_a_choice_holds_no_hour_after_it_was_refused() {
    let (scene, token) = offered(GoogleCalendar).await;
    let refused = simulator_kit::wire::Fault::respond(http::StatusCode::FORBIDDEN, Value::Null);
    wire(&scene, GoogleCalendar)
        .inject(refused.on("POST", "/calendar/v3/calendars/primary/events").times(9));
    let answer = choose(&scene, &token, MORNING).await;
    assert!(!answer.status.is_success(), "{answer:?}");
    wire(&scene, GoogleCalendar).clear();
    choose(&scene, &token, MORNING).await.ok();
    assert_eq!(interviews(&scene).await, 1);
}
