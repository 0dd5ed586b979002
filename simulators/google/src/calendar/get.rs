//! `GET .../events/{eventId}`: `events.get`.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::HeaderMap;

use super::{answer, etag, view};
use crate::Google;
use crate::call::{Caller, Role};
use crate::error::ApiError;
use crate::query::Query;
use crate::scope::Method;

/// Answers the event, cancelled ones included; 304 where `If-None-Match` names its version.
pub async fn get(
    State(google): State<Google>,
    caller: Caller,
    Path((calendar, id)): Path<(String, String)>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    caller.may(Method::ReadEvents)?;
    let (owner, role) = caller.calendar(&calendar)?;
    let zone = query.zone()?.unwrap_or_else(|| owner.time_zone());
    let event = google.calendars().poll(owner, &id, google.now())?;
    if !caller.sees(&event, google.now()) {
        return Err(ApiError::not_found());
    }
    if etag::is_known(&headers, &event) {
        return Ok(answer::not_modified(&event));
    }
    if role == Role::FreeBusyReader || caller.sees_only_busy() {
        return Ok(Json(view::busy(&event, &zone)).into_response());
    }
    Ok(answer::event(&google, &event, owner, &zone))
}
