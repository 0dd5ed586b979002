//! EventBridge schedule: brings events that wait to their sinks, ten companies at a time.
//!
//! Of a company's queue only the first event is tried. While a sink fails everybody, one event a minute is
//! sent to find out. What was tried for 72 hours is given up, counted, and kept for a month, in which an
//! operator's `{"retry_given_up": true}`, or `{"retry_given_up": {"company_id": 7}}`, takes it up again.

mod given_up;
mod queue;
mod report;

use futures::stream::{self, StreamExt};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use shared::app::App;
use shared::model::breaker::Breaker;
use shared::model::delivery::Sink;
use shared::model::error::Result;
use shared::notifying::delivery::sinks;
use shared::store::RowKey;

pub use report::Report;

/// Companies at a time.
const AT_A_TIME: usize = 10;
/// What an event that is being sent may need.
const RESERVE: SignedDuration = SignedDuration::from_secs(20);

/// What the schedule, or an operator, says.
#[derive(Debug, Default, Deserialize)]
pub struct Event {
    #[serde(default)]
    retry_given_up: Option<Retry>,
}

/// Whose events that were given up are taken up again.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(untagged)]
enum Retry {
    Everybody(bool),
    Company { company_id: i64 },
}

/// Works on every queue that is due until shortly before `deadline`, and reports.
///
/// # Errors
/// Where the index can't be read. A queue that fails is counted, not an error.
pub async fn handle(app: App, event: Event, deadline: Timestamp) -> Result<Report> {
    let began = app.clock.now();
    let last_start = deadline.saturating_sub(RESERVE).unwrap_or(began);
    let mut report = Report::default();
    if let Some(retry) = event.retry_given_up {
        report.taken_up = given_up::take_up(&app, retry, last_start).await?;
    }
    // Side by side: a workspace that is dead holds up neither the ATS's events nor, for long, another's notes.
    let mut notes = Report::default();
    let (ats, slack) = tokio::join!(
        // Switched off, what waits fails nobody: it is cleaned up by its age, or goes on when switched on again.
        work(&app, Sink::Ats, (began, last_start), &mut report),
        work(&app, Sink::Slack, (began, last_start), &mut notes),
    );
    report.notes = notes.into();
    report.emit(app.clock.now());
    ats.and(slack)?;
    Ok(report)
}

/// Works on the queues for `sink` that were due when the run began, where this deployment has it.
async fn work(
    app: &App,
    sink: Sink,
    (began, last_start): (Timestamp, Timestamp),
    report: &mut Report,
) -> Result<()> {
    if sinks(app).all(|own| own != sink) {
        return Ok(());
    }
    let due = app.store.due_queues(sink, began).await?;
    let rest = match sink {
        Sink::Ats => probe(app, due, last_start, report).await?,
        Sink::Slack => due,
    };
    let work = rest.into_iter().map(|key| queue::work_off(app, key, last_start));
    let mut worked = stream::iter(work).buffer_unordered(AT_A_TIME);
    while let Some(outcome) = worked.next().await {
        report.count(&outcome);
    }
    Ok(())
}

/// Where a sink fails everybody, tries one event, once a minute; the queues that may be worked on then: all
/// of them where it was taken, none where not.
async fn probe(
    app: &App,
    due: Vec<RowKey>,
    last_start: Timestamp,
    report: &mut Report,
) -> Result<Vec<RowKey>> {
    let now = app.clock.now();
    let sink = Sink::Ats;
    if !app.store.breaker(sink).await?.is_open() {
        return Ok(due);
    }
    report.is_held = true;
    let take = |known: Breaker| known.lets_probe(now).then(|| known.probing(now));
    let Some(first) = due.first().cloned() else { return Ok(due) };
    if !app.store.change_breaker(sink, now, take).await? {
        return Ok(Vec::new());
    }
    report.count(&queue::work_off(app, first, last_start).await);
    if app.store.breaker(sink).await?.is_open() {
        return Ok(Vec::new());
    }
    report.is_held = false;
    Ok(due)
}
