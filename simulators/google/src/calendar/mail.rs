//! Who is told about a change: the mails of `sendUpdates`.

use jiff::Timestamp;
use serde::Serialize;

use super::draft::{Attendee, Status};
use super::event::Event;
use crate::account::Account;
use crate::error::ApiError;
use crate::query::Query;

/// Which guests are mailed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum SendUpdates {
    /// Every guest.
    All,
    /// Guests who do not use Google Calendar.
    ExternalOnly,
    /// Nobody.
    None,
}

/// What a mail is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MailKind {
    /// The guest is new.
    Invitation,
    /// Something changed.
    Update,
    /// The event, or the guest's place in it, is gone.
    Cancellation,
}

/// A mail that a guest got.
#[derive(Clone, Debug)]
pub struct Mail {
    /// The guest's address.
    pub to: String,
    /// What it is about.
    pub kind: MailKind,
    /// The event as it was then.
    pub event: Event,
    /// When it was sent.
    pub at: Timestamp,
}

/// What one write of a client said about mails, so that tests can see it.
#[derive(Clone, Debug, Serialize)]
pub struct Write {
    /// `insert`, `patch`, `update` or `delete`; `move`, `answer` or `remove` (a person's hand).
    pub method: &'static str,
    /// The calendar's address.
    pub calendar: &'static str,
    /// The event's id.
    pub event: String,
    /// `sendUpdates` as sent; `null` where it was left out.
    pub send_updates: Option<SendUpdates>,
    /// Who was mailed.
    pub mailed: Vec<String>,
}

impl SendUpdates {
    /// `sendUpdates`, or the deprecated `sendNotifications`; none of the two tells nobody.
    pub fn from_query(query: &Query) -> Result<Option<Self>, ApiError> {
        let word = query.choice("sendUpdates", &["all", "externalOnly", "none"])?;
        let deprecated = query.boolean("sendNotifications")?;
        Ok(match word {
            Some("all") => Some(Self::All),
            Some("externalOnly") => Some(Self::ExternalOnly),
            Some(_) => Some(Self::None),
            None => deprecated.then_some(Self::All),
        })
    }

    fn reaches(self, address: &str) -> bool {
        match self {
            Self::All => true,
            Self::ExternalOnly => Account::by_email(address).is_none(),
            Self::None => false,
        }
    }
}

/// The mails that turn what guests know of `before` into what they should know of `after`.
pub fn mails(
    before: Option<&Event>,
    after: &Event,
    send: Option<SendUpdates>,
    at: Timestamp,
) -> Vec<Mail> {
    let Some(send) = send else { return Vec::new() };
    let known = before.map(living_guests).unwrap_or_default();
    let now = living_guests(after);
    let gone = known.iter().filter(|guest| !includes(&now, &guest.email));
    let gone = gone.map(|guest| (guest, MailKind::Cancellation));
    let told = now.iter().map(|guest| match includes(&known, &guest.email) {
        true => (guest, MailKind::Update),
        false => (guest, MailKind::Invitation),
    });
    gone.chain(told)
        .filter(|(guest, _)| send.reaches(&guest.email))
        .map(|(guest, kind)| Mail { to: guest.email.clone(), kind, event: after.clone(), at })
        .collect()
}

/// Everybody to be told, other than the organizer; nobody where the event does not take place.
fn living_guests(event: &Event) -> Vec<Attendee> {
    if event.status == Status::Cancelled {
        return Vec::new();
    }
    let others = |guest: &&Attendee| !guest.is(event.owner);
    event.attendees().iter().filter(others).cloned().collect()
}

fn includes(guests: &[Attendee], address: &str) -> bool {
    guests.iter().any(|guest| guest.email.eq_ignore_ascii_case(address))
}
