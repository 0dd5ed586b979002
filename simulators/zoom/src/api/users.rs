//! `GET /v2/users/{id}`, where a user's token knows `me` only.

use axum::Json;
use axum::extract::{Path, State};
use http::HeaderMap;
use serde_json::{Value, json};

use super::caller::Caller;
use super::error::ApiError;
use crate::Zoom;
use crate::scope::Right;

/// Who the token's user is.
pub(super) async fn read(
    State(zoom): State<Zoom>,
    Path(user): Path<String>,
    caller: Caller,
) -> Result<(HeaderMap, Json<Value>), ApiError> {
    let headers = caller.may(&zoom, Right::ReadUser)?;
    let account = caller.account;
    if user != "me" && user != account.user_id && user != account.email {
        return Err(ApiError::user(&user));
    }
    let (first_name, last_name) = account.name.split_once(' ').unwrap_or((account.name, ""));
    let body = json!({
        "id": account.user_id,
        "first_name": first_name,
        "last_name": last_name,
        "display_name": account.name,
        "email": account.email,
        "type": account.plan(),
        "role_name": "Member",
        "pmi": 5_551_112_222_i64,
        "timezone": account.zone,
        "verified": 1,
        "account_id": account.account_id,
        "status": "active",
        "language": "fr-FR",
    });
    Ok((headers, Json(body)))
}
