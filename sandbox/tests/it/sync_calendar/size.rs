//! Calendars with more interviews than one turn can ask for.

use jiff::SignedDuration;
use serde_json::json;
use shared::model::provider::Provider;

use super::{answers, begin, fire, many, watch};
use crate::calendars::{connected, wire};
use crate::interviews::CALENDARS;
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
