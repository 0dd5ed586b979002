//! The room beside the calendar: it follows its interview where people move it there, and goes with it.

use super::agree;
use crate::app::App;
use crate::model::error::Result;
use crate::model::interview::{Event, Turn};
use crate::people::actor::Actor;
use crate::platform::random;
use crate::scheduling::turn;
use crate::store::ScheduledEvent;

/// Whether the room of `new`, of which `known` was known, has to follow it. An interview of whole days has no
/// time that a room could be moved to.
pub fn follows(known: &ScheduledEvent, new: &ScheduledEvent) -> bool {
    let has_room = new.room.as_ref().is_some_and(|room| !room.is_done);
    let is_moved = (known.start, known.end) != (new.start, new.end) || known.title != new.title;
    has_room && (new.is_cancelled() || is_moved)
}

/// `new` in a turn of one's own, which is taken by storing it: where that breaks off afterwards, the schedule
/// brings the room along.
///
/// # Errors
/// [`crate::model::error::Error::Internal`] where there is no randomness.
pub fn in_turn(app: &App, new: ScheduledEvent) -> Result<ScheduledEvent> {
    let nonce = u64::from_be_bytes(random::bytes()?);
    // Something new is to be done, and soon: how often something older failed says nothing of it.
    Ok(new.after_turn(Some(Turn::new(nonce, app.clock.now()))))
}

/// `new`, of which `known` was noted before anybody knew what had become of it: where its room has to follow, that is
/// left to the next request of it, or to the schedule.
///
/// # Errors
/// As [`in_turn`].
pub fn behind(app: &App, known: &ScheduledEvent, new: ScheduledEvent) -> Result<ScheduledEvent> {
    if !follows(known, &new) {
        return Ok(new);
    }
    let new = in_turn(app, new)?;
    let left = turn::left(app, &new, None);
    Ok(new.after_turn(left))
}

/// Brings the room of `event`, as it was stored in a turn of one's own and `found` in its calendar, to where it is;
/// after a turn that left something (`is_left`), also one that was made in its place.
pub async fn bring(
    app: &App,
    company: i64,
    (event, found): (ScheduledEvent, Option<&Event>),
    is_left: bool,
) {
    let agreed = agree(app, company, (&event, found), Actor::Nobody, is_left).await;
    if let Err(error) = &agreed {
        tracing::warn!(company, code = error.code(), "a room is not where its interview is");
    }
    let (room, left) = turn::outcome(app, &event, &agreed);
    turn::end(app, company, event, room, left).await;
}
