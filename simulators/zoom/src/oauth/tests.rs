//! The flow as an app and a person meet it.

use http::Method;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::testing::{Answer, Bench, authorize_path};

fn error(reply: &Answer) -> (u16, String, String) {
    let body = reply.json();
    let text = |name: &str| body[name].as_str().unwrap_or_default().to_owned();
    (reply.status.as_u16(), text("error"), text("reason"))
}

fn invalid_grant() -> (u16, String, String) {
    (400, "invalid_grant".into(), "Invalid Token!".into())
}

async fn works(bench: &Bench, token: &Value) -> bool {
    let token = token.as_str().unwrap();
    bench.call(token, (Method::GET, "/v2/users/me"), Value::Null).await.status == 200
}

#[tokio::test]
async fn a_consent_brings_tokens_and_who_consented() {
    let bench = Bench::new();
    assert!(bench.get(&authorize_path(&[])).await.text.contains("meeting:write:meeting"));
    let tokens = bench.connect("zoe").await;
    assert_eq!(tokens["token_type"], "bearer");
    assert_eq!(tokens["expires_in"], 3599);
    assert_eq!(tokens["api_url"], "http://localhost:8007");
    assert!(tokens["scope"].as_str().unwrap().contains("meeting:update:meeting"));
    let token = tokens["access_token"].as_str().unwrap();
    let me = bench.call(token, (Method::GET, "/v2/users/me"), Value::Null).await.json();
    assert_eq!((&me["email"], &me["type"]), (&json!("zoe@acme.ci"), &json!(2)));
    let basile = bench.token("basile").await;
    let me = bench.call(&basile, (Method::GET, "/v2/users/me"), Value::Null).await.json();
    assert_eq!(me["type"], 1);
}

#[tokio::test]
async fn a_request_that_zoom_can_t_send_back_ends_on_a_page() {
    let bench = Bench::new();
    for (change, number) in [
        (("client_id", "other"), "4702"),
        (("redirect_uri", "https://app.example/callback/"), "4709"),
        (("response_type", "token"), "4700"),
        (("code_challenge_method", "S512"), "4700"),
    ] {
        let reply = bench.get(&authorize_path(&[change])).await;
        assert_eq!(reply.status, 400);
        assert!(reply.text.contains(number), "{}", reply.text);
    }
}

#[tokio::test]
async fn declining_comes_back_and_a_missing_approval_does_not() {
    let bench = Bench::new();
    let declined = bench.form(&authorize_path(&[]), &[("decision", "cancel")]).await;
    assert_eq!(declined.redirected("error").as_deref(), Some("access_denied"));
    assert_eq!(declined.redirected("state").as_deref(), Some("st/1"));
    let form = [("account", "nour"), ("decision", "allow")];
    let asked = bench.form(&authorize_path(&[]), &form).await;
    assert_eq!(asked.status, 200);
    assert!(asked.text.contains("administrator"));
    bench.turn("nour", json!({"approval_needed": false})).await;
    bench.code("nour").await;
}

#[tokio::test]
async fn the_app_is_known_by_its_header_only() {
    let bench = Bench::new();
    let code = bench.code("zoe").await;
    let fields = [
        ("grant_type", "authorization_code"),
        ("code", code.as_str()),
        ("client_id", "app"),
        ("client_secret", "secret"),
    ];
    for credentials in [None, Some("app:wrong"), Some("other:secret")] {
        let reply = bench.post("/oauth/token", credentials, &fields).await;
        assert_eq!(error(&reply).0, 401, "{credentials:?}");
        assert_eq!(error(&reply).1, "invalid_client");
    }
}

