//! Several who cancel or move at the same moment.

use std::future::Future;
use std::pin::pin;

use futures::future::join;
use http::StatusCode;
use serde_json::json;
use simulator_kit::wire::{Control, Fault};

use super::note;
use super::notes::{a_person_s_move_is_theirs_within_the_minute, later, of_writes, troubled};
use crate::answer::Answer;
use crate::bookings::{cancel, choose, offered};
use crate::calendars::wire;
use crate::interviews::{CALENDARS, delete, in_calendar, list, update};
use crate::scene::{COLLEAGUE, MARIAM, hangs};
use crate::sync_calendar::doubts::own_word;
use crate::sync_calendar::{fire, listed, says, watched};

/// What comes of `slow`, of which `part` holds a call, and of `fast`, which begins then and is through before that call
/// is performed.
async fn overtaken(
    part: &Control,
    slow: impl Future<Output = Answer>,
    fast: impl Future<Output = Answer>,
) -> (Answer, Answer) {
    let mut slow = pin!(slow);
    hangs(part, slow.as_mut()).await;
    let fast = async {
        let done = fast.await;
        part.clear();
        done
    };
    join(slow, fast).await
}

#[tokio::test]
async fn an_interview_that_two_cancel_at_once_is_cancelled_and_told_once_whoever_overtakes() {
    for provider in CALENDARS {
        for (age, is_overtaken) in [("0s", false), ("10m", false), ("0s", true), ("10m", true)] {
            let (scene, id) = watched(provider).await;
            scene.advance(age);
            let mine = delete(&scene, (MARIAM, provider), &id);
            let theirs = delete(&scene, (COLLEAGUE, provider), &id);
            let (mine, theirs) = if is_overtaken {
                // The first finds nothing any more.
                troubled(&scene, provider, Fault::hold());
                overtaken(wire(&scene, provider), mine, theirs).await
            } else {
                join(mine, theirs).await
            };
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
            let recruiter = delete(&scene, (MARIAM, provider), &id);
            let candidate = cancel(&scene, &token);
            let (candidate, recruiter) = if is_overtaken {
                troubled(&scene, provider, Fault::hold());
                overtaken(wire(&scene, provider), candidate, recruiter).await
            } else {
                join(candidate, recruiter).await
            };
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
        for slow in ["neither", "the move", "the cancellation"] {
            let (scene, id) = watched(provider).await;
            scene.advance("10m");
            let part = wire(&scene, provider);
            let [change, cancellation] = of_writes(provider, Fault::hold());
            let moving = update(&scene, (COLLEAGUE, provider), &id, later());
            let cancelling = delete(&scene, (MARIAM, provider), &id);
            let (gone, moved) = match slow {
                "the move" => {
                    part.inject(change);
                    let (moved, gone) = overtaken(part, moving, cancelling).await;
                    (gone, moved)
                }
                "the cancellation" => {
                    part.inject(cancellation);
                    overtaken(part, cancelling, moving).await
                }
                _ => join(cancelling, moving).await,
            };
            gone.ok();
            assert!(moved.status == 200 || moved.code() == "not_found", "{moved:?}");
            says(&scene, provider).await;
            scene.advance("41s");
            fire(&scene).await;
            let cancelled = scene.told().iter().filter(|it| *it == "interview.cancelled").count();
            assert_eq!(cancelled, 1, "{provider} {slow}");
            assert_eq!(scene.told_last()["data"]["actor"], json!("user:1"), "{provider} {slow}");
            assert_eq!(listed(&scene).await["status"], "cancelled");
            assert_eq!(note(&scene, provider, &id).await, None, "{provider} {slow}");
        }
    }
}

#[tokio::test]
async fn f41_two_cancellations_that_are_refused_at_once_leave_a_person_s_move_to_them() {
    for provider in CALENDARS {
        let (scene, id) = watched(provider).await;
        scene.advance("10m");
        let table = &scene.world.controls.dynamodb;
        let refused = Fault::respond(StatusCode::FORBIDDEN, json!({}));
        troubled(&scene, provider, refused.times(9));
        // The first takes its note back slowly, and the other one's stands over it by then.
        table.inject(Fault::hold().on_target("PutItem"));
        let mine = delete(&scene, (MARIAM, provider), &id);
        let theirs = delete(&scene, (COLLEAGUE, provider), &id);
        let (mine, theirs) = overtaken(table, mine, theirs).await;
        assert!(!mine.status.is_success() && !theirs.status.is_success(), "{mine:?} {theirs:?}");
        wire(&scene, provider).clear();
        a_person_s_move_is_theirs_within_the_minute(&scene, provider, &id).await;
    }
}

#[tokio::test]
async fn what_two_cancel_at_once_and_its_calendar_does_not_show_yet_is_not_cancelled() {
    for provider in CALENDARS {
        let (scene, id) = watched(provider).await;
        let table = &scene.world.controls.dynamodb;
        let missing = Fault::respond(StatusCode::NOT_FOUND, own_word(provider));
        wire(&scene, provider).inject(missing.times(99));
        table.inject(Fault::hold().on_target("PutItem"));
        let mine = delete(&scene, (MARIAM, provider), &id);
        let theirs = delete(&scene, (COLLEAGUE, provider), &id);
        let (mine, theirs) = overtaken(table, mine, theirs).await;
        mine.expect(502, "provider_unavailable");
        theirs.expect(502, "provider_unavailable");
        wire(&scene, provider).clear();
        assert_eq!(listed(&scene).await["status"], "scheduled", "{provider}");
        assert!(in_calendar(&scene, provider, &id).await.is_some(), "{provider}");
    }
}
