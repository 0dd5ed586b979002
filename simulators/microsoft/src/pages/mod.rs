//! What people see and do: calendars and inboxes as they would look, none of it Graph.
//!
//! - `GET /calendar`: everyone. `GET /calendar/{account}?tz=Europe/Paris`: one agenda.
//! - `GET /owa/?itemid=..`: where an event's `webLink` leads.
//! - `POST /calendar/{account}/events/{id}/move`, form `minutes=30`: drags an event.
//! - `POST /calendar/{account}/events/{id}/answer`, form `guest` (an address), `response` (`accepted`, `declined`,
//!   `tentative`) and `comment`: a guest answers. `…/propose`, form `guest`, `minutes=60` and `comment`: the guest
//!   would rather meet so much later.
//! - `POST /calendar/{account}/events/{id}/delete`: the organizer deletes it for all, a guest for themselves.
//! - `GET /mail/{email}?tz=Africa/Abidjan`: the meeting mails of one address.

use axum::Router;
use axum::response::{IntoResponse, Redirect};
use axum::routing::{get, post};

use super::Microsoft;

pub mod agenda;
pub mod answer;
pub mod drag;
pub mod hand;
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
        .route("/calendar/{account}/events/{id}/answer", post(answer::answer))
        .route("/calendar/{account}/events/{id}/propose", post(answer::propose))
        .route("/calendar/{account}/events/{id}/delete", post(hand::delete))
        .route("/owa/", get(agenda::item))
        .route("/mail/{email}", get(inbox::inbox))
        .with_state(microsoft)
}
