//! EventBridge schedule: sees to it that each calendar with interviews to come is watched, and no other.
//!
//! What is due is on the index: a calendar that somebody asked to be watched, one whose channel nears its end or
//! was spoken of by its provider, one whose last interview is over ([`sweep`]). Each is looked at under a lease
//! and brought to what it should be, a step at a time that a crash may follow ([`upkeep`]). Nobody has to
//! remember to ask: a part of all connections is looked through in each run, and all of them in a day
//! ([`discovery`]).

mod discovery;
mod interviews;
mod metrics;
mod opening;
mod report;
mod stopping;
mod sweep;
mod upkeep;

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use shared::app::App;
use shared::model::error::Result;

pub use report::Report;

/// What a calendar that has begun may need: its tokens, a channel or two, and the writes.
const RESERVE: SignedDuration = SignedDuration::from_secs(60);

/// What the schedule says: nothing that counts (S44).
#[derive(Debug, Deserialize)]
pub struct Event {}

/// Looks after what is due, until shortly before `deadline`, and reports.
///
/// # Errors
/// Where the index can't be read. A calendar that fails is counted, not an error.
pub async fn handle(app: App, _: Event, deadline: Timestamp) -> Result<Report> {
    let began = app.clock.now();
    let last_start = deadline.saturating_sub(RESERVE).unwrap_or(began);
    // What is found now is due at once, and in this run.
    let discovered = discovery::discover(&app, began, last_start).await.unwrap_or_else(|error| {
        tracing::warn!(code = error.code(), "connections were not looked through");
        0
    });
    let report = Report { discovered, ..sweep::sweep(&app, began, last_start).await? };
    metrics::emit(&report, app.clock.now());
    Ok(report)
}
