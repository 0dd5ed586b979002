//! When a calendar is believed that it has no such event: when it says so twice, some minutes apart (F3, F4, F40).
//!
//! Its copies are alike in the end only: one of them may not know yet of an event that another has just taken. So one
//! answer cancels nothing, deletes no room, and is no reason to make an event again. Pure.

use jiff::{SignedDuration, Timestamp};

use crate::store::ScheduledEvent;

/// A calendar may not know at once of an event that it has just taken.
const YOUNG: SignedDuration = SignedDuration::from_mins(2);
/// How long after it was said first that there is no such event that counts as said again.
const SECOND_WORD: SignedDuration = SignedDuration::from_mins(5);

/// What is to be believed.
#[derive(Clone, Debug, PartialEq)]
pub enum Absence {
    /// It is gone, or never was.
    Believed,
    /// Nobody knows yet: the interview, as it is noted until its calendar says so again.
    Doubted(Box<ScheduledEvent>),
}

/// An answer at `now` that there is no such event as the interview `known`.
pub fn heard(known: &ScheduledEvent, now: Timestamp) -> Absence {
    if is_young(known, now) {
        return Absence::Doubted(Box::new(unseen(known, now)));
    }
    match known.absent_since {
        Some(since) if now.duration_since(since) >= SECOND_WORD => Absence::Believed,
        since => {
            let absent_since = Some(since.unwrap_or(now));
            Absence::Doubted(Box::new(ScheduledEvent { absent_since, ..unseen(known, now) }))
        }
    }
}

/// Whether `known` was seen so short a time before `now` that its calendar may not show it everywhere.
pub fn is_young(known: &ScheduledEvent, now: Timestamp) -> bool {
    known.seen_at.is_some_and(|seen| now.duration_since(seen) < YOUNG)
}

/// `known`, of which its calendar gives no answer at `now` that could be believed.
#[must_use]
pub fn unseen(known: &ScheduledEvent, now: Timestamp) -> ScheduledEvent {
    ScheduledEvent { unseen_since: Some(known.unseen_since.unwrap_or(now)), ..known.clone() }
}

/// `known`, of which nothing that was said before counts any more: a request may have made it since.
#[must_use]
pub fn undoubted(known: ScheduledEvent) -> ScheduledEvent {
    ScheduledEvent { unseen_since: None, absent_since: None, ..known }
}
