//! What people see, and what a person does at Zoom behind every client's back.

pub mod layout;
mod list;
mod person;

use axum::Router;
use axum::routing::{get, post};

use super::Zoom;

/// The pages' routes.
///
/// - `GET /meetings`: choose whose; `GET /meetings/{account}?tz=Africa/Abidjan`: the meetings.
/// - `GET /j/{meeting}`: where a guest joins.
/// - `POST /meetings/{account}/remove`: the person removes the app, of which Zoom tells it.
/// - `GET /_meetings/{account}`: `{"meetings": [..]}`, as the API lists them, for programs.
/// - `POST /j/{meeting}/start`, `/end` and `/delete`: what the host does.
pub fn router() -> Router<Zoom> {
    Router::new()
        .route("/meetings", get(list::chooser))
        .route("/meetings/{account}", get(list::meetings))
        .route("/meetings/{account}/remove", post(person::remove_app))
        .route("/_meetings/{account}", get(list::all))
        .route("/j/{meeting}", get(list::join))
        .route("/j/{meeting}/{deed}", post(person::host))
}
