//! An hour is given back as soon as it is sure that nothing was made, and held as long as it is not (S53).

use http::StatusCode;
use serde_json::{Value, json};
use shared::model::provider::Provider::{self, GoogleCalendar, OutlookCalendar};
use simulator_kit::wire::Fault;
use tracing::Level;

use super::{cancel, choose, look, offered, starts, token};
use crate::calendars::wire;
use crate::interviews::{CALENDARS, in_calendar, list};
use crate::logs::Logs;
use crate::scene::{MARIAM, Scene};

const MORNING: &str = "2026-11-24T10:00:00";
const AFTERNOON: &str = "2026-11-24T15:00:00";

async fn standing(scene: &Scene) -> Vec<Value> {
    let mut listed = list(scene, MARIAM).await;
    listed.retain(|event| event["status"] == "scheduled");
    listed
}

fn is_offered(view: &Value, hour: &str) -> bool {
    starts(view).iter().any(|start| start.starts_with(hour))
}

const fn making(provider: Provider) -> &'static str {
    match provider {
        GoogleCalendar => "/calendar/v3/calendars/primary/events",
        _ => "/v1.0/me/events",
    }
}

fn broken() -> Fault {
    Fault::respond(StatusCode::INTERNAL_SERVER_ERROR, Value::Null)
}

/// The hour is there for everybody, at once.
async fn is_given_back(scene: &Scene, provider: Provider, token_: &str) {
    assert!(standing(scene).await.is_empty());
    let other = token(scene, provider, json!({})).await;
    assert!(is_offered(&look(scene, &other).await.ok(), MORNING));
    assert_eq!(choose(scene, token_, MORNING).await.ok()["state"], "booked");
    choose(scene, &other, MORNING).await.expect(409, "slot_taken");
    assert_eq!(standing(scene).await.len(), 1);
}

#[tokio::test]
async fn s53_a_calendar_that_fails_holds_the_hour_for_its_candidate_and_then_gives_it_back() {
    for provider in CALENDARS {
        let (scene, token) = offered(provider).await;
        wire(&scene, provider).inject(broken().on("POST", making(provider)).times(9));
        let refused = scene.while_time_passes(choose(&scene, &token, MORNING)).await;
        refused.expect(503, "booking_unavailable");
        wire(&scene, provider).clear();
        // What a calendar fails to make, it may show a moment later: one look tells nothing.
        let other = super::token(&scene, provider, json!({})).await;
        assert!(!is_offered(&look(&scene, &other).await.ok(), MORNING), "{provider:?}");
        scene.advance("2m");
        assert!(is_offered(&look(&scene, &other).await.ok(), MORNING), "{provider:?}");
        choose(&scene, &token, MORNING).await.expect(503, "booking_unavailable");
        scene.advance("5m");
        is_given_back(&scene, provider, &token).await;
    }
}

#[tokio::test]
async fn f35_what_stands_between_interviews_and_requests_for_one_is_taken_for_neither() {
    let logs = Logs::capture(Level::ERROR);
    let (scene, token) = offered(GoogleCalendar).await;
    choose(&scene, &token, MORNING).await.ok();
    let other = super::token(&scene, GoogleCalendar, json!({})).await;
    assert!(!is_offered(&look(&scene, &other).await.ok(), MORNING));
    assert!(logs.lines("an item can't be read").is_empty());
}

#[tokio::test]
async fn s53_what_fails_before_the_calendar_is_asked_gives_the_hour_back_at_once() {
    for (name, fault) in [
        ("KMS", broken().times(9)),
        ("DynamoDB", broken().on_target("Query").body_contains("EVENT#").times(3)),
        ("DynamoDB", broken().on_target("PutItem").body_contains("INVITATION#").times(3)),
        (
            "DynamoDB",
            Fault::drop_after().on_target("PutItem").body_contains("INVITATION#").times(3),
        ),
        ("DynamoDB", Fault::drop_after().on_target("PutItem").body_contains("HOLDS").times(3)),
        ("Google", broken().on("POST", "/calendar/v3/freeBusy").times(9)),
    ] {
        let (scene, token) = offered(GoogleCalendar).await;
        scene.advance("6m");
        let part = match name {
            "KMS" => &scene.world.controls.kms_and_secrets,
            "DynamoDB" => &scene.world.controls.dynamodb,
            _ => wire(&scene, GoogleCalendar),
        };
        let what = format!("{name}: {fault:?}");
        part.inject(fault);
        let refused = scene.while_time_passes(choose(&scene, &token, MORNING)).await;
        assert!(!refused.status.is_success(), "{what}: {refused:?}");
        part.clear();
        is_given_back(&scene, GoogleCalendar, &token).await;
    }
}

#[tokio::test]
async fn s53_what_was_made_although_its_answer_was_lost_is_booked_at_once() {
    for provider in CALENDARS {
        let (scene, token) = offered(provider).await;
        wire(&scene, provider).inject(Fault::drop_after().on("POST", making(provider)).times(1));
        wire(&scene, provider).inject(broken().on("POST", making(provider)).times(9));
        let booked = scene.while_time_passes(choose(&scene, &token, MORNING)).await.ok();
        assert_eq!(booked["state"], "booked", "{provider:?}: {booked}");
        wire(&scene, provider).clear();
        assert_eq!(standing(&scene).await.len(), 1);
    }
}

