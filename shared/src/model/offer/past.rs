//! What stays of an offer that was taken off the boards.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// How long it is known that an offer was taken off: nothing that is late is as late.
pub const PAST_KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

/// That an offer was taken off, and nothing of what it said: what began before knows that it comes too late, and the
/// versions of what is put there next go on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Past {
    /// The job's id at the ATS.
    pub job_id: i64,
    /// When it was put on the boards first; `None` where it was over already, or never there.
    #[serde(default, with = "jiff::fmt::serde::timestamp::second::optional")]
    pub since: Option<Timestamp>,
    /// When that became known last.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub taken_off_at: Timestamp,
    /// When a person took it off last, where one did.
    #[serde(default, with = "jiff::fmt::serde::timestamp::millisecond::optional")]
    pub removed_at: Option<Timestamp>,
    /// When the ATS called its job closed last, where it did.
    #[serde(default, with = "jiff::fmt::serde::timestamp::second::optional")]
    pub closed_at: Option<Timestamp>,
    /// Counts the writes of the offer, and goes on.
    pub version: i64,
}

impl Past {
    /// The date of what is put there again at `now`: while it is known, a new one would look like a trick.
    pub fn since(&self, now: Timestamp) -> Option<Timestamp> {
        self.since.filter(|_| now.duration_since(self.taken_off_at) < PAST_KEPT)
    }

    /// Whether the ATS has closed the job since it was asked at `asked_at`, or in that second.
    pub fn is_closed_since(&self, asked_at: Timestamp) -> bool {
        self.closed_at.is_some_and(|at| at.as_second() >= asked_at.as_second())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_stored_as_it_is_and_its_date_counts_for_a_month() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let past = Past {
            job_id: 7,
            since: Some(at("2026-11-23T09:00:00Z")),
            taken_off_at: at("2026-11-24T09:00:00Z"),
            removed_at: Some(at("2026-11-24T08:00:00.250Z")),
            closed_at: Some(at("2026-11-24T08:59:00Z")),
            version: 4,
        };
        let stored = serde_json::to_value(&past).unwrap();
        assert_eq!(stored["removed_at"], 1_795_507_200_250_i64);
        assert_eq!(serde_json::from_value::<Past>(stored).unwrap(), past);
        assert_eq!(past.since(at("2026-12-24T08:59:59Z")), past.since);
        assert_eq!(past.since(at("2026-12-24T09:00:00Z")), None);
        assert!(past.is_closed_since(at("2026-11-24T08:59:00.9Z")));
        assert!(!past.is_closed_since(at("2026-11-24T08:59:01Z")));
        assert!(!Past { closed_at: None, ..past }.is_closed_since(Timestamp::MIN));
    }
}
