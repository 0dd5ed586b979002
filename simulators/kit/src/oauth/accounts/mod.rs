//! The simulator's own routes for its accounts; no provider has them.
//!
//! - `GET /_accounts`: every account, `{"accounts":[{"id","label","kind","knobs"}]}`.
//! - `PATCH /_accounts/{id}`: merges the JSON object into the knobs, answers the account.
//! - `POST /_accounts/{id}/revoke`: the person removes every app's access on the provider's site.
//! - `POST /_accounts/{id}/expire`: the refresh tokens die of inactivity.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, patch, post};
use axum::{Json, Router};
use http::StatusCode;
use serde_json::{Map, Value, json};

use super::roster::AdjustFault;
use super::{Account, Grants, Knobs, Roster};

struct Desk<K> {
    roster: Roster<K>,
    grants: Grants,
}

impl<K: Knobs> Clone for Desk<K> {
    fn clone(&self) -> Self {
        Self { roster: self.roster.clone(), grants: self.grants.clone() }
    }
}

/// The routes above, over the simulator's own accounts and grants.
pub fn router<K: Knobs>(roster: Roster<K>, grants: Grants) -> Router {
    Router::new()
        .route("/_accounts", get(list::<K>))
        .route("/_accounts/{id}", patch(adjust::<K>))
        .route("/_accounts/{id}/revoke", post(revoke::<K>))
        .route("/_accounts/{id}/expire", post(expire::<K>))
        .with_state(Desk { roster, grants })
}

async fn list<K: Knobs>(State(desk): State<Desk<K>>) -> Response {
    Json(json!({ "accounts": desk.roster.list() })).into_response()
}

async fn adjust<K: Knobs>(
    State(desk): State<Desk<K>>,
    Path(id): Path<String>,
    Json(changes): Json<Map<String, Value>>,
) -> Result<Json<Account<K>>, AdjustFault> {
    desk.roster.adjust(&id, changes).map(Json)
}

async fn revoke<K: Knobs>(
    State(desk): State<Desk<K>>,
    Path(id): Path<String>,
) -> Result<StatusCode, AdjustFault> {
    let account = desk.roster.find(&id).ok_or(AdjustFault::UnknownAccount)?;
    desk.grants.revoke_account(&account.id);
    Ok(StatusCode::NO_CONTENT)
}

async fn expire<K: Knobs>(
    State(desk): State<Desk<K>>,
    Path(id): Path<String>,
) -> Result<StatusCode, AdjustFault> {
    let account = desk.roster.find(&id).ok_or(AdjustFault::UnknownAccount)?;
    desk.grants.expire_refresh_tokens(&account.id);
    Ok(StatusCode::NO_CONTENT)
}

impl IntoResponse for AdjustFault {
    fn into_response(self) -> Response {
        let (status, error, description) = match self {
            Self::UnknownAccount => (StatusCode::NOT_FOUND, "unknown_account", None),
            Self::UnknownField(name) => (StatusCode::BAD_REQUEST, "unknown_field", Some(name)),
            Self::Invalid(why) => (StatusCode::BAD_REQUEST, "invalid_value", Some(why)),
        };
        let body = json!({ "error": error, "error_description": description });
        (status, Json(body)).into_response()
    }
}

#[cfg(test)]
mod tests;
