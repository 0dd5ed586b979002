//! Watches that are due: marks that the stream did not bring, and calendars that are read because it is time.
//! Each provider has a lane of its own: one that hangs keeps nobody else's from being read.

use std::collections::BTreeSet;

use futures::future::try_join_all;
use futures::stream::{self, StreamExt};
use jiff::{SignedDuration, Timestamp};
use shared::app::App;
use shared::model::error::Result;
use shared::model::owner::ConnectionId;
use shared::model::provider::{CalendarProvider, Provider};
use shared::store::Cursor;

use crate::report::Report;
use crate::watch::{self, Outcome};

/// Calendars of a provider at a time: far below its limits, and enough to hide latency.
const AT_A_TIME: usize = 16;
/// What a calendar that is begun may need; what is not begun stays due.
const RESERVE: SignedDuration = SignedDuration::from_secs(30);

type Id = ConnectionId<CalendarProvider>;

/// Reads what is due in `shards` until shortly before `deadline`.
///
/// # Errors
/// Where the index can't be read.
pub(crate) async fn read(app: &App, shards: &BTreeSet<u8>, deadline: Timestamp) -> Result<Report> {
    let began = app.clock.now();
    let last_start = deadline.saturating_sub(RESERVE).unwrap_or(began);
    let providers = Provider::ALL.into_iter().filter_map(CalendarProvider::of);
    let lanes = providers.map(|provider| lane(app, provider, shards, (last_start, deadline)));
    let mut report = Report::default();
    for outcome in try_join_all(lanes).await?.iter().flatten() {
        report.count(outcome);
    }
    report.emit(app.clock.now());
    Ok(report)
}

/// Reads one provider's, a page of every shard at a time, the longest due first. What a turn is too short for has
/// its next one beside the next page: as long as the run has time, and delaying nobody else.
async fn lane(
    app: &App,
    provider: CalendarProvider,
    shards: &BTreeSet<u8>,
    (last_start, deadline): (Timestamp, Timestamp),
) -> Result<Vec<Outcome>> {
    let began = app.clock.now();
    let mut outcomes = Vec::new();
    let mut unfinished: Vec<Id> = Vec::new();
    let mut open: Vec<_> = shards.iter().map(|shard| (*shard, Cursor::Start)).collect();
    while !open.is_empty() || !unfinished.is_empty() {
        let pages = std::mem::take(&mut open).into_iter().map(|(shard, cursor)| async move {
            let (due, cursor) = app.store.due_watches(provider, shard, began, cursor).await?;
            Ok::<_, shared::model::error::Error>((due, shard, cursor))
        });
        let mut due = std::mem::take(&mut unfinished);
        for (page, shard, cursor) in try_join_all(pages).await? {
            due.extend(page);
            if !matches!(cursor, Cursor::End) {
                open.push((shard, cursor));
            }
        }
        let work = due
            .into_iter()
            .map(|id| async move { (id, one(app, id, (last_start, deadline)).await) });
        let read = stream::iter(work).buffer_unordered(AT_A_TIME).collect::<Vec<_>>().await;
        let is_over = app.clock.now() >= last_start;
        for (id, outcome) in read {
            match outcome {
                Outcome::Unfinished if !is_over => unfinished.push(id),
                _ => outcomes.push(outcome),
            }
        }
        if is_over {
            break;
        }
    }
    Ok(outcomes)
}

async fn one(app: &App, id: Id, (last_start, deadline): (Timestamp, Timestamp)) -> Outcome {
    if app.clock.now() >= last_start {
        return Outcome::Left;
    }
    match watch::read(app, id, deadline).await {
        Ok(outcome) => outcome,
        Err(error) => {
            tracing::warn!(company_id = id.company, code = error.code(), "a calendar was not read");
            Outcome::Left
        }
    }
}
