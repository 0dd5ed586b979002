//! What happened to an item of a mailbox, for whoever subscribed to it.

use super::event::Event;
use super::id::Ids;

/// One change.
#[derive(Clone, Debug)]
pub struct Change {
    /// Whose mailbox it is in, by the person's short name.
    pub mailbox: &'static str,
    /// The item's names.
    pub ids: Ids,
    /// Its version after the change.
    pub etag: String,
    /// What happened.
    pub kind: Kind,
}

/// `changeType`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It is new.
    Created,
    /// It is another version.
    Updated,
    /// It is in Deleted Items.
    Deleted,
}

impl Kind {
    /// As Graph says it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Deleted => "deleted",
        }
    }
}

impl Change {
    /// The change that made `event` what it is.
    pub fn of(mailbox: &'static str, event: &Event, kind: Kind) -> Self {
        Self { mailbox, ids: event.ids.clone(), etag: event.etag(), kind }
    }
}
