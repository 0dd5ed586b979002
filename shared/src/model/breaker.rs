//! Whether a sink that is one address for all companies fails everybody. Pure: time is an argument.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// So many companies whose events failed, with none that succeeded in between, are everybody. What is
/// refused for one company only never counts as more than one, so it holds nobody else up.
const EVERYBODY: usize = 5;
/// How often a sink is tried that fails everybody.
const PROBE: SignedDuration = SignedDuration::from_mins(1);

/// What is known of a sink.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Breaker {
    /// The companies whose events failed since the last that succeeded.
    failing: BTreeSet<i64>,
    /// When it may be tried next, where it fails everybody.
    #[serde(
        skip_serializing_if = "Option::is_none",
        with = "jiff::fmt::serde::timestamp::second::optional"
    )]
    probe_at: Option<Timestamp>,
    /// Counts the writes; a write is accepted only on top of the version it has read.
    pub(crate) version: u64,
}

impl Breaker {
    /// Whether nothing is sent but a probe.
    pub const fn is_open(&self) -> bool {
        self.probe_at.is_some()
    }

    /// Whether nothing has failed since the last success.
    pub fn is_clear(&self) -> bool {
        self.failing.is_empty() && !self.is_open()
    }

    /// Whether the time for a probe has come.
    pub fn lets_probe(&self, now: Timestamp) -> bool {
        self.probe_at.is_some_and(|at| at <= now)
    }

    /// Whether `company` is among those whose events failed.
    pub fn names(&self, company: i64) -> bool {
        self.failing.contains(&company)
    }

    /// After an event of `company` failed at `now`.
    #[must_use]
    pub fn failed(mut self, company: i64, now: Timestamp) -> Self {
        if self.failing.len() < EVERYBODY {
            self.failing.insert(company);
        }
        let is_everybody = self.failing.len() >= EVERYBODY;
        self.probe_at = (is_everybody || self.is_open()).then(|| later(now));
        self.next()
    }

    /// After an event was taken.
    #[must_use]
    pub fn succeeded(self) -> Self {
        Self { version: self.version, ..Self::default() }.next()
    }

    /// While one is sent to find out: nobody else tries meanwhile.
    #[must_use]
    pub fn probing(self, now: Timestamp) -> Self {
        Self { probe_at: self.probe_at.map(|_| later(now)), ..self }.next()
    }

    /// Without `company`, which is to be forgotten.
    #[must_use]
    pub fn without(mut self, company: i64) -> Self {
        self.failing.remove(&company);
        self.next()
    }

    fn next(self) -> Self {
        Self { version: self.version + 1, ..self }
    }
}

fn later(now: Timestamp) -> Timestamp {
    now.saturating_add(PROBE).unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        "2026-11-23T09:00:00Z".parse().unwrap()
    }

    #[test]
    fn f39_five_companies_in_a_row_open_it_and_one_company_never_does() {
        let alone = (0..50).fold(Breaker::default(), |breaker, _| breaker.failed(1, now()));
        assert!(!alone.is_open());
        let four =
            (1..=4).fold(Breaker::default(), |breaker, company| breaker.failed(company, now()));
        assert!(!four.is_open() && four.clone().failed(5, now()).is_open());
        assert!(!four.succeeded().failed(5, now()).is_open(), "one that succeeded lies between");
    }

    #[test]
    fn f39_an_open_one_is_tried_once_a_minute_and_closed_by_the_first_success() {
        let open =
            (1..=5).fold(Breaker::default(), |breaker, company| breaker.failed(company, now()));
        let minute = now() + PROBE;
        assert!(!open.lets_probe(now()) && open.lets_probe(minute));
        let probing = open.clone().probing(minute);
        assert!(probing.is_open() && !probing.lets_probe(minute));
        assert!(probing.clone().failed(1, minute).is_open());
        assert!(probing.succeeded().is_clear());
    }

    #[test]
    fn s55_a_company_leaves_it() {
        let breaker = Breaker::default().failed(1, now()).failed(2, now());
        assert!(breaker.names(1) && !breaker.without(1).names(1));
    }
}
