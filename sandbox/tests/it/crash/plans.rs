//! Crash-point enumeration over the start of a planned post, with two runs that overlap.

use futures::StreamExt;
use futures::future::join;
use futures::stream;
use serde_json::json;

use super::{WORLDS, crashes};
use crate::plans::{listed, planned};
use crate::posts::connected;
use crate::scene::Scene;

async fn due() -> (Scene, serde_json::Value) {
    let scene = connected("kofi").await;
    let plan = planned(&scene, json!({})).await;
    scene.advance("1h");
    scene.forget();
    (scene, plan)
}

async fn run(scene: &Scene) {
    drop(scene.world.scheduler.fire("start-plans", json!({})).await);
}

#[tokio::test]
async fn f1_f44_wherever_two_starts_that_overlap_break_off_there_is_one_post_in_the_end() {
    let (scene, _) = due().await;
    join(run(&scene), run(&scene)).await;
    let calls = scene.parts().map(|part| part.requests().len());
    let broken = crashes(calls).into_iter().map(async |crash| {
        let (scene, plan) = due().await;
        scene.parts()[crash.part].inject(crash.fault);
        join(run(&scene), run(&scene)).await;
        scene.parts().iter().for_each(|part| part.clear());
        let mut plan = listed(&scene, &plan["id"]).await;
        for _ in 0..16 {
            if ["published", "failed"].contains(&plan["state"].as_str().unwrap()) {
                break;
            }
            scene.advance("1m");
            join(run(&scene), run(&scene)).await;
            plan = listed(&scene, &plan["id"]).await;
        }
        assert_eq!(plan["state"], "published", "{}: {plan}", crash.name);
        assert_eq!(scene.posts_online().await, 1, "{}", crash.name);
        assert_eq!(plan["targets"][0]["already_published"], false, "{}", crash.name);
    });
    stream::iter(broken).buffer_unordered(WORLDS).collect::<Vec<()>>().await;
}
