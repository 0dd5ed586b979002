//! Google's OAuth 2.0 and OpenID Connect endpoints ("Using OAuth 2.0 for Web Server Applications").
//!
//! # Driving the consent page from a test
//!
//! One POST stands for a person's whole visit: `POST /o/oauth2/v2/auth?<the authorization
//! request's query>` with a form of `account` (such as `awa`), `decision` (`allow` or `cancel`) and
//! one `scope` for each ticked box (the full URL, as it was asked for). The answer is the 302 back
//! to the app.

pub mod authorize;
pub mod client;
pub mod consent;
pub mod id_token;
pub mod prompt;
pub mod refusal;
pub mod request;
pub mod revoke;
pub mod token;
pub mod token_error;
pub mod userinfo;

#[cfg(test)]
mod tests;

use axum::routing::{get, post};
use axum::{Json, Router};
use simulator_kit::oauth::id_token::jwks;

use super::Google;

/// The endpoints, at the paths they have on their several hosts.
pub fn router() -> Router<Google> {
    Router::new()
        .route("/o/oauth2/v2/auth", get(authorize::ask).post(authorize::decide))
        .route("/token", post(token::token))
        .route("/revoke", post(revoke::revoke))
        .route("/v1/userinfo", get(userinfo::userinfo))
        .route("/oauth2/v3/certs", get(async || Json(jwks())))
}
