//! What happened to whom at one provider lately: enough to tell one company's trouble from everybody's.
//! Pure: time is an argument.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::connection::schedule::later;

/// More connections of one provider than this within [`WINDOW`] don't end one by one: something else is
/// wrong.
const ENDINGS: usize = 20;
/// The time in which endings are counted.
const WINDOW: SignedDuration = SignedDuration::from_mins(10);
/// The time in which everything that was held back comes again: the longest pause after a failed renewal
/// is an hour, and the schedule comes every five minutes.
const ROUND: SignedDuration = SignedDuration::from_mins(75);
/// Organizations that refuse us within [`ROUND`] and have nothing in common but us.
const ORGANIZATIONS: usize = 3;
/// The events that are kept: the newest.
const KEPT: usize = 64;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Connections that would end by a provider's word, by company.
    Endings,
    /// Organizations whose directory refuses our app, by their id.
    Refusals,
}

/// The newest events of one kind at one provider.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Tally {
    events: Vec<Event>,
    /// Whether endings are held back.
    is_held: bool,
    /// Until when an operator lets connections end whatever their number.
    #[serde(
        skip_serializing_if = "Option::is_none",
        with = "jiff::fmt::serde::timestamp::second::optional"
    )]
    released_until: Option<Timestamp>,
    /// Counts the writes; a write is accepted only on top of the version it has read.
    pub(crate) version: u64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Event {
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    at: Timestamp,
    who: String,
}

impl Tally {
    /// Counts `who`'s connection, which would end now, and says whether it may. After more than 20
    /// within ten minutes none may, until no more than 20 have come in a whole round of attempts.
    pub fn lets_end(&mut self, who: &str, now: Timestamp) -> bool {
        self.note(who, now);
        let in_window = self.events.iter().filter(|event| event.at > later(now, -WINDOW)).count();
        self.is_held = in_window > ENDINGS || self.is_held && self.events.len() > ENDINGS;
        !self.is_held || self.released_until.is_some_and(|until| until > now)
    }

    /// Counts the organization `who`, which refuses us now, and says whether so many do that the reason
    /// must be on our side.
    pub fn is_common(&mut self, who: &str, now: Timestamp) -> bool {
        self.note(who, now);
        let organizations: BTreeSet<_> = self.events.iter().map(|event| &event.who).collect();
        organizations.len() >= ORGANIZATIONS
    }

    /// Whether an event of `who` is kept.
    pub fn names(&self, who: &str) -> bool {
        self.events.iter().any(|event| event.who == who)
    }

    /// Leaves out what happened to `who`.
    pub fn forget(&mut self, who: &str) {
        self.events.retain(|event| event.who != who);
        self.version += 1;
    }

    /// Everybody counts once, with the latest event.
    fn note(&mut self, who: &str, now: Timestamp) {
        self.events.retain(|event| event.who != who && event.at > later(now, -ROUND));
        self.events.push(Event { at: now, who: who.to_owned() });
        let surplus = self.events.len().saturating_sub(KEPT);
        self.events.drain(..surplus);
        self.version += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: i64) -> Timestamp {
        let start: Timestamp = "2026-11-23T09:00:00Z".parse().unwrap();
        later(start, SignedDuration::from_mins(minutes))
    }

    /// How many of the `companies` may end when all of them would.
    fn ending(tally: &mut Tally, companies: std::ops::Range<u32>, minutes: i64) -> usize {
        companies.filter(|who| tally.lets_end(&who.to_string(), at(minutes))).count()
    }

    #[test]
    fn f33_twenty_end_within_ten_minutes_and_the_next_does_not() {
        let mut tally = Tally::default();
        assert_eq!(ending(&mut tally, 0..15, 0), 15);
        assert_eq!(ending(&mut tally, 15..30, 9), 5, "counted over any ten minutes");
        assert_eq!(ending(&mut tally, 30..31, 11), 0, "and held from then on");
    }

    #[test]
    fn f33_people_who_leave_one_by_one_are_no_outage() {
        let mut tally = Tally::default();
        for company in 0..200 {
            assert!(tally.lets_end(&company.to_string(), at(i64::from(company))), "{company}");
        }
    }

    #[test]
    fn f33_what_is_held_back_is_counted_once_however_often_it_comes() {
        let mut tally = Tally::default();
        assert_eq!(ending(&mut tally, 0..30, 0), 20);
        for minutes in [5, 15, 35, 74] {
            assert_eq!(ending(&mut tally, 20..30, minutes), 0, "{minutes}");
        }
        assert_eq!(
            ending(&mut tally, 20..30, 134),
            10,
            "a round with ten only: they are really gone"
        );
    }

    #[test]
    fn f33_an_outage_of_many_is_held_for_as_long_as_it_lasts() {
        let mut tally = Tally::default();
        assert_eq!(ending(&mut tally, 0..1000, 0), 20);
        for hour in 1..48 {
            assert_eq!(ending(&mut tally, 20..1000, hour * 60), 0, "{hour}");
        }
    }

    #[test]
    fn an_operator_can_let_them_go() {
        let mut tally = Tally { released_until: Some(at(100)), ..Tally::default() };
        assert_eq!(ending(&mut tally, 0..1000, 0), 1000);
        assert_eq!(ending(&mut tally, 0..1000, 100), 20, "and from then on as ever");
    }

    #[test]
    fn one_organization_s_refusal_is_its_own_and_three_have_one_cause() {
        let mut tally = Tally::default();
        assert!((0..100).all(|minutes| !tally.is_common("acme", at(minutes))));
        assert!(!tally.is_common("baobab", at(100)));
        assert!(tally.is_common("sahel", at(101)));
        assert!(!tally.is_common("sahel", at(300)));
    }
}
