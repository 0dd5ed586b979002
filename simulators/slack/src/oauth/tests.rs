//! The flow as an app and a person meet it.

use http::Method;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::testing::{ACCESS, Bench, authorize_path};

#[tokio::test]
async fn a_consent_brings_a_token_that_never_ends_and_who_installed_it_where() {
    let bench = Bench::new();
    assert!(bench.get(&authorize_path(&[])).await.text.contains("chat:write.public"));
    let tokens = bench.connect("sali").await;
    assert_eq!((&tokens["ok"], &tokens["token_type"]), (&json!(true), &json!("bot")));
    assert_eq!(tokens["team"], json!({"id": "T0BAOBAB01", "name": "Baobab Numérique"}));
    assert_eq!((&tokens["expires_in"], &tokens["refresh_token"]), (&Value::Null, &Value::Null));
    assert!(tokens["access_token"].as_str().unwrap().starts_with("xoxb-"));
    bench.clock.advance(SignedDuration::from_hours(10_000));
    assert!(bench.works(&tokens["access_token"]).await);
}

#[tokio::test]
async fn a_request_that_slack_can_t_send_back_ends_on_a_page() {
    let bench = Bench::new();
    for (change, word) in [
        (("client_id", "other"), "invalid_client_id"),
        (("redirect_uri", "https://app.example/callbacks"), "bad_redirect_uri"),
        (("scope", "chat:write channels:read"), "invalid_scope"),
        (("scope", "chat:write,admin"), "invalid_scope"),
        (("code_challenge", "x"), "pkce_not_allowed"),
    ] {
        let reply = bench.get(&authorize_path(&[change])).await;
        assert_eq!(reply.status, 400);
        assert!(reply.text.contains(word), "{}", reply.text);
    }
    let under = [("redirect_uri", "https://app.example/callback/deeper")];
    assert_eq!(bench.get(&authorize_path(&under)).await.status, 200);
}

#[tokio::test]
async fn declining_comes_back_and_a_missing_approval_does_not() {
    let bench = Bench::new();
    let declined = bench.form(&authorize_path(&[]), &[("decision", "cancel")]).await;
    assert_eq!(declined.redirected("error").as_deref(), Some("access_denied"));
    assert_eq!(declined.redirected("state").as_deref(), Some("st/1"));
    let form = [("account", "moussa"), ("decision", "allow")];
    let asked = bench.form(&authorize_path(&[]), &form).await;
    assert_eq!(asked.status, 200);
    assert!(asked.text.contains("approval"));
    bench.turn("moussa", json!({"approval_needed": false})).await;
    bench.code("moussa").await;
}

#[tokio::test]
async fn every_refusal_of_the_token_endpoint_has_status_200() {
    let bench = Bench::new();
    let code = bench.code("sali").await;
    for (changes, word) in [
        ([("client_id", "other")], "invalid_client_id"),
        ([("client_secret", "wrong")], "bad_client_secret"),
        ([("redirect_uri", "https://app.example/callback/deeper")], "bad_redirect_uri"),
        ([("grant_type", "password")], "invalid_grant_type"),
        ([("code_verifier", "v")], "pkce_not_allowed"),
        ([("code", "other")], "invalid_code"),
    ] {
        let reply = bench.redeem(ACCESS, &code, &changes).await;
        assert_eq!((reply.status.as_u16(), &reply.json()["error"]), (200, &json!(word)));
    }
    assert_eq!(bench.redeem(ACCESS, &code, &[]).await.json()["ok"], true);
    assert_eq!(bench.redeem(ACCESS, &code, &[]).await.json()["error"], "invalid_code", "twice");
    let late = bench.code("sali").await;
    bench.clock.advance(SignedDuration::from_mins(10));
    assert_eq!(bench.redeem(ACCESS, &late, &[]).await.json()["error"], "invalid_code");
}

#[tokio::test]
async fn with_rotation_a_refresh_token_is_good_once_and_five_seconds() {
    let bench = Bench::new();
    bench.turn("sali", json!({"rotation": true})).await;
    let first = bench.connect("sali").await;
    assert_eq!(first["expires_in"], 43_200);
    assert!(first["access_token"].as_str().unwrap().starts_with("xoxe.xoxb-1-"));
    let spent = first["refresh_token"].as_str().unwrap();
    let second = bench.renew(spent).await;
    bench.clock.advance(SignedDuration::from_secs(4));
    assert_eq!(bench.renew(spent).await["ok"], true, "the answer may have been lost");
    bench.clock.advance(SignedDuration::from_secs(1));
    assert_eq!(bench.renew(spent).await["error"], "invalid_refresh_token");
    // A third token ended the first.
    assert!(!bench.works(&first["access_token"]).await);
    assert!(bench.works(&second["access_token"]).await);
    bench.clock.advance(SignedDuration::from_hours(12));
    assert!(!bench.works(&second["access_token"]).await);
}

#[tokio::test]
async fn revoking_ends_the_installation_or_with_rotation_one_token() {
    let bench = Bench::new();
    let (first, second) = (bench.connect("sali").await, bench.connect("sali").await);
    let revoke = async |token: &Value| {
        let what = (Method::POST, "/api/auth.revoke");
        bench.call(token.as_str().unwrap(), what, Value::Null).await.json()
    };
    assert_eq!(revoke(&first["access_token"]).await, json!({"ok": true, "revoked": true}));
    assert!(!bench.works(&second["access_token"]).await);
    assert_eq!(revoke(&first["access_token"]).await["error"], "account_inactive");
    bench.turn("sali", json!({"rotation": true})).await;
    let (first, second) = (bench.connect("sali").await, bench.connect("sali").await);
    revoke(&first["access_token"]).await;
    assert!(!bench.works(&first["access_token"]).await);
    assert!(bench.works(&second["access_token"]).await);
    assert_eq!(revoke(&first["refresh_token"]).await["revoked"], true);
    let spent = first["refresh_token"].as_str().unwrap();
    assert_eq!(bench.renew(spent).await["error"], "invalid_refresh_token");
}

#[tokio::test]
async fn scopes_of_an_installation_never_shrink() {
    let bench = Bench::new();
    bench.turn("sali", json!({"withheld_scopes": ["groups:read"]})).await;
    assert!(!bench.connect("sali").await["scope"].as_str().unwrap().contains("groups:read"));
    bench.turn("sali", json!({"withheld_scopes": []})).await;
    bench.connect("sali").await;
    bench.turn("sali", json!({"withheld_scopes": ["groups:read"]})).await;
    assert!(bench.connect("sali").await["scope"].as_str().unwrap().contains("groups:read"));
}

#[tokio::test]
async fn an_organization_s_installation_names_no_workspace() {
    let bench = Bench::new();
    bench.turn("sali", json!({"org_install": true})).await;
    let tokens = bench.connect("sali").await;
    assert_eq!((&tokens["is_enterprise_install"], &tokens["team"]), (&json!(true), &Value::Null));
}
