//! The times that suit, as they are answered.

use serde::Serialize;
use shared::model::interview::{Attendee, local};
use shared::scheduling::calendar::{Availability, Suggestion};
use shared::words::Text;

/// The answer.
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
}

#[derive(Debug, Serialize)]
struct Guest {
    email: String,
    availability: Availability,
}

impl Answer {
    /// The answer for `attendees`, whom each suggestion lists in that order, in the local time of `zone`.
    pub(super) fn new(suggestions: &[Suggestion], attendees: &[Attendee], zone: &str) -> Self {
        let slot = |found: &Suggestion| Slot {
            start: local(found.span.start, zone),
            end: local(found.span.end, zone),
            confidence: found.confidence,
            reason: found.reason(),
            attendees: guests(found, attendees),
        };
        let slots: Vec<_> = suggestions.iter().map(slot).collect();
        Self { warnings: warnings(&slots, attendees), slots }
    }
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
