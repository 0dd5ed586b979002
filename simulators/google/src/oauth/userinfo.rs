//! `GET /v1/userinfo` (OpenID Connect Core, section 5.3).

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};
use serde_json::{Value, json};

use super::id_token::person;
use crate::Google;
use crate::account::Account;

/// Answers the claims that the token's scopes open; 401 without a living token for `openid`.
pub async fn userinfo(State(google): State<Google>, headers: HeaderMap) -> Response {
    let header = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let bearer = header.and_then(|text| text.strip_prefix("Bearer ")).unwrap_or_default();
    let access = google.grants.authenticate(bearer).ok();
    let access = access.filter(|access| access.allows("openid"));
    let claims = access.and_then(|access| {
        let account = Account::by_id(&access.grant.account)?;
        Some(Value::from(person(account, &access.scopes)))
    });
    claims.map_or_else(refused, |claims| Json(claims).into_response())
}

fn refused() -> Response {
    let challenge = r#"Bearer realm="https://accounts.google.com/", error="invalid_request""#;
    let body = json!({"error": "invalid_request", "error_description": "Invalid Credentials"});
    let headers = [(header::WWW_AUTHENTICATE, challenge)];
    (StatusCode::UNAUTHORIZED, headers, Json(body)).into_response()
}
