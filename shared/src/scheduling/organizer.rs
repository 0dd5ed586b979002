//! Whose calendar an interview stands in, as a caller may know it.

use serde::Serialize;

use crate::model::owner::Whose;
use crate::people::employer::Employer;
use crate::store::ScheduledEvent;

/// What is told of the connection that organizes an interview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Organizer {
    /// `me`, `company`, or `colleague` for somebody else's own calendar.
    r#for: &'static str,
    /// Whose own calendar it is; the id at the ATS.
    user_id: Option<i64>,
    /// The account, recognisable but no address; of a colleague's nothing is told (S47).
    account: Option<String>,
}

impl Organizer {
    /// Of `event`, as `employer` may know it.
    pub fn of(event: &ScheduledEvent, employer: Employer) -> Self {
        let whose = employer.whose(event.organizer);
        let account = event.account.as_ref().filter(|_| whose.is_some());
        Self {
            r#for: whose.map_or("colleague", Whose::name),
            user_id: event.organizer.person(),
            account: account.map(|account| account.label.clone()),
        }
    }

    /// The account, where it may be told and was noted.
    pub fn account(&self) -> Option<&str> {
        self.account.as_deref()
    }
}

impl ScheduledEvent {
    /// This event as `employer` may see it: a link into a colleague's calendar names its owner's account.
    #[must_use]
    pub fn seen_by(self, employer: Employer) -> Self {
        let is_told = employer.whose(self.organizer).is_some();
        Self { event_url: self.event_url.filter(|_| is_told), ..self }
    }
}
