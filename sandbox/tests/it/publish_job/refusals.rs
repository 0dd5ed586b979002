//! What is refused, and what LinkedIn's refusals become.

use http::{StatusCode, header};
use serde_json::{Value, json};
use shared::model::owner::ConnectionId;
use shared::model::provider::Provider;
use simulator_kit::wire::Fault;

use super::connected;
use crate::scene::{MARIAM, STRANGER, Scene};

#[tokio::test]
async fn s24_a_wrong_body_is_a_400_whose_text_names_the_field() {
    let scene = connected("kofi").await;
    for (body, field) in [
        ("", "body"),
        ("null", "body"),
        ("[]", "body"),
        ("{\"job_id\":1", "body"),
        ("{\"job_id\":1}}", "body"),
        ("{'job_id':1}", "body"),
        ("{}", "job_id"),
        (r#"{"job_id":"1"}"#, "job_id"),
        (r#"{"job_id":1.5}"#, "job_id"),
        (r#"{"job_id":null}"#, "job_id"),
        (r#"{"job_id":1e400}"#, "job_id"),
        (r#"{"job_id":99999999999999999999}"#, "job_id"),
        (r#"{"job_id":1,"custom_message":7}"#, "custom_message"),
        (r#"{"job_id":1,"organization_id":5515715}"#, "organization_id"),
        (r#"{"job_id":1,"organization_ids":"x"}"#, "organization_ids"),
        (r#"{"job_id":1,"organization_ids":["x",2]}"#, "organization_ids[1]"),
        (&format!(r#"{{"job_id":1,"custom_message":"{}"}}"#, "x".repeat(256 * 1024)), "body"),
    ] {
        let answer = scene.call("publish-job", MARIAM, |event| event["body"] = body.into()).await;
        let answer = answer.expect(400, "invalid_request");
        let detail = answer.json()["detail"].as_str().unwrap().to_owned();
        assert!(detail.contains(field), "{body:.60}: {detail}");
    }
    assert_eq!(scene.outside_calls(), 0);
}

#[tokio::test]
async fn s24_fields_we_do_not_know_are_ignored_and_base64_is_understood() {
    let scene = connected("kofi").await;
    scene.publish(MARIAM, json!({"job_id": 1, "visibility": "PUBLIC"})).await.ok();
    let encoded = data_encoding::BASE64.encode(br#"{"job_id":2}"#);
    let answer = scene.call("publish-job", MARIAM, |event| {
        event["body"] = encoded.into();
        event["isBase64Encoded"] = true.into();
    });
    answer.await.ok();
}

#[tokio::test]
async fn s21_a_job_of_another_company_does_not_exist_whatever_its_status() {
    let scene = connected("kofi").await;
    for job in [8, 9, 10, 11, 999, 0, -1, i64::MAX] {
        scene.publish(MARIAM, json!({"job_id": job})).await.expect(404, "not_found");
    }
    scene.publish(STRANGER, json!({"job_id": 1})).await.expect(404, "not_found");
    assert_eq!(scene.world.controls[Provider::LinkedIn].requests(), []);
    assert_eq!(scene.world.controls.dynamodb.requests(), []);
}

#[tokio::test]
async fn a_draft_and_a_closed_job_are_not_published() {
    let scene = connected("kofi").await;
    for job in [3, 4] {
        scene.publish(MARIAM, json!({"job_id": job})).await.expect(409, "job_not_published");
    }
    assert_eq!(scene.world.controls[Provider::LinkedIn].requests(), []);
}

#[tokio::test]
async fn without_a_connection_there_is_nothing_to_publish_with() {
    let scene = Scene::new().await;
    scene.publish(MARIAM, json!({"job_id": 1})).await.expect(409, "not_connected");
    assert_eq!(scene.dump(), "[]");
}

#[tokio::test]
async fn f27_an_ats_that_can_t_show_the_job_stops_everything_before_any_write() {
    let scene = connected("kofi").await;
    let lost = scene.world.ats.job(1).map(|job| job.title).unwrap();
    for (fault, status, code) in [
        (Fault::drop_before(), 503, "ats_unavailable"),
        (Fault::respond(StatusCode::BAD_GATEWAY, "<html>".into()), 503, "ats_unavailable"),
        (Fault::respond(StatusCode::OK, json!({"id": 1, "title": lost})), 502, "ats_incomplete"),
        (Fault::respond(StatusCode::NOT_FOUND, json!({"detail": "x"})), 404, "not_found"),
    ] {
        scene.world.controls.api.inject(fault.on("GET", "/api/jobs/1"));
        scene.publish(MARIAM, json!({"job_id": 1})).await.expect(status, code);
    }
    assert_eq!(scene.world.controls[Provider::LinkedIn].requests(), []);
    assert_eq!(scene.world.controls.dynamodb.requests(), []);
}

#[tokio::test]
async fn each_refusal_of_linkedin_has_its_code_and_the_same_request_may_be_repeated() {
    let scene = connected("kofi").await;
    let refusal = |status: u16, body: Value| {
        let status = StatusCode::from_u16(status).unwrap();
        Fault::respond(status, body).on("POST", "/rest/posts")
    };
    let role_lost = "Organization permissions must be used when using organization as author";
    for (fault, status, code) in [
        (refusal(403, json!({"code": "ACCESS_DENIED"})), 403, "permission_denied"),
        (refusal(400, json!({"message": role_lost})), 403, "permission_denied"),
        (refusal(422, json!({"code": "INVALID"})), 422, "content_refused"),
        (refusal(429, json!({"code": "TOO_MANY_REQUESTS"})), 429, "throttled"),
        (refusal(426, json!({"code": "NONEXISTENT_VERSION"})), 503, "provider_misconfigured"),
        (refusal(503, Value::Null).times(2), 502, "outcome_unknown"),
        (refusal(201, Value::Null).times(2), 502, "outcome_unknown"),
    ] {
        scene.world.controls[Provider::LinkedIn].inject(fault);
        scene.publish(MARIAM, json!({"job_id": 1})).await.expect(status, code);
        assert_eq!(scene.status(MARIAM).await["linkedin"]["is_connected"], true, "{code}");
    }
    scene.publish(MARIAM, json!({"job_id": 1})).await.ok();
    assert_eq!(scene.posts_online().await, 1);
}

#[tokio::test]
async fn s37_a_redirect_of_linkedin_is_not_followed_with_the_token() {
    let scene = connected("kofi").await;
    let elsewhere = format!("{}/stolen", scene.world.origins.api);
    let redirect = Fault::respond(StatusCode::TEMPORARY_REDIRECT, Value::Null)
        .header(header::LOCATION, elsewhere.parse().unwrap());
    scene.world.controls[Provider::LinkedIn].inject(redirect.on("POST", "/rest/posts"));
    scene.publish(MARIAM, json!({"job_id": 1})).await.expect(502, "provider_unavailable");
    assert_eq!(scene.world.controls.api.count("POST", "/stolen"), 0);
}

#[tokio::test]
async fn s27_tokens_moved_to_another_company_open_nowhere() {
    let scene = connected("kofi").await;
    scene.connect(STRANGER, "linkedin", "claire").await.ok();
    let store = &scene.world.app.store;
    let mut stolen = store
        .connection(ConnectionId::of_company(1, Provider::LinkedIn))
        .await
        .unwrap()
        .known()
        .unwrap();
    let own = store
        .connection(ConnectionId::of_company(2, Provider::LinkedIn))
        .await
        .unwrap()
        .known()
        .unwrap();
    stolen.id.company = 2;
    store.save(&stolen, Some(own.version)).await.unwrap();
    scene.publish(MARIAM, json!({"job_id": 1})).await.ok();
    scene.forget();
    // The function still has their data key in clear.
    scene.publish(STRANGER, json!({"job_id": 8})).await.expect(409, "reauthorization_required");
    let marked = store.connection(stolen.id).await.unwrap().known().unwrap();
    store.save(&stolen, Some(marked.version)).await.unwrap();
    scene.advance("6m");
    scene.publish(STRANGER, json!({"job_id": 8})).await.expect(409, "reauthorization_required");
    assert_eq!(scene.world.controls.kms_and_secrets.count_target("Decrypt"), 1);
    assert_eq!(scene.posts_sent(), 0);
}

#[tokio::test]
async fn f10_the_daily_quota_names_midnight_utc_and_is_over_then() {
    let scene = connected("kofi").await;
    let linkedin = scene.world.origins[Provider::LinkedIn].clone();
    scene.turn(&linkedin, "kofi", json!({"daily_quota_reached": true})).await;
    let refused = scene.publish(MARIAM, json!({"job_id": 1})).await.expect(429, "throttled");
    assert_eq!(refused.headers[header::RETRY_AFTER], (15 * 3600).to_string());
    scene.advance("15h");
    scene.publish(MARIAM, json!({"job_id": 1})).await.ok();
}

#[tokio::test]
async fn f28_a_retired_version_is_our_fault_and_may_be_tried_again() {
    let scene = connected("kofi").await;
    let retired =
        Fault::respond(StatusCode::UPGRADE_REQUIRED, json!({"code": "NONEXISTENT_VERSION"}));
    scene.world.controls[Provider::LinkedIn].inject(retired.on("POST", "/rest/posts"));
    let answer = scene.publish(MARIAM, json!({"job_id": 1})).await;
    let problem = answer.expect(503, "provider_misconfigured").json();
    assert!(!problem.to_string().contains("NONEXISTENT"), "{problem}");
    assert_eq!(scene.status(MARIAM).await["linkedin"]["is_connected"], true);
    scene.publish(MARIAM, json!({"job_id": 1})).await.ok();
}
