//! What a run did.

use std::collections::BTreeMap;

use serde::Serialize;
use shared::connecting::renewal::Outcome;
use shared::model::fault::Fault;
use shared::model::provider::Provider;

/// The classes of failure, and the metric that counts each.
pub(crate) const CLASSES: [(&str, &str); 7] = [
    ("grant_gone", "FailedGrantGone"),
    ("config", "FailedConfig"),
    ("permission", "FailedPermission"),
    ("throttled", "FailedThrottled"),
    ("transient", "FailedTransient"),
    ("rejected", "FailedRejected"),
    ("storage", "FailedStorage"),
];

/// Counts of one run; the function's return value and its metrics.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Connections that were due.
    pub due: usize,
    /// Those with new tokens.
    pub renewed: usize,
    /// Those whose owner must consent again, found now.
    pub ended: usize,
    /// Those whose owner must consent again soon, noted now.
    pub warned: usize,
    /// Those that another run, or a use, was renewing.
    pub skipped: usize,
    /// Those that can't be read, marked for an operator (F16).
    pub set_aside: usize,
    /// Those that failed for now, by class: `config`, `throttled`, `transient`, `storage`, ….
    pub failed: BTreeMap<&'static str, usize>,
    /// Those that are still due because the time was over or their provider refused everything.
    pub left_over: usize,
    /// Grants that nobody wants any more and that are settled: withdrawn, or found in use.
    pub withdrawn: usize,
    /// Those that are tried again.
    pub withdrawals_left: usize,
    /// What the ATS has reported and was acted upon: somebody left, a company is gone.
    pub reports: usize,
    /// Reports that are tried again.
    pub reports_left: usize,
    /// Rooms that a request had left, and that are where they should be: with their interviews, or gone.
    pub rooms: usize,
    /// Those that are tried again.
    pub rooms_left: usize,
    /// Booking links that were looked at: some have expired.
    pub links: usize,
    /// Those that are looked at again.
    pub links_left: usize,
    /// Adverts at boards where people post by hand that were looked at.
    pub adverts: usize,
    /// Those that are looked at again.
    pub adverts_left: usize,
    /// How long the longest due one had been due, in seconds.
    pub oldest_overdue_seconds: i64,
    /// What the providers did that were asked, by their keys.
    pub providers: BTreeMap<&'static str, Tally>,
}

/// Renewals that a provider was asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// All of them, but those that it refused for a fault of our registration.
    pub asked: usize,
    /// Those that it did not grant although nobody had withdrawn them: it is down, throttles, or answers
    /// what nobody understands.
    pub failed: usize,
}

impl Report {
    /// Counts one connection to `provider`.
    pub(crate) fn count(&mut self, provider: Provider, outcome: Outcome) {
        if let Some(failed) = has_failed(&outcome) {
            let tally = self.providers.entry(provider.key()).or_default();
            tally.asked += 1;
            tally.failed += usize::from(failed);
        }
        match outcome {
            Outcome::Renewed => self.renewed += 1,
            Outcome::Ended => self.ended += 1,
            Outcome::Warned => self.warned += 1,
            Outcome::Skipped => self.skipped += 1,
            Outcome::SetAside => self.set_aside += 1,
            Outcome::Refused(fault) => *self.failed.entry(class(fault)).or_default() += 1,
            Outcome::Unavailable => *self.failed.entry("storage").or_default() += 1,
        }
    }

    /// How many were worked on.
    pub(crate) fn attempted(&self) -> usize {
        self.renewed + self.ended + self.warned + self.skipped + self.set_aside + self.failures()
    }

    /// How many were worked on and may be due still.
    pub(crate) fn undone(&self) -> usize {
        self.skipped + self.failures_of("storage")
    }

    /// How many failed with `class`.
    pub(crate) fn failures_of(&self, class: &str) -> usize {
        self.failed.get(class).copied().unwrap_or(0)
    }

    /// How many failed, whatever the class.
    pub fn failures(&self) -> usize {
        self.failed.values().sum()
    }
}

/// Whether the provider failed to answer as one that is well does; `None` where it was not asked, or where
/// we are to blame and another alarm tells.
const fn has_failed(outcome: &Outcome) -> Option<bool> {
    match outcome {
        Outcome::Renewed | Outcome::Ended | Outcome::Refused(Fault::Permission) => Some(false),
        Outcome::Refused(Fault::Config) => None,
        Outcome::Refused(_) => Some(true),
        Outcome::Warned | Outcome::Skipped | Outcome::SetAside | Outcome::Unavailable => None,
    }
}

const fn class(fault: Fault) -> &'static str {
    match fault {
        Fault::GrantGone(_) => "grant_gone",
        Fault::Config => "config",
        Fault::Permission => "permission",
        Fault::Throttled(_) => "throttled",
        Fault::Transient | Fault::TokenRefused | Fault::OutcomeUnknown => "transient",
        Fault::Rejected => "rejected",
    }
}

#[cfg(test)]
mod tests {
    use shared::model::reason::Reason;

    use super::*;

    #[test]
    fn every_failure_has_a_metric() {
        let faults = [
            Fault::GrantGone(Reason::Revoked),
            Fault::TokenRefused,
            Fault::Config,
            Fault::Permission,
            Fault::Throttled(None),
            Fault::Transient,
            Fault::OutcomeUnknown,
            Fault::Rejected,
        ];
        let mut report = Report::default();
        let outcomes = faults.map(Outcome::Refused).into_iter().chain([Outcome::Unavailable]);
        outcomes.for_each(|outcome| report.count(Provider::LinkedIn, outcome));
        let counted: usize = CLASSES.iter().map(|(class, _)| report.failures_of(class)).sum();
        assert_eq!((counted, report.failures()), (9, 9));
        // Neither a wrong secret of ours nor our storage is an outage of the provider, and an
        // administrator's rule is no failure of it.
        assert_eq!(report.providers["linkedin"], Tally { asked: 7, failed: 6 });
    }
}
