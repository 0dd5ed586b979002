//! An event on its way to whoever is told, and how long it is tried. Pure.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// The pauses after the first failures; the last one comes again and again.
const PAUSES: [SignedDuration; 4] = [
    SignedDuration::from_mins(1),
    SignedDuration::from_mins(5),
    SignedDuration::from_mins(15),
    SignedDuration::from_mins(15),
];
/// How long an event is tried (F39).
const PATIENCE: SignedDuration = SignedDuration::from_hours(72);

/// Who is told of events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sink {
    /// The recruiting system, by a signed webhook.
    Ats,
    /// The company's channel at Slack, by a note.
    Slack,
}

impl Sink {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Ats, Self::Slack];

    /// Its name in keys, logs and answers.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Ats => "ats",
            Self::Slack => "slack",
        }
    }

    /// The sink of this name.
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sink| sink.key() == key)
    }
}

/// An event to be delivered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// Whose event it is.
    #[serde(rename = "company_id")]
    pub company: i64,
    /// Its place among the company's events, as text that sorts.
    pub place: String,
    /// Its id, the same each time it is sent.
    pub event_id: String,
    /// What is sent, byte for byte.
    pub body: String,
    /// Since when it waits.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub since: Timestamp,
}

impl Delivery {
    /// Whether it has been tried long enough at `now`.
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        now.duration_since(self.since) >= PATIENCE
    }
}

/// How long a queue rests after so many `failures` in a row, and as long as the sink has asked for.
pub fn pause(failures: u32, retry_after: Option<u64>) -> SignedDuration {
    let [first, .., last] = PAUSES;
    let planned = usize::try_from(failures.saturating_sub(1)).ok();
    let planned = planned.map_or(first, |index| PAUSES.get(index).copied().unwrap_or(last));
    let asked = retry_after.and_then(|seconds| i64::try_from(seconds).ok()).unwrap_or(0);
    planned.max(SignedDuration::from_secs(asked))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f39_it_is_tried_after_1_5_and_15_minutes_then_every_15_and_as_the_sink_asks() {
        let minutes: Vec<_> = (1..=6).map(|failures| pause(failures, None).as_mins()).collect();
        assert_eq!(minutes, [1, 5, 15, 15, 15, 15]);
        assert_eq!(pause(1, Some(120)).as_secs(), 120);
        assert_eq!(pause(3, Some(120)).as_mins(), 15);
    }

    #[test]
    fn f39_it_is_given_up_after_72_hours() {
        let since: Timestamp = "2026-11-23T09:00:00Z".parse().unwrap();
        let delivery = Delivery {
            company: 1,
            place: "1".to_owned(),
            event_id: "evt_1".to_owned(),
            body: "{}".to_owned(),
            since,
        };
        assert!(!delivery.is_overdue(since + SignedDuration::from_secs(72 * 3600 - 1)));
        assert!(delivery.is_overdue(since + SignedDuration::from_hours(72)));
    }
}
