//! What a run of the schedule did.

use jiff::Timestamp;
use serde::Serialize;
use shared::platform::metrics::record;

use crate::watch::Outcome;

/// Counts of one run; the function's return value and its metrics.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Watches that were due.
    pub due: usize,
    /// Calendars that were read to the end.
    pub read: usize,
    /// Calendars that could not be read, or want to be left alone.
    pub failed: usize,
    /// Watches that stay due: their time was over, or their calendar has spoken meanwhile.
    pub left_over: usize,
    /// Changes that were found.
    pub changes: usize,
}

impl Report {
    /// Counts one watch that was due.
    pub(crate) fn count(&mut self, outcome: &Outcome) {
        match outcome {
            // Somebody else is reading it.
            Outcome::NotDue => return,
            Outcome::Read { changes } => {
                self.read += 1;
                self.changes += changes;
            }
            Outcome::Failed => self.failed += 1,
            Outcome::Unfinished | Outcome::Left => self.left_over += 1,
        }
        self.due += 1;
    }

    /// Records what the alarms and the dashboard look at.
    pub(crate) fn emit(&self, now: Timestamp) {
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let values = [
            ("CalendarsRead", count(self.read)),
            ("CalendarsFailed", count(self.failed)),
            ("CalendarsLeftOver", count(self.left_over)),
            ("CalendarChanges", count(self.changes)),
        ];
        record(("function", "sync-calendar"), &values, now);
    }
}
