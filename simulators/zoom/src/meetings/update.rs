//! `PATCH /v2/meetings/{id}`.

use axum::body::Bytes;
use axum::extract::{Path, State};
use http::{HeaderMap, StatusCode};

use super::draft::Draft;
use super::meeting::Status;
use super::one::own;
use crate::Zoom;
use crate::api::caller::Caller;
use crate::api::error::ApiError;
use crate::scope::Right;

/// 204 without a body; id and link stay. Our own change raises an event too.
pub(super) async fn update(
    State(zoom): State<Zoom>,
    Path(name): Path<String>,
    caller: Caller,
    body: Bytes,
) -> Result<(StatusCode, HeaderMap), ApiError> {
    let headers = caller.may(&zoom, Right::UpdateMeeting)?;
    let draft = Draft::read(&body)?;
    let mut meetings = zoom.meetings();
    let meeting = own(&mut meetings, &name, caller.account)?;
    if meeting.status == Status::Started {
        return Err(ApiError::started());
    }
    meeting.details = draft.applied(meeting.details.clone())?;
    Ok((StatusCode::NO_CONTENT, headers))
}
