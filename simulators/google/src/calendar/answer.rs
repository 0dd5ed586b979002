//! Answers with one event.

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use jiff::tz::TimeZone;

use super::event::Event;
use super::view;
use crate::Google;
use crate::account::Account;

/// 200 with `reader`'s copy of the event, times in `zone`.
pub fn event(google: &Google, event: &Event, reader: &Account, zone: &TimeZone) -> Response {
    let body = view::full(event, reader, zone, google.origin());
    ([(header::ETAG, event.etag())], Json(body)).into_response()
}

/// 304: the client's copy is the current one.
pub fn not_modified(event: &Event) -> Response {
    (StatusCode::NOT_MODIFIED, [(header::ETAG, event.etag())]).into_response()
}
