//! Wherever a run breaks off, the runs after it leave one channel and one address.

use futures::stream::{self, StreamExt};
use serde_json::json;
use shared::model::provider::Provider;
use simulator_kit::wire::Fault;

use super::{kept, watch, watched};
use crate::interviews::{CALENDARS, delete, scheduled};
use crate::scene::{MARIAM, Scene};

/// Worlds at a time.
const WORLDS: usize = 8;

/// What breaks a run off: a call of the table or of the provider that has no answer, before or after it was taken.
/// One is repeated by the SDK, three are not.
fn faults(calls: usize, is_aws: bool) -> Vec<(String, Fault)> {
    let times = if is_aws { vec![3] } else { vec![1] };
    let mut faults = Vec::new();
    for call in 0..u32::try_from(calls).unwrap() {
        for times in &times {
            for (kind, fault) in [("before", Fault::drop_before()), ("after", Fault::drop_after())]
            {
                let name = format!("call {call} dropped {kind}, {times} times");
                faults.push((name, fault.after(call).times(*times)));
            }
        }
    }
    faults
}

/// Makes a run after `prepare` break off at each of its calls, lets time pass, and hands the world to `check`.
async fn each_crash(prepare: impl AsyncFn() -> Scene, check: impl AsyncFn(&Scene, &str)) {
    let scene = prepare().await;
    scene.forget();
    scene.watch_calendars().await;
    let calls = scene.parts().map(|part| part.requests().len());
    let mut crashes = Vec::new();
    for (part, count) in calls.into_iter().enumerate() {
        // The table and KMS are third and fourth.
        let is_aws = part == 2 || part == 3;
        crashes.extend(faults(count, is_aws).into_iter().map(|(name, fault)| (part, name, fault)));
    }
    assert!(crashes.len() > 10, "{}", crashes.len());
    let run = async |(part, name, fault): (usize, String, Fault)| {
        let scene = prepare().await;
        scene.parts()[part].inject(fault);
        // It may fail as a whole, where the index could not be read.
        let run = scene.world.scheduler.fire("watch-calendars", json!({}));
        let _ = scene.while_time_passes(run).await.unwrap();
        scene.parts().iter().for_each(|part| part.clear());
        for _ in 0..3 {
            scene.advance("30m");
            // Who finds the lease of a renewal that broke off waits for it.
            scene.while_time_passes(scene.watch_calendars()).await;
        }
        check(&scene, &format!("part {part}: {name}")).await;
    };
    let runs = crashes.into_iter().map(run);
    stream::iter(runs).buffer_unordered(WORLDS).collect::<Vec<()>>().await;
}

fn addresses(scene: &Scene) -> usize {
    scene.dump().matches("\"ADDRESS#").count() / 2
}

async fn is_heard_once(scene: &Scene, provider: Provider, name: &str) {
    let live = scene.live(provider).await;
    assert_eq!(live.len(), 1, "{provider}, {name}: {live:?}");
    assert_eq!(addresses(scene), 1, "{provider}, {name}");
    let kept = kept(scene, provider).await.unwrap();
    assert_eq!(kept.current.unwrap().id.unwrap(), live[0]["id"], "{provider}, {name}");
    assert_eq!(kept.ending, [], "{provider}, {name}");
    assert!(watch(scene, provider).await.unwrap().heard_until.is_some(), "{provider}, {name}");
}

#[tokio::test]
async fn f40_wherever_opening_breaks_off_there_is_one_channel_in_the_end() {
    for provider in CALENDARS {
        each_crash(
            async || scheduled(provider).await.0,
            async |scene, name| is_heard_once(scene, provider, name).await,
        )
        .await;
    }
}

#[tokio::test]
async fn f40_wherever_renewing_breaks_off_there_is_one_channel_in_the_end() {
    for provider in CALENDARS {
        each_crash(
            async || {
                let (scene, _) = watched(provider).await;
                scene.advance("150h");
                scene
            },
            async |scene, name| is_heard_once(scene, provider, name).await,
        )
        .await;
    }
}

#[tokio::test]
async fn f40_wherever_ending_breaks_off_nothing_is_left_in_the_end() {
    for provider in CALENDARS {
        each_crash(
            async || {
                let (scene, id) = watched(provider).await;
                scene.advance("20m");
                delete(&scene, (MARIAM, provider), &id).await.ok();
                scene
            },
            async |scene, name| {
                assert_eq!(scene.live(provider).await.len(), 0, "{provider}, {name}");
                assert_eq!(addresses(scene), 0, "{provider}, {name}");
                assert!(kept(scene, provider).await.is_none(), "{provider}, {name}");
                assert!(watch(scene, provider).await.is_none(), "{provider}, {name}");
            },
        )
        .await;
    }
}
