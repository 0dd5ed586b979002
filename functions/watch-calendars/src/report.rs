//! What a run did.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use serde::Serialize;
use shared::model::fault::Fault;
use shared::model::provider::CalendarProvider;

/// What became of a calendar.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Outcome {
    /// It is watched as it should be; nothing was to be done, or something was stopped.
    Kept,
    /// A channel was opened for it.
    Opened,
    /// Its channel was renewed.
    Renewed,
    /// It is watched without a channel: another connection of the account has the only one, or the world knows
    /// no address of ours.
    Unheard,
    /// It is watched no longer.
    Ended,
    /// Another run was at it.
    Skipped,
    /// Its provider refused; it is tried again.
    Failed(Fault),
    /// The table did not answer; it stays due.
    Unavailable,
    /// Its turn did not come; it stays due.
    LeftOver,
}

/// Counts of one run; the function's return value and its metrics.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Calendars that were due, as far as the run has read.
    pub due: usize,
    /// Those that are watched as they were.
    pub kept: usize,
    /// Those with a new channel.
    pub opened: usize,
    /// Those whose channel lives longer.
    pub renewed: usize,
    /// Those that are watched without a channel.
    pub unheard: usize,
    /// Those that are watched no longer.
    pub ended: usize,
    /// Those that another run was at.
    pub skipped: usize,
    /// Those that failed for now: `config`, `throttled`, `provider`, `storage`.
    pub failed: BTreeMap<&'static str, usize>,
    /// Those whose turn did not come, because the time was over or their provider refused everything.
    pub left_over: usize,
    /// Those that nobody had asked for, found by looking through connections.
    pub discovered: usize,
    /// How long the longest due one had been due, in seconds.
    pub oldest_overdue_seconds: i64,
    /// What the providers did that were asked for a channel, by their keys.
    pub providers: BTreeMap<&'static str, Tally>,
}

/// Channels that a provider was asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// All of them.
    pub asked: usize,
    /// Those that it did not grant.
    pub failed: usize,
}

impl Report {
    /// Counts one calendar of `provider` that had been due for so long.
    pub(crate) fn count(
        &mut self,
        provider: CalendarProvider,
        outcome: Outcome,
        overdue: SignedDuration,
    ) {
        self.due += 1;
        self.oldest_overdue_seconds = self.oldest_overdue_seconds.max(overdue.as_secs());
        if let Some(failed) = has_failed(outcome) {
            let tally = self.providers.entry(provider.key()).or_default();
            tally.asked += 1;
            tally.failed += usize::from(failed);
        }
        match outcome {
            Outcome::Kept => self.kept += 1,
            Outcome::Opened => self.opened += 1,
            Outcome::Renewed => self.renewed += 1,
            Outcome::Unheard => self.unheard += 1,
            Outcome::Ended => self.ended += 1,
            Outcome::Skipped => self.skipped += 1,
            Outcome::Failed(fault) => *self.failed.entry(class(fault)).or_default() += 1,
            Outcome::Unavailable => *self.failed.entry("storage").or_default() += 1,
            Outcome::LeftOver => self.left_over += 1,
        }
    }
}

/// Whether the provider failed to open or renew a channel; `None` where it was not asked.
const fn has_failed(outcome: Outcome) -> Option<bool> {
    match outcome {
        Outcome::Opened | Outcome::Renewed => Some(false),
        Outcome::Failed(_) => Some(true),
        Outcome::Kept
        | Outcome::Unheard
        | Outcome::Ended
        | Outcome::Skipped
        | Outcome::Unavailable
        | Outcome::LeftOver => None,
    }
}

const fn class(fault: Fault) -> &'static str {
    match fault {
        Fault::Config => "config",
        Fault::Throttled(_) => "throttled",
        Fault::GrantGone(_)
        | Fault::TokenRefused
        | Fault::Permission
        | Fault::Transient
        | Fault::Rejected
        | Fault::OutcomeUnknown => "provider",
    }
}
