use data_encoding::BASE64;
use jiff::SignedDuration;
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use serde_json::{Value, json};

use crate::testing::{Bench, SCOPES, Words};

fn days(days: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * days)
}

#[tokio::test]
async fn the_answer_is_the_one_microsoft_gives() {
    let bench = Bench::new();
    let tokens = bench.tokens("fatou").await;
    assert_eq!(tokens["token_type"], "Bearer");
    let scope = "openid profile email https://graph.microsoft.com/User.Read \
                 https://graph.microsoft.com/Calendars.ReadWrite https://graph.microsoft.com/Calendars.Read.Shared";
    assert_eq!(tokens["scope"], scope);
    assert!((3600..5400).contains(&tokens["expires_in"].as_i64().unwrap()));
    assert!(tokens["refresh_token"].as_str().unwrap().len() > 1024);
    bench.turn("fatou", json!({ "scope_prefix": false })).await;
    let bare = bench.tokens("fatou").await;
    assert_eq!(
        bare["scope"],
        "openid profile email User.Read Calendars.ReadWrite Calendars.Read.Shared"
    );
}

#[tokio::test]
async fn the_id_token_verifies_with_the_published_key() {
    let bench = Bench::new();
    let tokens = bench.tokens("sophie").await;
    let id_token = tokens["id_token"].as_str().unwrap();
    let keys: JwkSet =
        serde_json::from_value(bench.get("/common/discovery/v2.0/keys").await.json()).unwrap();
    let key = keys.find(&decode_header(id_token).unwrap().kid.unwrap()).unwrap();
    let mut rules = Validation::new(Algorithm::RS256);
    rules.set_audience(&["app"]);
    rules.validate_exp = false;
    let claims =
        decode::<Value>(id_token, &DecodingKey::from_jwk(key).unwrap(), &rules).unwrap().claims;
    let personal = "9188040d-6c67-4c5b-b112-36a304b66dad";
    assert_eq!((&claims["tid"], &claims["nonce"]), (&json!(personal), &json!("n-1")));
    assert_eq!(claims["iss"], format!("https://login.microsoftonline.com/{personal}/v2.0"));
    assert_eq!(claims["preferred_username"], "sophie.traore@outlook.com");
    assert_eq!(claims["iat"], bench.clock.now().as_second());
}

#[tokio::test]
async fn a_refresh_token_needs_offline_access() {
    let bench = Bench::new();
    let code = bench.code("fatou", "User.Read").await;
    let tokens = bench.redeem(&code, &[]).await.json();
    assert!(tokens.get("refresh_token").is_none() && tokens.get("id_token").is_none());
}

#[tokio::test]
async fn each_mistake_at_redemption_has_its_number() {
    let bench = Bench::new();
    let code = bench.code("fatou", SCOPES).await;
    for (change, status, error, number) in [
        (("client_secret", ""), 401, "invalid_client", 7_000_218),
        (("client_secret", "wrong"), 401, "invalid_client", 7_000_215),
        (("client_id", "other"), 400, "unauthorized_client", 700_016),
        (("redirect_uri", "https://app.example/other"), 400, "invalid_grant", 500_112),
        (("code_verifier", &"x".repeat(43)), 400, "invalid_grant", 501_481),
        (("code_verifier", ""), 400, "invalid_grant", 501_481),
        (
            ("scope", "User.Read https://vault.azure.net/user_impersonation"),
            400,
            "invalid_request",
            28000,
        ),
        (("scope", "OnlineMeetings.ReadWrite"), 400, "invalid_grant", 65001),
        (("grant_type", "password"), 400, "unsupported_grant_type", 70003),
        (("code", "made-up"), 400, "invalid_grant", 70000),
    ] {
        bench.redeem(&code, &[change]).await.denied(status, error, number);
    }
    assert_eq!(bench.redeem(&code, &[]).await.status, 200);
}

#[tokio::test]
async fn a_code_is_redeemed_once_and_within_ten_minutes() {
    let bench = Bench::new();
    let code = bench.code("fatou", SCOPES).await;
    assert_eq!(bench.redeem(&code, &[]).await.status, 200);
    bench.redeem(&code, &[]).await.denied(400, "invalid_grant", 54005);
    let late = bench.code("fatou", SCOPES).await;
    bench.clock.advance(SignedDuration::from_secs(600));
    bench.redeem(&late, &[]).await.denied(400, "invalid_grant", 70008);
}

