//! What patch, update and delete have in common: the way to the event and its guards.

use axum::extract::{FromRequestParts, Path};
use axum::response::Response;
use http::HeaderMap;
use http::request::Parts;

use super::event::{Event, Writing};
use super::mail::SendUpdates;
use super::{answer, etag};
use crate::Google;
use crate::account::Account;
use crate::call::Caller;
use crate::error::ApiError;
use crate::query::Query;
use crate::scope::Method;

/// An authorized change of one event.
pub struct Edit {
    /// Who changes: the organizer or a guest.
    pub editor: &'static Account,
    /// The circumstances.
    pub writing: Writing,
    caller: Caller,
    id: String,
    send: Option<SendUpdates>,
    headers: HeaderMap,
}

impl Edit {
    /// Replaces the event by what `change` makes of it and answers it; 404 for an unknown one, 412
    /// where `If-Match` says so.
    pub fn apply(
        self,
        google: &Google,
        method: &'static str,
        change: impl FnOnce(&Event) -> Result<Event, ApiError>,
    ) -> Result<Response, ApiError> {
        let mut calendars = google.calendars();
        let event = calendars.find(self.editor, &self.id)?;
        if !self.caller.sees(event, google.now()) {
            return Err(ApiError::not_found());
        }
        etag::check_match(&self.headers, event)?;
        let changed = change(event)?;
        let event = calendars.write(method, changed, self.send, self.writing.now);
        Ok(answer::event(google, &event, self.editor, &self.editor.time_zone()))
    }
}

impl FromRequestParts<Google> for Edit {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, google: &Google) -> Result<Self, ApiError> {
        let caller = Caller::from_request_parts(parts, google).await?;
        caller.may(Method::WriteEvents)?;
        let path = Path::<(String, String)>::from_request_parts(parts, google).await;
        let Path((calendar, id)) = path.map_err(|_| ApiError::not_found())?;
        let query = Query::of(parts);
        Ok(Self {
            editor: caller.own_calendar(&calendar)?,
            writing: Writing::of(&caller, &query, google.now())?,
            id,
            send: SendUpdates::from_query(&query)?,
            headers: parts.headers.clone(),
            caller,
        })
    }
}
