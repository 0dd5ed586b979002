//! What LinkedIn answers when the code is exchanged, and what is kept of it.

use http::{StatusCode, header};
use serde_json::{Value, json};
use shared::model::provider::Provider;
use simulator_kit::wire::Fault;
use tracing::Level;

use super::{agreed, back};
use crate::answer::Answer;
use crate::logs::Logs;
use crate::scene::{MARIAM, Scene};

/// The next code is exchanged for a token that grants `scope` only.
fn grant_only(scene: &Scene, scope: &str) {
    let body = json!({"access_token": "AQX-too-little", "expires_in": 5_184_000, "scope": scope});
    let granted = Fault::respond(StatusCode::OK, body).on("POST", "/oauth/v2/accessToken");
    scene.world.controls[Provider::LinkedIn].inject(granted);
}

/// `user` connects as `account`, allowing it to take the place of the connected one.
pub(super) async fn replace(scene: &Scene, account: &str) -> Answer {
    let begun = scene.call("auth-url", MARIAM, |event| {
        event["pathParameters"]["provider"] = "linkedin".into();
        event["rawQueryString"] = "replace=true".into();
    });
    let url = begun.await.ok()["auth_url"].as_str().unwrap().to_owned();
    let back = scene.decide(&url, account, "allow").await;
    scene.complete(MARIAM, "linkedin", &back).await
}

#[tokio::test]
async fn s13_a_missing_scope_is_named_and_nothing_is_connected() {
    let scene = Scene::new().await;
    grant_only(&scene, "r_basicprofile,rw_organization_admin");
    let answer = scene.connect(MARIAM, "linkedin", "kofi").await.expect(400, "missing_scope");
    let detail = answer.json()["detail"].as_str().unwrap().to_owned();
    assert!(detail.contains("w_member_social"), "{detail}");
    assert_eq!(scene.dump(), "[]");
}

#[tokio::test]
async fn s13_f23_a_good_connection_stays_where_a_new_grant_lacks_a_scope() {
    let scene = Scene::new().await;
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    let before = scene.connection(1);
    grant_only(&scene, "r_basicprofile rw_organization_admin");
    scene.connect(MARIAM, "linkedin", "kofi").await.expect(400, "missing_scope");
    assert_eq!(scene.connection(1), before);
    scene.publish(MARIAM, json!({"job_id": 1})).await.ok();
}

#[tokio::test]
async fn s14_another_account_takes_no_connection_over_unless_that_was_asked_for() {
    let scene = Scene::new().await;
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    let before = scene.connection(1);
    scene.connect(MARIAM, "linkedin", "amina").await.expect(409, "account_mismatch");
    assert_eq!(scene.connection(1), before);
    replace(&scene, "amina").await.ok();
    assert_eq!(scene.status(MARIAM).await["linkedin"]["account"], "Amina Diallo");
}

#[tokio::test]
async fn s14_the_same_account_reconnects_and_keeps_its_history() {
    let scene = Scene::new().await;
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    scene.publish(MARIAM, json!({"job_id": 1})).await.ok();
    scene.advance("30 days");
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    let entry = scene.status(MARIAM).await["linkedin"].clone();
    assert_eq!(entry["last_used_at"], "2026-11-23T09:00:00Z");
    assert_eq!(entry["expires_at"], "2027-02-21T09:00:00Z");
}

#[tokio::test]
async fn a_code_linkedin_does_not_take_can_be_tried_again_and_connects_nothing() {
    let scene = Scene::new().await;
    let (_, state) = scene.begin(MARIAM, "linkedin").await;
    let wrong = back(&format!("code=wrong&state={state}"));
    scene.complete(MARIAM, "linkedin", &wrong).await.expect(400, "code_refused");
    assert_eq!(scene.dump(), "[]");
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
}

