//! How often: once, whatever is retried, lost or cancelled in between.

use http::StatusCode;
use serde_json::{Value, json};
use shared::model::provider::Provider::{self, GoogleCalendar};
use simulator_kit::wire::Fault;

use super::{connected, path, sent};
use crate::calendars::wire;
use crate::interviews::{CALENDARS, cancel_by_hand, create, delete, keyed, list};
use crate::scene::{MARIAM, Scene};

/// What names the events that were sent, at the provider.
fn names(scene: &Scene, provider: Provider) -> Vec<String> {
    let name = if provider == GoogleCalendar { "id" } else { "transactionId" };
    let bodies = sent(scene, provider).into_iter();
    bodies.map(|body| body[name].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn f31_a_double_click_makes_one_event_and_gets_one_answer() {
    for provider in CALENDARS {
        let scene = connected(provider).await;
        let (first, second) =
            tokio::join!(create(&scene, provider, json!({})), create(&scene, provider, json!({})),);
        assert_eq!(first.ok(), second.ok());
        assert_eq!(sent(&scene, provider).len(), 1, "{provider}");
    }
}

#[tokio::test]
async fn f31_a_key_with_other_content_is_refused() {
    let scene = connected(GoogleCalendar).await;
    let first = keyed(&scene, GoogleCalendar, json!({}), Some("k")).await.ok();
    assert_eq!(keyed(&scene, GoogleCalendar, json!({}), Some("k")).await.ok(), first);
    let other = keyed(&scene, GoogleCalendar, json!({"title": "Autre"}), Some("k")).await;
    other.expect(422, "idempotency_key_reused");
    assert_eq!(sent(&scene, GoogleCalendar).len(), 1);
}

#[tokio::test]
async fn f3_f4_an_answer_that_was_lost_leaves_one_event() {
    for provider in CALENDARS {
        let scene = connected(provider).await;
        wire(&scene, provider).inject(Fault::drop_after().on("POST", path(provider)));
        let lost = create(&scene, provider, json!({})).await.ok();
        let [first, second] = sent(&scene, provider).try_into().unwrap();
        assert_eq!(first, second);
        let again = create(&scene, provider, json!({})).await.ok();
        assert_eq!(again["event_id"], lost["event_id"]);
        assert_eq!(sent(&scene, provider).len(), 2, "{provider}");
    }
}

#[tokio::test]
async fn f3_f4_a_crash_after_the_event_was_made_is_mended_by_the_next_request() {
    for provider in CALENDARS {
        let scene = connected(provider).await;
        // All that follows the calendar's answer is lost: the interview and the ledger's outcome; not the
        // company's key for guests, and the claim.
        let broken = Fault::respond(StatusCode::INTERNAL_SERVER_ERROR, Value::Null);
        scene.world.controls.dynamodb.inject(broken.on_target("PutItem").after(2).times(u32::MAX));
        let first = create(&scene, provider, json!({})).await.ok();
        scene.world.controls.dynamodb.clear();
        scene.advance("36s");
        let second = create(&scene, provider, json!({})).await.ok();
        assert_eq!(second["event_id"], first["event_id"], "{provider}");
        assert_eq!(sent(&scene, provider).len(), 2);
    }
}

#[tokio::test]
async fn f31_a_request_that_is_retried_makes_one_event_and_gets_one_answer() {
    for provider in CALENDARS {
        for (key, later) in [(Some("k"), "0s"), (Some("k"), "2h"), (None, "0s"), (None, "2h")] {
            let scene = connected(provider).await;
            let first = keyed(&scene, provider, json!({}), key).await.ok();
            scene.advance(later);
            let second = keyed(&scene, provider, json!({}), key).await.ok();
            assert_eq!(second, first, "{provider} {key:?} {later}");
            assert_eq!(sent(&scene, provider).len(), 1, "{provider} {key:?} {later}");
        }
    }
}

#[tokio::test]
async fn f3_f31_an_interview_that_is_cancelled_and_scheduled_again_is_the_next_generation() {
    for provider in CALENDARS {
        let scene = connected(provider).await;
        for _ in 0..3 {
            let made = create(&scene, provider, json!({})).await.ok();
            let id = made["event_id"].as_str().unwrap();
            delete(&scene, (MARIAM, provider), id).await.ok();
        }
        let names = names(&scene, provider);
        let counted = ["g0", "g1", "g2"].map(|generation| names[0].replace("g0", generation));
        assert_eq!(names, counted, "{provider}");
        let states = list(&scene, MARIAM).await.into_iter().map(|event| event["status"].clone());
        assert_eq!(states.collect::<Vec<_>>(), ["cancelled"; 3]);
    }
}

#[tokio::test]
async fn f3_f4_an_id_that_a_deleted_event_keeps_is_counted_up() {
    for provider in CALENDARS {
        let scene = connected(provider).await;
        // What we know of the first event is lost, and a person deletes it in the calendar.
        let broken = Fault::respond(StatusCode::INTERNAL_SERVER_ERROR, Value::Null);
        scene.world.controls.dynamodb.inject(broken.on_target("PutItem").after(2).times(u32::MAX));
        let lost = create(&scene, provider, json!({})).await.ok();
        scene.world.controls.dynamodb.clear();
        cancel_by_hand(&scene, provider, lost["event_id"].as_str().unwrap()).await;
        scene.advance("36s");
        // Outlook does not say that it was deleted, but that it has no such event.
        if provider != GoogleCalendar {
            create(&scene, provider, json!({})).await.expect(502, "outcome_unknown");
            scene.advance("5m");
        }
        let made = create(&scene, provider, json!({})).await.ok();
        assert_ne!(made["event_id"], lost["event_id"], "{provider}");
        let names = names(&scene, provider);
        let last = names.len() - 1;
        assert!(names[..last].iter().all(|name| *name == names[0]), "{names:?}");
        assert_eq!(names[last], names[0].replace("g0", "g1"), "{provider}");
        assert_eq!(list(&scene, MARIAM).await.len(), 1);
    }
}
