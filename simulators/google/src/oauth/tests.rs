//! The flow as an app and a person meet it.

use http::Method;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::testing::{Answer, Bench, REDIRECT, authorize_path, full};

const BOTH: [&str; 4] = ["openid", "email", "calendar.events", "calendar.freebusy"];

fn path(scopes: &[&str], prompt: &str) -> String {
    let scopes: Vec<_> = scopes.iter().map(|scope| full(scope)).collect();
    authorize_path(&scopes, prompt)
}

async fn allow(bench: &Bench, account: &str, ticked: &[&str]) -> Answer {
    let ticked: Vec<_> = ticked.iter().map(|scope| full(scope)).collect();
    let mut form = vec![("account", account), ("decision", "allow")];
    form.extend(ticked.iter().map(|scope| ("scope", scope.as_str())));
    bench.form(&path(&BOTH, "consent"), &form).await
}

fn error(reply: &Answer) -> (u16, String, String) {
    let body = reply.json();
    let text = |name: &str| body[name].as_str().unwrap_or_default().to_owned();
    (reply.status.as_u16(), text("error"), text("error_description"))
}

fn invalid_grant(description: &str) -> (u16, String, String) {
    (400, "invalid_grant".into(), description.into())
}

fn claims(id_token: &str) -> Value {
    let payload = id_token.split('.').nth(1).unwrap();
    let bytes = data_encoding::BASE64URL_NOPAD.decode(payload.as_bytes()).unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

#[tokio::test]
async fn the_consent_page_has_a_box_for_each_scope_that_may_be_refused() {
    let bench = Bench::new();
    let several = bench.get(&path(&BOTH, "consent")).await;
    assert_eq!(several.status, 200);
    assert!(several.text.contains("Simulator"));
    assert_eq!(several.text.matches("type=\"checkbox\"").count(), 2);
    let one = bench.get(&path(&["openid", "calendar.events"], "consent")).await;
    assert_eq!(one.text.matches("type=\"checkbox\"").count(), 0);
}

#[tokio::test]
async fn a_ticked_consent_comes_back_with_all_that_google_sends() {
    let bench = Bench::new();
    let reply = allow(&bench, "awa", &["calendar.events", "calendar.freebusy"]).await;
    assert_eq!(reply.status, 302);
    let sent = |name: &str| reply.redirected(name).unwrap();
    assert_eq!(sent("state"), "st/1");
    assert_eq!(sent("iss"), "https://accounts.google.com");
    assert!(sent("code").starts_with("4/0A"));
    assert_eq!((sent("authuser"), sent("hd")), ("0".into(), "acme.ci".into()));
    assert!(sent("scope").contains("https://www.googleapis.com/auth/userinfo.email"));
    let personal = allow(&bench, "jean", &[]).await;
    assert_eq!(personal.redirected("hd"), None);
}

#[tokio::test]
async fn an_unticked_scope_is_not_granted_and_the_flow_succeeds() {
    let bench = Bench::new();
    let reply = allow(&bench, "awa", &["calendar.freebusy"]).await;
    let tokens = bench.exchange(&reply.redirected("code").unwrap()).await.json();
    assert_eq!(tokens["scope"], reply.redirected("scope").unwrap());
    assert!(!tokens["scope"].as_str().unwrap().contains("calendar.events"));
}

#[tokio::test]
async fn cancelling_brings_access_denied_with_the_state() {
    let bench = Bench::new();
    let reply = bench.form(&path(&BOTH, "consent"), &[("decision", "cancel")]).await;
    assert_eq!(reply.redirected("error").as_deref(), Some("access_denied"));
    assert_eq!(reply.redirected("state").as_deref(), Some("st/1"));
    assert_eq!(reply.redirected("code"), None);
}

#[tokio::test]
async fn errors_of_the_app_are_shown_on_googles_own_page() {
    let bench = Bench::new();
    let good = path(&BOTH, "consent");
    let encoded = "https%3A%2F%2Fapp.example%2Fcallback";
    for (bad, status, error) in [
        (good.replace(encoded, &format!("{encoded}%2F")), 400, "redirect_uri_mismatch"),
        (good.replace("client_id=app", "client_id=other"), 401, "invalid_client"),
        (good.replace("openid", "openidd"), 400, "invalid_scope"),
        (good.replace("response_type=code", "response_type=token"), 400, "invalid_request"),
        (good.replace("prompt=consent", "prompt=none+consent"), 400, "invalid_request"),
        (format!("{good}&state=again"), 400, "invalid_request"),
    ] {
        let reply = bench.get(&bad).await;
        assert_eq!(reply.status, status, "{bad}");
        assert!(reply.text.contains(error), "{error}: {}", reply.text);
    }
}

#[tokio::test]
async fn the_token_answer_has_googles_shape() {
    let bench = Bench::new();
    let tokens = bench.connect("awa", &BOTH, "consent").await;
    assert_eq!((&tokens["expires_in"], &tokens["token_type"]), (&json!(3599), &json!("Bearer")));
    assert!(tokens["access_token"].as_str().unwrap().starts_with("ya29.a0"));
    assert!(tokens["refresh_token"].as_str().unwrap().starts_with("1//0"));
    assert_eq!(tokens.get("refresh_token_expires_in"), None);
    let claims = claims(tokens["id_token"].as_str().unwrap());
    assert_eq!(claims["iss"], "https://accounts.google.com");
    assert_eq!((&claims["aud"], &claims["azp"]), (&json!("app"), &json!("app")));
    assert_eq!(claims["sub"], "100000000000000000001");
    assert_eq!((&claims["email"], &claims["hd"]), (&json!("awa@acme.ci"), &json!("acme.ci")));
    assert_eq!(claims["email_verified"], true);
    let life = claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap();
    assert_eq!(life, 3600);
}

#[tokio::test]
async fn an_id_token_verifies_with_the_published_key() {
    use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode};
    let bench = Bench::new();
    let tokens = bench.connect("jean", &["openid", "email"], "consent").await;
    let key = &bench.get("/oauth2/v3/certs").await.json()["keys"][0];
    let part = |name: &str| key[name].as_str().unwrap();
    let key = DecodingKey::from_rsa_components(part("n"), part("e")).unwrap();
    let mut rules = Validation::new(Algorithm::RS256);
    rules.set_audience(&["app"]);
    rules.validate_exp = false;
    let token = tokens["id_token"].as_str().unwrap();
    let decoded = decode::<Value>(token, &key, &rules).unwrap();
    assert_eq!(decoded.claims["email"], "jean.kouassi@gmail.com");
    assert_eq!(decoded.claims.get("hd"), None);
}

