//! An event that its calendar does not show is neither made twice nor called deleted, until that is said again.

use std::collections::BTreeSet;

use http::StatusCode;
use serde_json::{Value, json};
use shared::model::provider::Provider::{self, GoogleCalendar};
use simulator_kit::wire::Fault;

use super::{connected, path, sent};
use crate::calendars::{turn, wire};
use crate::interviews::{CALENDARS, cancel_by_hand, create, delete, in_calendar, list};
use crate::scene::{MARIAM, Scene};

/// How many events were asked for, each however often.
fn asked_for(scene: &Scene, provider: Provider) -> usize {
    let name = if provider == GoogleCalendar { "id" } else { "transactionId" };
    let names = sent(scene, provider).into_iter().map(|body| body[name].to_string());
    names.collect::<BTreeSet<_>>().len()
}

/// What is made from now on is shown after so many seconds.
async fn shows_after(scene: &Scene, provider: Provider, seconds: u32) {
    turn(scene, provider, json!({"shows_after_seconds": seconds})).await;
}

/// The answers to the next `times` requests to make an event are lost.
fn lost(scene: &Scene, provider: Provider, times: u32) {
    wire(scene, provider).inject(Fault::drop_after().on("POST", path(provider)).times(times));
}

/// The one interview that is listed: its state, and by what it is named.
async fn listed(scene: &Scene) -> (String, String) {
    let [event] = <[Value; 1]>::try_from(list(scene, MARIAM).await).unwrap();
    let text = |name: &str| event[name].as_str().unwrap().to_owned();
    (text("status"), text("event_id"))
}

#[tokio::test]
async fn f3_f4_an_event_whose_answer_was_lost_and_that_is_not_shown_yet_is_not_made_again() {
    for provider in CALENDARS {
        let scene = connected(provider).await;
        shows_after(&scene, provider, 60).await;
        lost(&scene, provider, 1);
        for _ in 0..3 {
            create(&scene, provider, json!({})).await.expect(502, "outcome_unknown");
        }
        assert_eq!(listed(&scene).await.0, "unconfirmed", "{provider}");
        scene.advance("1m");
        let made = create(&scene, provider, json!({})).await.ok();
        assert_eq!(listed(&scene).await.0, "scheduled", "{provider}");
        let id = made["event_id"].as_str().unwrap();
        assert!(in_calendar(&scene, provider, id).await.is_some());
        assert_eq!(asked_for(&scene, provider), 1, "{provider}");
    }
}

#[tokio::test]
async fn f3_f4_f31_an_event_that_its_calendar_once_does_not_show_is_the_answer_again() {
    for provider in CALENDARS {
        for age in ["61s", "2h"] {
            let scene = connected(provider).await;
            let made = create(&scene, provider, json!({})).await.ok();
            scene.advance(age);
            shows_after(&scene, provider, 10_000).await;
            create(&scene, provider, json!({})).await.expect(502, "outcome_unknown");
            assert_eq!(listed(&scene).await.0, "scheduled", "{provider} {age}");
            shows_after(&scene, provider, 0).await;
            let again = create(&scene, provider, json!({})).await.ok();
            assert_eq!(again["event_id"], made["event_id"], "{provider} {age}");
            assert_eq!(asked_for(&scene, provider), 1, "{provider} {age}");
        }
    }
}

#[tokio::test]
async fn f3_f4_what_was_deleted_in_the_calendar_is_made_again_when_that_is_said_twice() {
    for provider in CALENDARS {
        let scene = connected(provider).await;
        let made = create(&scene, provider, json!({})).await.ok();
        scene.advance("2h");
        cancel_by_hand(&scene, provider, made["event_id"].as_str().unwrap()).await;
        // Google remembers what was deleted; Outlook says that it has no such event.
        if provider != GoogleCalendar {
            for wait in ["0s", "4m"] {
                scene.advance(wait);
                create(&scene, provider, json!({})).await.expect(502, "outcome_unknown");
            }
            scene.advance("1m");
        }
        let again = create(&scene, provider, json!({})).await.ok();
        assert_ne!(again["event_id"], made["event_id"], "{provider}");
        let id = again["event_id"].as_str().unwrap();
        assert!(in_calendar(&scene, provider, id).await.is_some(), "{provider}");
        assert_eq!(asked_for(&scene, provider), 2, "{provider}");
    }
}

#[tokio::test]
async fn f40_an_interview_that_its_calendar_does_not_show_yet_is_not_called_cancelled() {
    for provider in CALENDARS {
        let scene = connected(provider).await;
        shows_after(&scene, provider, 60).await;
        let made = create(&scene, provider, json!({})).await.ok();
        let id = made["event_id"].as_str().unwrap();
        for _ in 0..2 {
            let answer = delete(&scene, (MARIAM, provider), id).await;
            answer.expect(502, "provider_unavailable");
        }
        assert_eq!(listed(&scene).await.0, "scheduled", "{provider}");
        scene.advance("1m");
        delete(&scene, (MARIAM, provider), id).await.ok();
        assert_eq!(listed(&scene).await.0, "cancelled", "{provider}");
        assert!(in_calendar(&scene, provider, id).await.is_none(), "{provider}");
    }
}

#[tokio::test]
async fn f36_f40_an_interview_that_may_stand_and_is_not_shown_is_cancelled_where_it_is_found() {
    for provider in CALENDARS {
        let scene = connected(provider).await;
        shows_after(&scene, provider, 60).await;
        lost(&scene, provider, 2);
        create(&scene, provider, json!({})).await.expect(502, "outcome_unknown");
        let (_, name) = listed(&scene).await;
        delete(&scene, (MARIAM, provider), &name).await.expect(502, "provider_unavailable");
        assert_eq!(listed(&scene).await.0, "unconfirmed", "{provider}");
        scene.advance("1m");
        delete(&scene, (MARIAM, provider), &name).await.ok();
        let (status, id) = listed(&scene).await;
        assert_eq!(status, "cancelled", "{provider}");
        assert!(in_calendar(&scene, provider, &id).await.is_none(), "{provider}");
    }
}

#[tokio::test]
async fn f3_f4_what_was_said_of_an_event_before_it_was_made_counts_for_nothing() {
    for provider in CALENDARS {
        let scene = connected(provider).await;
        let down = Fault::respond(StatusCode::BAD_GATEWAY, Value::Null);
        wire(&scene, provider).inject(down.on("POST", path(provider)).times(2));
        create(&scene, provider, json!({})).await.expect(502, "outcome_unknown");
        let (_, name) = listed(&scene).await;
        delete(&scene, (MARIAM, provider), &name).await.expect(502, "provider_unavailable");
        scene.advance("6m");
        // Now it is made.
        shows_after(&scene, provider, 60).await;
        lost(&scene, provider, 2);
        for _ in 0..2 {
            create(&scene, provider, json!({})).await.expect(502, "outcome_unknown");
        }
        scene.advance("1m");
        create(&scene, provider, json!({})).await.ok();
        assert_eq!(asked_for(&scene, provider), 1, "{provider}");
    }
}
