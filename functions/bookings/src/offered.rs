//! Which times are free: what the link's rules allow, less what the calendars, the table and other candidates take.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use shared::model::booking::Reason;
use shared::model::error::{Error, Result};
use shared::model::interview::{Availability, Seen, Span};
use shared::scheduling::calendar::Session;
use shared::scheduling::interviewers::{self, Interviewer, Unread};
use shared::scheduling::offering::{choices, times};
use shared::store::Involved;

use crate::refusal::is_for_recruiter;
use crate::visit::Visit;

/// Whoever is to be there beside the candidate and the organizing calendar.
pub(crate) struct Attending {
    pub(crate) interviewers: Vec<Interviewer>,
    /// Whose time it takes, that of the organizing calendar as well.
    pub(crate) involved: Involved,
}

/// What takes time, and how many interviews each day has by that.
#[derive(Default)]
struct Taken {
    spans: Vec<Span>,
    days: BTreeMap<Date, u32>,
}

impl Visit {
    /// The times that are free now, or were a moment ago.
    ///
    /// # Errors
    /// The calendar's refusals; outages.
    pub(crate) async fn offered(&self) -> Result<Vec<Span>> {
        if let Some(starts) = &self.offered {
            if self.link.trouble.is_some() {
                return Err(Error::BookingClosed);
            }
            let possible = self.possible();
            return Ok(possible.into_iter().filter(|span| starts.contains(&span.start)).collect());
        }
        let found = self.asked().await;
        let kept = match &found {
            Ok(free) => Some((free.iter().map(|span| span.start).collect(), None)),
            // The schedule tells whoever has offered it.
            Err(error) if is_for_recruiter(error) => {
                Some((Vec::new(), Some(Reason::CalendarUnreadable)))
            }
            Err(_) => None,
        };
        if let Some((starts, trouble)) = kept {
            self.keep(&starts, trouble).await;
        }
        found
    }

    async fn asked(&self) -> Result<Vec<Span>> {
        let session = self.session().await?;
        let result = async {
            let attending = self.attending(&session).await?;
            self.free(&session, &attending).await
        };
        let result = result.await;
        session.audit("offer_times", &result);
        result
    }

    async fn keep(&self, starts: &[Timestamp], trouble: Option<Reason>) {
        let link = (&self.key, &self.link);
        // Without it, the next visit asks again.
        if let Err(error) = self.app.store.keep_offered(link, (starts, trouble)).await {
            tracing::warn!(code = error.code(), "the times that are offered were not kept");
        }
    }

    /// The connection of whoever offered it.
    ///
    /// # Errors
    /// No connection, a dead grant; outages.
    pub(crate) async fn session(&self) -> Result<Session> {
        Session::open(&self.app, self.link.calendar(self.key.company), self.employer()).await
    }

    /// Whoever is to be there.
    ///
    /// # Errors
    /// An interviewer without a calendar; [`Error::StorageUnavailable`].
    pub(crate) async fn attending(&self, session: &Session) -> Result<Attending> {
        let (interviewers, organizing) = tokio::try_join!(
            interviewers::find(&self.app, self.employer(), &self.link.interviewers),
            interviewers::organizing(&self.app, session),
        )?;
        let involved = interviewers.iter().fold(organizing, |all, one| one.involved(all));
        Ok(Attending { interviewers, involved })
    }

    /// The times that are free now for whoever is `attending`. What is held for this link takes none, nor does the
    /// interview that is to be moved.
    ///
    /// # Errors
    /// The calendar's refusals; [`Error::BookingClosed`] where an interviewer's calendar can't be read until somebody
    /// acts; outages.
    pub(crate) async fn free(&self, session: &Session, attending: &Attending) -> Result<Vec<Span>> {
        let possible = self.possible();
        let Some((first, last)) = possible.first().zip(possible.last()) else {
            return Ok(Vec::new());
        };
        let (before, after) = self.link.rules.buffers();
        let whole = Span {
            start: first.start.saturating_sub(before).unwrap_or(first.start),
            end: last.end.saturating_add(after).unwrap_or(last.end),
        };
        let people = self.people(session, attending, whole).await?;
        // What others hold is read before what is stored: a hold ends once its interview is.
        let held = self.held(attending).await?;
        let known = self.known(attending, whole).await?;
        let rules = &self.link.rules;
        let is_free = |span: &Span| {
            let padded = rules.padded(*span);
            let day = day(span.start, &self.rules_zone());
            people.iter().all(|seen| seen.status(padded).plain() == Availability::Free)
                && held.is_free(padded)
                && known.is_free(padded)
                && rules.has_room(held.on(day) + known.on(day))
        };
        Ok(possible.into_iter().filter(is_free).collect())
    }

