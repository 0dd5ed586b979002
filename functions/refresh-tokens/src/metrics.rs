//! The report as metrics: what `RefreshOverdue` and the other alarms of `template.yaml` look at.

use jiff::Timestamp;
use shared::platform::metrics::record;

use crate::report::{CLASSES, Report};

/// Records every number of the report, zeros too: a metric that is missing means that nothing runs. Of
/// the providers, those that were asked: `RenewalsFailing` looks at what came of the asking.
pub(crate) fn emit(report: &Report, now: Timestamp) {
    let failed = CLASSES.map(|(class, metric)| (metric, count(report.failures_of(class))));
    let values = [
        ("Due", count(report.due)),
        ("Renewed", count(report.renewed)),
        ("Ended", count(report.ended)),
        ("SetAside", count(report.set_aside)),
        ("LeftOver", count(report.left_over)),
        ("OldestOverdueSeconds", report.oldest_overdue_seconds),
    ];
    record(("function", "refresh-tokens"), &[values.as_slice(), &failed].concat(), now);
    for (provider, tally) in &report.providers {
        let values =
            [("RenewalsAsked", count(tally.asked)), ("RenewalsFailed", count(tally.failed))];
        record(("Provider", provider), &values, now);
    }
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
