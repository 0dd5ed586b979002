//! What a guest answers, and what that does: in the organizer's copy, in the guest's own, and by mail.

use jiff::{SignedDuration, Timestamp};

use super::attendee::{Attendee, EmailAddress, Status, TimeSlot};
use super::change::{Change, Kind};
use super::details::ShowAs;
use super::event::{Event, Span};
use super::fault::Fault;
use super::mail::{self, Mail, Occasion};
use super::moment::Moment;
use super::store::Store;
use super::zone::Zone;
use super::{Item, event};

/// What is answered.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Choice {
    /// Yes.
    Accepted,
    /// No.
    Declined,
    /// Perhaps.
    Tentative,
}

/// A guest's answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The guest's address.
    pub guest: String,
    /// What is answered.
    pub choice: Choice,
    /// How much later (or earlier) the guest would rather meet.
    pub proposes: Option<SignedDuration>,
    /// A note to the organizer, which goes by mail and nowhere else.
    pub comment: String,
}

impl Choice {
    /// `responseType`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Tentative => "tentativelyAccepted",
        }
    }

    const fn shows_as(self) -> ShowAs {
        match self {
            Self::Accepted => ShowAs::Busy,
            Self::Declined => ShowAs::Free,
            Self::Tentative => ShowAs::Tentative,
        }
    }
}

impl Store {
    /// Notes the answer in the organizer's copy of the meeting that `item` is a copy of; 404 where that is over, or
    /// the guest is none of it, 400 for a proposal where none is allowed.
    pub(super) fn answer(
        &mut self,
        item: Item<'_>,
        answer: &Answer,
        now: Timestamp,
    ) -> Result<Event, Fault> {
        let ical_uid = self.find(item)?.ical_uid.clone();
        let mut event = self.organizers(&ical_uid).ok_or_else(Fault::not_found)?;
        let proposed = answer.proposes.map(|by| proposal(&event, by)).transpose()?;
        let own = |guest: &&mut Attendee| guest.email_address.is(&answer.guest);
        let guest = event.details.attendees.iter_mut().find(own).ok_or_else(Fault::not_found)?;
        guest.status = Status { response: answer.choice.word().into(), time: now.to_string() };
        guest.proposed_new_time = proposed;
        let (status, from) = (guest.status.clone(), guest.email_address.clone());
        let event = self.store(event, now);
        self.note_in_own_copy(&event, &from, &status, answer.choice, now);
        self.mails.push(reply(&event, from, answer, now));
        Ok(event)
    }

    /// The organizer's copy of a meeting that takes place.
    fn organizers(&self, ical_uid: &str) -> Option<Event> {
        let mut all = self.mailboxes.values().flatten();
        all.find(|it| it.ical_uid == ical_uid && it.is_organizer && it.is_live()).cloned()
    }

    /// The guest's own copy says the same; one that was declined is gone.
    fn note_in_own_copy(
        &mut self,
        event: &Event,
        guest: &EmailAddress,
        status: &Status,
        choice: Choice,
        now: Timestamp,
    ) {
        let Some(person) = guest.person().filter(|person| person.has_mailbox) else { return };
        let version = self.next_version();
        let mut copies = self.mailbox(person).iter_mut();
        let Some(copy) = copies.find(|it| it.ical_uid == event.ical_uid && !it.is_deleted) else {
            return;
        };
        (copy.version, copy.modified, copy.response) = (version, now, status.clone());
        copy.details.show_as = choice.shows_as();
        for own in
            copy.details.attendees.iter_mut().filter(|own| own.email_address.is(person.email))
        {
            own.status = status.clone();
        }
        copy.is_deleted = choice == Choice::Declined;
        let kind = if copy.is_deleted { Kind::Deleted } else { Kind::Updated };
        let change = Change::of(person.id, copy, kind);
        self.changes.push(change);
    }
}

fn proposal(event: &Event, by: SignedDuration) -> Result<TimeSlot, Fault> {
    if !event.details.allow_new_time_proposals {
        return Err(Fault::bad_request(
            "ErrorInvalidRequest",
            "The organizer has not allowed new time proposals.",
        ));
    }
    let Span { start, end } = event::shifted(event.span, by)?;
    let moment = |at| Moment::of(at, &Zone::utc());
    Ok(TimeSlot { start: moment(start), end: moment(end) })
}

fn reply(event: &Event, from: EmailAddress, answer: &Answer, now: Timestamp) -> Mail {
    let occasion = Occasion::Answer {
        choice: answer.choice,
        proposes: answer.proposes.is_some(),
        comment: answer.comment.clone(),
    };
    let mail = mail::written(event, event.organizer.clone(), occasion, now);
    Mail { from, body: String::new(), ..mail }
}
