//! `DELETE /{provider}/events/{event_id}`.

use simulator_kit::wire::Fault;

use crate::calendars::wire;
use crate::interviews::{CALENDARS, delete, list, scheduled, sent, update};
use crate::scene::{COLLEAGUE, MARIAM, STRANGER};
use serde_json::json;

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
