//! Random interleavings of everything that can happen to a connection, with what must hold in all of them.

use std::time::Duration;

use futures::future::{BoxFuture, FutureExt, join_all};
use proptest::prelude::*;
use serde_json::{Value, json};
use shared::model::provider::Provider;
use simulator_kit::wire::Fault;

use crate::scene::{COLLEAGUE, MARIAM, Scene};
use crate::upkeep::{partner, publish, refresh, refreshes, stored, sweep};

/// What happens; what stands in one batch happens at once.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Deed {
    /// Somebody publishes the text of this number.
    Use(u8),
    /// The schedule fires.
    Sweep,
    /// A colleague connects the same account again.
    Reconnect,
    /// Somebody chooses the page, or takes the choice back.
    Choose(bool),
    /// Somebody lists the pages, while the member's role comes and goes.
    List,
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
        3 => any::<bool>().prop_map(Deed::Choose),
        2 => Just(Deed::List),
        2 => Just(Deed::Disconnect),
        1 => Just(Deed::Revoke),
    ]
}

/// Batches, each after the clock was moved; within the life of the LinkedIn version we use.
fn story() -> impl Strategy<Value = Vec<(&'static str, Vec<Deed>)>> {
    let moves = prop::sample::select(vec!["1s", "6m", "54 days", "54 days", "61 days", "61 days"]);
    prop::collection::vec((moves, prop::collection::vec(deed(), 2..5)), 1..5)
}

/// Waits until a renewal is under way, if one comes, so that what follows falls into it.
async fn renewal_begins(scene: &Scene) {
    let before = refreshes(scene);
    for _ in 0..2000 {
        if refreshes(scene) > before {
            return;
        }
        tokio::task::yield_now().await;
    }
}

/// Texts are of their batch: a ledger key may be used again once its time is over.
fn perform(scene: &Scene, batch: usize, deed: Deed) -> BoxFuture<'_, ()> {
    async move {
        if !matches!(deed, Deed::Use(_) | Deed::Sweep) {
            renewal_begins(scene).await;
        }
        match deed {
            Deed::Use(text) => drop(publish(scene, &format!("text {text} of {batch}")).await),
            Deed::Sweep => drop(sweep(scene).await),
            Deed::Reconnect => drop(scene.connect(COLLEAGUE, "linkedin", "kofi").await),
            Deed::Choose(page) => choose(scene, page).await,
            Deed::List => list(scene, batch).await,
            Deed::Disconnect => drop(scene.disconnect(MARIAM, "linkedin").await),
            Deed::Revoke => {
                let url =
                    format!("{}/_accounts/kofi/revoke", scene.world.origins[Provider::LinkedIn]);
                scene.send(http::Request::post(url).body(Vec::new()).unwrap()).await;
            }
        }
    }
    .boxed()
}

/// Whatever happens at the same time, a choice is made or there is nothing to choose from (no 503).
async fn choose(scene: &Scene, page: bool) {
    let page = page.then_some(crate::posts::LAGUNE);
    let answer = scene.put("choose-organization", MARIAM, json!({"organization_id": page})).await;
    let code = answer.code();
    let is_possible = ["not_connected", "unknown_organization"].contains(&&*code);
    assert!(answer.status.is_success() || is_possible, "{answer:?}");
}

async fn list(scene: &Scene, batch: usize) {
    crate::upkeep::turn(scene, json!({"role_lost": batch % 2 == 1})).await;
    drop(scene.call("organizations", MARIAM, |_| ()).await);
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
        // Long enough for whatever happens at once to happen in between.
        let slow = refresh(Fault::delay(Duration::from_millis(25))).times(10);
        scene.world.controls[Provider::LinkedIn].inject(slow);
        let all = join_all(deeds.iter().map(|deed| perform(&scene, batch, *deed)));
        scene.while_time_passes(all).await;
        scene.world.controls[Provider::LinkedIn].clear();
        witness.check(&scene, &deeds);
    }
    posts_are_rows(&scene).await;
    // Whatever has happened, a new consent works.
    scene.disconnect(MARIAM, "linkedin").await.ok();
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    publish(&scene, "the end").await.ok();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_interleaving_loses_revives_or_doubles_anything(story in story(), rotates: bool) {
        let knobs = json!({"rotate_refresh_tokens": rotates, "punish_reuse": rotates});
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(tell(story, knobs));
    }
}
