//! What every call to the API has in common, and `GET /v2/users/me`.

pub mod caller;
pub mod error;
pub mod limit;
mod users;

use axum::Router;
use axum::routing::get;

use super::Zoom;

/// `GET /v2/users/{id}`: whose token it is.
pub fn router() -> Router<Zoom> {
    Router::new().route("/v2/users/{user}", get(users::read))
}
