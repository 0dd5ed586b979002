//! Random interleavings of everything that can happen to a connection, with what must hold in all of them.

use futures::future::{BoxFuture, FutureExt, join_all};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::scene::{COLLEAGUE, MARIAM, Scene};
use crate::upkeep::{partner, publish, stored, sweep};

/// What happens; what stands in one batch happens at once.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Deed {
    /// Somebody publishes the text of this number.
    Use(u8),
    /// The schedule fires.
    Sweep,
    /// A colleague connects the same account again.
    Reconnect,
    /// Somebody disconnects.
    Disconnect,
    /// Somebody withdraws everything at LinkedIn.
    Revoke,
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        4 => (0..2_u8).prop_map(Deed::Use),
        3 => Just(Deed::Sweep),
        2 => Just(Deed::Reconnect),
        1 => Just(Deed::Disconnect),
        1 => Just(Deed::Revoke),
    ]
}

/// Batches, each after the clock was moved.
fn story() -> impl Strategy<Value = Vec<(&'static str, Vec<Deed>)>> {
    let moves = prop::sample::select(vec!["1s", "31s", "6m", "54 days", "61 days"]);
    prop::collection::vec((moves, prop::collection::vec(deed(), 1..4)), 1..6)
}

/// Texts are of their batch: a ledger key may be used again once its time is over.
fn perform(scene: &Scene, batch: usize, deed: Deed) -> BoxFuture<'_, ()> {
    async move {
        match deed {
            Deed::Use(text) => drop(publish(scene, &format!("text {text} of {batch}")).await),
            Deed::Sweep => drop(sweep(scene).await),
            Deed::Reconnect => drop(scene.connect(COLLEAGUE, "linkedin", "kofi").await),
            Deed::Disconnect => drop(scene.disconnect(MARIAM, "linkedin").await),
            Deed::Revoke => {
                let url = format!("{}/_accounts/kofi/revoke", scene.world.origins.linkedin);
                scene.send(http::Request::post(url).body(Vec::new()).unwrap()).await;
            }
        }
    }
    .boxed()
}

/// What was stored, batch by batch.
struct Witness {
    last: Value,
}

impl Witness {
    /// An older version never overwrites a newer one; what was disconnected never comes back.
    fn check(&mut self, scene: &Scene, deeds: &[Deed]) {
        let now = stored(scene, "linkedin");
        let is_new = deeds.contains(&Deed::Reconnect);
        let was_deleted = deeds.contains(&Deed::Disconnect);
        let version = |connection: &Value| connection["version"].as_u64();
        match (version(&self.last), version(&now)) {
            (None, Some(_)) => assert!(is_new, "{deeds:?} brought a connection back"),
            (Some(_), Some(_)) if was_deleted => assert!(is_new, "{deeds:?} undid the deletion"),
            (Some(old), Some(new)) => assert!(new >= old, "{deeds:?}: {new} over {old}"),
            (Some(_), None) => assert!(was_deleted, "{deeds:?} lost the connection"),
            (None, None) => {}
        }
        assert_eq!(now["lease"], Value::Null, "{deeds:?} left a lease");
        self.last = now;
    }
}

/// At most one post per row of the ledger: as many are online as rows say so, and none more.
async fn posts_are_rows(scene: &Scene) {
    let items = scene.world.dynamodb.dump().unwrap();
    let is_published = |item: &&Value| {
        let is_row = item["sk"]["S"].as_str().unwrap().starts_with("POST#");
        is_row && item.to_string().contains("\"published\"")
    };
    let rows = items.as_array().unwrap().iter().filter(is_published).count();
    assert_eq!(scene.posts_online().await, rows);
}

async fn tell(story: Vec<(&'static str, Vec<Deed>)>, knobs: Value) {
    let scene = partner(knobs).await;
    let mut witness = Witness { last: stored(&scene, "linkedin") };
    for (batch, (time, deeds)) in story.into_iter().enumerate() {
        scene.advance(time);
        join_all(deeds.iter().map(|deed| perform(&scene, batch, *deed))).await;
        witness.check(&scene, &deeds);
    }
    posts_are_rows(&scene).await;
    // Whatever has happened, a new consent works.
    scene.disconnect(MARIAM, "linkedin").await.ok();
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    publish(&scene, "the end").await.ok();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_interleaving_loses_revives_or_doubles_anything(story in story(), rotates: bool) {
        let knobs = json!({"rotate_refresh_tokens": rotates, "punish_reuse": rotates});
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(tell(story, knobs));
    }
}
