//! Slack's OAuth 2.0, version 2 ("Installing with OAuth"; "Using token rotation").
//!
//! # Driving the consent page from a test
//!
//! `POST` the URL of the authorization request itself with the form `account=sali&decision=allow` (or
//! `decision=cancel`); the answer is the redirect to the app.

mod authorize;
mod client;
mod consent;
mod exchange;
#[cfg(test)]
mod tests;
pub mod tokens;

use axum::Router;
use axum::routing::{get, post};

use super::Slack;

/// The routes.
pub fn router() -> Router<Slack> {
    Router::new()
        .route("/oauth/v2/authorize", get(authorize::ask).post(authorize::decide))
        .route("/api/oauth.v2.access", post(exchange::access))
}
