//! F17: a run that is killed, at whichever outside call, loses nothing; the next one finishes the work.

use futures::stream::{self, StreamExt};
use serde_json::json;
use simulator_kit::wire::Fault;

use crate::scene::Scene;
use crate::upkeep::{partner, publish, stored, sweep_with};

/// Indices into [`Scene::parts`].
const LINKEDIN: usize = 1;
const DYNAMODB: usize = 2;
const KMS: usize = 3;
const SECRET: usize = 3;

/// The outside calls of a run that renews one connection, in their order: the due index for connections
/// for grants to be withdrawn, for the ATS's reports, for those that end plans, for rooms that were left, for
/// adverts and for booking links, the lease, the data key, the hourly new data key, the secret every five minutes,
/// the token endpoint, the write.
const CALLS: [usize; 13] = [
    DYNAMODB, DYNAMODB, DYNAMODB, DYNAMODB, DYNAMODB, DYNAMODB, DYNAMODB, DYNAMODB, KMS, KMS,
    SECRET, LINKEDIN, DYNAMODB,
];

/// The connection of company 1 is in shard 1.
fn shard() -> serde_json::Value {
    json!({"shards": [1]})
}

/// From its call number `kill` on, nothing that the run does reaches anybody, as though its process were
/// gone; where `is_performed`, that call itself still does, and only its answer is lost.
fn kill(scene: &Scene, kill: usize, is_performed: bool) {
    for (part, control) in scene.parts().into_iter().enumerate() {
        let passed = CALLS[..kill].iter().filter(|call| **call == part).count();
        let passed = u32::try_from(passed).unwrap();
        if is_performed && CALLS[kill] == part {
            control.inject(Fault::drop_after().after(passed));
        }
        control.inject(Fault::drop_before().after(passed).times(1000));
    }
}

#[tokio::test]
async fn f17_f20_a_run_killed_at_any_outside_call_is_finished_by_the_next() {
    let kills = (0..CALLS.len()).flat_map(|call| [(call, false), (call, true)]);
    let runs = kills.map(|(call, is_performed)| async move {
        let name = format!("killed at call {call}, performed: {is_performed}");
        let scene = partner(json!({})).await;
        scene.advance("54 days");
        let old = stored(&scene, "linkedin");
        kill(&scene, call, is_performed);
        let killed = scene.world.scheduler.fire("refresh-tokens", shard()).await.unwrap();
        scene.parts().iter().for_each(|part| part.clear());
        let is_written = stored(&scene, "linkedin")["version"] != old["version"];
        assert_eq!(is_written, call + 1 == CALLS.len() && is_performed, "{name}: {killed:?}");
        scene.advance("31s");
        let next = sweep_with(&scene, shard()).await;
        assert_eq!(next["renewed"], i32::from(!is_written), "{name}: {next}");
        assert_eq!(stored(&scene, "linkedin")["state"], "active", "{name}");
        scene.advance("10 days");
        publish(&scene, "what was renewed works").await.ok();
    });
    stream::iter(runs).buffer_unordered(4).collect::<Vec<()>>().await;
}

#[tokio::test]
async fn the_calls_of_a_run_are_those_that_are_killed() {
    let scene = partner(json!({})).await;
    scene.advance("54 days");
    scene.forget();
    sweep_with(&scene, shard()).await;
    for (part, control) in scene.parts().into_iter().enumerate() {
        let expected = CALLS.iter().filter(|call| **call == part).count();
        assert_eq!(control.requests().len(), expected, "part {part}: {:?}", control.requests());
    }
}
