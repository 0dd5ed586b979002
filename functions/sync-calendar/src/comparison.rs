//! What we know of an interview, and what its calendar says. Pure.

use jiff::{SignedDuration, Timestamp};
use shared::connection::Maker;
use shared::model::interview::Meeting;
use shared::store::{EventState, ScheduledEvent};

/// A calendar may not know at once of an event that it has just taken.
const YOUNG: SignedDuration = SignedDuration::from_mins(2);

/// What a calendar said of an interview, asked by its id.
#[derive(Clone, Debug)]
pub(crate) enum Told {
    /// It stands: as it is known after that sight.
    There(Box<ScheduledEvent>),
    /// It stands, and another calendar organizes it.
    Elsewhere,
    /// It stood there and was deleted.
    Deleted,
    /// Nothing of it.
    Absent,
    /// Nothing that can be believed: it was out of order, or would not say.
    Unsettled,
}

/// What is to be done about it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Verdict {
    /// Nothing.
    Same,
    /// It is to be stored like this.
    Changed(Box<ScheduledEvent>),
    /// It was cancelled, and is to be stored like this over what was.
    Restored(Box<ScheduledEvent>),
}

/// Compares the interview `known`, whose `maker` was asked, with what was `told` at `now`.
///
/// A request that may be changing it must have been looked for before.
pub(crate) fn compare(
    known: &ScheduledEvent,
    maker: &Maker,
    told: Told,
    now: Timestamp,
) -> Verdict {
    let is_young = known.seen_at.is_some_and(|seen| now.duration_since(seen) < YOUNG);
    match (told, known.state) {
        (_, EventState::Unconfirmed) | (Told::Elsewhere, _) => Verdict::Same,
        (Told::There(seen), EventState::Scheduled) => met(known, *seen, now),
        (Told::There(seen), EventState::Cancelled) => restored(known, *seen, now),
        (Told::Deleted, EventState::Scheduled) => gone(known, now),
        (Told::Absent, EventState::Scheduled) => match maker {
            Maker::Connected if !is_young => gone(known, now),
            Maker::Connected => unclear(known, now),
            // What another calendar doesn't know may stand all the same (S48).
            Maker::Unknown | Maker::Other(_) => Verdict::Same,
        },
        (Told::Unsettled, EventState::Scheduled) => unclear(known, now),
        (Told::Deleted | Told::Absent | Told::Unsettled, EventState::Cancelled) => Verdict::Same,
    }
}

fn met(known: &ScheduledEvent, seen: ScheduledEvent, now: Timestamp) -> Verdict {
    let is_same = ScheduledEvent { seen_at: known.seen_at, ..seen.clone() } == *known;
    match (is_same, known.attempt) {
        (true, None) => Verdict::Same,
        // A request that broke off before it changed anything.
        (true, Some(_)) => Verdict::Changed(Box::new(ScheduledEvent { attempt: None, ..seen })),
        (false, _) => Verdict::Changed(Box::new(told_by(known, seen, now))),
    }
}

/// A room that was deleted with its interview does not come back with it.
fn restored(known: &ScheduledEvent, seen: ScheduledEvent, now: Timestamp) -> Verdict {
    let has_lost_room = seen.room.as_ref().is_some_and(|room| room.is_done);
    let seen = ScheduledEvent { state: EventState::Scheduled, ..seen };
    let seen = match has_lost_room {
        true => ScheduledEvent { room: None, meeting: Meeting::Unavailable, ..seen },
        false => seen,
    };
    Verdict::Restored(Box::new(seen.changed_in_calendar(known, now)))
}

fn gone(known: &ScheduledEvent, now: Timestamp) -> Verdict {
    let gone = ScheduledEvent { seen_at: Some(now), ..known.clone().cancelled() };
    Verdict::Changed(Box::new(told_by(known, gone, now)))
}

/// It is left as it is, and asked for again.
fn unclear(known: &ScheduledEvent, now: Timestamp) -> Verdict {
    match known.unseen_since {
        Some(_) => Verdict::Same,
        None => Verdict::Changed(Box::new(ScheduledEvent {
            unseen_since: Some(now),
            ..known.clone()
        })),
    }
}

/// Whose change it was: a request's that broke off, as far as anybody can tell, else a person's in the calendar.
fn told_by(known: &ScheduledEvent, new: ScheduledEvent, now: Timestamp) -> ScheduledEvent {
    match known.attempt {
        Some(attempt) => new.changed_by(Some(attempt.user_id)),
        None => new.changed_in_calendar(known, now),
    }
}
