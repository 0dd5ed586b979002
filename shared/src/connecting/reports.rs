//! What follows from what the ATS reports: connections that end because their person, or their company, is
//! gone there, planned posts and booking links that stop, offers that leave the job boards, adverts that are to be taken
//! off, and what is erased with an application.

use futures::stream::{self, StreamExt};
use jiff::Timestamp;

use crate::app::App;
use crate::connecting::{adverts, bookings, offers, plans, withdrawal};
use crate::model::error::Result;
use crate::model::owner::Owner;
use crate::model::report::{Leaver, Report};
use crate::store::RowKey;

/// Reports at a time in a run of the schedule.
const AT_A_TIME: usize = 4;

/// Works on what was due at `now`, until `last_start`; how many reports are settled, and how many are not.
///
/// # Errors
/// [`crate::model::error::Error::StorageUnavailable`] where the index can't be read.
pub async fn act(app: &App, now: Timestamp, last_start: Timestamp) -> Result<(usize, usize)> {
    let mut all = (0, 0);
    loop {
        let due = app.store.due_reports(now).await?;
        let attempts = due.into_iter().map(|key| act_on(app, key, last_start));
        let settled = stream::iter(attempts).buffer_unordered(AT_A_TIME);
        let settled: Vec<Option<bool>> = settled.collect().await;
        let count = |wanted| settled.iter().filter(|is| **is == Some(wanted)).count();
        all = (all.0 + count(true), all.1 + count(false));
        // What is not settled has been put off, or can't be now.
        if count(true) == 0 {
            return Ok(all);
        }
    }
}

/// Whether one is settled; `None` where somebody else is at it.
async fn act_on(app: &App, key: RowKey, last_start: Timestamp) -> Option<bool> {
    let now = app.clock.now();
    if now >= last_start {
        return Some(false);
    }
    let due = match app.store.take_report(key, now).await {
        Ok(taken) => taken?,
        Err(_) => return Some(false),
    };
    let done = async {
        // Plans first: of those that go by the leaver's connections it is said that the planner left.
        plans::stop(app, &due.report).await?;
        if let Some(leaver) = due.report.leaver() {
            end(app, &due.report, leaver).await?;
        }
        bookings::stop(app, &due.report).await?;
        // Of our own reports, too: whoever finds a job closed notes no more than that.
        offers::follow(app, &due.report).await?;
        adverts::follow(app, &due.report).await?;
        app.store.settle_report(&due).await
    };
    Some(done.await.is_ok())
}

/// Ends the connections of who left, and withdraws their grants. A person's are those of their own: what they
/// connected for the company is the company's to keep or to end. What was connected after it happened is of
/// somebody who came back.
async fn end(app: &App, report: &Report, leaver: Leaver) -> Result<()> {
    let company_id = report.company;
    for summary in app.store.summaries(company_id).await? {
        let is_theirs = match leaver {
            Leaver::Company => true,
            Leaver::Person(user_id) => summary.id.owner == Owner::Person(user_id),
        };
        let is_later = summary.connected_at.is_some_and(|at| at > report.happened_at);
        if is_theirs && !is_later {
            let outcome = withdrawal::disconnect(app, summary.id).await?;
            let (provider, owner_id) = (summary.id.provider.key(), summary.id.owner.person());
            tracing::info!(company_id, owner_id, provider, ?outcome, "a connection ended");
        }
    }
    Ok(())
}
