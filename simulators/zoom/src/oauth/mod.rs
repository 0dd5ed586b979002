//! Zoom's OAuth 2.0 ("Using OAuth 2.0"; "OAuth errors").
//!
//! # Driving the consent page from a test
//!
//! `POST` the URL of the authorization request itself with the form `account=zoe&decision=allow` (or
//! `decision=cancel`); the answer is the redirect to the app.

mod authorize;
mod client;
mod consent;
mod refusal;
mod revoke;
#[cfg(test)]
mod tests;
mod token;
mod token_error;

use axum::extract::State;
use axum::routing::{get, post, put};
use axum::{Json, Router};
use http::StatusCode;

use super::Zoom;

/// The routes. `PUT /_app` is the app's configuration: the JSON list of its scopes.
pub fn router() -> Router<Zoom> {
    Router::new()
        .route("/oauth/authorize", get(authorize::ask).post(authorize::decide))
        .route("/oauth/token", post(token::token))
        .route("/oauth/revoke", post(revoke::revoke))
        .route("/_app", put(configure))
}

async fn configure(State(zoom): State<Zoom>, Json(scopes): Json<Vec<String>>) -> StatusCode {
    *zoom.app_scopes() = scopes;
    StatusCode::NO_CONTENT
}
