//! People of a meeting, inside and outside the simulated tenants.

use serde::{Deserialize, Serialize};

use super::fault::Fault;
use super::moment::Moment;
use crate::directory::{self, Person};

/// The most attendees of one event (Graph reference, event: create).
const LIMIT: usize = 500;

/// `emailAddress`.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct EmailAddress {
    /// Shown name; the address where none was given.
    pub name: String,
    /// Mailbox address.
    pub address: String,
}

/// One invited person or resource.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Attendee {
    /// Whether the meeting needs it.
    #[serde(rename = "type", default)]
    pub kind: AttendeeKind,
    /// What it answered.
    #[serde(default)]
    pub status: Status,
    /// When it would rather meet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposed_new_time: Option<TimeSlot>,
    /// Who it is.
    pub email_address: EmailAddress,
}

/// `timeSlot`.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct TimeSlot {
    /// When it begins.
    pub start: Moment,
    /// When it ends.
    pub end: Moment,
}

/// `attendeeType`.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum AttendeeKind {
    #[default]
    Required,
    Optional,
    Resource,
}

/// `responseStatus`.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct Status {
    /// `none`, `organizer`, `notResponded`, `accepted`…
    pub response: String,
    /// When, or the year 1 where it never was.
    pub time: String,
}

impl Default for Status {
    fn default() -> Self {
        Self { response: "none".into(), time: "0001-01-01T00:00:00Z".into() }
    }
}

impl Status {
    /// The status with this answer and no time.
    pub fn of(response: &str) -> Self {
        Self { response: response.into(), ..Self::default() }
    }
}

impl EmailAddress {
    /// How a person of the directory appears.
    pub fn of(person: &Person) -> Self {
        Self { name: person.name.into(), address: person.email.into() }
    }

    /// Whether both are one mailbox.
    pub fn is(&self, address: &str) -> bool {
        self.address.eq_ignore_ascii_case(address)
    }

    /// The person of the directory it belongs to.
    pub fn person(&self) -> Option<&'static Person> {
        directory::by_email(&self.address)
    }
}

/// The attendees as Exchange keeps them: named, without the organizer, without invented answers;
/// 400 where an address is none or there are more than 500.
pub fn settled(
    sent: Vec<Attendee>,
    organizer: &EmailAddress,
    before: &[Attendee],
) -> Result<Vec<Attendee>, Fault> {
    if sent.len() > LIMIT {
        return Err(Fault::bad_request(
            "ErrorRecipientLimitExceeded",
            "The recipient limit is exceeded.",
        ));
    }
    let guests = sent.into_iter().filter(|attendee| !attendee.email_address.is(&organizer.address));
    guests.map(|attendee| settle(attendee, before)).collect()
}

fn settle(sent: Attendee, before: &[Attendee]) -> Result<Attendee, Fault> {
    let EmailAddress { name, address } = sent.email_address;
    if !is_address(&address) {
        return Err(Fault::bad_request(
            "ErrorInvalidRecipients",
            "At least one recipient isn't valid.",
        ));
    }
    let known = before.iter().find(|attendee| attendee.email_address.is(&address));
    let status = known.map(|attendee| attendee.status.clone()).unwrap_or_default();
    let proposed_new_time = known.and_then(|attendee| attendee.proposed_new_time.clone());
    let name = if name.is_empty() { address.clone() } else { name };
    let email_address = EmailAddress { name, address };
    Ok(Attendee { kind: sent.kind, status, proposed_new_time, email_address })
}

fn is_address(text: &str) -> bool {
    let plain = |part: &str| {
        !part.is_empty() && !part.contains(|c: char| c.is_whitespace() || "@<>,;\"".contains(c))
    };
    text.split_once('@').is_some_and(|(local, domain)| plain(local) && plain(domain))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn attendee(address: &str) -> Attendee {
        serde_json::from_value(json!({ "emailAddress": { "address": address } })).unwrap()
    }

    fn organizer() -> EmailAddress {
        EmailAddress { name: "Fatou".into(), address: "fatou@acme.ci".into() }
    }

    #[test]
    fn the_organizer_is_no_attendee_and_names_are_filled_in() {
        let sent = vec![attendee("FATOU@acme.ci"), attendee("a@example.com")];
        let kept = settled(sent, &organizer(), &[]).unwrap();
        assert_eq!(kept.len(), 1);
        assert_eq!(kept[0].email_address.name, "a@example.com");
    }

    #[test]
    fn an_answer_given_before_stays_and_none_can_be_invented() {
        let mut before = attendee("a@example.com");
        before.status.response = "accepted".into();
        let mut liar = attendee("b@example.com");
        liar.status.response = "accepted".into();
        let kept = settled(vec![attendee("a@example.com"), liar], &organizer(), &[before]).unwrap();
        let answers: Vec<_> = kept.iter().map(|kept| kept.status.response.as_str()).collect();
        assert_eq!(answers, ["accepted", "none"]);
    }

    #[test]
    fn what_is_no_address_or_too_many_is_refused() {
        for text in ["", "kone", "@acme.ci", "a@", "a b@acme.ci", "a@b@c"] {
            let fault = settled(vec![attendee(text)], &organizer(), &[]).unwrap_err();
            assert_eq!(fault.code, "ErrorInvalidRecipients", "{text}");
        }
        assert!(settled(vec![attendee("a@b.c"); 501], &organizer(), &[]).is_err());
    }
}
