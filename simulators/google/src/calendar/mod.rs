//! The Calendar API, version 3: one file per method over events that live in memory.

pub mod answer;
pub mod check;
pub mod conference;
pub mod cursor;
pub mod delete;
pub mod describe;
pub mod draft;
pub mod edit;
pub mod etag;
pub mod event;
pub mod expire;
pub mod free_busy;
pub mod get;
pub mod guest;
pub mod insert;
pub mod list;
pub mod mail;
pub mod moment;
pub mod patch;
pub mod seed;
pub mod store;
pub mod view;

#[cfg(test)]
mod tests;

use axum::Router;
use axum::routing::{get as read, post};

use super::Google;

/// The API's routes, at the paths they have on `www.googleapis.com`, and one that no API has: see [`expire`].
pub fn router() -> Router<Google> {
    const EVENTS: &str = "/calendar/v3/calendars/{calendar}/events";
    const EVENT: &str = "/calendar/v3/calendars/{calendar}/events/{event}";
    let event = read(get::get).patch(patch::patch).put(patch::update).delete(delete::delete);
    Router::new()
        .route(EVENTS, post(insert::insert).get(list::list))
        .route(EVENT, event)
        .route("/calendar/v3/freeBusy", post(free_busy::query))
        .route("/calendar/v3/users/me/calendarList/{calendar}", read(describe::calendar_list_entry))
        .route("/calendar/v3/calendars/{calendar}", read(describe::calendar))
        .route("/_calendars/{account}/expire", post(expire::expire))
}
