//! Everybody who is to be there, and the times at which nobody is known to be away.

use shared::app::App;
use shared::model::error::Result;
use shared::model::interview::{DEFAULT_ZONE, Seen, Span};
use shared::people::employer::Employer;
use shared::scheduling::calendar::{Session, Suggestion, best, together};
use shared::scheduling::interviewers::{self, Interviewer, View};
use shared::store::ScheduledEvent;

use crate::answer::Answer;
use crate::body::Search;

/// One search, with what it names.
pub(super) struct Round<'a> {
    pub(super) app: &'a App,
    pub(super) employer: Employer,
    /// The organizing calendar.
    pub(super) session: &'a Session,
    pub(super) search: &'a Search,
    pub(super) interviewers: Vec<Interviewer>,
    /// The interview that is to be moved.
    pub(super) moved: Option<ScheduledEvent>,
}

impl Round<'_> {
    /// The times that suit.
    ///
    /// # Errors
    /// The scope that lacks; the provider's refusals.
    pub(super) async fn find(&self) -> Result<Answer> {
        self.session.demand_times()?;
        let Search { hours, first, last, zone, .. } = self.search;
        let windows = hours.windows(*first, *last, zone, self.app.clock.now());
        // Outlook weighs guests, and begins on the half hour alone; of one calendar every minute can be asked.
        let is_weighed = !self.search.attendees.is_empty()
            && self.interviewers.is_empty()
            && self.moved.is_none();
        let (suggestions, views) = match windows.first().zip(windows.last()) {
            None => (Vec::new(), Vec::new()),
            Some(_) if is_weighed => (self.suggested(&windows).await?, Vec::new()),
            Some((from, to)) => {
                self.computed(&windows, Span { start: from.start, end: to.end }).await?
            }
        };
        let interviewers = self.interviewers.iter().zip(&views);
        let zone = zone.iana_name().unwrap_or(DEFAULT_ZONE);
        Ok(Answer::new(&suggestions, &self.search.attendees, interviewers, zone))
    }

    /// As the calendar itself suggests.
    async fn suggested(&self, windows: &[Span]) -> Result<Vec<Suggestion>> {
        let Search { zone, duration, .. } = self.search;
        let emails = &self.emails();
        let suggest = |calendar: shared::scheduling::calendar::Calendar| async move {
            calendar.suggest(emails, windows, *duration, zone).await
        };
        Ok(self.session.call(suggest).await?)
    }

    /// From when everybody is busy within `whole`: as the organizing calendar tells, and where it does not,
    /// each interviewer's own.
    async fn computed(
        &self,
        windows: &[Span],
        whole: Span,
    ) -> Result<(Vec<Suggestion>, Vec<View>)> {
        let (emails, moved) = (&self.emails(), self.moved.as_ref());
        let id = moved.map(|event| event.event_id.as_str());
        let asked =
            self.session.call(|calendar| async move { calendar.occupied(emails, whole, id).await });
        let mut told = asked.await?;
        let of_interviewers = told.people.split_off(self.search.attendees.len());
        let (app, employer) = (self.app, self.employer);
        let views =
            interviewers::views(app, employer, &self.interviewers, of_interviewers, whole).await;
        let unblocked = |seen: Seen| match moved {
            Some(event) => seen.without(Span { start: event.start, end: event.end }),
            None => seen,
        };
        let views: Vec<View> =
            views.into_iter().map(|view| view.map(|seen| unblocked(seen).plain())).collect();
        let people = told.people.into_iter().map(|seen| seen.map(unblocked));
        let people: Vec<_> = people.chain(views.iter().map(|view| view.clone().ok())).collect();
        let Search { duration, zone, .. } = self.search;
        Ok((best(together(windows, *duration, &told.organizer, &people), zone), views))
    }

    fn emails(&self) -> Vec<&str> {
        let attendees = self.search.attendees.iter().map(|one| one.email.as_str());
        attendees.chain(self.interviewers.iter().map(|one| one.email.as_str())).collect()
    }
}
