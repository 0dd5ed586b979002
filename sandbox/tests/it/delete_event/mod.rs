//! `DELETE /{provider}/events/{event_id}`.

pub(crate) mod notes;
mod odd;
mod races;

use http::StatusCode;
use serde_json::json;
use shared::model::provider::{CalendarProvider, Provider};
use shared::store::Attempt;
use simulator_kit::wire::Fault;

use crate::calendars::wire;
use crate::interviews::{CALENDARS, delete, list, scheduled, sent, update};
use crate::scene::{COLLEAGUE, MARIAM, STRANGER, Scene};

#[tokio::test]
async fn a_cancelled_interview_is_gone_for_everybody() {
    for provider in CALENDARS {
        let (scene, id) = scheduled(provider).await;
        let answer = delete(&scene, (COLLEAGUE, provider), &id).await.ok();
        assert_eq!(
            (&answer["event_id"], &answer["status"]),
            (&id.as_str().into(), &"cancelled".into())
        );
        assert_eq!(list(&scene, MARIAM).await[0]["status"], "cancelled");
        let told = wire(&scene, provider).requests().into_iter().any(|request| {
            request.query["sendUpdates"] == "all" || request.path.ends_with("/cancel")
        });
        assert!(told, "the guests are not told");
        let body = json!({"title": "Bis"});
        update(&scene, (MARIAM, provider), &id, body).await.expect(404, "not_found");
    }
}

#[tokio::test]
async fn cancelling_twice_is_success_and_asks_the_provider_once() {
    for provider in CALENDARS {
        let (scene, id) = scheduled(provider).await;
        delete(&scene, (MARIAM, provider), &id).await.ok();
        let (posted, deleted) = (sent(&scene, provider, "POST"), sent(&scene, provider, "DELETE"));
        assert_eq!(posted + deleted, 1);
        delete(&scene, (MARIAM, provider), &id).await.ok();
        assert_eq!(sent(&scene, provider, "POST") + sent(&scene, provider, "DELETE"), 1);
    }
}

#[tokio::test]
async fn a_cancellation_whose_answer_was_lost_can_be_repeated() {
    for provider in CALENDARS {
        let (scene, id) = scheduled(provider).await;
        wire(&scene, provider).inject(Fault::drop_after());
        delete(&scene, (MARIAM, provider), &id).await.expect(502, "provider_unavailable");
        assert_eq!(list(&scene, MARIAM).await[0]["status"], "scheduled");
        delete(&scene, (MARIAM, provider), &id).await.ok();
        assert_eq!(list(&scene, MARIAM).await[0]["status"], "cancelled");
    }
}

#[tokio::test]
async fn s21_another_company_s_interview_does_not_exist() {
    for provider in CALENDARS {
        let (scene, id) = scheduled(provider).await;
        delete(&scene, (STRANGER, provider), &id).await.expect(404, "not_found");
        delete(&scene, (MARIAM, provider), &"x".repeat(2000)).await.expect(404, "not_found");
        assert_eq!(wire(&scene, provider).requests().len(), 0);
        assert_eq!(list(&scene, MARIAM).await[0]["status"], "scheduled");
    }
}

/// The note that the interview is being changed or cancelled.
async fn note(scene: &Scene, provider: Provider, id: &str) -> Option<Attempt> {
    let calendar = CalendarProvider::of(provider).unwrap();
    scene.world.app.store.event(1, calendar, id).await.unwrap().unwrap().attempt
}

#[tokio::test]
async fn f41_a_cancellation_that_ends_before_its_calendar_is_asked_leaves_no_note() {
    for provider in CALENDARS {
        let (scene, id) = scheduled(provider).await;
        assert!(scene.dump().contains("CHANNEL#"), "the calendar is watched");
        scene.disconnect(MARIAM, provider.slug()).await.ok();
        scene.watch_calendars().await;
        wire(&scene, provider).forget();
        delete(&scene, (MARIAM, provider), &id).await.expect(409, "not_connected");
        assert_eq!(note(&scene, provider, &id).await, None, "{provider}: nobody is at it");
        assert!(!scene.dump().contains("CHANNEL#"), "what nobody is connected to is not watched");
        assert_eq!(list(&scene, MARIAM).await[0]["status"], "scheduled");
        assert_eq!(wire(&scene, provider).requests().len(), 0);
    }
}

#[tokio::test]
async fn f41_a_cancellation_that_may_have_been_made_is_noted_and_one_that_was_refused_is_not() {
    for provider in CALENDARS {
        let (scene, id) = scheduled(provider).await;
        let refused = Fault::respond(StatusCode::FORBIDDEN, json!({"error": {"code": 403}}));
        wire(&scene, provider).inject(refused.times(9));
        let answer = delete(&scene, (COLLEAGUE, provider), &id).await;
        assert!(answer.status.is_client_error() || answer.status.is_server_error(), "{answer:?}");
        assert_eq!(note(&scene, provider, &id).await, None, "{provider}");
        wire(&scene, provider).clear();
        wire(&scene, provider).inject(Fault::drop_after());
        delete(&scene, (COLLEAGUE, provider), &id).await.expect(502, "provider_unavailable");
        let note = note(&scene, provider, &id).await.unwrap();
        let colleague = (note.may_cancel, note.is_candidate_s);
        assert_eq!(colleague, (true, false), "{provider}");
        scene.advance("36s");
        delete(&scene, (MARIAM, provider), &id).await.ok();
    }
}

#[tokio::test]
async fn f13_a_note_whose_answer_was_lost_is_one_s_own_and_one_that_fails_changes_nothing() {
    for provider in CALENDARS {
        let (scene, id) = scheduled(provider).await;
        let lost = Fault::drop_after().on_target("UpdateItem").body_contains("may_cancel");
        scene.world.controls.dynamodb.inject(lost);
        delete(&scene, (MARIAM, provider), &id).await.ok();
        assert_eq!(sent(&scene, provider, "POST") + sent(&scene, provider, "DELETE"), 1);
        assert_eq!(list(&scene, MARIAM).await[0]["status"], "cancelled");

        let (scene, id) = scheduled(provider).await;
        let down = Fault::respond(StatusCode::INTERNAL_SERVER_ERROR, json!({}));
        let down = down.on_target("UpdateItem").body_contains("may_cancel");
        scene.world.controls.dynamodb.inject(down.times(9));
        delete(&scene, (MARIAM, provider), &id).await.expect(503, "storage_unavailable");
        assert_eq!(wire(&scene, provider).requests().len(), 0, "{provider}: nothing is asked");
        assert_eq!(note(&scene, provider, &id).await, None);
    }
}
