//! `POST /revoke`: takes back everything the person allowed the app (RFC 7009).

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde_json::json;

use super::client::TokenForm;
use crate::Google;
use crate::query::Query;

/// Answers 200 with an empty object; 400 `invalid_token` for a token that is dead already, where
/// RFC 7009 would have answered 200. The token may be of either kind, in the form or the query; no
/// client authentication is asked for.
pub async fn revoke(State(google): State<Google>, query: Query, form: TokenForm) -> Response {
    let token = form.field("token").or_else(|| query.text("token"));
    let Some(token) = token else {
        return error("invalid_request", "Missing required parameter: token");
    };
    match google.grants.holder(token) {
        Ok(grant) => {
            google.grants.revoke_consent(&grant.account, &grant.client_id);
            Json(json!({})).into_response()
        }
        Err(_) => error("invalid_token", "Token expired or revoked"),
    }
}

fn error(error: &str, description: &str) -> Response {
    let body = json!({"error": error, "error_description": description});
    (StatusCode::BAD_REQUEST, Json(body)).into_response()
}
