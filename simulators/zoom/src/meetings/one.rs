//! `GET /v2/meetings/{id}`, and whose meeting it must be.

use axum::Json;
use axum::extract::{Path, State};
use http::HeaderMap;
use serde_json::Value;

use super::meeting::Meeting;
use super::store::Meetings;
use crate::Zoom;
use crate::account::Account;
use crate::api::caller::Caller;
use crate::api::error::ApiError;
use crate::scope::Right;

/// The whole meeting.
pub(super) async fn read(
    State(zoom): State<Zoom>,
    Path(name): Path<String>,
    caller: Caller,
) -> Result<(HeaderMap, Json<Value>), ApiError> {
    let headers = caller.may(&zoom, Right::ReadMeeting)?;
    let mut meetings = zoom.meetings();
    let meeting = own(&mut meetings, &name, caller.account)?;
    Ok((headers, Json(meeting.whole(&zoom.origin))))
}

/// The meeting `name` of `host`; what another host has does not exist.
pub(super) fn own<'a>(
    meetings: &'a mut Meetings,
    name: &str,
    host: &Account,
) -> Result<&'a mut Meeting, ApiError> {
    let meeting = meetings.find(name).filter(|meeting| meeting.host == host);
    meeting.ok_or_else(|| ApiError::meeting(name))
}
