//! The report as metrics: what `WatchesOverdue` and the alarms on channels of `template.yaml` look at.

use jiff::Timestamp;
use shared::platform::metrics::record;

use crate::report::Report;

/// Records how the run went, zeros too: a metric that is missing means that nothing runs. Of the providers, those
/// that were asked.
pub(crate) fn emit(report: &Report, now: Timestamp) {
    let values = [
        ("WatchesDue", count(report.due)),
        ("WatchesLeftOver", count(report.left_over)),
        ("WatchesOverdueSeconds", report.oldest_overdue_seconds),
    ];
    record(("function", "watch-calendars"), &values, now);
    for (provider, tally) in &report.providers {
        let values =
            [("ChannelsAsked", count(tally.asked)), ("ChannelsFailed", count(tally.failed))];
        record(("Provider", provider), &values, now);
    }
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