#[tokio::test]
async fn the_path_must_be_the_accounts_own() {
    let bench = Bench::new();
    let tokens = bench.tokens("fatou").await;
    let refresh = tokens["refresh_token"].as_str().unwrap();
    assert_eq!(bench.refresh_at("organizations", refresh, &[]).await.status, 200);
    bench.refresh_at("globex.fr", refresh, &[]).await.denied(400, "invalid_grant", 700_005);
    bench.refresh_at("nowhere.example", refresh, &[]).await.denied(400, "invalid_request", 90002);
}

#[tokio::test]
async fn credentials_may_come_as_http_basic() {
    let bench = Bench::new();
    let code = bench.code("fatou", SCOPES).await;
    let answer = bench.redeem_basic(&code, &BASE64.encode(b"app:secret")).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
}

/// F8: a crash between receiving and saving is survivable.
#[tokio::test]
async fn a_refresh_brings_a_new_token_and_leaves_the_old_one_valid() {
    let bench = Bench::new();
    let old = bench.tokens("fatou").await["refresh_token"].as_str().unwrap().to_owned();
    let renewed = bench.refresh(&old, &[("scope", "User.Read")]).await.json();
    assert_eq!(renewed["scope"], "https://graph.microsoft.com/User.Read");
    let new = renewed["refresh_token"].as_str().unwrap();
    assert_ne!(new, old);
    assert_eq!(bench.refresh(&old, &[]).await.status, 200);
    assert_eq!(bench.refresh(new, &[]).await.status, 200);
}

#[tokio::test]
async fn a_refresh_token_dies_after_90_days() {
    let bench = Bench::new();
    let token = bench.tokens("fatou").await["refresh_token"].as_str().unwrap().to_owned();
    bench.clock.advance(days(89));
    let next =
        bench.refresh(&token, &[]).await.json()["refresh_token"].as_str().unwrap().to_owned();
    bench.clock.advance(days(1));
    bench.refresh(&token, &[]).await.denied(400, "invalid_grant", 700_082);
    assert_eq!(bench.refresh(&next, &[]).await.status, 200);
}

#[tokio::test]
async fn rotation_and_its_punishment_are_knobs() {
    let bench = Bench::new();
    bench.turn("fatou", json!({ "rotate_refresh_tokens": true, "punish_reuse": true })).await;
    let old = bench.tokens("fatou").await["refresh_token"].as_str().unwrap().to_owned();
    let new = bench.refresh(&old, &[]).await.json()["refresh_token"].as_str().unwrap().to_owned();
    bench.refresh(&old, &[]).await.denied(400, "invalid_grant", 50173);
    let body = bench.refresh(&new, &[]).await.denied(400, "invalid_grant", 65001);
    assert_eq!(body["suberror"], "consent_required");
}

#[tokio::test]
async fn any_row_of_the_table_can_be_the_answer_of_an_account() {
    let bench = Bench::new();
    let token = bench.tokens("fatou").await["refresh_token"].as_str().unwrap().to_owned();
    for (number, status, error) in [
        (50173, 400, "invalid_grant"),
        (50076, 400, "interaction_required"),
        (7_000_222, 401, "invalid_client"),
        (50196, 400, "invalid_grant"),
        (90033, 503, "temporarily_unavailable"),
    ] {
        bench.turn("fatou", json!({ "aadsts": number })).await;
        bench.refresh(&token, &[]).await.denied(status, error, number);
    }
    bench.turn("fatou", json!({ "aadsts": null })).await;
    assert_eq!(bench.refresh(&token, &[]).await.status, 200);
}

#[tokio::test]
async fn the_knobs_every_provider_has_work_here_too() {
    let bench = Bench::new();
    let error = json!({ "status": 502, "body": { "oops": true }, "times": 1 });
    bench
        .turn(
            "fatou",
            json!({ "token_error": error, "expires_in": "soon", "omit_refresh_token": true }),
        )
        .await;
    let code = bench.code("fatou", SCOPES).await;
    let canned = bench.redeem(&code, &[]).await;
    assert_eq!((canned.status.as_u16(), canned.json()), (502, json!({ "oops": true })));
    let tokens = bench.redeem(&code, &[]).await.json();
    assert_eq!(tokens["expires_in"], "soon");
    assert!(tokens.get("refresh_token").is_none());
}