#[tokio::test]
async fn a_code_is_redeemed_once_and_in_time() {
    let bench = Bench::new();
    let code = allow(&bench, "awa", &[]).await.redirected("code").unwrap();
    assert_eq!(bench.exchange(&code).await.status, 200);
    assert_eq!(error(&bench.exchange(&code).await), invalid_grant("Bad Request"));
    let late = allow(&bench, "awa", &[]).await.redirected("code").unwrap();
    bench.clock.advance(SignedDuration::from_mins(10));
    assert_eq!(error(&bench.exchange(&late).await), invalid_grant("Bad Request"));
}

#[tokio::test]
async fn a_code_decoded_wrongly_is_malformed() {
    let bench = Bench::new();
    let code = allow(&bench, "awa", &[]).await.redirected("code").unwrap();
    let encoded = code.replace('/', "%2F");
    assert_eq!(error(&bench.exchange(&encoded).await), invalid_grant("Malformed auth code."));
}

#[tokio::test]
async fn token_requests_are_refused_in_googles_words() {
    let bench = Bench::new();
    let code = allow(&bench, "awa", &[]).await.redirected("code").unwrap();
    let code = [("grant_type", "authorization_code"), ("code", code.as_str())];
    let here = ("redirect_uri", REDIRECT);
    let with = |more: &[(&'static str, &'static str)]| [&code, more].concat();
    let bare = bench.grant(&with(&[here])).await;
    assert_eq!(error(&bare), invalid_grant("Missing code verifier."));
    let verifier = ("code_verifier", "wrong");
    let wrong = bench.grant(&with(&[here, verifier])).await;
    assert_eq!(error(&wrong), invalid_grant("Invalid code verifier."));
    let elsewhere = bench.grant(&with(&[("redirect_uri", "https://x.ci/")])).await;
    assert_eq!(error(&elsewhere).1, "redirect_uri_mismatch");
    let password = bench.grant(&[("grant_type", "password")]).await;
    assert_eq!(error(&password).1, "unsupported_grant_type");
}

