//! The mails Exchange sends for a meeting; there is no switch to keep it quiet.

use jiff::Timestamp;

use super::answer::Choice;
use super::attendee::{Attendee, EmailAddress};
use super::event::{Event, Span};

/// Why an attendee is written to.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Occasion {
    /// Invited.
    Invitation,
    /// Something they must know changed.
    Update,
    /// Called off, or they are no longer invited; with the organizer's words.
    Cancellation(String),
    /// To the organizer: what a guest answered.
    Answer {
        /// The answer.
        choice: Choice,
        /// Whether another time is proposed.
        proposes: bool,
        /// The guest's words.
        comment: String,
    },
}

/// One mail in one attendee's inbox.
#[derive(Clone, Debug)]
pub struct Mail {
    /// When it was sent.
    pub at: Timestamp,
    /// Who gets it.
    pub to: EmailAddress,
    /// The organizer, or the guest who answers.
    pub from: EmailAddress,
    /// Why.
    pub occasion: Occasion,
    /// What the meeting is about.
    pub subject: String,
    /// When it takes place.
    pub span: Span,
    /// Where, as shown.
    pub location: String,
    /// Its body, filtered HTML.
    pub body: String,
    /// Its join link.
    pub join_url: Option<String>,
}

/// Who must be told what after `after` took the place of `before`: only those added or removed
/// where nothing but the attendees changed (Graph reference, event: update).
pub fn notices(before: &Event, after: &Event) -> Vec<(EmailAddress, Occasion)> {
    let (old, new) = (&before.details.attendees, &after.details.attendees);
    let mut notices = Vec::new();
    for attendee in new {
        match contains(old, attendee) {
            false => notices.push((attendee.email_address.clone(), Occasion::Invitation)),
            true if is_relevant(before, after) => {
                notices.push((attendee.email_address.clone(), Occasion::Update));
            }
            true => {}
        }
    }
    let removed = old.iter().filter(|attendee| !contains(new, attendee));
    let cancelled = |attendee: &Attendee| {
        (attendee.email_address.clone(), Occasion::Cancellation(String::new()))
    };
    notices.extend(removed.map(cancelled));
    notices
}

/// The same notice to every attendee of `event`.
pub fn to_all(event: &Event, occasion: &Occasion) -> Vec<(EmailAddress, Occasion)> {
    event
        .details
        .attendees
        .iter()
        .map(|attendee| (attendee.email_address.clone(), occasion.clone()))
        .collect()
}

/// The mail that tells `to` about `event`.
pub fn written(event: &Event, to: EmailAddress, occasion: Occasion, at: Timestamp) -> Mail {
    Mail {
        at,
        to,
        from: event.organizer.clone(),
        occasion,
        subject: event.details.subject.clone(),
        span: event.span,
        location: event.details.location.display_name.clone(),
        body: event.body.clone(),
        join_url: event.join_url.clone(),
    }
}

fn contains(attendees: &[Attendee], one: &Attendee) -> bool {
    attendees.iter().any(|attendee| attendee.email_address.is(&one.email_address.address))
}

fn is_relevant(before: &Event, after: &Event) -> bool {
    before.span != after.span
        || before.body != after.body
        || before.join_url != after.join_url
        || before.details.subject != after.details.subject
        || before.details.location != after.details.location
}
