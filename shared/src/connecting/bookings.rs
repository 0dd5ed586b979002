//! What ends booking links before their time: the ATS closes the job, the candidate withdraws, whoever offered them
//! leaves, a connection can't be used (S58).
//!
//! As with planned posts, what the ATS reports is a row before it is acted upon, and each visit of a link looks at
//! these rows: nothing is offered after what ends it was received.

use futures::future::try_join_all;
use jiff::Timestamp;

use crate::app::App;
use crate::connection::Connection;
use crate::model::booking::{Reason, State};
use crate::model::error::Result;
use crate::model::owner::ConnectionId;
use crate::model::report::{Kind, Report};
use crate::providers::Feature;
use crate::store::{Link, LinkKey, RowKey, Stored};

/// How often a link that others write is looked at again.
const LOOKS: usize = 4;

/// Why `link` offers nothing, by what was reported up to now.
///
/// # Errors
/// [`crate::model::error::Error::StorageUnavailable`].
pub async fn ended(app: &App, company_id: i64, link: &Link) -> Result<Option<Reason>> {
    let about = (link.job_id, Some(link.application_id));
    let reports = app.store.reports(company_id, about).await?;
    Ok(ended_by(&reports, link))
}

/// Why `link` offers nothing, by `reports` of its company.
fn ended_by(reports: &[Report], link: &Link) -> Option<Reason> {
    reports.iter().filter_map(|report| link.ended_by(report)).min()
}

/// Whether the connections that `link` of `company` needs can be used, as they are stored: nothing is asked.
///
/// # Errors
/// [`crate::model::error::Error::StorageUnavailable`].
pub async fn is_usable(app: &App, company: i64, link: &Link) -> Result<bool> {
    let connections = connections(app, company, [link]).await?;
    Ok(works_with(&connections, company, link, app.clock.now()))
}

/// The connections that `links` of `company` need, each once, as they are stored.
///
/// # Errors
/// [`crate::model::error::Error::StorageUnavailable`].
pub async fn connections(
    app: &App,
    company: i64,
    links: impl IntoIterator<Item = &Link>,
) -> Result<Vec<Connection>> {
    let mut ids: Vec<ConnectionId> = Vec::new();
    for id in links.into_iter().flat_map(|link| needed(company, link)) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let stored = try_join_all(ids.into_iter().map(|id| app.store.connection(id))).await?;
    Ok(stored.into_iter().filter_map(Stored::known).collect())
}

/// Whether `link` of `company` can be used at `now` with these of its [`connections`].
fn works_with(connections: &[Connection], company: i64, link: &Link, now: Timestamp) -> bool {
    let calendar = link.calendar(company).of_any();
    let works = |id: ConnectionId| {
        let known = connections.iter().find(|known| known.id == id);
        known.filter(|known| {
            !known.must_be_reconnected(now) && known.is_open_to(Some(link.user_id), now)
        })
    };
    let tells = |known: &Connection| Feature::Times.is_open(calendar.provider, &known.scopes);
    needed(company, link).all(|id| works(id).is_some()) && works(calendar).is_some_and(tells)
}

/// The calendar, and what makes rooms beside it.
fn needed(company: i64, link: &Link) -> impl Iterator<Item = ConnectionId> {
    let host = link.room_host(company).map(ConnectionId::of_any);
    std::iter::once(link.calendar(company).of_any()).chain(host)
}

/// Why `link` of `company` offers nothing at `now`, by the `reports` of the company and the [`connections`] as they are
/// stored; what whoever looked at it has found of its calendars holds until the next one does.
pub fn reason(
    link: &Link,
    (company, reports, connections): (i64, &[Report], &[Connection]),
    now: Timestamp,
) -> Option<Reason> {
    let stopped = link.reason.filter(|reason| !reason.may_pass());
    let ended = stopped.or_else(|| ended_by(reports, link));
    match link.state {
        State::Open | State::Cancelled if ended.is_none() => {
            match works_with(connections, company, link, now) {
                true => link.trouble,
                false => Some(Reason::ConnectionEnded),
            }
        }
        State::Open | State::Cancelled | State::Booked => ended,
        State::Expired | State::Revoked => link.reason,
    }
}

/// Stops what `report` ends of the company's links; with an application that was deleted, all that is stored of it
/// is erased.
///
/// # Errors
/// [`crate::model::error::Error::StorageUnavailable`], where something may be left.
pub async fn stop(app: &App, report: &Report) -> Result<()> {
    if let (Kind::ApplicationDeleted, Some(id)) = (report.kind, report.application_id) {
        return erase(app, report.company, id).await;
    }
    if matches!(report.kind, Kind::JobUpdated | Kind::ConnectionEnded) {
        return Ok(());
    }
    for (key, link) in app.store.links(report.company).await? {
        stop_one(app, &key, link, report).await?;
    }
    Ok(())
}

async fn stop_one(app: &App, key: &LinkKey, link: Link, report: &Report) -> Result<()> {
    let mut link = Some(link);
    for _ in 0..LOOKS {
        let Some(seen) = link else { return Ok(()) };
        let is_open = matches!(seen.state, State::Open | State::Cancelled | State::Booked);
        let reason = seen.ended_by(report).filter(|reason| seen.reason != Some(*reason));
        let Some(reason) = reason.filter(|_| is_open) else { return Ok(()) };
        let stopped = Link { reason: Some(reason), ..seen };
        if app.store.change_link(key, stopped).await?.is_some() {
            tracing::info!(company_id = key.company, reason = reason.name(), "a link was stopped");
            return Ok(());
        }
        link = app.store.link(key).await?.map(|found| found.link);
    }
    Ok(())
}

/// Erases the company's rows about the application `id`, page by page, with what these list elsewhere.
async fn erase(app: &App, company: i64, id: i64) -> Result<()> {
    let mut after: Option<RowKey> = None;
    loop {
        let (rows, last) = app.store.rows(company, after).await?;
        for row in rows {
            let named = match row.elsewhere() {
                Some(key) => app.store.row(&key).await?,
                None => None,
            };
            if named.as_ref().unwrap_or(&row).application_id() != Some(id) {
                continue;
            }
            if let Some(named) = named {
                app.store.erase(&named.key).await?;
            }
            app.store.erase(&row.key).await?;
        }
        after = last;
        if after.is_none() {
            return Ok(());
        }
    }
}
