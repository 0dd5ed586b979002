//! The interviews to come in a calendar.

use jiff::Timestamp;
use shared::connection::{Connection, Maker};
use shared::model::owner::ConnectionId;
use shared::model::provider::CalendarProvider;
use shared::store::{EventState, ScheduledEvent};

/// When the last of `events`, those of its company that are not over, ends in the calendar of `id`; `None` where
/// none is in there.
pub(crate) fn last_end<'a>(
    events: impl IntoIterator<Item = &'a ScheduledEvent>,
    id: ConnectionId<CalendarProvider>,
) -> Option<Timestamp> {
    let own = events
        .into_iter()
        .filter(|event| event.calendar(id.company) == id && event.state != EventState::Cancelled);
    own.map(|event| event.end).max()
}

/// Whether `event` may be in the calendar that `connection` is to: another account's is not watched by it.
pub(crate) fn is_in(event: &ScheduledEvent, connection: &Connection) -> bool {
    match connection.maker(event.account.as_ref()) {
        Maker::Connected | Maker::Unknown => true,
        Maker::Other(_) => false,
    }
}
