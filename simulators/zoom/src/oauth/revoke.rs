//! `POST /oauth/revoke?token=..`: the app takes back what one user granted it.

use std::collections::HashMap;

use axum::Json;
use axum::extract::{Query, State};
use serde_json::{Value, json};

use super::client::TokenForm;
use super::token_error::TokenError;
use crate::Zoom;

/// Answers `{"status": "success"}`. The token stands in the query; one in the form does as well.
pub(super) async fn revoke(
    State(zoom): State<Zoom>,
    Query(query): Query<HashMap<String, String>>,
    form: TokenForm,
) -> Result<Json<Value>, TokenError> {
    let token = query.get("token").map(String::as_str).or_else(|| form.field("token"));
    let grant = zoom.grants.holder(token.ok_or(TokenError::INVALID_REQUEST)?);
    let grant = grant.map_err(|_| TokenError::INVALID_TOKEN)?;
    zoom.grants.revoke(grant.id);
    Ok(Json(json!({"status": "success"})))
}
