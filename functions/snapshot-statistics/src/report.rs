//! What a run did.

use serde::Serialize;

use crate::company::Outcome;

/// Counts of one run; the function's return value.
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
}