#[tokio::test]
async fn f11_a_token_endpoint_that_fails_connects_nothing_and_shows_no_word_of_it() {
    let scene = Scene::new().await;
    let words = json!({"error": "internal", "error_description": "Traceback: secret"});
    for fault in [
        Fault::respond(StatusCode::INTERNAL_SERVER_ERROR, words.clone()),
        Fault::respond(StatusCode::TOO_MANY_REQUESTS, words),
        Fault::respond(StatusCode::OK, "<html>".into()),
        Fault::respond(StatusCode::OK, json!({"expires_in": 1})),
        Fault::respond(StatusCode::OK, json!({"error": "invalid_grant"})),
        Fault::respond(StatusCode::OK, json!(["token"])),
        Fault::respond(StatusCode::OK, json!({"access_token": ""})),
        Fault::respond(StatusCode::OK, json!({"access_token": "t", "token_type": "mac"})),
        Fault::respond(StatusCode::CREATED, json!({"access_token": "t"})),
        Fault::respond(StatusCode::BAD_REQUEST, "<html>".into()),
        Fault::respond(StatusCode::BAD_REQUEST, json!({})),
        Fault::respond(StatusCode::BAD_REQUEST, json!({"error": {"code": 400}})),
        Fault::respond(StatusCode::UNAUTHORIZED, json!({"error": ""})),
        Fault::respond(StatusCode::FORBIDDEN, json!({"error": "invalid_grant"})),
        Fault::drop_before(),
        Fault::drop_after(),
    ] {
        scene.world.controls[Provider::LinkedIn].inject(fault.on("POST", "/oauth/v2/accessToken"));
        let answer = scene.connect(MARIAM, "linkedin", "kofi").await;
        let answer = answer.expect(502, "provider_unavailable");
        assert!(!answer.text.contains("Traceback"), "{answer:?}");
    }
    assert_eq!(scene.dump(), "[]");
}

#[tokio::test]
async fn s37_a_redirect_of_the_token_endpoint_is_not_followed() {
    let scene = Scene::new().await;
    let elsewhere = format!("{}/stolen", scene.world.origins.api);
    let redirect = Fault::respond(StatusCode::TEMPORARY_REDIRECT, Value::Null)
        .header(header::LOCATION, elsewhere.parse().unwrap());
    scene.world.controls[Provider::LinkedIn].inject(redirect.on("POST", "/oauth/v2/accessToken"));
    scene.connect(MARIAM, "linkedin", "kofi").await.expect(502, "provider_unavailable");
    assert_eq!(scene.world.controls.api.count("POST", "/stolen"), 0);
}

#[tokio::test]
async fn s31_a_client_secret_rotated_a_moment_ago_is_read_again_once() {
    let scene = Scene::new().await;
    scene.learn_client_secret("callback", "last-week-s-secret").await;
    let back = agreed(&scene).await;
    scene.change_secret("LinkedInSecret", json!({}));
    scene.complete(MARIAM, "linkedin", &back).await.ok();
    assert_eq!(scene.exchanges(), 2);
}

#[tokio::test]
async fn f21_a_wrong_client_secret_is_our_problem_and_leaves_connections_alone() {
    let logs = Logs::capture(Level::INFO);
    let scene = Scene::new().await;
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    let before = scene.connection(1);
    scene.learn_client_secret("callback", "wrong").await;
    scene.connect(MARIAM, "linkedin", "kofi").await.expect(503, "provider_misconfigured");
    assert_eq!(scene.exchanges(), 3, "one reload, one retry");
    assert_eq!(logs.lines("\"ProviderMisconfigured\":1").len(), 1, "an operator is told");
    assert_eq!(scene.connection(1), before);
    scene.publish(MARIAM, json!({"job_id": 1})).await.ok();
}

#[tokio::test]
async fn f26_a_crash_after_the_exchange_leaves_no_half_connection_and_reconnecting_works() {
    let scene = Scene::new().await;
    let back = agreed(&scene).await;
    let down = Fault::drop_before().on_target("GenerateDataKey").times(3);
    scene.world.controls.kms_and_secrets.inject(down);
    scene.complete(MARIAM, "linkedin", &back).await.expect(503, "storage_unavailable");
    assert_eq!((scene.exchanges(), scene.dump().as_str()), (1, "[]"));
    scene.complete(MARIAM, "linkedin", &back).await.expect(400, "invalid_state");
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
}

#[tokio::test]
async fn f15_absurd_lifetimes_do_not_lose_the_grant() {
    let scene = Scene::new().await;
    let linkedin = scene.world.origins[Provider::LinkedIn].clone();
    for (told, until) in [
        (json!("5184000"), "2027-01-22T09:00:00Z"),
        (json!(-1), "2026-11-23T09:00:00Z"),
        (json!("soon"), "2026-11-23T09:00:00Z"),
        (json!(1e15), "2027-11-23T09:00:00Z"),
    ] {
        scene.turn(&linkedin, "kofi", json!({"expires_in": told})).await;
        scene.connect(MARIAM, "linkedin", "kofi").await.ok();
        assert_eq!(scene.status(MARIAM).await["linkedin"]["expires_at"], until);
    }
}
