//! What a change of an interview is: first what became of it, then what its guests said.

use super::{Happening, user};
use crate::model::interview::{self, Response, Span};
use crate::notifying::event::{Guest, Interview, Subject, When};
use crate::store::{EventState, Image, ScheduledEvent};

/// Who changes an interview where nobody did here.
const CALENDAR: &str = "calendar";
/// Who did it in the name of whoever offered a booking link.
const CANDIDATE: &str = "candidate";

pub(super) fn happenings(
    old: &Image<Box<ScheduledEvent>>,
    new: &Image<Box<ScheduledEvent>>,
) -> Vec<Happening> {
    let Image::Known(new) = new else { return Vec::new() };
    let old = match old {
        Image::Known(old) => Some(&**old),
        // What was there, nobody knows: what is there may have been told.
        Image::Unreadable => return Vec::new(),
        Image::Nothing => None,
    };
    let answers = old.into_iter().flat_map(|old| answers(old, new));
    course(old, new).into_iter().chain(answers).collect()
}

/// Whether it was scheduled, moved or cancelled.
fn course(old: Option<&ScheduledEvent>, new: &ScheduledEvent) -> Option<Happening> {
    let changer = || new.changed_by.and_then(user).or_else(calendar);
    let was_cancelled = old.is_some_and(ScheduledEvent::is_cancelled);
    let stood = old.is_some_and(ScheduledEvent::stands);
    let moved = old.filter(|old| when(old) != when(new));
    let (kind, actor, was) = match new.state {
        // Taken out of the bin.
        EventState::Scheduled if was_cancelled => ("interview.scheduled", changer(), None),
        EventState::Scheduled if !stood => ("interview.scheduled", user(new.user_id), None),
        EventState::Scheduled => ("interview.moved", changer(), Some(when(moved?))),
        EventState::Cancelled if !was_cancelled => ("interview.cancelled", changer(), None),
        EventState::Cancelled | EventState::Unconfirmed => return None,
    };
    let by = new.is_candidate_s.then_some(CANDIDATE);
    Some((kind, actor, Subject::Interview(Box::new(Interview { was, by, ..interview(new) }))))
}

/// What guests have answered and proposed: each answer once, whatever they write beside it.
fn answers(old: &ScheduledEvent, new: &ScheduledEvent) -> Vec<Happening> {
    // Nothing was known of who is invited to one that was stored before that was noted.
    let was_known = old.seen_at.is_some() || !old.guests.is_empty();
    if !new.stands() || !was_known {
        return Vec::new();
    }
    new.guests.iter().flat_map(|guest| of_guest(old, new, guest)).collect()
}

fn of_guest(
    old: &ScheduledEvent,
    new: &ScheduledEvent,
    guest: &interview::Guest,
) -> Vec<Happening> {
    let before = old.guests.iter().find(|before| before.number == guest.number);
    let has_answered = guest.response != Response::NeedsAction
        && before.is_none_or(|before| before.response != guest.response);
    let proposed = guest
        .proposed
        .filter(|proposed| before.is_none_or(|before| before.proposed != Some(*proposed)));
    let subject = Interview { guest: Some(named(guest)), ..interview(new) };
    let happening = |kind, subject| {
        let actor = guest.user_id.and_then(user).or_else(calendar);
        (kind, actor, Subject::Interview(Box::new(subject)))
    };
    let answer = has_answered.then(|| happening("interview.guest_responded", subject.clone()));
    let proposal = proposed.map(|Span { start, end }| {
        let proposed = Some(When { start, end, timezone: new.timezone.clone() });
        happening("interview.time_proposed", Interview { proposed, ..subject })
    });
    answer.into_iter().chain(proposal).collect()
}

fn calendar() -> Option<String> {
    Some(CALENDAR.to_owned())
}

fn interview(event: &ScheduledEvent) -> Interview {
    Interview {
        application_id: event.application_id,
        provider: event.provider.key(),
        event_id: event.event_id.clone(),
        meeting_provider: event.meeting_provider(),
        is: when(event),
        was: None,
        guest: None,
        proposed: None,
        by: None,
    }
}

const fn named(guest: &interview::Guest) -> Guest {
    let interview::Guest { number, role, user_id, response, responded_at, .. } = *guest;
    Guest { number, role, user_id, response, responded_at }
}

fn when(event: &ScheduledEvent) -> When {
    When { start: event.start, end: event.end, timezone: event.timezone.clone() }
}
