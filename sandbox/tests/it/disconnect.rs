//! `DELETE /{provider}/disconnect`.

use std::time::Duration;

use serde_json::{Value, json};
use shared::model::provider::Provider;
use shared::model::provider::Provider::OutlookCalendar;
use simulator_kit::wire::Fault;

use crate::connect_calendars;
use crate::scene::{COLLEAGUE, MARIAM, STRANGER, Scene};

#[tokio::test]
async fn b13_the_connection_is_gone_with_its_tokens_and_publishing_says_so() {
    let scene = Scene::new().await;
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    let answer = scene.disconnect(MARIAM, "linkedin").await.ok();
    assert_eq!(answer["message"], "LinkedIn disconnected successfully");
    let kept = scene.world.dynamodb.dump().unwrap();
    let ended = [&kept[0]["type"]["S"], &kept[1]];
    assert_eq!(ended, [&json!("connection.ended"), &Value::Null], "for what was planned with it");
    assert_eq!(scene.status(MARIAM).await["linkedin"]["state"], "disconnected");
    scene.publish(MARIAM, json!({"job_id": 1})).await.expect(409, "not_connected");
    assert_eq!(scene.posts_sent(), 0);
}

#[tokio::test]
async fn b8_b13_every_spelling_is_taken_and_what_is_not_connected_is_no_error() {
    let scene = Scene::new().await;
    for provider in
        ["linkedin", "google-calendar", "google_calendar", "outlook", "outlook_calendar"]
    {
        let answer = scene.disconnect(MARIAM, provider).await.ok();
        assert!(answer["message"].as_str().unwrap().ends_with("was not connected"), "{answer}");
    }
    scene.disconnect(MARIAM, "teams").await.expect(400, "unknown_provider");
}

#[tokio::test]
async fn s21_a_colleague_may_disconnect_and_a_stranger_reaches_only_their_own() {
    let scene = Scene::new().await;
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    let before = scene.connection(1);
    scene.disconnect(STRANGER, "linkedin").await.ok();
    assert_eq!(scene.connection(1), before);
    scene.disconnect(COLLEAGUE, "linkedin").await.ok();
    assert_eq!(scene.connection(1), "");
}

#[tokio::test]
async fn f24_a_publication_under_way_finishes_and_does_not_bring_the_connection_back() {
    let scene = Scene::new().await;
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    let slow = Fault::delay(Duration::from_millis(200)).on("POST", "/rest/posts");
    scene.world.controls[Provider::LinkedIn].inject(slow);
    // LinkedIn takes the post before it withdraws the token.
    let later = Fault::delay(Duration::from_millis(600)).on("POST", "/oauth/v2/revoke");
    scene.world.controls[Provider::LinkedIn].inject(later);
    let (published, _) = tokio::join!(scene.publish(MARIAM, json!({"job_id": 1})), async {
        while scene.posts_sent() == 0 {
            tokio::task::yield_now().await;
        }
        scene.disconnect(MARIAM, "linkedin").await.ok()
    });
    published.ok();
    assert_eq!(scene.posts_online().await, 1);
    assert_eq!(scene.connection(1), "");
}

#[tokio::test]
async fn f24_a_dead_grant_noticed_after_the_disconnection_does_not_bring_it_back() {
    let scene = Scene::new().await;
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    scene.advance("1h");
    let dead = json!({"status": 401, "serviceErrorCode": 65601, "code": "REVOKED_ACCESS_TOKEN"});
    let refused = Fault::respond(http::StatusCode::UNAUTHORIZED, dead);
    scene.world.controls[Provider::LinkedIn].inject(refused.on("POST", "/rest/posts"));
    let late = Fault::delay(Duration::from_millis(400)).on_target("UpdateItem");
    scene.world.controls.dynamodb.inject(late);
    let (published, _) = tokio::join!(scene.publish(MARIAM, json!({"job_id": 1})), async {
        while scene.posts_sent() == 0 {
            tokio::task::yield_now().await;
        }
        scene.disconnect(MARIAM, "linkedin").await.ok()
    });
    published.expect(409, "reauthorization_required");
    assert_eq!(scene.connection(1), "");
}

#[tokio::test]
async fn six_calls_leave_where_a_provider_withdraws_nothing() {
    let scene = Scene::new().await;
    connect_calendars::connect(&scene, OutlookCalendar, "fatou").await.ok();
    scene.forget();
    scene.disconnect(MARIAM, "outlook").await.ok();
    // Three of them see to it that its calendar is watched no more.
    assert_eq!(scene.outside_calls(), 6);
    assert_eq!(scene.world.controls.dynamodb.count_target("DeleteItem"), 3);
}
