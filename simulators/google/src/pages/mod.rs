//! What people see, calendars and mailboxes, and what they do with an event.

pub mod agenda;
pub mod description;
pub mod hand;
pub mod layout;
pub mod mailbox;
pub mod when;

#[cfg(test)]
mod tests;

use axum::Router;
use axum::routing::{get, post};

use super::Google;

/// The pages' routes.
///
/// - `GET /calendar`: choose whose; `GET /calendar/{account}?tz=Africa/Abidjan`: the agenda.
/// - `GET /calendar/event?eid=..`: where an event's `htmlLink` leads.
/// - `POST /calendar/{account}/events/{id}/move`, form `minutes`: drags the event by hand.
/// - `POST /calendar/{account}/events/{id}/answer`, form `guest` (an address), `response`
///   (`accepted`, `declined`, `tentative`) and `comment`: a guest answers.
/// - `POST /calendar/{account}/events/{id}/delete`: the organizer deletes it for all, a guest for themselves.
/// - `POST /calendar/{account}/events/{id}/give`, form `to` (an address): the organizer makes somebody else the
///   organizer, and is a guest from then on.
/// - `GET /mail/{email}?tz=..`: what the address was mailed; `GET /_mails/{email}`: the same as
///   JSON.
/// - `GET /_writes`: every write of a client with its `sendUpdates`, as JSON.
pub fn router() -> Router<Google> {
    Router::new()
        .route("/calendar", get(agenda::chooser))
        .route("/calendar/{account}", get(agenda::agenda))
        .route("/calendar/event", get(agenda::event))
        .route("/calendar/{account}/events/{event}/move", post(hand::drag))
        .route("/calendar/{account}/events/{event}/answer", post(hand::answer))
        .route("/calendar/{account}/events/{event}/delete", post(hand::delete))
        .route("/calendar/{account}/events/{event}/give", post(hand::give))
        .route("/mail/{email}", get(mailbox::page))
        .route("/_mails/{email}", get(mailbox::mails))
        .route("/_writes", get(mailbox::writes))
}
