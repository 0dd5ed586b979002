//! `GET /calendar/v3/users/me/calendarList/{id}` and `GET /calendar/v3/calendars/{id}`: what a
//! calendar is and whether Meet rooms can be made on it.

use axum::Json;
use axum::extract::Path;
use serde_json::{Value, json};

use super::conference::MEET;
use crate::account::Account;
use crate::call::{Caller, Role};
use crate::error::ApiError;
use crate::knobs::Meet;
use crate::object::Object;
use crate::scope::Method;

/// `calendarList.get`: only the caller's own calendar is on his list.
pub async fn calendar_list_entry(
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<Value>, ApiError> {
    caller.may(Method::CalendarList)?;
    let (owner, role) = caller.calendar(&id)?;
    if role != Role::Owner {
        return Err(ApiError::not_found());
    }
    let body = common(owner, &caller, "calendar#calendarListEntry")
        .with("accessRole", "owner")
        .with("primary", true)
        .with("selected", true)
        .with("defaultReminders", json!([{"method": "popup", "minutes": 10}]));
    Ok(Json(body.into()))
}

/// `calendars.get`.
pub async fn calendar(caller: Caller, Path(id): Path<String>) -> Result<Json<Value>, ApiError> {
    caller.may(Method::Calendars)?;
    let owner = caller.own_calendar(&id)?;
    Ok(Json(common(owner, &caller, "calendar#calendar").into()))
}

fn common(owner: &Account, caller: &Caller, kind: &str) -> Object {
    let kinds: &[&str] = if caller.knobs.meet == Meet::NotAllowed { &[] } else { &[MEET] };
    Object::of(json!({
        "kind": kind,
        "etag": format!("\"{}\"", owner.sub),
        "id": owner.email,
        "summary": owner.email,
        "timeZone": owner.zone,
        "conferenceProperties": {"allowedConferenceSolutionTypes": kinds},
    }))
}
