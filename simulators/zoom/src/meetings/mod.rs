//! Meetings ("Meetings" of the Zoom API, version 2).

mod create;
mod delete;
mod draft;
mod list;
pub mod meeting;
mod one;
pub mod store;
#[cfg(test)]
mod tests;
mod update;
pub mod zone;

use axum::Router;
use axum::routing::get;

use super::Zoom;

/// The API's routes.
pub fn router() -> Router<Zoom> {
    Router::new().route("/v2/users/{user}/meetings", get(list::list).post(create::create)).route(
        "/v2/meetings/{meeting}",
        get(one::read).patch(update::update).delete(delete::delete),
    )
}
