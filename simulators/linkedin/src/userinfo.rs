//! OpenID Connect: `/v2/userinfo`, the discovery document and the keys.

use axum::extract::State;
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Map, Value, json};

use super::LinkedIn;
use super::accounts::member;
use super::call::Bearer;
use super::errors::{ApiError, ApiResult};
use simulator_kit::oauth::id_token;

/// The `iss` of every id token, wherever the simulator listens.
pub const ISSUER: &str = "https://www.linkedin.com/oauth";

/// `GET /v2/userinfo` (unversioned, needs `openid`), `/oauth/.well-known/openid-configuration` and
/// `/oauth/openid/jwks`.
pub fn routes() -> Router<LinkedIn> {
    Router::new()
        .route("/v2/userinfo", get(userinfo))
        .route("/oauth/.well-known/openid-configuration", get(discovery))
        .route("/oauth/openid/jwks", get(async || Json(id_token::jwks())))
}

/// What the scopes let an app know about an account; none without `openid`.
pub fn claims<S: AsRef<str>>(account: &str, scopes: &[S]) -> Option<Map<String, Value>> {
    let has = |scope: &str| scopes.iter().any(|own| own.as_ref() == scope);
    let member = member(account).filter(|_| has("openid"))?;
    let mut claims = Map::from_iter([("sub".into(), member.sub.into())]);
    if has("profile") {
        claims.extend([
            ("name".into(), member.name().into()),
            ("given_name".into(), member.given_name.into()),
            ("family_name".into(), member.family_name.into()),
            ("locale".into(), json!({ "country": "US", "language": "en" })),
        ]);
    }
    if has("email") {
        claims.extend([
            ("email".into(), member.email.into()),
            ("email_verified".into(), true.into()),
        ]);
    }
    Some(claims)
}

async fn userinfo(bearer: Bearer) -> ApiResult<Json<Value>> {
    let claims = claims(bearer.member.id, &bearer.access.scopes);
    let denied = || ApiError::denied("userinfo.GET.NO_VERSION");
    claims.map(|claims| Json(Value::Object(claims))).ok_or_else(denied)
}

async fn discovery(State(site): State<LinkedIn>) -> Json<Value> {
    let at = |path: &str| format!("{}{path}", site.origin);
    Json(json!({
        "issuer": ISSUER,
        "authorization_endpoint": at("/oauth/v2/authorization"),
        "token_endpoint": at("/oauth/v2/accessToken"),
        "userinfo_endpoint": at("/v2/userinfo"),
        "jwks_uri": at("/oauth/openid/jwks"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "scopes_supported": ["openid", "profile", "email"],
    }))
}
