//! What people change of an interview in its calendar. Pure.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::scheduled::{EventState, ScheduledEvent};
use crate::model::interview::Span;

/// Something that was seen to have changed in the calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happened {
    /// When it was seen there.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub at: Timestamp,
    pub what: What,
    /// When the interview was until then, of one that was moved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<Span>,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    Moved,
    /// It lasts whole days.
    MadeAllDay,
    /// A series was made of it.
    MadeSeries,
    /// It has another title.
    Renamed,
    /// It has another place.
    Relocated,
    /// Somebody was invited or uninvited.
    GuestsChanged,
    /// It was deleted.
    Cancelled,
    /// It was taken out of the bin.
    Restored,
}

impl Happened {
    /// What `known` and `new`, two sights of one interview, differ in. What was not noted then is no change.
    pub(super) fn between(
        known: &ScheduledEvent,
        new: &ScheduledEvent,
        at: Timestamp,
    ) -> Vec<Self> {
        let was = Span { start: known.start, end: known.end };
        let is_moved = was != Span { start: new.start, end: new.end };
        let numbers = |event: &ScheduledEvent| {
            event.guests.iter().map(|guest| guest.number).collect::<std::collections::BTreeSet<_>>()
        };
        let changed = [
            (What::Cancelled, known.stands() && new.is_cancelled()),
            (What::Restored, known.is_cancelled() && new.stands()),
            (What::MadeAllDay, !known.is_all_day && new.is_all_day),
            (What::Moved, is_moved && (known.is_all_day || !new.is_all_day)),
            (What::MadeSeries, !known.is_series && new.is_series),
            (What::Renamed, known.title != new.title),
            (What::Relocated, known.location.is_some() && known.location != new.location),
            (What::GuestsChanged, known.last_guest > 0 && numbers(known) != numbers(new)),
        ];
        let happened = changed.into_iter().filter(|(_, has_happened)| *has_happened);
        let was = |what| matches!(what, What::Moved | What::MadeAllDay).then_some(was);
        happened.map(|(what, _)| Self { at, what, was: was(what) }).collect()
    }
}

impl ScheduledEvent {
    /// Whether it was cancelled.
    pub fn is_cancelled(&self) -> bool {
        self.state == EventState::Cancelled
    }

    /// Whether it takes place.
    pub fn stands(&self) -> bool {
        self.state == EventState::Scheduled
    }
}
