//! `POST /v2/users/me/meetings`.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use http::{HeaderMap, StatusCode};
use serde_json::Value;

use super::draft::Draft;
use crate::Zoom;
use crate::api::caller::Caller;
use crate::api::error::ApiError;
use crate::scope::Right;

/// 201 with the whole meeting; nothing recognises a repeated request.
pub(super) async fn create(
    State(zoom): State<Zoom>,
    Path(user): Path<String>,
    caller: Caller,
    body: Bytes,
) -> Result<(StatusCode, HeaderMap, Json<Value>), ApiError> {
    let headers = caller.may(&zoom, Right::CreateMeeting)?;
    if user != "me" {
        return Err(ApiError::user(&user));
    }
    let details = Draft::read(&body)?.details(caller.account.zone)?;
    let meeting = zoom.meetings().add(caller.account, details, zoom.now());
    Ok((StatusCode::CREATED, headers, Json(meeting.whole(&zoom.origin))))
}
