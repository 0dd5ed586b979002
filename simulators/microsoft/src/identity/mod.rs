//! The Microsoft identity platform, v2.0 endpoints of the authorization code flow.
//!
//! Tests sign in with one request: `POST` to the authorize URL, query and all, with the form
//! `account=fatou&decision=accept` (or `cancel`); likewise `POST` to the admin consent URL with
//! `decision=approve` (or `cancel`), and `tenant=sahel.sn` where the path names no tenant.

use axum::routing::{get, post};
use axum::{Json, Router};

use super::Microsoft;
use simulator_kit::oauth::id_token;

pub mod aadsts;
pub mod admin_consent;
pub mod authority;
pub mod authorize;
pub mod client;
pub mod consent_page;
pub mod refusal;
pub mod request;
pub mod scope;
pub mod token;
pub mod tokens;

/// The paths of `login.microsoftonline.com`.
pub fn router(microsoft: Microsoft) -> Router {
    Router::new()
        .route("/{tenant}/oauth2/v2.0/authorize", get(authorize::ask).post(authorize::decide))
        .route("/{tenant}/oauth2/v2.0/token", post(token::token))
        .route("/{tenant}/v2.0/adminconsent", get(admin_consent::ask).post(admin_consent::decide))
        .route("/{tenant}/discovery/v2.0/keys", get(async || Json(id_token::jwks())))
        .with_state(microsoft)
}
