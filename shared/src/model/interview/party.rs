//! Who is invited to an interview, and what they answered. Pure.
//!
//! Role, colleague, answer and its time are a [`Guest`]'s, and stand in clear under an opaque number. Name,
//! address and comment are a [`Person`]'s, and are stored sealed only.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Attendee, Span, is_same, text};

/// More than a calendar's own window for answering takes; a bound against a calendar's page of text.
const COMMENT_LIMIT: usize = 500;
/// More guests than we ever invite; people add some in the calendar. Who is known comes first.
const GUESTS: usize = 200;
/// No address is longer, in bytes (RFC 5321, 4.5.3.1): what is, is none.
const ADDRESS_LIMIT: usize = 320;
/// The most that is kept of what all guests are called and have written, in bytes: with their addresses, and sealed,
/// half of what an item takes.
const WORDS_LIMIT: usize = 100_000;

/// What somebody is to an interview.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Whose application it is about.
    Candidate,
    /// A colleague who was named as one.
    Interviewer,
    /// Somebody else.
    Guest,
}

/// What somebody answered to an invitation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Response {
    Accepted,
    Declined,
    Tentative,
    /// Nothing yet, or nothing since the interview was moved.
    #[default]
    NeedsAction,
}

/// Somebody who is invited, as everybody of the company may know it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guest {
    /// Tells them apart within the interview, and from those who were invited before.
    pub number: u32,
    pub role: Role,
    /// The id at the ATS, of a colleague.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_id: Option<i64>,
    #[serde(default)]
    pub response: Response,
    /// When they answered: as the calendar says, else when it was seen there.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "jiff::fmt::serde::timestamp::second::optional"
    )]
    pub responded_at: Option<Timestamp>,
    /// The time that they propose instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposed: Option<Span>,
}

/// What of a guest is nobody's business but the company's.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The [`Guest::number`].
    pub number: u32,
    pub email: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What they wrote beside their answer: one line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
}

/// A guest as a calendar tells them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    pub email: String,
    pub name: Option<String>,
    pub response: Response,
    pub comment: Option<String>,
    /// When they answered, where the calendar tells.
    pub at: Option<Timestamp>,
    /// The time that they propose instead.
    pub proposed: Option<Span>,
}

/// All who are invited, in memory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Party {
    pub guests: Vec<Guest>,
    pub people: Vec<Person>,
    /// The highest number that was ever given here.
    pub last_number: u32,
}

/// An address is in no log.
impl std::fmt::Debug for Person {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Person").field("number", &self.number).finish_non_exhaustive()
    }
}

impl Reply {
    /// A guest with the address `email`, of whom texts are taken as far as they are fit to be shown: one
    /// line each, bounded, without control characters.
    pub fn new(email: &str, name: Option<&str>, comment: Option<&str>) -> Self {
        let shown = |text: &str| Some(text::line(text)).filter(|text| !text.is_empty());
        let name = name.and_then(shown).filter(|name| !is_same(name, email));
        let comment = comment.and_then(|text| text::comment(text, COMMENT_LIMIT));
        Self { email: email.to_owned(), name, comment, ..Self::default() }
    }
}

impl Party {
    /// Who is invited first: `attendees`, of whom `known` tells the role and, of a colleague, the id.
    pub fn new(attendees: &[Attendee], known: impl Fn(&str) -> (Role, Option<i64>)) -> Self {
        let replies = attendees.iter().map(|one| Reply::new(&one.email, one.name.as_deref(), None));
        let replies: Vec<_> = replies.collect();
        let Self { guests, people, last_number } =
            Self::default().met(&replies, Timestamp::UNIX_EPOCH);
        let guests = guests.into_iter().zip(&people).map(|(guest, person)| {
            let (role, user_id) = known(&person.email);
            Guest { role, user_id, ..guest }
        });
        Self { guests: guests.collect(), people, last_number }
    }

    /// This party after the calendar told `replies` at `now`. Who was known keeps number and role; who is not
    /// among them is no guest any more; whoever comes is a new one.
    #[must_use]
    pub fn met(self, replies: &[Reply], now: Timestamp) -> Self {
        let (mut last_number, mut room) = (self.last_number, WORDS_LIMIT);
        let (mut guests, mut people) = (Vec::new(), Vec::<Person>::new());
        let addressed = replies.iter().filter(|reply| reply.email.len() <= ADDRESS_LIMIT);
        let (own, others): (Vec<_>, Vec<_>) =
            addressed.partition(|reply| self.person(&reply.email).is_some());
        for reply in own.into_iter().chain(others).take(GUESTS) {
            if people.iter().any(|known| is_same(&known.email, &reply.email)) {
                continue;
            }
            let (guest, person) = self.known(&reply.email).unwrap_or_else(|| {
                last_number += 1;
                unknown(last_number, &reply.email)
            });
            guests.push(guest.answered(reply, now));
            people.push(person.told(reply).within(&mut room));
        }
        Self { guests, people, last_number }
    }

    fn person(&self, email: &str) -> Option<&Person> {
        self.people.iter().find(|known| is_same(&known.email, email))
    }

    fn known(&self, email: &str) -> Option<(Guest, Person)> {
        let person = self.person(email)?;
        let guest = self.guests.iter().find(|guest| guest.number == person.number)?;
        Some((guest.clone(), person.clone()))
    }
}

fn unknown(number: u32, email: &str) -> (Guest, Person) {
    let guest = Guest {
        number,
        role: Role::Guest,
        user_id: None,
        response: Response::NeedsAction,
        responded_at: None,
        proposed: None,
    };
    (guest, Person { number, email: email.to_owned(), name: None, comment: None })
}

