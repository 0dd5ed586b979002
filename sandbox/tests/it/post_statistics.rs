//! `GET /linkedin/posts/{post_id}/statistics`: what is told, and why the rest is not.

use serde_json::{Value, json};
use shared::model::provider::Provider;

use crate::posts::{SAHEL, connected};
use crate::scene::{COLLEAGUE, MARIAM, STRANGER, Scene};

const NAMES: [&str; 6] = ["likes", "comments", "shares", "impressions", "clicks", "engagement"];

async fn figures(scene: &Scene, post: &str) -> Value {
    scene.at_post("post-statistics", COLLEAGUE, post).await.ok()
}

/// Every figure is missing, each with a reason that contains `reason`.
fn all_missing(told: &Value, reason: &str) {
    for name in NAMES {
        assert_eq!(told[name], Value::Null, "{told}");
        assert!(told["unavailable"][name].as_str().unwrap().contains(reason), "{told}");
    }
}

#[tokio::test]
async fn a_post_nobody_has_seen_has_zeros_and_they_grow() {
    let scene = connected("kofi").await;
    let post = scene.posted(json!({"job_id": 1})).await;
    let told = figures(&scene, &post).await;
    for name in &NAMES[..5] {
        assert_eq!(told[name], 0, "{told}");
    }
    assert_eq!(told["unavailable"], json!({}));
    scene.advance("2 days");
    let told = figures(&scene, &post).await;
    assert!(told["impressions"].as_u64().unwrap() > 100, "{told}");
    assert!(told["engagement"].as_f64().unwrap() > 0.0, "{told}");
}

#[tokio::test]
async fn a_missing_scope_is_null_with_a_reason_and_never_zero() {
    let scene = connected("kofi").await;
    let post = scene.posted(json!({"job_id": 1})).await;
    scene.advance("2 days");
    scene.withdraw(&["rw_organization_admin"]).await;
    all_missing(&figures(&scene, &post).await, "rw_organization_admin");
}

#[tokio::test]
async fn a_missing_role_and_a_personal_profile_have_their_reasons() {
    let scene = connected("claire").await;
    let post = scene.posted(json!({"job_id": 1, "organization_id": SAHEL})).await;
    all_missing(&figures(&scene, &post).await, "administrators of the page");
    let post = scene.posted(json!({"job_id": 1, "organization_id": "personal"})).await;
    scene.forget();
    all_missing(&figures(&scene, &post).await, "r_member_postAnalytics");
    assert_eq!(scene.world.controls[Provider::LinkedIn].requests(), []);
}

#[tokio::test]
async fn s21_only_posts_of_the_own_company_that_are_online_have_figures() {
    let scene = connected("kofi").await;
    let post = scene.posted(json!({"job_id": 1})).await;
    scene.at_post("post-statistics", STRANGER, &post).await.expect(404, "not_found");
    scene.at_post("post-statistics", MARIAM, "urn:li:share:1").await.expect(404, "not_found");
    scene.at_post("delete-post", MARIAM, &post).await.ok();
    scene.at_post("post-statistics", MARIAM, &post).await.expect(404, "not_found");
}
