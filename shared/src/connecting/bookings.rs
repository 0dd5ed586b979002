//! What ends booking links before their time: the ATS closes the job, the candidate withdraws, whoever offered them
//! leaves, a connection can't be used (S58).
//!
//! As with planned posts, what the ATS reports is a row before it is acted upon, and each visit of a link looks at
//! these rows: nothing is offered after what ends it was received.

use crate::app::App;
use crate::connection::Connection;
use crate::model::booking::{Reason, State};
use crate::model::error::Result;
use crate::model::owner::ConnectionId;
use crate::model::report::{Kind, Report};
use crate::providers::Feature;
use crate::store::{Link, LinkKey, RowKey};

/// How often a link that others write is looked at again.
const LOOKS: usize = 4;

/// Why `link` offers nothing, by what was reported up to now.
///
/// # Errors
/// [`crate::model::error::Error::StorageUnavailable`].
pub async fn ended(app: &App, company_id: i64, link: &Link) -> Result<Option<Reason>> {
    let about = (link.job_id, Some(link.application_id));
    let reports = app.store.reports(company_id, about).await?;
    Ok(reports.iter().filter_map(|report| link.ended_by(report)).min())
}

/// Whether the connections that `link` of `company` needs can be used, as they are stored: nothing is asked.
///
/// # Errors
/// [`crate::model::error::Error::StorageUnavailable`].
pub async fn is_usable(app: &App, company: i64, link: &Link) -> Result<bool> {
    let calendar = link.calendar(company).of_any();
    let Some(connection) = usable(app, calendar, link.user_id).await? else { return Ok(false) };
    if !Feature::Times.is_open(calendar.provider, &connection.scopes) {
        return Ok(false);
    }
    match link.room_host(company) {
        Some(host) => Ok(usable(app, host.of_any(), link.user_id).await?.is_some()),
        None => Ok(true),
    }
}

async fn usable(app: &App, id: ConnectionId, user_id: i64) -> Result<Option<Connection>> {
    let now = app.clock.now();
    let known = app.store.connection(id).await?.known();
    Ok(known
        .filter(|known| !known.must_be_reconnected(now) && known.is_open_to(Some(user_id), now)))
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
