//! How fresh what is listed of an interview is.

use jiff::Timestamp;
use serde::Serialize;
use shared::connection::{Watch, must_be_reconnected};
use shared::store::{ScheduledEvent, Summary};

#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct Freshness {
    /// When this was right last: the calendar was asked then.
    seen_at: Option<Timestamp>,
    /// Whether this may be old: the calendar can't be read, or nobody has for longer than that may take. What is
    /// followed no longer does not grow old.
    is_delayed: bool,
}

impl Freshness {
    /// Of `event` at `now`, in the calendar of this connection, which is read by this watch.
    pub(crate) fn of(
        event: &ScheduledEvent,
        (connection, watch): (Option<&Summary>, Option<&Watch>),
        now: Timestamp,
    ) -> Self {
        let read_at = watch.filter(|_| is_read(event, connection)).and_then(|it| it.synced_at);
        // A round that found nothing new has seen it as well.
        let seen_at = event.seen_at.max(read_at);
        let is_connected =
            connection.is_some_and(|it| !must_be_reconnected(it.state, it.reauthorize_by, now));
        let is_readable = is_connected && !watch.is_some_and(Watch::is_delayed);
        let is_old = seen_at.is_none_or(|at| Watch::is_old(at, now));
        let is_followed = event.stands() && event.followed_until() > now;
        Self { seen_at, is_delayed: is_followed && (!is_readable || is_old) }
    }
}

/// Whether a round over the calendar of `connection` has seen `event` as it is stored: another account's calendar is
/// not asked, whatever is read of the connected one's (S48).
fn is_read(event: &ScheduledEvent, connection: Option<&Summary>) -> bool {
    let account = connection.and_then(|it| it.account.as_ref());
    let is_its = account.zip(event.account.as_ref()).is_some_and(|(own, noted)| own.id == noted.id);
    is_its && event.stands() && event.unseen_since.is_none()
}
