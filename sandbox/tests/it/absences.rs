//! What never happens, whatever is asked: ARCHITECTURE.md lists it.

use http::StatusCode;
use sandbox::wire::Fault;
use serde_json::{Value, json};

use crate::scene::{MARIAM, Scene, event};

/// Stands where a provider or a person put something that must not travel on.
const CANARY: &str = "canary-3f9c1e";

#[tokio::test]
async fn a_visit_without_a_token_calls_nobody() {
    let scene = Scene::new().await;
    let (url, _) = scene.begin(MARIAM, "linkedin").await;
    let back = scene.decide(&url, "kofi", "allow").await;
    let controls = &scene.world.controls;
    let parts = [&controls.api, &controls.linkedin, &controls.dynamodb, &controls.kms_and_secrets];
    parts.iter().for_each(|part| part.forget());
    for query in [back.query().unwrap(), "error=access_denied", "code=a&state=b", ""] {
        let mut visit = event("callback");
        visit["headers"].as_object_mut().unwrap().remove("authorization");
        visit["pathParameters"] = json!({"provider": "linkedin"});
        visit["rawQueryString"] = query.into();
        let answer = scene.invoke("callback", &visit).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{query}: {answer:?}");
    }
    for part in parts {
        assert_eq!(part.requests(), []);
    }
}

#[tokio::test]
async fn s43_a_provider_s_words_reach_nobody() {
    let scene = Scene::new().await;
    let linkedin = &scene.world.controls.linkedin;
    let says = |body: Value| Fault::respond(StatusCode::BAD_REQUEST, body);

    let refusal = json!({"error": "invalid_grant", "error_description": CANARY});
    linkedin.inject(says(refusal).on("POST", "/oauth/v2/accessToken"));
    let answer = scene.connect(MARIAM, "linkedin", "kofi").await.expect(400, "code_refused");
    assert!(!answer.text.contains(CANARY), "{answer:?}");

    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    linkedin.inject(says(json!({"code": CANARY, "message": CANARY})).on("POST", "/rest/posts"));
    let answer = scene.publish(MARIAM, json!({"job_id": 1})).await.expect(422, "content_refused");
    assert!(!answer.text.contains(CANARY), "{answer:?}");

    let mut visit = event("callback");
    visit["headers"].as_object_mut().unwrap().remove("authorization");
    visit["rawQueryString"] = format!("error={CANARY}&error_description={CANARY}").into();
    let answer = scene.invoke("callback", &visit).await;
    assert!(!answer.location().as_str().contains(CANARY), "{answer:?}");
}

#[tokio::test]
async fn s26_nothing_secret_is_stored_in_clear() {
    let scene = Scene::new().await;
    let (url, state) = scene.begin(MARIAM, "linkedin").await;
    assert!(scene.dump().contains("STATE#") && !scene.dump().contains(&state));

    let back = scene.decide(&url, "kofi", "allow").await;
    let tokens = json!({
        "access_token": format!("{CANARY}-access"),
        "refresh_token": format!("{CANARY}-refresh"),
        "expires_in": 3600,
    });
    let linkedin = &scene.world.controls.linkedin;
    linkedin.inject(Fault::respond(StatusCode::OK, tokens).on("POST", "/oauth/v2/accessToken"));
    let member = json!({"sub": "yrZCpj2Z12", "name": "Kofi Mensah"});
    linkedin.inject(Fault::respond(StatusCode::OK, member).on("GET", "/v2/userinfo"));
    let pages = json!({"elements": []});
    linkedin
        .inject(Fault::respond(StatusCode::OK, pages).on("GET", "/rest/organizationAcls").times(2));
    scene.complete(MARIAM, "linkedin", &back).await.ok();

    let code = back.query_pairs().find(|(name, _)| name == "code").unwrap().1.into_owned();
    let table = scene.dump();
    assert!(table.contains("CREDENTIAL#linkedin"), "{table}");
    assert!(!table.contains(CANARY) && !table.contains(&code), "{table}");
}
