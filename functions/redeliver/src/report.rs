//! What a run did.

use jiff::Timestamp;
use serde::Serialize;
use shared::platform::metrics::record;

use crate::queue::Outcome;

/// Counts of one run; the function's return value and its metrics.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Queues that were worked on.
    pub queues: usize,
    /// Events that their sink has taken.
    pub delivered: usize,
    /// Queues whose first event failed.
    pub failed: usize,
    /// Events that were given up after 72 hours.
    pub given_up: usize,
    /// Events that were taken up again because an operator asked.
    pub taken_up: usize,
    /// Queues that stay due.
    pub left_over: usize,
    /// Whether the sink fails everybody and only probes are sent.
    pub is_held: bool,
    /// How long the oldest event had waited, in seconds.
    pub oldest_seconds: i64,
    /// The same of notes, each company's trouble with a channel of its own.
    pub notes: Notes,
}

/// What a run did for the companies' channels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Notes {
    /// Queues that were worked on.
    pub queues: usize,
    /// Notes that are posted, or that nobody wants any more.
    pub delivered: usize,
    /// Queues whose first note failed.
    pub failed: usize,
    /// Notes that were given up after 72 hours.
    pub given_up: usize,
    /// Queues that stay due.
    pub left_over: usize,
}

impl From<Report> for Notes {
    fn from(report: Report) -> Self {
        let Report { queues, delivered, failed, given_up, left_over, .. } = report;
        Self { queues, delivered, failed, given_up, left_over }
    }
}

impl Report {
    /// Counts one queue.
    pub(crate) fn count(&mut self, outcome: &Outcome) {
        self.queues += 1;
        self.delivered += outcome.delivered;
        self.given_up += outcome.given_up;
        self.failed += usize::from(outcome.has_failed);
        self.left_over += usize::from(outcome.is_left);
        self.oldest_seconds = self.oldest_seconds.max(outcome.oldest_seconds);
    }

    /// Records what the alarms and the dashboard look at.
    pub(crate) fn emit(&self, now: Timestamp) {
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let values = [
            ("DeliveriesMade", count(self.delivered)),
            ("DeliveriesFailed", count(self.failed)),
            ("DeliveriesGivenUp", count(self.given_up)),
            ("OldestDeliverySeconds", self.oldest_seconds),
        ];
        record(("function", "redeliver"), &values, now);
    }
}
