//! One run over what is due: a lane for each provider, so that one that hangs or is down delays no other.
//!
//! A lane reads its shards page by page and keeps a few calendars in work, whatever the others in a page do: one
//! that hangs takes one place of these, for as long as its calls may last.

use std::sync::atomic::{AtomicUsize, Ordering};

use futures::future::join_all;
use futures::stream::{self, Stream, StreamExt, select_all};
use jiff::Timestamp;
use shared::app::App;
use shared::model::error::Result;
use shared::model::owner::ConnectionId;
use shared::model::provider::{CalendarProvider, Provider};
use shared::store::{Cursor, DueCalendar, WATCH_SHARDS};

use crate::report::{Outcome, Report};
use crate::upkeep;

/// Calendars at a time of a provider: far below what either limits, and enough to hide latency.
const AT_A_TIME: usize = 8;
/// So many failures in a row, and the provider is left alone for this run.
const FAILURES: usize = 10;

/// One provider's calendars of a run.
struct Lane<'a> {
    app: &'a App,
    provider: CalendarProvider,
    began: Timestamp,
    last_start: Timestamp,
    /// Failures since the last other outcome.
    failures: AtomicUsize,
}

/// Looks after what was due when the run `began`, until `last_start`.
///
/// # Errors
/// Where the index can't be read.
pub(crate) async fn sweep(app: &App, began: Timestamp, last_start: Timestamp) -> Result<Report> {
    let providers = Provider::ALL.into_iter().filter_map(CalendarProvider::of);
    let lanes: Vec<_> = providers
        .map(|provider| {
            let failures = AtomicUsize::new(0);
            Lane { app, provider, began, last_start, failures }
        })
        .collect();
    let mut report = Report::default();
    for (lane, outcomes) in lanes.iter().zip(join_all(lanes.iter().map(Lane::work)).await) {
        for (due, outcome) in outcomes? {
            report.count(lane.provider, outcome, began.duration_since(due.since));
        }
    }
    Ok(report)
}

impl Lane<'_> {
    /// All that is due, the shards by turns: what is left over when the time is over is a part of each.
    async fn work(&self) -> Result<Vec<(DueCalendar, Outcome)>> {
        let pages = select_all((0..WATCH_SHARDS).map(|shard| Box::pin(self.pages(shard))));
        let due = pages.flat_map(|page| match page {
            Ok(page) => stream::iter(page.into_iter().map(Ok).collect::<Vec<_>>()),
            Err(error) => stream::iter(vec![Err(error)]),
        });
        let outcomes = due.map(|due| async {
            let due = due?;
            Ok((due, self.look(due.id).await))
        });
        let outcomes = outcomes.buffer_unordered(AT_A_TIME).collect::<Vec<_>>().await;
        outcomes.into_iter().collect()
    }

    /// What is due in a shard, a page at a time; no further page once nothing new may begin.
    fn pages(&self, shard: u8) -> impl Stream<Item = Result<Vec<DueCalendar>>> {
        stream::unfold(Cursor::Start, move |cursor| async move {
            if matches!(cursor, Cursor::End) || self.is_over() {
                return None;
            }
            let page = self.app.store.due_channels(self.provider, shard, self.began, cursor).await;
            Some(match page {
                Ok((due, next)) => (Ok(due), next),
                Err(error) => (Err(error), Cursor::End),
            })
        })
    }

    /// Looks after one calendar, unless nothing new may begin when its turn comes.
    async fn look(&self, id: ConnectionId<CalendarProvider>) -> Outcome {
        if self.is_over() {
            return Outcome::LeftOver;
        }
        let outcome = upkeep::look_after(self.app, id).await;
        match outcome {
            Outcome::Failed(_) => self.failures.fetch_add(1, Ordering::Relaxed),
            _ => self.failures.swap(0, Ordering::Relaxed),
        };
        outcome
    }

    fn is_over(&self) -> bool {
        self.failures.load(Ordering::Relaxed) >= FAILURES || self.app.clock.now() >= self.last_start
    }
}