#[tokio::test]
async fn the_app_must_authenticate() {
    let bench = Bench::new();
    let ask = async |id, secret| {
        error(&bench.form("/token", &[("client_id", id), ("client_secret", secret)]).await)
    };
    let not_found = "The OAuth client was not found.";
    assert_eq!(ask("x", "secret").await, (401, "invalid_client".into(), not_found.into()));
    assert_eq!(ask("app", "x").await, (401, "invalid_client".into(), "Unauthorized".into()));
    assert_eq!(ask("app", "").await.1, "invalid_request");
}

#[tokio::test]
async fn a_refresh_token_comes_with_the_first_consent_or_when_asked_again() {
    let bench = Bench::new();
    let brings =
        async |prompt| bench.connect("awa", &BOTH, prompt).await.get("refresh_token").is_some();
    assert!(brings("").await);
    assert!(!brings("").await);
    assert!(brings("consent").await);
}

#[tokio::test]
async fn a_refresh_brings_an_access_token_and_no_refresh_token() {
    let bench = Bench::new();
    let tokens = bench.connect("awa", &BOTH, "consent").await;
    let old = tokens["refresh_token"].as_str().unwrap();
    let fresh = bench.refresh(old).await.json();
    assert_eq!(fresh.get("refresh_token"), None);
    assert_eq!(fresh["scope"], tokens["scope"]);
    assert_ne!(fresh["access_token"], tokens["access_token"]);
    assert_eq!(bench.refresh(old).await.status, 200);
}

#[tokio::test]
async fn six_months_without_use_end_a_refresh_token() {
    let bench = Bench::new();
    let tokens = bench.connect("awa", &BOTH, "consent").await;
    let token = tokens["refresh_token"].as_str().unwrap();
    for days in [150, 150] {
        bench.clock.advance(SignedDuration::from_hours(24 * days));
        assert_eq!(bench.refresh(token).await.status, 200);
    }
    bench.clock.advance(SignedDuration::from_hours(24 * 183));
    let dead = invalid_grant("Token has been expired or revoked.");
    assert_eq!(error(&bench.refresh(token).await), dead);
}

#[tokio::test]
async fn an_app_in_testing_gets_grants_of_seven_days() {
    let bench = Bench::new();
    bench.turn("awa", json!({"testing_status": true})).await;
    let tokens = bench.connect("awa", &BOTH, "consent").await;
    assert_eq!(tokens["refresh_token_expires_in"], 604_799);
    let token = tokens["refresh_token"].as_str().unwrap();
    bench.clock.advance(SignedDuration::from_hours(24 * 6));
    let fresh = bench.refresh(token).await.json();
    assert_eq!(fresh["refresh_token_expires_in"], 86_399);
    bench.clock.advance(SignedDuration::from_hours(24));
    assert_eq!(error(&bench.refresh(token).await).1, "invalid_grant");
}

#[tokio::test]
async fn the_101st_refresh_token_drops_the_first() {
    let bench = Bench::new();
    let mut tokens = Vec::new();
    for _ in 0..101 {
        let answer = bench.connect("awa", &["calendar.events"], "consent").await;
        tokens.push(answer["refresh_token"].as_str().unwrap().to_owned());
    }
    assert_eq!(error(&bench.refresh(&tokens[0]).await).1, "invalid_grant");
    assert_eq!(bench.refresh(&tokens[1]).await.status, 200);
}

