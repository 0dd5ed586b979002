//! Connecting, both lives of tokens, and disconnecting.

use http::StatusCode;
use serde_json::{Value, json};
use shared::model::provider::Provider::Slack;
use simulator_kit::wire::Fault;

use super::{PUBLIC, choose, connected, remove, turn, wire, works};
use crate::connect_calendars::parameter;
use crate::scene::{MARIAM, STRANGER, Scene, at_provider};
use crate::upkeep::{stored, sweep};

const TOKEN: &str = "/api/oauth.v2.access";

async fn rotating() -> Scene {
    let scene = Scene::new().await;
    turn(&scene, "sali", json!({"rotation": true})).await;
    scene.connect(MARIAM, "slack", "sali").await.ok();
    scene
}

#[tokio::test]
async fn slack_is_asked_with_commas_and_the_workspace_is_the_account() {
    let scene = Scene::new().await;
    let (url, _) = scene.begin(MARIAM, "slack").await;
    assert_eq!(
        parameter(&url, "scope").as_deref(),
        Some("chat:write,chat:write.public,channels:read,groups:read")
    );
    assert_eq!(parameter(&url, "code_challenge"), None);
    let back = scene.decide(&url, "sali", "allow").await;
    let answer = scene.complete(MARIAM, "slack", &back).await.ok();
    assert_eq!(
        (&answer["account"], &answer["for"]),
        (&json!("Baobab Numérique"), &json!("company"))
    );
    let entry = scene.status(MARIAM).await["slack"].clone();
    assert_eq!((&entry["state"], &entry["own"]), (&json!("active"), &Value::Null));
    assert_eq!((&entry["expires_at"], &entry["channel"]), (&Value::Null, &Value::Null));
}

#[tokio::test]
async fn nobody_connects_slack_for_themselves() {
    let scene = Scene::new().await;
    for function in ["auth-url", "disconnect"] {
        let for_me = |event: &mut Value| {
            at_provider(event, "slack");
            event["rawQueryString"] = "for=me".into();
        };
        scene.call(function, MARIAM, for_me).await.expect(400, "company_only");
    }
}

#[tokio::test]
async fn an_organization_s_installation_is_refused_in_words_and_given_back() {
    let scene = Scene::new().await;
    turn(&scene, "sali", json!({"org_install": true})).await;
    scene.connect(MARIAM, "slack", "sali").await.expect(400, "workspace_required");
    assert_eq!(scene.dump(), "[]");
    assert_eq!(wire(&scene).count("POST", "/api/auth.revoke"), 1);
}

#[tokio::test]
async fn a_person_whose_administrator_must_approve_first_is_connected_afterwards() {
    let scene = Scene::new().await;
    let (url, _) = scene.begin(MARIAM, "slack").await;
    let form = http::Request::post(&url)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(b"account=moussa&decision=allow".to_vec());
    assert_eq!(scene.send(form.unwrap()).await.status, StatusCode::OK);
    turn(&scene, "moussa", json!({"approval_needed": false})).await;
    let back = scene.decide(&url, "moussa", "allow").await;
    scene.complete(MARIAM, "slack", &back).await.ok();
}

#[tokio::test]
async fn a_token_without_an_end_is_never_renewed_and_one_with_an_end_is() {
    let scene = connected(PUBLIC).await;
    scene.advance("400 days");
    sweep(&scene).await;
    assert!(works(&scene, 1).await);
    assert_eq!(wire(&scene).count("POST", TOKEN), 0);
    let scene = rotating().await;
    for _ in 0..6 {
        scene.advance("13h");
        sweep(&scene).await;
        assert!(works(&scene, 1).await);
    }
    assert_eq!(wire(&scene).count("POST", TOKEN), 7);
}

#[tokio::test]
async fn f37_one_answer_that_is_lost_is_asked_for_again_within_the_grace_and_costs_nothing() {
    let scene = rotating().await;
    scene.advance("13h");
    wire(&scene).inject(Fault::drop_after().on("POST", TOKEN));
    assert!(works(&scene, 1).await);
    assert_eq!(scene.status(MARIAM).await["slack"]["state"], "active");
    assert_eq!(wire(&scene).count("POST", TOKEN), 3);
}

#[tokio::test]
async fn f37_two_answers_that_are_lost_are_said_to_have_broken_off() {
    let scene = rotating().await;
    scene.advance("13h");
    wire(&scene).inject(Fault::drop_after().on("POST", TOKEN).times(2));
    assert!(!works(&scene, 1).await);
    scene.advance("10m");
    sweep(&scene).await;
    assert_eq!(stored(&scene, "slack")["reason"], "interrupted");
    let reason = scene.status(MARIAM).await["slack"]["reason"].as_str().unwrap().to_owned();
    assert!(reason.contains("broke off"), "{reason}");
}

#[tokio::test]
async fn s33_disconnecting_ends_the_installation_or_with_rotation_each_token() {
    for (rotation, revoked) in [(false, 1), (true, 2)] {
        let scene = Scene::new().await;
        turn(&scene, "sali", json!({"rotation": rotation})).await;
        scene.connect(MARIAM, "slack", "sali").await.ok();
        let answer = scene.disconnect(MARIAM, "slack").await.ok();
        assert_eq!(answer["revoked"], true, "{rotation}: {answer}");
        assert_eq!(wire(&scene).count("POST", "/api/auth.revoke"), revoked, "{rotation}");
        assert_eq!(scene.dump(), "[]", "{rotation}");
    }
}

#[tokio::test]
async fn f45_a_second_company_at_a_workspace_is_refused_and_the_first_goes_on() {
    let scene = connected(PUBLIC).await;
    let refused = scene.connect(STRANGER, "slack", "sali").await.expect(409, "account_in_use");
    assert!(!refused.json()["detail"].as_str().unwrap().contains("Baobab"));
    assert!(works(&scene, 1).await && !works(&scene, 2).await);
    assert_eq!(wire(&scene).count("POST", "/api/auth.revoke"), 0);
    // A consent that is refused otherwise changes nothing for the holder either.
    turn(&scene, "sali", json!({"unlisted_scopes": ["chat:write"]})).await;
    scene.connect(STRANGER, "slack", "sali").await.expect(409, "account_in_use");
    assert!(works(&scene, 1).await);
    // One that was removed gives the workspace up.
    turn(&scene, "sali", json!({"unlisted_scopes": []})).await;
    scene.advance("1m");
    remove(&scene, "sali").await;
    scene.advance("1m");
    scene.connect(STRANGER, "slack", "sali").await.ok();
    assert!(works(&scene, 2).await && !works(&scene, 1).await);
}

#[tokio::test]
async fn s34_disconnecting_forgets_the_channel_and_a_removal_at_slack_does_not() {
    let scene = connected(PUBLIC).await;
    scene.advance("1m");
    remove(&scene, "sali").await;
    assert_eq!(stored(&scene, Slack.key()), Value::Null);
    scene.advance("1m");
    scene.connect(MARIAM, "slack", "sali").await.ok();
    assert_eq!(scene.status(MARIAM).await["slack"]["channel"]["id"], PUBLIC);
    scene.disconnect(MARIAM, "slack").await.ok();
    assert!(!scene.dump().contains("CHOICE#"), "{}", scene.dump());
    // Also when it was gone at Slack before.
    scene.connect(MARIAM, "slack", "sali").await.ok();
    choose(&scene, MARIAM, json!({"channel_id": PUBLIC})).await.ok();
    scene.advance("1m");
    remove(&scene, "sali").await;
    scene.disconnect(MARIAM, "slack").await.ok();
    assert!(!scene.dump().contains("CHOICE#"));
}
