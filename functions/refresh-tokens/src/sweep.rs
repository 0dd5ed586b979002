//! One run over the due index.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};

use futures::future::{join_all, try_join_all};
use futures::stream::{self, StreamExt};
use jiff::{SignedDuration, Timestamp};
use shared::app::App;
use shared::connecting::renewal::{Outcome, renew_due};
use shared::model::error::Result;
use shared::model::fault::Fault;
use shared::model::provider::Provider;
use shared::store::Due;

use crate::due::Rounds;
use crate::report::Report;

/// Renewals at a time per provider: far below what any of them limits, and enough to hide latency.
const AT_A_TIME: usize = 8;
/// What a renewal that has begun may need: 10 s for the provider, 10 s for the write, and the report.
const RESERVE: SignedDuration = SignedDuration::from_secs(25);
/// So many refusals of our registration in a row, and the provider is left alone for this run (F21).
const REFUSALS: usize = 10;

/// One provider's renewals of a run.
struct Lane {
    provider: Provider,
    last_start: Timestamp,
    /// Refusals of our registration since the last other outcome.
    refusals: AtomicUsize,
}

/// Until when a run that `began` begins with something new: shortly before its `deadline`.
pub(crate) fn last_start(began: Timestamp, deadline: Timestamp) -> Timestamp {
    deadline.saturating_sub(RESERVE).unwrap_or(began)
}

/// Renews what is due in `shards` until `last_start`.
///
/// # Errors
/// Where the due index can't be read.
pub(crate) async fn sweep(
    app: &App,
    shards: &BTreeSet<u8>,
    last_start: Timestamp,
) -> Result<Report> {
    let began = app.clock.now();
    let lanes = Provider::ALL.map(|provider| Lane::new(provider, last_start));
    let mut rounds = Rounds::new(shards, began);
    let mut report = Report::default();
    let mut listed = 0;
    loop {
        let round = rounds.next(app).await?;
        let Some(oldest) = round.first() else { break };
        listed += round.len();
        let overdue = began.duration_since(oldest.since).as_secs();
        report.oldest_overdue_seconds = report.oldest_overdue_seconds.max(overdue);
        let outcomes = join_all(lanes.iter().map(|lane| lane.work(app, &round))).await;
        for (lane, outcomes) in lanes.iter().zip(outcomes) {
            outcomes.into_iter().for_each(|outcome| report.count(lane.provider, outcome));
        }
        if app.clock.now() >= last_start {
            break;
        }
    }
    report.left_over = match listed == report.attempted() && rounds.is_read() {
        true => 0,
        false => still_due(app, shards, began).await?.saturating_sub(report.undone()),
    };
    report.due = report.attempted() + report.left_over;
    Ok(report)
}

impl Lane {
    fn new(provider: Provider, last_start: Timestamp) -> Self {
        Self { provider, last_start, refusals: AtomicUsize::new(0) }
    }

    /// Renews this provider's connections of a round, the longest due first. What has begun is always
    /// finished: a renewal that is dropped may lose the only valid tokens.
    async fn work(&self, app: &App, round: &[Due]) -> Vec<Outcome> {
        let mut own = round.to_vec();
        own.retain(|due| due.id.provider == self.provider);
        let renewals = own.into_iter().map(|due| self.renew(app, due));
        let outcomes = stream::iter(renewals).buffer_unordered(AT_A_TIME);
        outcomes.filter_map(|outcome| async move { outcome }).collect().await
    }

    /// One renewal, unless the time is over when its turn comes, or the provider refuses us anyway.
    async fn renew(&self, app: &App, due: Due) -> Option<Outcome> {
        let is_refused = self.refusals.load(Ordering::Relaxed) >= REFUSALS;
        if is_refused || app.clock.now() >= self.last_start {
            return None;
        }
        let outcome = renew_due(app, due.id).await;
        match outcome {
            Outcome::Refused(Fault::Config) => self.refusals.fetch_add(1, Ordering::Relaxed),
            _ => self.refusals.swap(0, Ordering::Relaxed),
        };
        Some(outcome)
    }
}

/// How many were due when the run began and still are.
async fn still_due(app: &App, shards: &BTreeSet<u8>, began: Timestamp) -> Result<usize> {
    let counts = shards.iter().map(|shard| app.store.count_due(*shard, began));
    Ok(try_join_all(counts).await?.into_iter().sum())
}
