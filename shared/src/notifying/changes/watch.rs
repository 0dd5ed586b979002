//! What a change of a watch is: whether what is known of a calendar may be old.

use super::{Happening, SYSTEM, owner};
use crate::model::owner::ConnectionId;
use crate::model::provider::CalendarProvider;
use crate::notifying::event::{Subject, Sync};
use crate::store::{Image, WatchImage};

pub(super) fn happenings(
    id: ConnectionId<CalendarProvider>,
    old: &Image<WatchImage>,
    new: &Image<WatchImage>,
) -> Vec<Happening> {
    // A watch that has ended is no delay's end: there is nothing to be known any more.
    let Image::Known(new) = new else { return Vec::new() };
    let was_delayed = matches!(old, Image::Known(old) if old.is_delayed());
    let kind = match (was_delayed, new.is_delayed()) {
        (false, true) => "sync.delayed",
        (true, false) => "sync.recovered",
        (true, true) | (false, false) => return Vec::new(),
    };
    let subject =
        Sync { provider: id.provider.key(), owner: owner(id.owner), synced_at: new.synced_at };
    vec![(kind, Some(SYSTEM.to_owned()), Subject::Sync(subject))]
}