#[tokio::test]
async fn session_control_asks_to_sign_in_again() {
    let bench = Bench::new();
    let tokens = bench.connect("sena", &BOTH, "consent").await;
    let token = tokens["refresh_token"].as_str().unwrap();
    assert_eq!(bench.refresh(token).await.status, 200);
    bench.clock.advance(SignedDuration::from_hours(17));
    let reply = bench.refresh(token).await;
    assert_eq!(error(&reply).1, "invalid_grant");
    assert_eq!(reply.json()["error_subtype"], "invalid_rapt");
    bench.turn("awa", json!({"invalid_rapt": true})).await;
    let tokens = bench.connect("awa", &BOTH, "consent").await;
    let reply = bench.refresh(tokens["refresh_token"].as_str().unwrap()).await;
    assert_eq!(reply.json()["error_subtype"], "invalid_rapt");
}

#[tokio::test]
async fn revoking_one_token_ends_the_whole_grant() {
    let bench = Bench::new();
    let first = bench.connect("awa", &BOTH, "consent").await;
    let second = bench.connect("awa", &BOTH, "consent").await;
    let token = first["access_token"].as_str().unwrap();
    let reply = bench.form("/revoke", &[("token", token)]).await;
    assert_eq!((reply.status.as_u16(), reply.text.as_str()), (200, "{}"));
    let other = second["refresh_token"].as_str().unwrap();
    let dead = invalid_grant("Token has been expired or revoked.");
    assert_eq!(error(&bench.refresh(other).await), dead);
    let again = bench.form("/revoke", &[("token", token)]).await;
    assert_eq!(error(&again), (400, "invalid_token".into(), "Token expired or revoked".into()));
}

#[tokio::test]
async fn user_info_needs_openid() {
    let bench = Bench::new();
    let what = || (Method::GET, "/v1/userinfo");
    let token = bench.token("jean", &["openid", "email"]).await;
    let person = bench.call(&token, what(), Value::Null).await.json();
    assert_eq!(person["email"], "jean.kouassi@gmail.com");
    let token = bench.token("jean", &["calendar.events"]).await;
    assert_eq!(bench.call(&token, what(), Value::Null).await.status, 401);
}

#[tokio::test]
async fn a_silent_request_gives_only_what_was_allowed_before() {
    let bench = Bench::new();
    let ask = |hint: &str| format!("{}&login_hint={hint}", path(&BOTH, "none"));
    let nobody = bench.get(&ask("nobody@x.ci")).await;
    assert_eq!(nobody.redirected("error").as_deref(), Some("login_required"));
    let new = bench.get(&ask("awa@acme.ci")).await;
    assert_eq!(new.redirected("error").as_deref(), Some("interaction_required"));
    bench.connect("awa", &BOTH, "consent").await;
    assert!(bench.get(&ask("awa@acme.ci")).await.redirected("code").is_some());
}

#[tokio::test]
async fn include_granted_scopes_adds_earlier_grants() {
    let bench = Bench::new();
    bench.connect("awa", &["calendar.freebusy"], "consent").await;
    let path = format!("{}&include_granted_scopes=true", path(&["calendar.events"], "consent"));
    let reply = bench.form(&path, &[("account", "awa"), ("decision", "allow")]).await;
    assert!(reply.redirected("scope").unwrap().contains("calendar.freebusy"));
}

#[tokio::test]
async fn a_canned_answer_takes_the_place_of_tokens() {
    let bench = Bench::new();
    let tokens = bench.connect("awa", &BOTH, "consent").await;
    let token = tokens["refresh_token"].as_str().unwrap();
    let canned = json!({"status": 503, "body": {"error": "backend_error"}, "times": 1});
    bench.turn("awa", json!({ "token_error": canned })).await;
    assert_eq!(bench.refresh(token).await.status, 503);
    assert_eq!(bench.refresh(token).await.status, 200);
}
