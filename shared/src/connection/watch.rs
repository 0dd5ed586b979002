//! A watch: how far a connection's calendar was read, and what it has said since. Pure.
//!
//! A row `WATCH#…` is one of these; `watch-calendars` makes and ends it, `calendar-notification` marks it, and
//! `sync-calendar` reads the calendar under its lease. The channel by which the calendar speaks is a row of its
//! own, [`super::Channels`], so that neither writes over the other.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::Lease;
use crate::model::owner::ConnectionId;
use crate::model::provider::CalendarProvider;
use crate::vault::Sealed;

/// After so many failures in a row people are told that a calendar is not read: about an hour.
pub const DELAYED: u32 = 6;
/// The longest that a calendar is not read which can be, and would tell of changes.
pub const INTERVAL: SignedDuration = SignedDuration::from_hours(6);
/// How much later than that its reading may come: the schedule's turn, and a few failures.
const LATE: SignedDuration = SignedDuration::from_hours(1);

/// A calendar that is read as long as there are interviews to come in it. Whose it is: a connection's.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Watch {
    /// The connection whose calendar it is.
    #[serde(flatten)]
    pub id: ConnectionId<CalendarProvider>,
    /// The calendar's latest word that something changed, in milliseconds; it only moves forward, with every
    /// word. Absent where it has said nothing yet.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "jiff::fmt::serde::timestamp::millisecond::optional"
    )]
    pub changed_at: Option<Timestamp>,
    /// Until when a channel lives that would tell; absent where none does.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "jiff::fmt::serde::timestamp::second::optional"
    )]
    pub heard_until: Option<Timestamp>,
    /// Where the next reading goes on, sealed under [`crate::vault::Context::cursor`]; absent where a full round
    /// is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<Sealed>,
    /// When it was last read to the end.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "jiff::fmt::serde::timestamp::second::optional"
    )]
    pub synced_at: Option<Timestamp>,
    /// Since when reading it has failed; absent where the last reading succeeded.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "jiff::fmt::serde::timestamp::second::optional"
    )]
    pub delayed_since: Option<Timestamp>,
    /// How often reading it failed in a row.
    #[serde(default)]
    pub failures: u32,
    /// Until when its provider wants to be left alone, whatever the calendar says meanwhile.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "jiff::fmt::serde::timestamp::second::optional"
    )]
    pub rests_until: Option<Timestamp>,
    /// When it is read next, by `sync-calendar`'s schedule if by nobody else. A mark makes it due at once.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub refresh_at: Timestamp,
    /// Who is reading it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lease: Option<Lease>,
}

impl Watch {
    /// Of the connection `id`, to be read from the beginning at `now`.
    pub const fn new(id: ConnectionId<CalendarProvider>, now: Timestamp) -> Self {
        Self {
            id,
            changed_at: None,
            heard_until: None,
            cursor: None,
            synced_at: None,
            delayed_since: None,
            failures: 0,
            rests_until: None,
            refresh_at: now,
            lease: None,
        }
    }

    /// Whether reading the calendar has failed for so long that people are told.
    pub const fn is_delayed(&self) -> bool {
        self.failures >= DELAYED
    }

    /// Whether what was seen of a calendar at `seen_at` is older at `now` than reading it leaves anything.
    pub fn is_old(seen_at: Timestamp, now: Timestamp) -> bool {
        now.duration_since(seen_at) > INTERVAL + LATE
    }

    /// Whether a channel lives at `now` by which the calendar would tell.
    pub fn is_heard(&self, now: Timestamp) -> bool {
        self.heard_until.is_some_and(|until| until > now)
    }
}
