//! `GET /{provider}/auth-url`.

use std::collections::BTreeMap;

use http::StatusCode;
use serde_json::{Value, json};
use shared::model::provider::Provider;
use simulator_kit::wire::Fault;
use url::Url;

use crate::answer::Answer;
use crate::scene::{MARIAM, Scene, at_provider};

async fn ask(scene: &Scene, provider: &str) -> Answer {
    scene.call("auth-url", MARIAM, |event| at_provider(event, provider)).await
}

fn parameters(url: &str) -> BTreeMap<String, String> {
    Url::parse(url).unwrap().query_pairs().into_owned().collect()
}

#[tokio::test]
async fn b7_the_url_comes_under_both_names_with_state_and_provider() {
    let scene = Scene::new().await;
    let answer = ask(&scene, "linkedin").await.ok();
    assert_eq!(answer["authorization_url"], answer["auth_url"]);
    assert_eq!(answer["provider"], "linkedin");
    let parameters = parameters(answer["auth_url"].as_str().unwrap());
    assert_eq!(answer["state"], parameters["state"]);
}

#[tokio::test]
async fn b7_a_provider_without_client_and_secret_is_not_configured() {
    let scene = Scene::new().await;
    scene.learn_client_secret("auth-url", "").await;
    let answer = ask(&scene, "linkedin").await.expect(503, "not_configured");
    assert_eq!(answer.json()["detail"], "LinkedIn integration is not configured");
    ask(&scene, "outlook").await.ok();
}

#[tokio::test]
async fn b8_both_families_of_names_lead_to_the_same_provider_and_others_to_none() {
    let scene = Scene::new().await;
    for (name, key) in [
        ("linkedin", "linkedin"),
        ("google-calendar", "google_calendar"),
        ("google_calendar", "google_calendar"),
        ("outlook", "outlook_calendar"),
        ("outlook_calendar", "outlook_calendar"),
    ] {
        assert_eq!(ask(&scene, name).await.ok()["provider"], key, "{name}");
    }
    for name in ["teams", "LinkedIn", "", "linkedin/..", "google"] {
        ask(&scene, name).await.expect(400, "unknown_provider");
    }
}

#[tokio::test]
async fn s16_the_url_is_the_registered_request_with_every_value_encoded() {
    let scene = Scene::new().await;
    let (url, state) = scene.begin(MARIAM, "linkedin").await;
    assert!(url.starts_with(&format!(
        "{}/oauth/v2/authorization?",
        scene.world.origins[Provider::LinkedIn]
    )));
    let query = Url::parse(&url).unwrap().query().unwrap().to_owned();
    assert!(!query.contains([':', '/', ' ', '+']), "{query}");
    let expected = [
        ("client_id", "sandbox-linkedin-client".to_owned()),
        ("redirect_uri", format!("{}/api/integrations/linkedin/callback", scene.world.origins.api)),
        ("response_type", "code".to_owned()),
        ("scope", scene.world.app.config.client(Provider::LinkedIn).scopes.to_string()),
        ("state", state),
    ];
    let expected: BTreeMap<_, _> =
        expected.map(|(name, value)| (name.to_owned(), value)).into_iter().collect();
    assert_eq!(parameters(&url), expected);
}

#[tokio::test]
async fn s7_a_challenge_is_sent_where_the_provider_takes_one() {
    let scene = Scene::new().await;
    for provider in ["google-calendar", "outlook"] {
        let parameters = parameters(&scene.begin(MARIAM, provider).await.0);
        assert_eq!(parameters["code_challenge_method"], "S256");
        assert_eq!(parameters["code_challenge"].len(), 43);
    }
}

#[tokio::test]
async fn s10_nothing_the_client_sends_changes_where_the_flow_leads() {
    let scene = Scene::new().await;
    let (usual, state) = scene.begin(MARIAM, "linkedin").await;
    let answer = scene.call("auth-url", MARIAM, |event| {
        at_provider(event, "linkedin");
        event["headers"]["host"] = "evil.example".into();
        event["headers"]["x-forwarded-host"] = "evil.example".into();
        event["headers"]["origin"] = "https://evil.example".into();
        event["rawQueryString"] =
            "returnTo=https://evil.example&redirect_uri=https://evil.example&state=mine".into();
    });
    let answer = answer.await.ok();
    let own = answer["state"].as_str().unwrap();
    assert_ne!(own, state);
    assert_eq!(answer["auth_url"].as_str().unwrap().replace(own, &state), usual);
}

#[tokio::test]
async fn s1_each_state_is_new_and_stored_as_its_hash_only() {
    let scene = Scene::new().await;
    let (_, first) = scene.begin(MARIAM, "linkedin").await;
    let (_, second) = scene.begin(MARIAM, "linkedin").await;
    assert_ne!(first, second);
    assert_eq!((first.len(), second.len()), (43, 43));
    let dump = scene.dump();
    assert!(!dump.contains(&first) && !dump.contains(&second), "{dump}");
    // Each with the row by which the company's erasure finds it.
    assert_eq!(scene.world.dynamodb.dump().unwrap().as_array().unwrap().len(), 4);
}

#[tokio::test]
async fn s11_a_repeated_parameter_is_refused() {
    let scene = Scene::new().await;
    let twice = |event: &mut Value| event["rawQueryString"] = "replace=true&replace=false".into();
    scene.call("auth-url", MARIAM, twice).await.expect(400, "invalid_request");
}

#[tokio::test]
async fn f13_a_table_that_fails_is_a_503_and_no_url() {
    let scene = Scene::new().await;
    let error = json!({"__type": "com.amazonaws.dynamodb.v20120810#InternalServerError"});
    let fault = Fault::respond(StatusCode::INTERNAL_SERVER_ERROR, error);
    scene.world.controls.dynamodb.inject(fault.times(3));
    ask(&scene, "linkedin").await.expect(503, "storage_unavailable");
    assert_eq!(scene.dump(), "[]");
}

#[tokio::test]
async fn two_calls_leave_the_ats_and_the_table() {
    let scene = Scene::new().await;
    // What the secrets hold is known then.
    ask(&scene, "linkedin").await.ok();
    scene.forget();
    ask(&scene, "linkedin").await.ok();
    assert_eq!(scene.outside_calls(), 2);
    assert_eq!(scene.world.controls.api.count("GET", "/api/employers/me"), 1);
    assert_eq!(scene.world.controls.dynamodb.count_target("TransactWriteItems"), 1);
}
