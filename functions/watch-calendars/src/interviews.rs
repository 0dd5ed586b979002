//! The interviews that are followed in a calendar.

use jiff::Timestamp;
use shared::connection::{Connection, Maker};
use shared::model::owner::ConnectionId;
use shared::model::provider::CalendarProvider;
use shared::store::ScheduledEvent;

/// Until when the last of `events`, those of its company, is followed in the calendar of `id`; `None` where none is
/// at `now`.
pub(crate) fn followed_until<'a>(
    events: impl IntoIterator<Item = &'a ScheduledEvent>,
    id: ConnectionId<CalendarProvider>,
    now: Timestamp,
) -> Option<Timestamp> {
    let own = events
        .into_iter()
        .filter(|event| event.calendar(id.company) == id && event.is_open_in_calendar());
    own.map(ScheduledEvent::followed_until).max().filter(|until| *until > now)
}

/// Whether `event` may be in the calendar that `connection` is to: another account's is not watched by it.
pub(crate) fn is_in(event: &ScheduledEvent, connection: &Connection) -> bool {
    match connection.maker(event.account.as_ref()) {
        Maker::Connected | Maker::Unknown => true,
        Maker::Other(_) => false,
    }
}
