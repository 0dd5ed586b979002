//! Messages: posting, changing and deleting them.

pub mod blocks;
pub mod channels;
pub mod messages;
pub mod mrkdwn;
mod post;
#[cfg(test)]
mod tests;

use axum::Router;
use axum::routing::post as posting;

use super::Slack;

/// The routes.
pub fn router() -> Router<Slack> {
    Router::new()
        .route("/api/chat.postMessage", posting(post::post))
        .route("/api/chat.update", posting(post::update))
        .route("/api/chat.delete", posting(post::delete))
}