#[tokio::test]
async fn a_code_is_good_once_for_five_minutes_with_its_verifier() {
    let bench = Bench::new();
    let code = bench.code("zoe").await;
    let bare = [("grant_type", "authorization_code"), ("code", code.as_str())];
    assert_eq!(error(&bench.grant(&bare).await).2, "Redirect URI mismatch.");
    assert_eq!(bench.exchange(&code).await.status, 200);
    let again = error(&bench.exchange(&code).await);
    assert_eq!(again, (400, "invalid_request".into(), "Invalid authorization code .".into()));
    let late = bench.code("zoe").await;
    bench.clock.advance(SignedDuration::from_secs(300));
    assert_eq!(error(&bench.exchange(&late).await).1, "invalid_request");
}

#[tokio::test]
async fn a_refresh_token_is_spent_by_its_first_use_without_grace() {
    let bench = Bench::new();
    let first = bench.connect("zoe").await;
    let spent = first["refresh_token"].as_str().unwrap();
    let second = bench.refresh(spent).await.json();
    assert_ne!(second["refresh_token"], first["refresh_token"]);
    assert_eq!(error(&bench.refresh(spent).await), invalid_grant());
    // No sign that the family dies.
    assert_eq!(bench.refresh(second["refresh_token"].as_str().unwrap()).await.status, 200);
}

#[tokio::test]
async fn a_refresh_token_lives_ninety_days() {
    let bench = Bench::new();
    let tokens = bench.connect("zoe").await;
    bench.clock.advance(SignedDuration::from_hours(90 * 24));
    let reply = bench.refresh(tokens["refresh_token"].as_str().unwrap()).await;
    assert_eq!(error(&reply), invalid_grant());
}

#[tokio::test]
async fn a_new_authorization_ends_the_earlier_tokens_of_that_user_only() {
    let bench = Bench::new();
    let (first, other) = (bench.connect("zoe").await, bench.connect("basile").await);
    let second = bench.connect("zoe").await;
    assert!(!works(&bench, &first["access_token"]).await);
    let reply = bench.refresh(first["refresh_token"].as_str().unwrap()).await;
    assert_eq!(error(&reply), invalid_grant());
    assert!(works(&bench, &second["access_token"]).await);
    assert!(works(&bench, &other["access_token"]).await);
}

#[tokio::test]
async fn other_scopes_of_the_app_end_every_renewal() {
    let bench = Bench::new();
    let tokens = bench.connect("zoe").await;
    let scopes = json!(["user:read:user", "meeting:write:meeting"]);
    let request = http::Request::put("/_app").header("content-type", "application/json");
    bench.send(request.body(scopes.to_string().into()).unwrap()).await;
    let reply = bench.refresh(tokens["refresh_token"].as_str().unwrap()).await;
    assert!(error(&reply).2.contains("4711"));
    assert_eq!(bench.connect("zoe").await["scope"], "user:read:user meeting:write:meeting");
}

#[tokio::test]
async fn revoking_ends_the_grant_and_wants_the_app() {
    let bench = Bench::new();
    let tokens = bench.connect("zoe").await;
    let path = format!("/oauth/revoke?token={}", tokens["access_token"].as_str().unwrap());
    assert_eq!(bench.post(&path, None, &[]).await.status, 401);
    let reply = bench.post(&path, Some("app:secret"), &[]).await;
    assert_eq!((reply.status.as_u16(), reply.json()), (200, json!({"status": "success"})));
    assert!(!works(&bench, &tokens["access_token"]).await);
    assert_eq!(bench.post(&path, Some("app:secret"), &[]).await.status, 400);
}

#[tokio::test]
async fn knobs_put_other_answers_in_place_of_tokens() {
    let bench = Bench::new();
    let tokens = bench.connect("zoe").await;
    bench.turn("zoe", json!({"xml": true})).await;
    let reply = bench.refresh(tokens["refresh_token"].as_str().unwrap()).await;
    assert!(reply.text.starts_with("<?xml"));
    bench.turn("zoe", json!({"xml": false})).await;
    // Refused, it stayed unspent.
    assert_eq!(bench.refresh(tokens["refresh_token"].as_str().unwrap()).await.status, 200);
}