#[tokio::test]
async fn s53_where_nobody_knows_what_was_made_the_hour_stays_held_and_it_is_said_why() {
    let logs = Logs::capture(Level::WARN);
    for provider in CALENDARS {
        let (scene, token) = offered(provider).await;
        let other = super::token(&scene, provider, json!({})).await;
        wire(&scene, provider).inject(Fault::drop_after().on("POST", making(provider)).times(1));
        wire(&scene, provider).inject(broken().on("POST", making(provider)).times(99));
        wire(&scene, provider)
            .inject(broken().on("GET", &format!("{}*", making(provider))).times(99));
        let refused = scene.while_time_passes(choose(&scene, &token, MORNING)).await;
        refused.expect(503, "booking_unavailable");
        assert!(!logs.lines("an hour stays held").is_empty());
        wire(&scene, provider).clear();
        let taken = choose(&scene, &other, MORNING).await.expect(409, "slot_taken").json();
        assert!(!is_offered(&taken, MORNING), "{provider:?}: {taken}");
        let booked = choose(&scene, &token, MORNING).await.ok();
        assert_eq!(booked["state"], "booked", "{provider:?}: {booked}");
        assert_eq!(standing(&scene).await.len(), 1);
    }
}

#[tokio::test]
async fn s53_a_move_that_fails_leaves_the_interview_and_gives_the_new_hour_back() {
    for provider in CALENDARS {
        let (scene, token) = offered(provider).await;
        choose(&scene, &token, MORNING).await.ok();
        let event = standing(&scene).await.remove(0);
        let id = event["event_id"].as_str().unwrap();
        let path = format!("{}*", making(provider));
        wire(&scene, provider).inject(broken().on("PATCH", &path).times(99));
        let refused = scene.while_time_passes(choose(&scene, &token, AFTERNOON)).await;
        refused.expect(503, "booking_unavailable");
        wire(&scene, provider).clear();
        let start = in_calendar(&scene, provider, id).await.unwrap().content.span.unwrap().start;
        assert_eq!(start.to_string(), format!("{MORNING}Z"));
        let other = super::token(&scene, provider, json!({})).await;
        assert!(is_offered(&look(&scene, &other).await.ok(), AFTERNOON), "{provider:?}");
        choose(&scene, &token, AFTERNOON).await.ok();
    }
}

#[tokio::test]
async fn s53_a_cancellation_that_was_made_although_its_answer_was_lost_is_one_at_once() {
    for provider in CALENDARS {
        let (scene, token) = offered(provider).await;
        choose(&scene, &token, MORNING).await.ok();
        scene.advance("10m");
        let (method, path) = cancelling(provider);
        wire(&scene, provider).inject(Fault::drop_after().on(method, &path).times(1));
        wire(&scene, provider).inject(broken().on(method, &path).times(9));
        let gone = scene.while_time_passes(cancel(&scene, &token)).await.ok();
        assert_eq!(gone["state"], "cancelled", "{provider:?}: {gone}");
        assert!(is_offered(&gone, MORNING), "{provider:?}: {gone}");
        wire(&scene, provider).clear();
        assert_eq!(choose(&scene, &token, AFTERNOON).await.ok()["state"], "booked");
        assert_eq!(standing(&scene).await.len(), 1);
    }
}

fn cancelling(provider: Provider) -> (&'static str, String) {
    match provider {
        GoogleCalendar => ("DELETE", format!("{}*", making(provider))),
        _ => ("POST", format!("{}/*", making(provider))),
    }
}

#[tokio::test]
async fn s53_a_cancellation_that_broke_off_is_taken_up_as_soon_as_it_is_surely_over() {
    for provider in [OutlookCalendar, GoogleCalendar] {
        let (scene, token) = offered(provider).await;
        choose(&scene, &token, MORNING).await.ok();
        scene.advance("10m");
        let (method, path) = cancelling(provider);
        wire(&scene, provider).inject(Fault::drop_after().on(method, &path).times(1));
        wire(&scene, provider).inject(broken().on(method, &path).times(99));
        wire(&scene, provider)
            .inject(broken().on("GET", &format!("{}*", making(provider))).times(99));
        let refused = scene.while_time_passes(cancel(&scene, &token)).await;
        refused.expect(503, "booking_unavailable");
        wire(&scene, provider).clear();
        scene.advance("40s");
        let booked = choose(&scene, &token, AFTERNOON).await.ok();
        assert_eq!(booked["booked"]["start_time"], format!("{AFTERNOON}+00:00"), "{provider:?}");
        assert_eq!(standing(&scene).await.len(), 1, "{provider:?}");
        cancel(&scene, &token).await.ok();
    }
}

#[tokio::test]
async fn s53_a_cancellation_that_could_not_be_noted_with_its_link_opens_it_again_all_the_same() {
    let (scene, token) = offered(GoogleCalendar).await;
    choose(&scene, &token, MORNING).await.ok();
    scene
        .world
        .controls
        .dynamodb
        .inject(broken().on_target("PutItem").body_contains("BOOKING#").times(99));
    let gone = scene.while_time_passes(cancel(&scene, &token)).await.ok();
    assert_eq!((&gone["state"], &gone["booked"]), (&json!("cancelled"), &Value::Null));
    scene.world.controls.dynamodb.clear();
    assert_eq!(super::links(&scene).await[0]["state"], "cancelled");
    assert_eq!(choose(&scene, &token, AFTERNOON).await.ok()["state"], "booked");
    assert_eq!(standing(&scene).await.len(), 1);
}
