//! What a run did.

use jiff::Timestamp;
use serde::Serialize;
use shared::platform::metrics::record;

use crate::company::Outcome;

/// Counts of one run; the function's return value and its metrics.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Companies that were due.
    pub due: usize,
    /// Those whose figures are stored.
    pub followed: usize,
    /// Posts whose figures are stored.
    pub snapshots: usize,
    /// Companies without a recent post, which are followed no longer.
    pub ended: usize,
    /// Companies that failed; they stay due.
    pub failed: usize,
    /// Companies that stay due because the time was over.
    pub left_over: usize,
}

impl Report {
    /// Counts one company.
    pub(crate) const fn count(&mut self, outcome: Outcome) {
        self.due += 1;
        match outcome {
            Outcome::Stored(snapshots) => {
                self.followed += 1;
                self.snapshots += snapshots;
            }
            Outcome::Ended => self.ended += 1,
            Outcome::Failed => self.failed += 1,
            Outcome::LeftOver => self.left_over += 1,
        }
    }

    /// Records what the alarms look at, zeros too: a metric that is missing means that nothing runs.
    pub(crate) fn emit(&self, now: Timestamp) {
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let values = [
            ("StatisticsDue", count(self.due)),
            ("StatisticsFollowed", count(self.followed)),
            ("StatisticsMissed", count(self.failed + self.left_over)),
        ];
        record(("function", "snapshot-statistics"), &values, now);
    }
}
