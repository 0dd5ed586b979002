//! One's own LinkedIn connection, which serves one's own profile.

use serde_json::{Value, json};
use shared::model::provider::Provider::LinkedIn;

use super::connect_for;
use crate::scene::{COLLEAGUE, MARIAM, Scene, THIRD};
use crate::upkeep::stored;

/// The company's connection is the colleague's, and Mariam has her own.
async fn hers_and_the_company_s() -> Scene {
    let scene = Scene::new().await;
    connect_for(&scene, (COLLEAGUE, "company"), LinkedIn, "kofi").await.ok();
    connect_for(&scene, (MARIAM, "me"), LinkedIn, "amina").await.ok();
    scene
}

fn personal() -> Value {
    json!({"job_id": 1, "organization_id": "personal"})
}

#[tokio::test]
async fn b16_s23_each_posts_on_their_own_profile_and_a_colleague_s_stays_theirs() {
    let scene = hers_and_the_company_s().await;
    let hers = scene.publish(MARIAM, personal()).await.ok();
    let his = scene.publish(COLLEAGUE, personal()).await.ok();
    assert_ne!(hers["post_id"], his["post_id"]);
    assert_eq!(scene.posts_online().await, 2);
    scene.publish(THIRD, personal()).await.expect(403, "not_owner");
    for (user, post) in [(COLLEAGUE, &hers), (THIRD, &hers), (MARIAM, &his)] {
        let post = post["post_id"].as_str().unwrap();
        let refused = scene.at_post("delete-post", user, post).await;
        assert!(["not_owner", "other_account"].contains(&refused.code().as_str()), "{refused:?}");
    }
    assert_eq!(scene.posts_online().await, 2);
    for (user, post) in [(MARIAM, &hers), (COLLEAGUE, &his)] {
        scene.at_post("delete-post", user, post["post_id"].as_str().unwrap()).await.ok();
    }
    assert_eq!(scene.posts_online().await, 0);
}

#[tokio::test]
async fn b16_without_the_company_s_connection_one_s_own_profile_is_there_and_no_page() {
    let scene = Scene::new().await;
    connect_for(&scene, (MARIAM, "me"), LinkedIn, "amina").await.ok();
    scene.publish(MARIAM, json!({"job_id": 1})).await.expect(409, "not_connected");
    let page = json!({"job_id": 1, "organization_id": crate::posts::LAGUNE});
    scene.publish(MARIAM, page).await.expect(409, "not_connected");
    let posted = scene.publish(MARIAM, personal()).await.ok();
    assert_eq!(posted["published"][0]["target"], "personal");
    let post = posted["post_id"].as_str().unwrap();
    scene.at_post("post-statistics", MARIAM, post).await.ok();
    assert_eq!(scene.posts(MARIAM).await["totals"]["posts"], 1);
}

#[tokio::test]
async fn b16_a_page_and_the_own_profile_are_posted_on_by_their_own_connections() {
    let scene = hers_and_the_company_s().await;
    let both = json!({"job_id": 1, "organization_ids": [crate::posts::LAGUNE, "personal", ""]});
    let posted = scene.publish(MARIAM, both).await.ok();
    assert_eq!(posted["published"].as_array().unwrap().len(), 2, "{posted}");
    assert!(stored(&scene, "linkedin")["last_used_at"].is_number());
    assert_eq!(
        scene.status(MARIAM).await["linkedin"]["own"]["last_used_at"],
        "2026-11-23T09:00:00Z"
    );
}

#[tokio::test]
async fn f30_an_own_connection_that_is_dead_costs_no_page_its_post() {
    let scene = hers_and_the_company_s().await;
    crate::unreadable::spoil(&scene, "CREDENTIAL#linkedin#1", "state").await;
    let both = json!({"job_id": 1, "organization_ids": [crate::posts::LAGUNE, "personal"]});
    let posted = scene.publish(MARIAM, both).await.ok();
    assert_eq!(posted["published"].as_array().unwrap().len(), 1, "{posted}");
    assert_eq!(posted["errors"].as_array().unwrap().len(), 1);
    scene.publish(MARIAM, personal()).await.expect(409, "reauthorization_required");
}
