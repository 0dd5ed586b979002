//! The company's links, as recruiters see them: no token, and no candidate but by their application.

use futures::future::try_join_all;
use jiff::Timestamp;
use serde::Serialize;
use shared::app::App;
use shared::connecting::bookings;
use shared::connection::Connection;
use shared::model::booking::{Reason, State};
use shared::model::error::{Error, Result};
use shared::model::interview::{Span, local};
use shared::model::owner::Whose;
use shared::model::report::Report;
use shared::people::employer::Employer;
use shared::platform::request::Query;
use shared::store::{Link, LinkKey, ScheduledEvent};
use shared::words::Text;

/// The newest first.
#[derive(Debug, Serialize)]
pub struct Listing {
    links: Vec<Entry>,
}

#[derive(Debug, Serialize)]
struct Entry {
    id: String,
    application_id: i64,
    job_id: i64,
    title: String,
    provider: &'static str,
    /// `me`, `company`, or `colleague` for somebody else's own calendar.
    calendar_of: &'static str,
    /// Who offered it; the id at the ATS.
    offered_by: i64,
    duration_minutes: i64,
    timezone: String,
    created_at: Timestamp,
    expires_at: Timestamp,
    state: &'static str,
    /// Why it offers nothing.
    reason: Option<&'static str>,
    booked: Option<Booked>,
}

/// The interview that was chosen, as it stands now.
#[derive(Debug, Serialize)]
struct Booked {
    event_id: String,
    start_time: String,
    end_time: String,
    /// Whether it was cancelled otherwise than by its candidate.
    is_cancelled: bool,
}

impl Listing {
    /// Those of the company of `employer`, of one `application` where it is named.
    pub(super) async fn of(
        app: &App,
        employer: Employer,
        application: Option<i64>,
    ) -> Result<Self> {
        let mut links = app.store.links(employer.company_id).await?;
        links.retain(|(_, link)| application.is_none_or(|id| id == link.application_id));
        links.sort_by_key(|(_, link)| std::cmp::Reverse(link.created_at));
        let company = employer.company_id;
        let (reports, connections) = tokio::try_join!(
            app.store.all_reports(company),
            bookings::connections(app, company, links.iter().map(|(_, link)| link)),
        )?;
        let known = (company, &*reports, &*connections);
        let entries = links.into_iter().map(|one| Entry::of(app, employer, one, known));
        Ok(Self { links: try_join_all(entries).await? })
    }
}

impl Entry {
    async fn of(
        app: &App,
        employer: Employer,
        (key, link): (LinkKey, Link),
        known: (i64, &[Report], &[Connection]),
    ) -> Result<Self> {
        let event = app.store.booked_event(key.company, &link).await?;
        let link = link.told_by(event.as_ref());
        let booked = booked(&link, event);
        let now = app.clock.now();
        let is_late = link.is_over(None, now);
        let reason = bookings::reason(&link, known, now);
        let state = match link.state {
            // The schedule has not come by yet.
            State::Open | State::Cancelled if is_late => State::Expired,
            state => state,
        };
        let whose = employer.whose(link.organizer);
        Ok(Self {
            id: key.id,
            application_id: link.application_id,
            job_id: link.job_id,
            title: link.title,
            provider: link.provider.key(),
            calendar_of: whose.map_or("colleague", Whose::name),
            offered_by: link.user_id,
            duration_minutes: link.rules.duration_minutes,
            timezone: link.timezone,
            created_at: link.created_at,
            expires_at: link.expires_at,
            state: state.name(),
            reason: reason.map(Reason::name),
            booked,
        })
    }
}

fn booked(link: &Link, event: Option<ScheduledEvent>) -> Option<Booked> {
    let booked = link.booked.as_ref()?;
    let span =
        event.as_ref().map_or(booked.span, |event| Span { start: event.start, end: event.end });
    Some(Booked {
        event_id: booked.event_id.clone(),
        start_time: local(span.start, &link.timezone),
        end_time: local(span.end, &link.timezone),
        is_cancelled: event.is_some_and(|event| event.is_cancelled()),
    })
}

/// The application that `query` names.
///
/// # Errors
/// [`Error::InvalidRequest`] where it is no number that the ATS could have given.
pub(super) fn application(query: &Query) -> Result<Option<i64>> {
    let Some(text) = query.one("application_id")? else { return Ok(None) };
    match text.parse::<i32>() {
        Ok(id @ 1..) => Ok(Some(id.into())),
        _ => {
            let unreadable = Text::new("field-unreadable").with("field", "application_id");
            Err(Error::InvalidRequest(unreadable))
        }
    }
}
