//! The times that suit, as they are answered.

use serde::Serialize;
use shared::model::interview::{Attendee, local};
use shared::scheduling::calendar::{Availability, Suggestion};
use shared::scheduling::interviewers::{Interviewer, Presence, View};
use shared::words::Text;

#[derive(Debug, Serialize)]
pub struct Answer {
    /// Best first; none overlaps another.
    slots: Vec<Slot>,
    /// What a person should know, for people.
    warnings: Vec<Text>,
}

/// One time; in RFC 3339 with the offset of the zone asked for.
#[derive(Debug, Serialize)]
struct Slot {
    start: String,
    end: String,
    /// How likely everybody can come, 0 to 100.
    confidence: f64,
    /// Why, for people.
    reason: Text,
    attendees: Vec<Guest>,
    interviewers: Vec<Presence>,
}

#[derive(Debug, Serialize)]
struct Guest {
    email: String,
    availability: Availability,
}

impl Answer {
    /// The answer for `attendees`, whom each suggestion tells of first and in that order, and `interviewers`,
    /// on the clocks of `zone`.
    pub(super) fn new<'a>(
        suggestions: &[Suggestion],
        attendees: &[Attendee],
        interviewers: impl Iterator<Item = (&'a Interviewer, &'a View)> + Clone,
        zone: &str,
    ) -> Self {
        let slot = |found: &Suggestion| Slot {
            start: local(found.span.start, zone),
            end: local(found.span.end, zone),
            confidence: found.confidence,
            reason: found.reason(),
            attendees: guests(found, attendees),
            interviewers: interviewers
                .clone()
                .map(|(interviewer, view)| interviewer.presence(view, found.span))
                .collect(),
        };
        let slots: Vec<_> = suggestions.iter().map(slot).collect();
        let mut warnings = warnings(&slots, attendees);
        warnings.extend(doubts(&slots));
        Self { warnings, slots }
    }
}

/// Why nobody knows how an interviewer is at some of the times, once for each.
fn doubts(slots: &[Slot]) -> Vec<Text> {
    let mut doubts: Vec<(&str, Text)> = Vec::new();
    for presence in slots.iter().flat_map(|slot| &slot.interviewers) {
        let is_told = doubts.iter().any(|(email, _)| *email == presence.email());
        if let Some(doubt) = presence.doubt().filter(|_| !is_told) {
            doubts.push((presence.email(), doubt));
        }
    }
    doubts.into_iter().map(|(_, doubt)| doubt).collect()
}

fn guests(found: &Suggestion, attendees: &[Attendee]) -> Vec<Guest> {
    let guest = |(attendee, availability): (&Attendee, &Availability)| Guest {
        email: attendee.email.clone(),
        availability: *availability,
    };
    attendees.iter().zip(&found.attendees).map(guest).collect()
}

/// Who may be busy all the same: a calendar that can't be read is no free time.
fn warnings(slots: &[Slot], attendees: &[Attendee]) -> Vec<Text> {
    if slots.is_empty() {
        return vec![Text::new("slots-none")];
    }
    let is_unknown = |email: &str| {
        let mut guests = slots.iter().flat_map(|slot| &slot.attendees);
        guests.any(|guest| guest.email == email && guest.availability == Availability::Unknown)
    };
    let unknown = attendees.iter().filter(|attendee| is_unknown(&attendee.email));
    let text = |attendee: &Attendee| {
        Text::new("calendar-unreadable").with("email", attendee.email.as_str())
    };
    unknown.map(text).collect()
}
