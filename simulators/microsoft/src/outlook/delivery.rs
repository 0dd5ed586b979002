//! What a meeting does in its attendees' mailboxes: a mail, and a copy in the calendar.

use jiff::Timestamp;

use super::attendee::{Attendee, EmailAddress, Status};
use super::change::{Change, Kind};
use super::details::{Details, ShowAs};
use super::event::Event;
use super::id::Ids;
use super::mail::{self, Occasion};
use super::store::Store;
use crate::directory::Person;

impl Store {
    /// Sends the notices, and brings the copies of everyone still invited up to date.
    pub(super) fn tell(
        &mut self,
        event: &Event,
        notices: Vec<(EmailAddress, Occasion)>,
        now: Timestamp,
    ) {
        for (to, occasion) in notices {
            if let Some(person) = to.person().filter(|person| person.has_mailbox) {
                self.copy(event, person, &occasion, now);
            }
            self.mails.push(mail::written(event, to, occasion, now));
        }
    }

    fn copy(
        &mut self,
        event: &Event,
        person: &'static Person,
        occasion: &Occasion,
        now: Timestamp,
    ) {
        let held = self.mailbox(person).iter().find(|held| held.ical_uid == event.ical_uid);
        let ids = held.map(|held| held.ids.clone());
        let kind = if ids.is_some() { Kind::Updated } else { Kind::Created };
        let ids = ids.unwrap_or_else(|| Ids::of(self.next_serial()));
        let version = self.next_version();
        let copy = Event {
            ids,
            version,
            modified: now,
            transaction_id: None,
            marks: Vec::new(),
            is_organizer: false,
            response: response(event, person),
            details: as_seen(event, person, occasion),
            is_cancelled: matches!(occasion, Occasion::Cancellation(_)),
            is_deleted: false,
            ..event.clone()
        };
        let mailbox = self.mailbox(person);
        mailbox.retain(|held| held.ical_uid != event.ical_uid);
        let change = Change::of(person.id, &copy, kind);
        mailbox.push(copy);
        self.changes.push(change);
    }
}

/// What the attendee has answered so far.
fn response(event: &Event, person: &Person) -> Status {
    let own = |guest: &&Attendee| guest.email_address.is(person.email);
    let status = event.details.attendees.iter().find(own).map(|guest| guest.status.clone());
    status
        .filter(|status| *status != Status::default())
        .unwrap_or_else(|| Status::of("notResponded"))
}

/// The details as the attendee's calendar shows them: tentative until answered, without the other
/// guests where they are hidden.
fn as_seen(event: &Event, person: &Person, occasion: &Occasion) -> Details {
    let mut details = event.details.clone();
    let cancelled = matches!(occasion, Occasion::Cancellation(_));
    details.show_as = if cancelled { ShowAs::Free } else { ShowAs::Tentative };
    if cancelled {
        details.subject = format!("Canceled: {}", details.subject);
    }
    if details.hide_attendees {
        details.attendees.retain(|attendee| attendee.email_address.is(person.email));
    }
    for own in details.attendees.iter_mut().filter(|own| own.email_address.is(person.email)) {
        own.status = response(event, person);
    }
    details
}
