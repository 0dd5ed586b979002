//! Whom an event is with, and what that means for their calendars.

use jiff::Timestamp;

use super::draft::{Attendee, Details, Response, Status, Transparency};
use super::event::Event;
use crate::account::Account;

impl Event {
    /// The guests.
    pub fn attendees(&self) -> &[Attendee] {
        self.details.attendees.as_deref().unwrap_or_default()
    }

    /// Whether the event shows on the account's calendar: as its own, or as a guest.
    pub fn is_on(&self, account: &Account) -> bool {
        self.owner == account || self.invitation(account).is_some()
    }

    /// Whether the account is busy during the event.
    pub fn blocks(&self, account: &Account) -> bool {
        let accepted = match self.invitation(account) {
            Some(guest) => guest.response_status != Response::Declined,
            None => self.owner == account,
        };
        let opaque = self.details.transparency != Some(Transparency::Transparent);
        accepted && opaque && self.status != Status::Cancelled
    }

    /// The account's entry among the guests.
    pub fn invitation(&self, account: &Account) -> Option<&Attendee> {
        self.attendees().iter().find(|guest| guest.is(account))
    }

    /// Whether the account may change what all guests share.
    pub fn may_be_changed_by(&self, account: &Account) -> bool {
        self.owner == account || self.details.guests_can_modify == Some(true)
    }

    /// The guest of this address (addresses are compared without case).
    pub fn guest(&self, address: &str) -> Option<&Attendee> {
        self.attendees().iter().find(|guest| guest.email.eq_ignore_ascii_case(address))
    }

    /// The event as `to`'s, in this `version`; who had it is among its guests, and comes.
    pub fn given(&self, to: &'static Account, version: u64, now: Timestamp) -> Self {
        let former = Attendee {
            email: self.owner.email.to_owned(),
            display_name: None,
            optional: None,
            comment: None,
            response_status: Response::Accepted,
        };
        let others = self.attendees().iter().filter(|guest| !guest.is(self.owner));
        let attendees = Some(others.cloned().chain([former]).collect());
        let details = Details { attendees, ..self.details.clone() };
        Self { owner: to, details, version, updated: now, ..self.clone() }
    }

    /// The event with the entry of the guest of this address put to `answer`.
    pub fn answered(&self, address: &str, answer: &Attendee, now: Timestamp) -> Self {
        let is_own = |guest: &Attendee| guest.email.eq_ignore_ascii_case(address);
        let put = |guest: &Attendee| if is_own(guest) { answer } else { guest }.clone();
        let attendees = Some(self.attendees().iter().map(put).collect());
        let details = Details { attendees, ..self.details.clone() };
        Self { details, updated: now, ..self.clone() }
    }
}

impl Attendee {
    /// Whether this is the account (addresses are compared without case).
    pub fn is(&self, account: &Account) -> bool {
        self.email.eq_ignore_ascii_case(account.email)
    }
}
