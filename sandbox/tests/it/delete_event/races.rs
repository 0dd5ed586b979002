//! Several who cancel or move at the same moment.

use std::time::Duration;

use futures::future::join;
use http::StatusCode;
use serde_json::json;
use simulator_kit::wire::Fault;

use super::note;
use super::notes::{later, of_writes, troubled};
use crate::bookings::{cancel, choose, offered};
use crate::calendars::wire;
use crate::interviews::{CALENDARS, delete, drag, in_calendar, list, update};
use crate::scene::{COLLEAGUE, MARIAM};
use crate::sync_calendar::{fire, listed, says, watched};

/// Long beside what lies between two requests that are made at once.
const PAUSE: Duration = Duration::from_millis(300);

#[tokio::test]
async fn an_interview_that_two_cancel_at_once_is_cancelled_and_told_once_whoever_overtakes() {
    for provider in CALENDARS {
        for (age, is_overtaken) in [("0s", false), ("10m", false), ("0s", true), ("10m", true)] {
            let (scene, id) = watched(provider).await;
            scene.advance(age);
            if is_overtaken {
                // The first is slow, and finds nothing any more.
                troubled(&scene, provider, Fault::delay(PAUSE));
            }
            let mine = delete(&scene, (MARIAM, provider), &id);
            let (mine, theirs) = join(mine, delete(&scene, (COLLEAGUE, provider), &id)).await;
            mine.ok();
            theirs.ok();
            for _ in 0..2 {
                says(&scene, provider).await;
            }
            assert_eq!(scene.told(), ["interview.cancelled"], "{provider} {age} {is_overtaken}");
            assert_eq!(listed(&scene).await["status"], "cancelled");
            assert_eq!(note(&scene, provider, &id).await, None, "{provider} {age} {is_overtaken}");
        }
    }
}

#[tokio::test]
async fn an_interview_that_its_candidate_and_a_recruiter_cancel_at_once_is_told_once() {
    for provider in CALENDARS {
        for is_overtaken in [false, true] {
            let (scene, token) = offered(provider).await;
            choose(&scene, &token, "2026-11-24T10:00:00").await.ok();
            let id = list(&scene, MARIAM).await[0]["event_id"].as_str().unwrap().to_owned();
            scene.world.poll().await;
            scene.world.webhooks.forget();
            if is_overtaken {
                troubled(&scene, provider, Fault::delay(PAUSE));
            }
            let recruiter = delete(&scene, (MARIAM, provider), &id);
            let (candidate, recruiter) = join(cancel(&scene, &token), recruiter).await;
            assert_eq!(candidate.ok()["state"], "cancelled", "{provider} {is_overtaken}");
            recruiter.ok();
            says(&scene, provider).await;
            assert_eq!(scene.told(), ["interview.cancelled"], "{provider} {is_overtaken}");
            assert!(in_calendar(&scene, provider, &id).await.is_none());
        }
    }
}

#[tokio::test]
async fn an_interview_that_is_moved_while_it_is_cancelled_is_cancelled_and_told_once() {
    for provider in CALENDARS {
        for slow in [None, Some(0), Some(1)] {
            let (scene, id) = watched(provider).await;
            scene.advance("10m");
            if let Some(slow) = slow {
                let [change, cancellation] = of_writes(provider, Fault::delay(PAUSE));
                wire(&scene, provider).inject(if slow == 0 { change } else { cancellation });
            }
            let moving = update(&scene, (COLLEAGUE, provider), &id, later());
            let (gone, moved) = join(delete(&scene, (MARIAM, provider), &id), moving).await;
            gone.ok();
            assert!(moved.status == 200 || moved.code() == "not_found", "{moved:?}");
            says(&scene, provider).await;
            scene.advance("41s");
            fire(&scene).await;
            let cancelled = scene.told().iter().filter(|it| *it == "interview.cancelled").count();
            assert_eq!(cancelled, 1, "{provider} {slow:?}");
            assert_eq!(scene.told_last()["data"]["actor"], json!("user:1"), "{provider} {slow:?}");
            assert_eq!(listed(&scene).await["status"], "cancelled");
            assert_eq!(note(&scene, provider, &id).await, None, "{provider} {slow:?}");
        }
    }
}

#[tokio::test]
async fn f41_two_cancellations_that_are_refused_at_once_leave_a_person_s_move_to_them() {
    for provider in CALENDARS {
        let (scene, id) = watched(provider).await;
        scene.advance("10m");
        let table = &scene.world.controls.dynamodb;
        table.forget();
        let refused = Fault::respond(StatusCode::FORBIDDEN, json!({}));
        troubled(&scene, provider, refused.times(9));
        // The first takes its note back slowly, and the other one's stands over it by then.
        table.inject(Fault::delay(PAUSE).on_target("PutItem"));
        let (mine, theirs) = join(delete(&scene, (MARIAM, provider), &id), async {
            while table.count_target("PutItem") < 1 {
                tokio::task::yield_now().await;
            }
            delete(&scene, (COLLEAGUE, provider), &id).await
        })
        .await;
        assert!(!mine.status.is_success() && !theirs.status.is_success(), "{mine:?} {theirs:?}");
        wire(&scene, provider).clear();
        scene.world.poll().await;
        scene.advance("41s");
        fire(&scene).await;
        assert_eq!(note(&scene, provider, &id).await, None, "{provider}");
        drag(&scene, provider, &id).await;
        says(&scene, provider).await;
        assert_eq!(scene.told_last()["data"]["actor"], "calendar", "{provider}");
    }
}