impl Guest {
    fn answered(self, reply: &Reply, now: Timestamp) -> Self {
        let response = reply.response;
        let at = reply.at.map(whole);
        let responded_at = match (response, response == self.response) {
            (Response::NeedsAction, _) => None,
            (_, true) => at.max(self.responded_at),
            (_, false) => at.or(Some(whole(now))),
        };
        let span = |span: Span| Span { start: whole(span.start), end: whole(span.end) };
        Self { response, responded_at, proposed: reply.proposed.map(span), ..self }
    }
}

/// `at` as it is stored: in whole seconds, so that what is the same is no change.
fn whole(at: Timestamp) -> Timestamp {
    Timestamp::from_second(at.as_second()).unwrap_or(at)
}

impl Person {
    /// A name that we knew is kept where the calendar tells none.
    fn told(self, reply: &Reply) -> Self {
        Self { name: reply.name.clone().or(self.name), comment: reply.comment.clone(), ..self }
    }

    /// What of it there is `room` for, which it takes.
    fn within(self, room: &mut usize) -> Self {
        let mut kept = |text: &String| {
            let rest = room.checked_sub(text.len());
            *room = rest.unwrap_or(*room);
            rest.is_some()
        };
        Self { name: self.name.filter(&mut kept), comment: self.comment.filter(&mut kept), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_780_000_000 + second).unwrap()
    }

    fn invited(emails: &[&str]) -> Party {
        let attendees =
            emails.iter().map(|email| Attendee { email: (*email).to_owned(), name: None });
        let attendees: Vec<_> = attendees.collect();
        Party::new(&attendees, |email| match email {
            "awa@example.com" => (Role::Candidate, None),
            "ines@acme.ci" => (Role::Interviewer, Some(3)),
            _ => (Role::Guest, None),
        })
    }

    fn reply(email: &str, response: Response) -> Reply {
        Reply { response, ..Reply::new(email, None, None) }
    }

    #[test]
    fn who_was_known_keeps_number_and_role_whatever_the_order_and_spelling() {
        use Response::{Accepted, Declined, NeedsAction};
        let party = invited(&["awa@example.com", "ines@acme.ci"]);
        let replies = [reply("Ines@ACME.ci", Declined), reply("awa@example.com", Accepted)];
        let met = party.met(&replies, at(1));
        let told: Vec<_> = met
            .guests
            .iter()
            .map(|one| (one.number, one.role, one.user_id, one.response))
            .collect();
        let expected =
            [(2, Role::Interviewer, Some(3), Declined), (1, Role::Candidate, None, Accepted)];
        assert_eq!(told, expected);
        assert_eq!(met.guests[0].responded_at, Some(at(1)));
        let moved = met.met(&[reply("awa@example.com", NeedsAction)], at(2));
        assert_eq!((moved.guests.len(), moved.guests[0].responded_at), (1, None));
        let back = moved.met(&[reply("ines@acme.ci", Accepted)], at(3));
        assert_eq!((back.guests[0].number, back.guests[0].role), (3, Role::Guest), "a new one");
    }

    #[test]
    fn the_same_answer_again_keeps_its_time_unless_the_calendar_tells_another() {
        let yes = |at| [Reply { at, ..reply("awa@example.com", Response::Accepted) }];
        let party = invited(&["awa@example.com"]).met(&yes(None), at(1)).met(&yes(None), at(9));
        assert_eq!(party.guests[0].responded_at, Some(at(1)));
        let with_fraction = at(5) + jiff::SignedDuration::from_millis(123);
        let party = party.met(&yes(Some(with_fraction)), at(9));
        assert_eq!(party.guests[0].responded_at, Some(at(5)), "as it is stored");
    }

    #[test]
    fn s39_a_comment_is_one_bounded_line_without_controls() {
        let long = format!("Je\u{7}  suis\r\nmalade {}", "é".repeat(2000));
        let reply = Reply::new("awa@example.com", Some("awa@example.com"), Some(&long));
        let comment = reply.comment.unwrap();
        assert_eq!(comment, "Je suis malade…", "whole words are cut");
        assert!(comment.chars().count() <= COMMENT_LIMIT);
        assert_eq!(reply.name, None, "an address is no name");
        assert_eq!(Reply::new("a@b.ci", None, Some("\u{200b}\n")).comment, None);
    }

    #[test]
    fn s34_a_person_s_address_is_in_no_log() {
        let shown = format!("{:?}", invited(&["awa@example.com"]));
        assert!(!shown.contains("awa"), "{shown}");
    }

    #[test]
    fn a_guest_who_is_told_twice_is_one_and_so_many_are_bounded() {
        let replies: Vec<_> =
            (0..500).map(|n| reply(&format!("p{}@x.ci", n / 2), Response::Accepted)).collect();
        let party = Party::default().met(&replies, at(0));
        assert_eq!(party.guests.len(), GUESTS / 2, "{}", party.guests.len());
    }

    #[test]
    fn f40_all_that_guests_are_called_and_write_is_bounded_together() {
        let long = "\u{1f600}".repeat(2000);
        let reply = |n| {
            let email = format!("{n}{}@x.ci", "x".repeat(if n == 0 { 400 } else { 200 }));
            Reply::new(&email, Some(&long), Some(&long))
        };
        let replies: Vec<_> = (0..500).map(reply).collect();
        let party = Party::default().met(&replies, at(0));
        assert_eq!(party.people.len(), GUESTS);
        assert!(!party.people[0].email.starts_with("0x"), "that is no address");
        let sealed = serde_json::to_vec(&party.people).unwrap().len();
        assert!(sealed < 200_000, "{sealed}");
        assert!(party.people[0].comment.is_some());
        assert_eq!(party.clone().met(&replies, at(0)), party, "and the same each time");
    }
}
