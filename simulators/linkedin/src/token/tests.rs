use serde_json::json;
use simulator_kit::testing::VERIFIER;

use super::*;
use crate::testing::{Bench, POSTING, Words};

#[tokio::test]
async fn a_code_becomes_a_token_of_60_days() {
    let bench = Bench::new();
    let code = bench.code("kofi", "openid w_organization_social").await;
    let body = bench.exchange(&code).await.json();
    assert_eq!(body["expires_in"], 5_184_000);
    assert_eq!(body["scope"], "openid,w_organization_social");
    assert_eq!(body["access_token"].as_str().unwrap().len(), 500);
    assert!(body["id_token"].is_string());
    for absent in ["token_type", "refresh_token", "refresh_token_expires_in"] {
        assert!(body.get(absent).is_none(), "{absent}");
    }
}

#[tokio::test]
async fn a_code_is_redeemed_once() {
    let bench = Bench::new();
    let code = bench.code("kofi", "openid").await;
    assert_eq!(bench.exchange(&code).await.status, 200);
    let again = bench.exchange(&code).await;
    assert_eq!(again.status, 401);
    assert_eq!(again.json()["error"], "invalid_request");
    assert!(again.text.contains("authorization code not found"));
}

#[tokio::test]
async fn a_code_expires_after_30_minutes() {
    let bench = Bench::new();
    let code = bench.code("kofi", "openid").await;
    bench.clock.advance(jiff::SignedDuration::from_secs(1800));
    let late = bench.exchange(&code).await;
    assert_eq!(
        (late.status.as_u16(), &late.json()["error"]),
        (400, &json!("invalid_redirect_uri"))
    );
}

#[tokio::test]
async fn each_required_parameter_is_named_when_missing() {
    let bench = Bench::new();
    let code = bench.code("kofi", "openid").await;
    for missing in ["grant_type", "code", "redirect_uri", "client_id", "client_secret"] {
        let answer = bench.exchange_with(&code, &[(missing, "")]).await;
        let text = format!("A required parameter \"{missing}\" is missing");
        assert_eq!(
            (answer.status.as_u16(), &answer.json()["error_description"]),
            (400, &json!(text))
        );
    }
}

#[tokio::test]
async fn a_wrong_secret_is_no_fault_of_the_code() {
    let bench = Bench::new();
    let code = bench.code("kofi", "openid").await;
    let answer = bench.exchange_with(&code, &[("client_secret", "wrong")]).await;
    assert_eq!((answer.status.as_u16(), &answer.json()["error"]), (401, &json!("invalid_client")));
    assert_eq!(bench.exchange(&code).await.status, 200);
}

#[tokio::test]
async fn a_code_verifier_on_the_web_flow_is_an_invalid_request() {
    let bench = Bench::new();
    let code = bench.code("kofi", "openid").await;
    let answer = bench.exchange_with(&code, &[("code_verifier", VERIFIER)]).await;
    assert_eq!((answer.status.as_u16(), &answer.json()["error"]), (400, &json!("invalid_request")));
}

#[tokio::test]
async fn a_partners_refresh_token_stays_the_same_and_its_year_never_restarts() {
    let bench = Bench::new();
    bench.turn("kofi", json!({"partner_refresh_tokens": true})).await;
    let code = bench.code("kofi", POSTING).await;
    let first = bench.exchange(&code).await.json();
    assert_eq!(first["refresh_token_expires_in"], 31_536_000);
    let token = first["refresh_token"].as_str().unwrap();
    bench.days(59);
    let second = bench.refresh(token).await.json();
    assert_eq!(second["refresh_token"], token);
    assert_eq!(second["refresh_token_expires_in"], 306 * 86_400);
    assert_eq!(second["expires_in"], 5_184_000);
    bench.days(301);
    let late = bench.refresh(token).await.json();
    assert_eq!(
        (&late["expires_in"], &late["refresh_token_expires_in"]),
        (&json!(432_000), &json!(432_000))
    );
    bench.days(5);
    let dead = bench.refresh(token).await;
    assert_eq!((dead.status.as_u16(), &dead.json()["error"]), (400, &json!("invalid_request")));
    assert!(dead.text.contains("expired or revoked"));
}

