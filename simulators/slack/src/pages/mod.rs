//! What people see, and what a person does at Slack behind every client's back.

pub mod layout;
mod person;
mod view;

use axum::Router;
use axum::routing::{get, patch, post};

use super::Slack;

/// The pages' routes.
///
/// - `GET /messages`: choose whose; `GET /messages/{account}`: the channels of that workspace.
/// - `POST /messages/{account}/remove`: the person removes the app, of which Slack tells it.
/// - `GET /_messages/{account}`: `{"messages": [..]}` with whom each pings, for programs.
/// - `PATCH /_channels/{account}/{channel}`: merges a JSON object into the channel; `null` deletes it.
pub fn router() -> Router<Slack> {
    Router::new()
        .route("/messages", get(view::chooser))
        .route("/messages/{account}", get(view::workspace))
        .route("/messages/{account}/remove", post(person::remove_app))
        .route("/_messages/{account}", get(view::all))
        .route("/_channels/{account}/{channel}", patch(person::change_channel))
}
