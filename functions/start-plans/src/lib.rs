//! EventBridge schedule: each minute, posts what was planned for now (B19, F44).
//!
//! Plans that are due are found on the index, page by page ([`sweep`]); each is taken in hand by one run, looked at
//! once more, and posted by the ledger of `publish-job` ([`start`]): the same content is one post, whoever makes it
//! and however often a run breaks off.

mod finding;
mod posting;
mod report;
mod start;
mod sweep;

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use shared::app::App;
use shared::model::error::Result;

pub use report::Report;

use crate::sweep::Sweep;

/// What a post that has begun may need, and the report.
const RESERVE: SignedDuration = SignedDuration::from_secs(35);

/// What the schedule says: nothing that counts (S44).
#[derive(Debug, Deserialize)]
pub struct Event {}

/// Posts what is due until shortly before `deadline`, and reports. What is left, the next run finds.
///
/// # Errors
/// Where the index can't be read. A plan that fails is counted, not an error.
pub async fn handle(app: App, _: Event, deadline: Timestamp) -> Result<Report> {
    let began = app.clock.now();
    let last_start = deadline.saturating_sub(RESERVE).unwrap_or(began);
    let sweep = Sweep::new(&app, began, last_start);
    while sweep.pass().await? > 0 && app.clock.now() < last_start {}
    let report = sweep.report();
    report.emit(app.clock.now());
    Ok(report)
}
