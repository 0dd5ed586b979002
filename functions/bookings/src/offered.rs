//! Which times are free: what the link's rules allow, less what the calendars, the table and other candidates take.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use shared::model::booking::Rules;
use shared::model::error::Result;
use shared::model::interview::{Availability, Seen, Span};
use shared::scheduling::calendar::{Session, WorkingHours};
use shared::scheduling::interviewers;
use shared::store::{CalendarKey, Hold, Link};

use crate::visit::Visit;

/// Interviews of half an hour and more begin on the half hour, counted from the beginning of the day; shorter ones on
/// the quarter.
const STEPS: (SignedDuration, SignedDuration) =
    (SignedDuration::from_mins(15), SignedDuration::from_mins(30));

impl Visit {
    /// The times that are free now, or were a moment ago.
    ///
    /// # Errors
    /// The calendar's refusals; outages.
    pub(crate) async fn offered(&self) -> Result<Vec<Span>> {
        if let Some(starts) = &self.offered {
            let possible = self.possible();
            return Ok(possible.into_iter().filter(|span| starts.contains(&span.start)).collect());
        }
        let session = self.session().await;
        let result = match &session {
            Ok(session) => self.free(session, None).await,
            Err(_) => Ok(Vec::new()),
        };
        let session = session?;
        session.audit("offer_times", &result);
        let free = result?;
        let starts: Vec<_> = free.iter().map(|span| span.start).collect();
        // Without it, the next visit asks again.
        if let Err(error) = self.app.store.keep_offered((&self.key, &self.link), &starts).await {
            tracing::warn!(code = error.code(), "the times that are offered were not kept");
        }
        Ok(free)
    }

    /// The connection of whoever offered it.
    ///
    /// # Errors
    /// No connection, a dead grant; outages.
    pub(crate) async fn session(&self) -> Result<Session> {
        Session::open(&self.app, self.link.calendar(self.key.company), self.employer()).await
    }

    /// The times that are free now, but for what one holds oneself. The interview that is to be moved takes none.
    ///
    /// # Errors
    /// The calendar's refusals; an interviewer without a calendar; outages.
    pub(crate) async fn free(&self, session: &Session, own: Option<&Hold>) -> Result<Vec<Span>> {
        let possible = self.possible();
        let Some((first, last)) = possible.first().zip(possible.last()) else {
            return Ok(Vec::new());
        };
        let (before, after) = self.link.rules.buffers();
        let whole = Span {
            start: first.start.saturating_sub(before).unwrap_or(first.start),
            end: last.end.saturating_add(after).unwrap_or(last.end),
        };
        let people = self.people(session, whole).await?;
        // What others hold is read before what is stored: a hold ends once its interview is.
        let calendar = session.calendar(self.key.company);
        let held = self.app.store.held(&calendar, own).await?;
        let (busy, days) = self.known(&calendar, whole).await?;
        let rules = &self.link.rules;
        let is_free = |span: &Span| {
            let padded = rules.padded(*span);
            let is_apart = |other: &Span| !other.overlaps(padded);
            people.iter().all(|seen| seen.status(padded).plain() == Availability::Free)
                && held.iter().all(is_apart)
                && busy.iter().all(is_apart)
                && rules.has_room(days.get(&day(span.start, &self.rules_zone())).copied())
        };
        Ok(possible.into_iter().filter(is_free).collect())
    }

    /// When everybody who is to be there is not free. Of whom nobody knows, it is the whole time: unknown is never
    /// free.
    async fn people(&self, session: &Session, whole: Span) -> Result<Vec<Seen>> {
        let (app, employer) = (&self.app, self.employer());
        let interviewers = interviewers::find(app, employer, &self.link.interviewers).await?;
        let emails: Vec<_> = interviewers.iter().map(|one| one.email.as_str()).collect();
        let emails = &emails;
        let moved = self.link.booked.as_ref().map(|booked| booked.event_id.as_str());
        let asked =
            session.call(|calendar| async move { calendar.occupied(emails, whole, moved).await });
        let told = asked.await?;
        let views = interviewers::views(app, employer, &interviewers, told.people, whole).await;
        let unknown = || Seen::merged(vec![whole]);
        let unblocked = |seen: Seen| match self.booked() {
            Some(span) => seen.without(span),
            None => seen,
        };
        let views = views.into_iter().map(|view| view.map_or_else(|_| unknown(), unblocked));
        Ok(std::iter::once(told.organizer).chain(views).collect())
    }

    /// What is known here of the `calendar` within `whole`, without the interview that is to be moved, and how many
    /// interviews each day has.
    async fn known(
        &self,
        calendar: &CalendarKey,
        whole: Span,
    ) -> Result<(Vec<Span>, BTreeMap<Date, u32>)> {
        let (now, zone) = (self.app.clock.now(), self.rules_zone());
        let mut taken = self.app.store.taken(calendar, whole.start, now).await?;
        let own = self.event.as_ref().map(|event| event.event_id.as_str());
        taken.retain(|event| own != Some(event.event_id.as_str()));
        let mut days = BTreeMap::new();
        for event in &taken {
            *days.entry(day(event.start, &zone)).or_insert(0) += 1;
        }
        let spans = taken.iter().map(|event| Span { start: event.start, end: event.end });
        Ok((spans.collect(), days))
    }

    /// The times that could be chosen now, if everybody were free.
    fn possible(&self) -> Vec<Span> {
        let now = self.app.clock.now();
        let first = now.saturating_add(self.link.rules.notice()).unwrap_or(now);
        let mut times = times(&self.link, &self.rules_zone());
        times.retain(|span| span.start >= first);
        times
    }

    /// Whether `span` is one of the times that were ever offered.
    pub(crate) fn is_offerable(&self, span: Span) -> bool {
        times(&self.link, &self.rules_zone()).contains(&span)
    }

    /// Whether `span` begins too soon.
    pub(crate) fn is_past(&self, span: Span) -> bool {
        !self.possible().contains(&span)
    }
}

fn day(at: Timestamp, zone: &TimeZone) -> Date {
    zone.to_datetime(at).date()
}

/// What the rules of `link` allow from its making to its end.
fn times(link: &Link, zone: &TimeZone) -> Vec<Span> {
    let Rules { day_start: start, day_end: end, .. } = link.rules;
    let hours = WorkingHours { start, end, days: link.rules.weekdays() };
    let (first, last) = (day(link.created_at, zone), day(link.expires_at, zone));
    let windows = hours.windows(first, last, zone, Timestamp::MIN);
    let duration = link.rules.duration();
    let step = if duration < STEPS.1 { STEPS.0 } else { STEPS.1 };
    let spans = windows.into_iter().flat_map(|window| within(window, duration, step));
    spans.filter(|span| span.start > link.created_at && span.end <= link.expires_at).collect()
}

fn within(
    window: Span,
    duration: SignedDuration,
    step: SignedDuration,
) -> impl Iterator<Item = Span> {
    let span = move |start: Timestamp| {
        let end = start.checked_add(duration).ok()?;
        (end <= window.end).then_some(Span { start, end })
    };
    std::iter::successors(span(window.start), move |last| {
        last.start.checked_add(step).ok().and_then(span)
    })
}
