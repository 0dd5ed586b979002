//! `POST /calendar/v3/calendars/{calendarId}/events`: `events.insert`.

use axum::extract::{Path, State};
use axum::response::Response;

use super::draft::Draft;
use super::event::{Event, Writing};
use super::mail::SendUpdates;
use super::{answer, check};
use crate::Google;
use crate::body::Body;
use crate::call::Caller;
use crate::error::ApiError;
use crate::query::Query;
use crate::scope::Method;
use simulator_kit::oauth::random;

/// Answers 200 with the event; 409 where its id was ever used on this calendar.
pub async fn insert(
    State(google): State<Google>,
    caller: Caller,
    Path(calendar): Path<String>,
    query: Query,
    Body(mut draft): Body<Draft>,
) -> Result<Response, ApiError> {
    caller.may(Method::WriteEvents)?;
    let owner = caller.own_calendar(&calendar)?;
    let send = SendUpdates::from_query(&query)?;
    let writing = Writing::of(&caller, &query, google.now())?;
    let id = draft.id.take().map_or_else(|| Ok(fresh_id()), chosen_id)?;
    let event = Event::insert(owner, id, draft, writing)?;
    let mut calendars = google.calendars();
    if calendars.find(owner, &event.id).is_ok() {
        return Err(ApiError::duplicate());
    }
    let event = calendars.write("insert", event, send, writing.now);
    Ok(answer::event(&google, &event, owner, &owner.time_zone()))
}

fn chosen_id(id: String) -> Result<String, ApiError> {
    check::id(&id).map(|()| id)
}

/// 26 characters of base32hex, as Google's own ids are.
fn fresh_id() -> String {
    let random = random::text(64).to_ascii_lowercase();
    random.chars().filter(|c| matches!(c, '0'..='9' | 'a'..='v')).take(26).collect()
}
