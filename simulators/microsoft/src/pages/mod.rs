//! What people see and do: calendars and inboxes as they would look, none of it Graph.
//!
//! - `GET /calendar`: everyone. `GET /calendar/{account}?tz=Europe/Paris`: one agenda.
//! - `GET /owa/?itemid=..`: where an event's `webLink` leads.
//! - `POST /calendar/{account}/events/{id}/move`, form `minutes=30`: drags an event.
//! - `GET /mail/{email}?tz=Africa/Abidjan`: the meeting mails of one address.

use axum::Router;
use axum::response::{IntoResponse, Redirect};
use axum::routing::{get, post};

use super::Microsoft;

pub mod agenda;
pub mod drag;
pub mod inbox;
pub mod layout;
pub mod reader;

/// The paths above; `/` leads to the first.
pub fn router(microsoft: Microsoft) -> Router {
    Router::new()
        .route("/", get(async || Redirect::to("/calendar").into_response()))
        .route("/calendar", get(agenda::everyone))
        .route("/calendar/{account}", get(agenda::agenda))
        .route("/calendar/{account}/events/{id}/move", post(drag::drag))
        .route("/owa/", get(agenda::item))
        .route("/mail/{email}", get(inbox::inbox))
        .with_state(microsoft)
}
