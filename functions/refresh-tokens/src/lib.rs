//! EventBridge schedule: renews the connections that are due, so that none dies unnoticed.
//!
//! The due index is read page by page, the longest due first ([`due`]); each page is worked off with a
//! few renewals at a time per provider ([`sweep`]). Every renewal is a whole of its own: a run that is
//! killed or out of time loses nothing, and the next one goes on (F17). Two runs at once share the
//! work by leases (F18).

mod adverts;
mod bookings;
mod due;
mod event;
mod metrics;
mod report;
mod rooms;
mod sweep;

use jiff::Timestamp;
use shared::app::App;
use shared::connecting::{reports, withdrawal};
use shared::model::error::Result;

pub use event::Event;
pub use report::Report;

/// Renews what is due in the event's shards until `deadline`, withdraws what nobody wants any more, does what
/// follows from the ATS's reports, brings rooms to their interviews, reminds of adverts, looks at booking links, and
/// tells what it did.
///
/// # Errors
/// A malformed event; where the due index can't be read. A connection that fails is counted, not an error.
pub async fn handle(app: App, event: Event, deadline: Timestamp) -> Result<Report> {
    let shards = event.shards()?;
    let began = app.clock.now();
    let last_start = sweep::last_start(began, deadline);
    let (report, withdrawals, reported, rooms, adverts, links) = tokio::join!(
        sweep::sweep(&app, &shards, last_start),
        withdrawal::retry(&app, began, last_start),
        reports::act(&app, began, last_start),
        rooms::settle(&app, began, last_start),
        adverts::remind(&app, began, last_start),
        bookings::look(&app, began, last_start)
    );
    let mut report = report?;
    // The next run finds them.
    (report.withdrawn, report.withdrawals_left) = withdrawals.unwrap_or_default();
    (report.reports, report.reports_left) = reported.unwrap_or_default();
    (report.rooms, report.rooms_left) = rooms.unwrap_or_default();
    (report.links, report.links_left) = links.unwrap_or_default();
    (report.adverts, report.adverts_left) = adverts.unwrap_or_default();
    metrics::emit(&report, app.clock.now());
    Ok(report)
}
