//! What a run did.

use jiff::Timestamp;
use serde::Serialize;
use shared::platform::metrics::record;

use crate::start::Outcome;

/// Counts of one run; the function's return value and its metrics.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Plans that are online now.
    pub published: usize,
    /// Those that are tried again within the time that a post may be late.
    pub waiting: usize,
    /// Those that something has ended.
    pub stopped: usize,
    /// Those that failed, or of which nobody knows.
    pub failed: usize,
    /// Those that failed because they could not be begun in time.
    pub late: usize,
    /// Those that another run had in hand, or a person has changed.
    pub skipped: usize,
    /// Those that our own storage failed: they are taken in hand again.
    pub left: usize,
}

impl Report {
    /// Counts one plan.
    pub(crate) const fn count(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Published => self.published += 1,
            Outcome::Waiting => self.waiting += 1,
            Outcome::Stopped => self.stopped += 1,
            Outcome::Failed => self.failed += 1,
            Outcome::Late => self.late += 1,
            Outcome::Skipped => self.skipped += 1,
            Outcome::Left => self.left += 1,
        }
    }

    /// Records what came of them.
    pub(crate) fn emit(&self, now: Timestamp) {
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let values = [
            ("PlansPublished", count(self.published)),
            ("PlansWaiting", count(self.waiting)),
            ("PlansStopped", count(self.stopped)),
            ("PlansFailed", count(self.failed)),
            ("PlansLate", count(self.late)),
        ];
        record(("function", "start-plans"), &values, now);
    }
}
