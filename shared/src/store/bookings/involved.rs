//! Whose time an interview takes: the calendar that organizes it, its interviewers' own, and these people, whichever
//! calendar another interview of theirs is in. Pure.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::super::ScheduledEvent;
use crate::model::interview::Response;
use crate::model::owner::ConnectionId;
use crate::model::provider::CalendarProvider;

/// What stands in a name between provider and account: such a name is the same in every company.
const ACCOUNT: &str = "#ACCOUNT#";

/// A calendar: that of an account, whichever connections of the company lead there.
#[derive(Clone, Debug)]
pub struct CalendarKey {
    pub id: ConnectionId<CalendarProvider>,
    /// The provider's id of the account; where nobody could tell it, the calendar is that of its connection.
    pub account: Option<String>,
}

/// Whose time is taken, as it is noted beside an hour that is being given. A calendar has a name by its connection,
/// and one by its account: it is the same where one of them is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Involved {
    organizer: Vec<String>,
    /// The calendars of those who are there too.
    others: Vec<String>,
    /// Colleagues, by their ids at the ATS.
    people: Vec<i64>,
}

impl CalendarKey {
    fn names(&self) -> Vec<String> {
        names(self.id, self.account.as_deref())
    }
}

impl Involved {
    /// What `calendar` organizes.
    pub fn organized_by(calendar: &CalendarKey) -> Self {
        let people = calendar.id.owner.person().into_iter().collect();
        Self { organizer: calendar.names(), others: Vec::new(), people }
    }

    /// Somebody else's interview in the calendar of the account `name`.
    pub(super) fn of_account(name: &str) -> Self {
        Self { others: vec![name.to_owned()], ..Self::default() }
    }

    /// The names of the accounts of these calendars.
    pub(super) fn accounts(&self) -> BTreeSet<String> {
        let names = self.organizer.iter().chain(&self.others);
        names.filter(|name| name.contains(ACCOUNT)).cloned().collect()
    }

    /// The same with the colleague `user_id`.
    #[must_use]
    pub fn with(mut self, user_id: i64) -> Self {
        if !self.people.contains(&user_id) {
            self.people.push(user_id);
        }
        self
    }

    /// The same with the calendar of somebody who is there too.
    #[must_use]
    pub fn in_calendar(mut self, calendar: &CalendarKey) -> Self {
        self.others.extend(calendar.names());
        self
    }

    /// Whether somebody, or a calendar, is among these and `other`.
    pub fn shares(&self, other: &Self) -> bool {
        let is_other_s =
            |name: &String| other.organizer.contains(name) || other.others.contains(name);
        self.organizer.iter().chain(&self.others).any(is_other_s)
            || self.people.iter().any(|user_id| other.people.contains(user_id))
    }

    /// Whether both are organized in one calendar.
    pub fn is_organized_with(&self, other: &Self) -> bool {
        self.organizer.iter().any(|name| other.organizer.contains(name))
    }

    /// Whether `event` of `company` is in the calendar that organizes it.
    pub fn organizes(&self, company: i64, event: &ScheduledEvent) -> bool {
        names_of(company, event).iter().any(|name| self.organizer.contains(name))
    }

    /// Whether `event` of `company` takes anybody's time. Who has declined it does not come.
    pub fn is_taken_by(&self, company: i64, event: &ScheduledEvent) -> bool {
        let is_theirs = |user_id: Option<i64>| user_id.is_some_and(|id| self.people.contains(&id));
        let mut guests = event.guests.iter().filter(|one| one.response != Response::Declined);
        self.organizes(company, event)
            || names_of(company, event).iter().any(|name| self.others.contains(name))
            || is_theirs(event.organizer.person())
            || guests.any(|guest| is_theirs(guest.user_id))
    }
}

fn names_of(company: i64, event: &ScheduledEvent) -> Vec<String> {
    let account = event.account.as_ref().map(|account| account.id.as_str());
    names(event.calendar(company), account)
}

fn names(id: ConnectionId<CalendarProvider>, account: Option<&str>) -> Vec<String> {
    let provider = id.provider.key();
    let own = match id.owner.person() {
        Some(user) => format!("{provider}#{user}"),
        None => provider.to_owned(),
    };
    let account = account.map(|account| format!("{provider}{ACCOUNT}{account}"));
    std::iter::once(own).chain(account).collect()
}
