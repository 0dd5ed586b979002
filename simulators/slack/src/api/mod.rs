//! The Web API as far as it is not about messages: who calls, channels, and revoking.

mod auth;
pub mod caller;
mod conversations;
pub mod error;
pub mod input;
#[cfg(test)]
mod tests;

use axum::Router;
use axum::routing::get;

use super::Slack;

/// The routes: reading methods take GET, or POST with a form, and no JSON but `auth.test`.
pub fn router() -> Router<Slack> {
    Router::new()
        .route("/api/auth.test", get(auth::test).post(auth::test))
        .route("/api/auth.revoke", get(auth::revoke).post(auth::revoke))
        .route("/api/conversations.list", get(conversations::list).post(conversations::list))
        .route("/api/conversations.info", get(conversations::info).post(conversations::info))
}