#[tokio::test]
async fn a_rotating_provider_punishes_reuse() {
    let bench = Bench::new();
    let knobs = json!({"partner_refresh_tokens": true, "rotate_refresh_tokens": true, "punish_reuse": true});
    bench.turn("kofi", knobs).await;
    let code = bench.code("kofi", "openid").await;
    let old = bench.exchange(&code).await.json()["refresh_token"].as_str().unwrap().to_owned();
    let new = bench.refresh(&old).await.json()["refresh_token"].as_str().unwrap().to_owned();
    assert_ne!(old, new);
    assert_eq!(bench.refresh(&old).await.status, 400);
    assert_eq!(bench.refresh(&new).await.status, 400);
}

#[tokio::test]
async fn the_knobs_decide_what_is_told() {
    let bench = Bench::new();
    let knobs = json!({
        "token_error": {"status": 503, "body": {"error": "later"}, "times": 1},
        "expires_in": "5184000", "partner_refresh_tokens": true, "omit_refresh_token": true,
        "clock_skew_seconds": -5_183_990,
    });
    bench.turn("kofi", knobs).await;
    let code = bench.code("kofi", "openid").await;
    assert_eq!(bench.exchange(&code).await.status, 503);
    let body = bench.exchange(&code).await.json();
    assert_eq!(body["expires_in"], "5184000");
    assert!(body.get("refresh_token").is_none());
    bench.clock.advance(jiff::SignedDuration::from_secs(10));
    let token = body["access_token"].as_str().unwrap();
    bench.call(token, "GET /v2/userinfo", Value::Null).await.refuses(401, "EXPIRED_ACCESS_TOKEN");
}

#[tokio::test]
async fn another_scope_set_ends_earlier_tokens_and_the_same_set_does_not() {
    let bench = Bench::new();
    let first = bench.token("kofi", "openid").await;
    let second = bench.token("kofi", "openid").await;
    assert_eq!(bench.call(&first, "GET /v2/userinfo", Value::Null).await.status, 200);
    let wider = bench.token("kofi", "openid email").await;
    for dead in [&first, &second] {
        let answer = bench.call(dead, "GET /v2/userinfo", Value::Null).await;
        answer.refuses(401, "REVOKED_ACCESS_TOKEN");
        assert_eq!(answer.json()["serviceErrorCode"], 65601);
    }
    let user = bench.call(&wider, "GET /v2/userinfo", Value::Null).await.json();
    assert_eq!(
        (&user["sub"], &user["email"]),
        (&json!("yrZCpj2Z12"), &json!("kofi.mensah@lagune.example"))
    );
    assert!(user.get("name").is_none());
}

#[tokio::test]
async fn a_dead_token_is_refused_by_its_cause() {
    let bench = Bench::new();
    let token = bench.token("kofi", "openid").await;
    bench
        .call("garbage", "GET /v2/userinfo", Value::Null)
        .await
        .refuses(401, "INVALID_ACCESS_TOKEN");
    bench.get("/v2/userinfo").await.refuses(401, "EMPTY_ACCESS_TOKEN");
    bench.days(60);
    bench.call(&token, "GET /v2/userinfo", Value::Null).await.refuses(401, "EXPIRED_ACCESS_TOKEN");
    bench.call("", "POST /_accounts/kofi/revoke", Value::Null).await;
    bench.call(&token, "GET /v2/userinfo", Value::Null).await.refuses(401, "REVOKED_ACCESS_TOKEN");
}

#[tokio::test]
async fn a_fresh_token_can_need_a_moment_to_settle() {
    let bench = Bench::new();
    bench.turn("kofi", json!({"token_settling_seconds": 3})).await;
    let token = bench.token("kofi", "openid").await;
    bench.call(&token, "GET /v2/userinfo", Value::Null).await.refuses(401, "REVOKED_ACCESS_TOKEN");
    bench.clock.advance(jiff::SignedDuration::from_secs(3));
    assert_eq!(bench.call(&token, "GET /v2/userinfo", Value::Null).await.status, 200);
}

#[tokio::test]
async fn introspection_tells_what_became_of_a_token() {
    let bench = Bench::new();
    let token = bench.token("kofi", "openid email").await;
    let asked = async |token: &str| {
        let fields = [("client_id", "app"), ("client_secret", "secret"), ("token", token)];
        bench.form("/oauth/v2/introspectToken", &fields).await.json()
    };
    let living = asked(&token).await;
    assert_eq!((&living["active"], &living["status"]), (&json!(true), &json!("active")));
    assert_eq!(living["scope"], "openid,email");
    assert_eq!(
        living["expires_at"].as_i64().unwrap() - living["created_at"].as_i64().unwrap(),
        5_184_000
    );
    bench.days(60);
    assert_eq!(asked(&token).await["status"], "expired");
    assert_eq!(asked("garbage").await, json!({"active": false}));
}
