//! The room beside the calendar: it follows its interview where people move it there, and goes with it.

use shared::app::App;
use shared::model::fault::Fault;
use shared::model::interview::{Room, Span};
use shared::scheduling::room::{self, Host};
use shared::store::ScheduledEvent;

/// `new`, of which `known` was known, with its room in step with it as far as can be done now. One that could
/// not be reached is `is_behind`, and is tried again with the next look.
pub(crate) async fn in_step(
    app: &App,
    company: i64,
    known: &ScheduledEvent,
    new: ScheduledEvent,
) -> ScheduledEvent {
    let Some(room) = new.room.clone().filter(|room| !room.is_done) else { return new };
    let is_moved = (known.start, known.end) != (new.start, new.end) || known.title != new.title;
    if !new.is_cancelled() && !is_moved && !room.is_behind {
        return new;
    }
    let host = match room::of(app, company, &room, new.user_id).await {
        Ok(Some(host)) => host,
        // No request could change it: whoever looks is told by the room's own page.
        Ok(None) => return with(new, Room { is_behind: false, ..room }),
        Err(_) => return with(new, Room { is_behind: true, ..room }),
    };
    let room = match new.is_cancelled() {
        true => left(&host, room).await,
        false => followed(&host, room, &new).await,
    };
    with(new, room)
}

fn with(event: ScheduledEvent, room: Room) -> ScheduledEvent {
    ScheduledEvent { room: Some(room), ..event }
}

async fn left(host: &Host, room: Room) -> Room {
    let removed = host.remove(&room).await;
    let is_barred = removed.as_ref().is_err_and(|error| is_for_good(error.fault));
    let result = removed.map_err(|error| host.error(error));
    host.audit("delete_room", &result);
    match result {
        Ok(()) => Room { is_behind: false, ..room.done() },
        Err(_) => Room { is_behind: !is_barred, ..room },
    }
}

/// An interview of whole days has no time that a room could be moved to.
async fn followed(host: &Host, room: Room, new: &ScheduledEvent) -> Room {
    let span = (!new.is_all_day).then_some(Span { start: new.start, end: new.end });
    let moved = host.follow(&room, Some(&new.title), span).await;
    let is_behind = moved.as_ref().is_err_and(|error| !is_for_good(error.fault));
    if matches!(moved, Ok(false)) {
        tracing::warn!(meeting_id = room.meeting_id, "a room is gone that an interview needs");
    }
    let result = moved.map(drop).map_err(|error| host.error(error));
    host.audit("move_room", &result);
    Room { is_behind, ..room }
}

const fn is_for_good(fault: Fault) -> bool {
    matches!(fault, Fault::Permission | Fault::Rejected)
}
