//! `DELETE .../events/{eventId}`: `events.delete`.

use axum::extract::State;
use http::StatusCode;

use super::draft::{Attendee, Response, Status};
use super::edit::Edit;
use super::event::Event;
use crate::Google;
use crate::error::ApiError;

/// Answers 204 and keeps the event as cancelled, its id taken for ever; a second time 410. A guest
/// who deletes declines.
pub async fn delete(State(google): State<Google>, edit: Edit) -> Result<StatusCode, ApiError> {
    let (editor, now) = (edit.editor, edit.writing.now);
    let change = |event: &Event| match event.invitation(editor) {
        _ if event.status == Status::Cancelled => Err(ApiError::deleted()),
        Some(own) if event.owner != editor => Ok(event.answered(editor.email, &declined(own), now)),
        _ => Ok(event.cancelled(now)),
    };
    edit.apply(&google, "delete", change)?;
    Ok(StatusCode::NO_CONTENT)
}

fn declined(guest: &Attendee) -> Attendee {
    Attendee { response_status: Response::Declined, ..guest.clone() }
}
