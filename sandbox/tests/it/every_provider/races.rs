//! Uses and runs that find the same token over at the same time (F5, F18).

use futures::future::{join, join_all};
use serde_json::json;
use shared::model::provider::Provider;

use super::{connected, health, life, new_use, refreshes, turn};
use crate::upkeep::sweep;

#[tokio::test]
async fn f5_f18_twenty_uses_and_two_runs_at_once_renew_once_at_a_provider_that_punishes_reuse() {
    for provider in Provider::ALL {
        let scene = connected(&[provider]).await;
        let knobs = json!({"rotate_refresh_tokens": true, "punish_reuse": true});
        turn(&scene, provider, knobs).await;
        scene.advance(life(provider));
        let uses = join_all((0..20).map(|number| new_use(&scene, provider, number)));
        let runs = join(sweep(&scene), sweep(&scene));
        let (answers, _) = join(uses, runs).await;
        for answer in answers {
            answer.ok();
        }
        assert_eq!(refreshes(&scene, provider), 1, "{provider}");
        // With the token that was written, not with one that somebody held in memory.
        scene.advance(life(provider));
        new_use(&scene, provider, 20).await.ok();
        assert_eq!(refreshes(&scene, provider), 2, "{provider}");
        assert_eq!(health(&scene, provider).await["state"], "active", "{provider}");
    }
}
