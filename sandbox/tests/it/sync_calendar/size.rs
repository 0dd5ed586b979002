//! Calendars with more interviews than one turn can ask for.

use jiff::SignedDuration;
use serde_json::json;
use shared::model::provider::Provider;

use http::StatusCode;
use simulator_kit::wire::Fault;

use super::doubts::path;
use super::{answers, begin, calendar, fire, many, watch};
use crate::calendars::{connected, wire};
use crate::interviews::{CALENDARS, drag};
use crate::scene::Scene;

/// How many there are, of which a turn asks for a dozen.
const INTERVIEWS: usize = 30;

/// A world with a calendar that was read once, and the interview that is asked for last.
async fn full(provider: Provider) -> (Scene, String) {
    let scene = connected(provider).await;
    let ids = many(&scene, provider, INTERVIEWS).await;
    begin(&scene, provider).await;
    scene.world.webhooks.forget();
    (scene, ids.into_iter().max().unwrap())
}

/// Does what asks `provider`, whose every answer takes a second.
async fn while_it_is_slow<T>(
    scene: &Scene,
    provider: Provider,
    doing: impl Future<Output = T>,
) -> T {
    let mut doing = std::pin::pin!(doing);
    let asked = || wire(scene, provider).requests().len();
    let mut answered = asked();
    loop {
        let asks = async {
            while asked() == answered {
                tokio::task::yield_now().await;
            }
        };
        tokio::select! {
            biased;
            done = &mut doing => return done,
            () = asks => scene.world.clock.advance(SignedDuration::from_secs(1)),
        }
        answered += 1;
    }
}

#[tokio::test]
async fn f40_a_calendar_of_many_interviews_is_checked_in_one_run_of_the_schedule() {
    for provider in CALENDARS {
        let (scene, last) = full(provider).await;
        scene.advance("25h");
        answers(&scene, provider, &last, ("accepted", "")).await;
        let report = while_it_is_slow(&scene, provider, fire(&scene)).await;
        assert_eq!((&report["read"], &report["left_over"]), (&json!(1), &json!(0)), "{report}");
        assert_eq!(scene.told(), ["interview.guest_responded"], "{provider}");
        let took = scene
            .world
            .clock
            .now()
            .duration_since(watch(&scene, provider).await.synced_at.unwrap());
        assert!(took < SignedDuration::from_secs(240), "{provider}: {took}");
    }
}

#[tokio::test]
async fn f40_many_interviews_that_change_at_once_are_all_read_however_slow_their_calendar_is() {
    for provider in CALENDARS {
        let scene = connected(provider).await;
        let ids = many(&scene, provider, INTERVIEWS).await;
        begin(&scene, provider).await;
        scene.advance("10m");
        fire(&scene).await;
        scene.world.webhooks.forget();
        for id in &ids {
            answers(&scene, provider, id, ("accepted", "")).await;
        }
        let store = &scene.world.app.store;
        store.mark_changed(calendar(provider), scene.world.clock.now()).await.unwrap();
        let report = while_it_is_slow(&scene, provider, fire(&scene)).await;
        assert_eq!((&report["read"], &report["left_over"]), (&json!(1), &json!(0)), "{report}");
        assert_eq!(scene.told(), ["interview.guest_responded"; INTERVIEWS], "{provider}");
    }
}

#[tokio::test]
async fn f40_what_a_slow_calendar_does_not_say_is_asked_for_again_after_minutes_all_the_same() {
    for provider in CALENDARS {
        let scene = connected(provider).await;
        let first = many(&scene, provider, INTERVIEWS).await.into_iter().min().unwrap();
        begin(&scene, provider).await;
        scene.world.webhooks.forget();
        scene.advance("25h");
        drag(&scene, provider, &first).await;
        let fault = Fault::respond(StatusCode::INTERNAL_SERVER_ERROR, json!({}));
        wire(&scene, provider).inject(fault.on("GET", &path(provider, &first)).times(2));
        while_it_is_slow(&scene, provider, fire(&scene)).await;
        assert_eq!(scene.told(), [""; 0], "{provider}");
        wire(&scene, provider).clear();
        scene.advance("6m");
        fire(&scene).await;
        assert_eq!(scene.told(), ["interview.moved"], "{provider}");
    }
}
