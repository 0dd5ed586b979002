//! An imported connection may not know its account: who may reconnect it, and what is revoked (S14, S33).

use serde_json::{Value, json};
use shared::model::provider::Provider;
use shared::model::provider::Provider::{GoogleCalendar, LinkedIn};

use super::old::{dead, granted, take, with};
use crate::scene::{COLLEAGUE, MARIAM, Scene};
use crate::upkeep::{status, stored};

#[tokio::test]
async fn s14_whoever_connected_it_names_the_account_that_is_the_only_one_from_then_on() {
    let scene = Scene::new().await;
    take(&scene, &[dead(LinkedIn)]).await;
    scene.connect(MARIAM, "linkedin", "amina").await.ok();
    assert_eq!(status(&scene, "linkedin").await["account"], "Amina Diallo");
    let before = stored(&scene, "linkedin");
    scene.connect(MARIAM, "linkedin", "kofi").await.expect(409, "account_mismatch");
    assert_eq!(stored(&scene, "linkedin"), before);
}

#[tokio::test]
async fn b22_a_dead_connection_of_an_unknown_account_makes_room_for_a_colleague_s() {
    let scene = Scene::new().await;
    take(&scene, &[with(&dead(LinkedIn), json!({"user_id": COLLEAGUE}))]).await;
    let answer = scene.connect(MARIAM, "linkedin", "amina").await.ok();
    assert_eq!(answer["replaced_account"], serde_json::Value::Null, "nobody knows whose it was");
    assert_eq!(stored(&scene, "linkedin")["account"]["label"], "Amina Diallo");
}

#[tokio::test]
async fn s14_an_account_that_linkedin_named_is_guarded_as_any_other() {
    let scene = Scene::new().await;
    let row = granted(&scene, LinkedIn, "kofi").await;
    take(&scene, &[with(&row, json!({"refresh_token": null}))]).await;
    scene.connect(MARIAM, "linkedin", "amina").await.expect(409, "account_mismatch");
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
}

#[tokio::test]
async fn s33_a_grant_whose_account_is_not_known_is_not_revoked_and_the_person_is_told() {
    let scene = Scene::new().await;
    let row = granted(&scene, GoogleCalendar, "awa").await;
    take(&scene, &[row]).await;
    let answer = scene.disconnect(MARIAM, "google-calendar").await.ok();
    assert_eq!(answer["revoked"], Value::Null);
    assert!(
        answer["revocation"].as_str().unwrap().contains("may use the same account"),
        "{answer}"
    );
    assert_eq!(scene.world.controls[Provider::GoogleCalendar].count("POST", "/revoke"), 0);
    assert_eq!(stored(&scene, "google_calendar"), Value::Null);
}

#[tokio::test]
async fn s23_a_profile_is_not_posted_on_before_it_is_known_whose_it_is() {
    let scene = Scene::new().await;
    scene
        .turn(
            &scene.world.origins[Provider::LinkedIn],
            "kofi",
            json!({"partner_refresh_tokens": true}),
        )
        .await;
    let row = granted(&scene, LinkedIn, "kofi").await;
    scene.advance("61 days");
    assert_eq!(take(&scene, &[row]).await.summary.imported, 1);
    let answer = scene.publish(MARIAM, json!({"job_id": 1, "organization_id": "personal"})).await;
    answer.expect(409, "reauthorization_required");
    assert_eq!(scene.posts_sent(), 0);
}
