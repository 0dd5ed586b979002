//! Choosing a page and refreshing the list write the pages alone.

use std::future::Future;

use futures::future::{join, join_all, join3};
use http::StatusCode;
use serde_json::json;
use shared::model::provider::Provider;

use crate::posts::{LAGUNE, NORTH, SAHEL, connected};
use crate::scene::{COLLEAGUE, MARIAM, Scene};
use crate::upkeep::{asked, partner, publish, refreshes, slow_refresh, stored, turn};

async fn choose(scene: &Scene, page: &str) -> crate::scene::Answer {
    scene.put("choose-organization", COLLEAGUE, json!({"organization_id": page})).await
}

/// A renewal with rotating tokens, during which `deed` happens.
async fn during_a_renewal(deed: impl AsyncFn(&Scene)) -> Scene {
    let scene = partner(json!({"rotate_refresh_tokens": true, "punish_reuse": true})).await;
    scene.advance("55 days");
    scene.world.controls[Provider::LinkedIn].inject(slow_refresh());
    let meanwhile = async {
        asked(&scene, 1).await;
        let before = stored(&scene, "linkedin");
        deed(&scene).await;
        let after = stored(&scene, "linkedin");
        let is_over = after["sealed_tokens"] != before["sealed_tokens"];
        assert!(is_over || after["lease"] == before["lease"], "the lease is the renewal's");
    };
    let personal = scene.publish(MARIAM, json!({"job_id": 1, "organization_id": "personal"}));
    let (published, ()) = join(personal, meanwhile).await;
    published.ok();
    assert_eq!(refreshes(&scene), 1);
    scene.advance("54 days");
    // No page is offered any more where the role was lost.
    let again = scene.call("publish-job", MARIAM, |event| {
        event["headers"].as_object_mut().unwrap().remove("idempotency-key");
        let body = json!({"job_id": 1, "organization_id": "personal", "custom_message": "again"});
        event["body"] = body.to_string().into();
    });
    again.await.ok();
    assert_eq!(stored(&scene, "linkedin")["state"], "active");
    scene
}

#[tokio::test]
async fn a_choice_or_a_listing_during_a_renewal_costs_it_nothing() {
    let chosen = during_a_renewal(async |scene| {
        choose(scene, LAGUNE).await.ok();
    })
    .await;
    assert_eq!(stored(&chosen, "linkedin")["provider_data"]["organization_id"], LAGUNE);
    let listed = during_a_renewal(async |scene| {
        turn(scene, json!({"role_lost": true})).await;
        scene.call("organizations", MARIAM, |_| ()).await.ok();
    })
    .await;
    assert_eq!(stored(&listed, "linkedin")["provider_data"]["organizations"], json!([]));
}

#[tokio::test]
async fn a_choice_leaves_notes_and_versions_alone() {
    let scene = connected("claire").await;
    publish(&scene, "a page is named").await.expect(409, "organization_required");
    let before = stored(&scene, "linkedin");
    choose(&scene, SAHEL).await.ok();
    let mut after = stored(&scene, "linkedin");
    assert_eq!(after["provider_data"]["organization_id"], SAHEL);
    after["provider_data"] = before["provider_data"].clone();
    assert_eq!(after, before);
}

/// Every answer of `calls`, made at once, is a success.
async fn all_succeed<F: Future<Output = crate::scene::Answer>>(calls: impl Iterator<Item = F>) {
    for answer in join_all(calls).await {
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    }
}

#[tokio::test]
async fn thirty_choices_and_listings_at_once_all_succeed() {
    let scene = connected("claire").await;
    let pages = [NORTH, SAHEL];
    let choices = (0..30).map(|n| choose(&scene, pages[n % 2]));
    let listings = (0..10).map(|_| scene.call("organizations", MARIAM, |_| ()));
    let uses = (0..5).map(|n| {
        let body = json!({"job_id": 1, "organization_id": NORTH, "custom_message": n.to_string()});
        scene.call("publish-job", MARIAM, move |event| {
            event["headers"].as_object_mut().unwrap().remove("idempotency-key");
            event["body"] = body.to_string().into();
        })
    });
    join3(all_succeed(choices), all_succeed(listings), all_succeed(uses)).await;
    let chosen = stored(&scene, "linkedin")["provider_data"]["organization_id"].clone();
    assert!(pages.contains(&chosen.as_str().unwrap()), "{chosen}");
}
