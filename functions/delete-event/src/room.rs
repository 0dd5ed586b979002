//! Deleting the room beside the calendar, with its interview or later.

use shared::app::App;
use shared::model::error::Result;
use shared::model::fault::Fault;
use shared::model::interview::Room;
use shared::model::provider::Provider;
use shared::model::warning::Warning;
use shared::scheduling::room;
use shared::store::ScheduledEvent;

/// Does what an earlier request could not do about the room of `event`, which is cancelled. That is not noted,
/// since a cancellation stays as it is: a room that is gone is deleted.
///
/// # Errors
/// As [`leave`].
pub(super) async fn finish(
    app: &App,
    who: (i64, i64),
    event: &ScheduledEvent,
) -> Result<Option<Warning>> {
    match event.room.as_ref().filter(|room| !room.is_done) {
        Some(room) => leave(app, who, room).await,
        None => Ok(None),
    }
}

/// Deletes `room` of an interview of the company, for the user. Where no request ever could, because its
/// connection is gone, lacks the scope or the meeting has begun, that is told and nothing else.
///
/// # Errors
/// Zoom's refusals for now, and outages: the next request tries again.
pub(super) async fn leave(
    app: &App,
    (company, user_id): (i64, i64),
    room: &Room,
) -> Result<Option<Warning>> {
    let left = Some(Warning::room_left(Provider::Zoom));
    let Some(host) = room::of(app, company, room, user_id).await? else { return Ok(left) };
    let result = match host.remove(room).await {
        Ok(()) => Ok(None),
        Err(error) if matches!(error.fault, Fault::Permission | Fault::Rejected) => Ok(left),
        Err(error) => Err(host.error(error)),
    };
    host.conclude("delete_room", result).await
}
