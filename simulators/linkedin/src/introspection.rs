//! `POST /oauth/v2/introspectToken`: what became of an access token (RFC 7662 in LinkedIn's words).

use axum::extract::{RawForm, State};
use axum::routing::post;
use axum::{Json, Router};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::LinkedIn;
use super::token::{Fields, TokenFailure};
use simulator_kit::oauth::TokenFault;

/// The introspection endpoint.
pub fn routes() -> Router<LinkedIn> {
    Router::new().route("/oauth/v2/introspectToken", post(introspect))
}

/// Times are epoch seconds; a token that is not the app's is only `{"active":false}`.
async fn introspect(
    State(site): State<LinkedIn>,
    RawForm(form): RawForm,
) -> Result<Json<Value>, TokenFailure> {
    let fields = Fields::parse(&form);
    let client_id = fields.client(&site)?;
    let found = site.grants.inspect(fields.required("token")?);
    let Some((access, fault)) = found.filter(|(access, _)| access.grant.client_id == client_id)
    else {
        return Ok(Json(json!({ "active": false })));
    };
    let status = match fault {
        None => "active",
        Some(TokenFault::Expired) => "expired",
        Some(TokenFault::Revoked | TokenFault::Unknown) => "revoked",
    };
    Ok(Json(json!({
        "active": fault.is_none(),
        "client_id": client_id,
        "authorized_at": access.grant.granted_at.as_second(),
        "created_at": access.issued_at.as_second(),
        "status": status,
        "expires_at": access.expires_at.map(Timestamp::as_second),
        "scope": access.scopes.join(","),
        "auth_type": "3L",
    })))
}
