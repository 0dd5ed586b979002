//! `DELETE /v2/meetings/{id}`.

use axum::extract::{Path, State};
use http::{HeaderMap, StatusCode};

use super::meeting::Status;
use super::one::own;
use crate::Zoom;
use crate::api::caller::Caller;
use crate::api::error::ApiError;
use crate::scope::Right;

/// 204; a second time 404 with code 3001.
pub(super) async fn delete(
    State(zoom): State<Zoom>,
    Path(name): Path<String>,
    caller: Caller,
) -> Result<(StatusCode, HeaderMap), ApiError> {
    let headers = caller.may(&zoom, Right::DeleteMeeting)?;
    let mut meetings = zoom.meetings();
    let meeting = own(&mut meetings, &name, caller.account)?;
    if meeting.status == Status::Started {
        return Err(ApiError::in_progress());
    }
    let id = meeting.id;
    meetings.remove(id);
    Ok((StatusCode::NO_CONTENT, headers))
}