    /// When everybody who is to be there is not free: unknown is never free.
    async fn people(
        &self,
        session: &Session,
        attending: &Attending,
        whole: Span,
    ) -> Result<Vec<Seen>> {
        let (app, employer) = (&self.app, self.employer());
        let interviewers = &attending.interviewers;
        let emails: Vec<_> = interviewers.iter().map(|one| one.email.as_str()).collect();
        let emails = &emails;
        let moved = self.link.booked.as_ref().map(|booked| booked.event_id.as_str());
        let asked =
            session.call(|calendar| async move { calendar.occupied(emails, whole, moved).await });
        let told = asked.await?;
        let views = interviewers::views(app, employer, interviewers, told.people, whole).await;
        let unblocked = |seen: Seen| match self.booked() {
            Some(span) => seen.without(span),
            None => seen,
        };
        let views = views.into_iter().map(|view| view.map(unblocked).map_err(unread));
        std::iter::once(Ok(told.organizer)).chain(views).collect()
    }

    /// What others are being given. Of those who want the last interview of a day, the first to ask has it.
    async fn held(&self, attending: &Attending) -> Result<Taken> {
        let (zone, mut taken) = (self.rules_zone(), Taken::default());
        let holds = self.app.store.held(self.key.company, &attending.involved).await?;
        let own = holds.iter().position(|hold| hold.link == self.key.id);
        for (index, hold) in holds.iter().enumerate() {
            if Some(index) == own {
                continue;
            }
            if hold.involved.shares(&attending.involved) {
                taken.spans.push(hold.span);
            }
            let is_first = own.is_none_or(|own| index < own);
            if is_first && hold.involved.is_organized_with(&attending.involved) {
                taken.count(day(hold.span.start, &zone));
            }
        }
        Ok(taken)
    }

    /// What is known here of the time of whoever is `attending` within `whole`, without the interview that is to be
    /// moved, and how many interviews each day of the calendar has.
    async fn known(&self, attending: &Attending, whole: Span) -> Result<Taken> {
        let (zone, company) = (self.rules_zone(), self.key.company);
        let since = zone.to_datetime(whole.start).date().to_zoned(zone.clone());
        let since = since.map_or(whole.start, |midnight| midnight.timestamp().min(whole.start));
        let events = self.app.store.taken(company, since, self.app.clock.now()).await?;
        let own = self.event.as_ref().map(|event| event.event_id.as_str());
        let mut taken = Taken::default();
        for event in events.iter().filter(|event| own != Some(event.event_id.as_str())) {
            if attending.involved.is_taken_by(company, event) {
                taken.spans.push(Span { start: event.start, end: event.end });
            }
            if attending.involved.organizes(company, event) {
                taken.count(day(event.start, &zone));
            }
        }
        Ok(taken)
    }

    /// The times that could be chosen now, if everybody were free.
    fn possible(&self) -> Vec<Span> {
        let (link, now) = (&self.link, self.app.clock.now());
        choices(&link.rules, &self.rules_zone(), link.life(), now)
    }

    /// Whether `span` is one of the times that were ever offered.
    pub(crate) fn is_offerable(&self, span: Span) -> bool {
        times(&self.link.rules, &self.rules_zone(), self.link.life()).contains(&span)
    }

    /// Whether `span` begins too soon.
    pub(crate) fn is_past(&self, span: Span) -> bool {
        !self.possible().contains(&span)
    }
}

impl Taken {
    fn is_free(&self, padded: Span) -> bool {
        !self.spans.iter().any(|span| span.overlaps(padded))
    }

    fn on(&self, day: Date) -> u32 {
        self.days.get(&day).copied().unwrap_or(0)
    }

    fn count(&mut self, day: Date) {
        *self.days.entry(day).or_insert(0) += 1;
    }
}

/// What a visit ends with where an interviewer's calendar is not known.
fn unread(why: Unread) -> Error {
    match why {
        Unread::Absent | Unread::Disconnected => Error::BookingClosed,
        Unread::Unanswered => Error::BookingUnavailable,
    }
}

fn day(at: Timestamp, zone: &TimeZone) -> Date {
    zone.to_datetime(at).date()
}
