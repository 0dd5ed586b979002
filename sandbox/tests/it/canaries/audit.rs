//! The audit trail (S22, S35): who did what, for which company, at which provider, and how it ended.

use http::StatusCode;
use serde_json::{Value, json};
use shared::model::provider::Provider::{self, LinkedIn};
use simulator_kit::wire::Fault;
use tracing::Level;

use crate::every_provider::connect;
use crate::interviews::{CALENDARS, create, delete, search, update};
use crate::logs::Logs;
use crate::posts::LAGUNE;
use crate::scene::{COLLEAGUE, MARIAM, Scene};
use crate::upkeep::{sweep, turn};

#[tokio::test]
async fn s22_s35_each_use_of_the_credentials_is_one_line_that_says_who_what_where_and_how_it_ended()
{
    let logs = Logs::capture(Level::INFO);
    let scene = Scene::new().await;
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    scene.publish(COLLEAGUE, json!({"job_id": 1})).await.ok();
    scene.connect(MARIAM, "linkedin", "amina").await.expect(409, "account_mismatch");
    scene.disconnect(COLLEAGUE, "linkedin").await.ok();
    let lines = logs.lines("\"audit\":");
    let told: Vec<_> = lines
        .iter()
        .map(|line| {
            let line: Value = serde_json::from_str(line).unwrap();
            assert_eq!((&line["company_id"], &line["provider"]), (&json!(1), &json!("linkedin")));
            assert_eq!(line["request_id"], "JKJaXmPLvHcESHA=");
            json!([line["audit"], line["user_id"], line["outcome"]])
        })
        .collect();
    let expected = [
        json!(["connect", 1, "success"]),
        json!(["publish", 2, "success"]),
        json!(["connect", 1, "account_mismatch"]),
        json!(["disconnect", 2, "success"]),
    ];
    assert_eq!(told, expected);
}

/// What each line says, with the provider that all of them must name.
fn told(logs: &Logs, provider: Provider) -> Vec<Value> {
    let lines = logs.lines("\"audit\":").into_iter();
    lines
        .map(|line| {
            let line: Value = serde_json::from_str(&line).unwrap();
            let of = (&line["company_id"], &line["provider"]);
            assert_eq!(of, (&json!(1), &json!(provider.key())), "{line}");
            let is_request_known = line["request_id"] == "JKJaXmPLvHcESHA=";
            assert!(is_request_known || line["audit"] == "renew", "{line}");
            assert!(!line.to_string().contains('@'), "ids only: {line}");
            json!([line["audit"], line["user_id"], line["outcome"]])
        })
        .collect()
}

#[tokio::test]
async fn s22_s35_a_calendar_s_life_is_told_line_by_line_with_whoever_acted() {
    for provider in CALENDARS {
        let logs = Logs::capture(Level::INFO);
        let scene = Scene::new().await;
        connect(&scene, provider).await.ok();
        let made = create(&scene, provider, json!({})).await.ok();
        let id = made["event_id"].as_str().unwrap();
        update(&scene, (COLLEAGUE, provider), id, json!({"title": "Autre"})).await.ok();
        search(&scene, (COLLEAGUE, provider), json!({})).await.ok();
        delete(&scene, (MARIAM, provider), id).await.ok();
        let down = Fault::respond(StatusCode::SERVICE_UNAVAILABLE, Value::Null).times(1);
        let down = down.body_contains("grant_type=refresh_token");
        scene.world.controls[provider].inject(down);
        scene.advance("2h");
        sweep(&scene).await;
        scene.advance("1h");
        sweep(&scene).await;
        scene.world.controls[provider].inject(Fault::drop_before().times(99));
        create(&scene, provider, json!({"title": "Perdu"})).await.expect(502, "outcome_unknown");
        scene.world.controls[provider].clear();
        scene.disconnect(COLLEAGUE, provider.slug()).await.ok();
        let expected = [
            json!(["connect", MARIAM, "success"]),
            json!(["schedule", MARIAM, "success"]),
            json!(["update_event", COLLEAGUE, "success"]),
            json!(["find_slots", COLLEAGUE, "success"]),
            json!(["cancel_event", MARIAM, "success"]),
            json!(["renew", MARIAM, "provider_unavailable"]),
            json!(["renew", MARIAM, "success"]),
            json!(["schedule", MARIAM, "outcome_unknown"]),
            json!(["disconnect", COLLEAGUE, "success"]),
        ];
        assert_eq!(told(&logs, provider), expected, "{provider}");
    }
}

#[tokio::test]
async fn s22_s35_linkedin_s_life_is_told_line_by_line_with_whoever_acted() {
    let logs = Logs::capture(Level::INFO);
    let scene = Scene::new().await;
    connect(&scene, LinkedIn).await.ok();
    let choice = json!({"organization_id": LAGUNE});
    scene.put("choose-organization", COLLEAGUE, choice).await.ok();
    let template = json!({"template": "{{ title }} {{ apply_url }}"});
    scene.call("template", COLLEAGUE, |event| put(event, &template)).await.ok();
    let post = scene.posted(json!({"job_id": 1})).await;
    scene.at_post("delete-post", COLLEAGUE, &post).await.ok();
    scene.advance("54 days");
    turn(&scene, json!({"token_error": {"status": 503, "body": {}, "times": 1}})).await;
    sweep(&scene).await;
    scene.advance("1h");
    sweep(&scene).await;
    scene.send(revoke(&scene)).await;
    scene.advance("61 days");
    scene.publish(COLLEAGUE, json!({"job_id": 2})).await.expect(409, "reauthorization_required");
    connect(&scene, LinkedIn).await.ok();
    scene.connect(MARIAM, "linkedin", "amina").await.expect(409, "account_mismatch");
    scene.disconnect(COLLEAGUE, "linkedin").await.ok();
    let expected = [
        json!(["connect", MARIAM, "success"]),
        json!(["choose_organization", COLLEAGUE, "success"]),
        json!(["change_template", COLLEAGUE, "success"]),
        json!(["publish", MARIAM, "success"]),
        json!(["delete_post", COLLEAGUE, "success"]),
        json!(["renew", MARIAM, "provider_unavailable"]),
        json!(["renew", MARIAM, "success"]),
        json!(["renew", MARIAM, "reauthorization_required"]),
        json!(["connect", MARIAM, "success"]),
        json!(["connect", MARIAM, "account_mismatch"]),
        json!(["disconnect", COLLEAGUE, "success"]),
    ];
    assert_eq!(told(&logs, LinkedIn), expected);
}

fn put(event: &mut Value, body: &Value) {
    event["requestContext"]["http"]["method"] = "PUT".into();
    event["body"] = body.to_string().into();
}

fn revoke(scene: &Scene) -> http::Request<Vec<u8>> {
    let url = format!("{}/_accounts/kofi/revoke", scene.world.origins[LinkedIn]);
    http::Request::post(url).body(Vec::new()).unwrap()
}
