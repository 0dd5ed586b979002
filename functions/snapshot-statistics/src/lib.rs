//! EventBridge schedule: once a day, stores the figures of every company's recent posts on its pages.
//!
//! Only companies that published on a page are marked as followed, so a run reads them and nothing
//! else. A company whose figures are stored is due again the next day; one that failed stays due, and one
//! without recent posts is followed no longer.

mod company;
mod report;

use futures::future::try_join_all;
use futures::stream::{self, StreamExt};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use shared::app::App;
use shared::model::error::Result;
use shared::store::{Followed, STATISTICS_SHARDS};

pub use report::Report;

use crate::company::Outcome;

/// Companies at a time: far below LinkedIn's limits, and enough to hide latency.
const AT_A_TIME: usize = 8;
/// What a company that has begun may need.
const RESERVE: SignedDuration = SignedDuration::from_secs(30);

/// What the schedule says: nothing that counts (S44).
#[derive(Debug, Deserialize)]
pub struct Event {}

/// Stores today's figures of every company that is due, until shortly before `deadline`, and reports.
///
/// # Errors
/// Where the due companies can't be read. A company that fails is counted, not an error.
pub async fn handle(app: App, _: Event, deadline: Timestamp) -> Result<Report> {
    let began = app.clock.now();
    let last_start = deadline.saturating_sub(RESERVE).unwrap_or(began);
    let shards = (0..STATISTICS_SHARDS).map(|shard| app.store.due_statistics(shard, began));
    let mut due: Vec<Followed> = try_join_all(shards).await?.into_iter().flatten().collect();
    due.sort_by_key(|followed| followed.due);

    let one = |followed| {
        let app = &app;
        async move {
            if app.clock.now() >= last_start {
                return Outcome::LeftOver;
            }
            company::follow(app, followed, began).await
        }
    };
    let mut report = Report::default();
    let mut outcomes = stream::iter(due).map(one).buffer_unordered(AT_A_TIME);
    while let Some(outcome) = outcomes.next().await {
        report.count(outcome);
    }
    report.emit(app.clock.now());
    Ok(report)
}
