//! `PUT /linkedin/organization`: the page posts go to where none is named.

use serde_json::{Value, json};
use shared::model::provider::Provider;

use crate::posts::{LAGUNE, NORTH, SAHEL, connected};
use crate::scene::{COLLEAGUE, MARIAM, STRANGER};

#[tokio::test]
async fn a_chosen_page_is_where_posts_go_until_the_choice_is_taken_back() {
    let scene = connected("claire").await;
    let answer = scene.put("choose-organization", COLLEAGUE, json!({"organization_id": SAHEL}));
    assert_eq!(answer.await.ok()["default_organization_id"], SAHEL);
    let published = scene.publish(MARIAM, json!({"job_id": 1})).await.ok();
    assert_eq!(published["published"][0]["organization_id"], SAHEL);
    let listed = scene.call("organizations", MARIAM, |_| ()).await.ok();
    assert_eq!(listed["default_organization_id"], SAHEL);

    scene.put("choose-organization", MARIAM, json!({"organization_id": null})).await.ok();
    scene.publish(MARIAM, json!({"job_id": 2})).await.expect(409, "organization_required");
}

#[tokio::test]
async fn s21_only_a_page_of_the_own_list_can_be_chosen() {
    let scene = connected("claire").await;
    for id in [LAGUNE, "27113908", "personal", ""] {
        let answer = scene.put("choose-organization", MARIAM, json!({"organization_id": id}));
        answer.await.expect(404, "unknown_organization");
    }
    let answer = scene.put("choose-organization", STRANGER, json!({"organization_id": NORTH}));
    answer.await.expect(409, "not_connected");
    assert_eq!(scene.world.controls[Provider::LinkedIn].requests(), []);
}

#[tokio::test]
async fn s24_the_choice_must_be_said() {
    let scene = connected("claire").await;
    for body in [json!({}), json!({"organization_id": 7}), Value::Null] {
        let answer = scene.put("choose-organization", MARIAM, body).await;
        answer.expect(400, "invalid_request");
    }
}
