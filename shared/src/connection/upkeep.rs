//! What renewing does to a connection: the lease, its success, its failures, its end. Pure.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::schedule::later;
use super::{Connection, State, expires_at};
use crate::model::fault::Fault;
use crate::model::reason::Reason;
use crate::oauth::Grant;
use crate::providers::profile;
use crate::vault::Sealed;

/// How long a renewal may take before another may begin: the token endpoint's 10 s and the write, doubled.
const LEASE: SignedDuration = SignedDuration::from_secs(30);
/// No token is used this close to its end: it could die on the way (F14).
const LAST_MINUTE: SignedDuration = SignedDuration::from_secs(60);
/// What the API says of a token this young proves nothing: it may not know it yet.
const YOUNG: SignedDuration = SignedDuration::from_secs(120);
/// The pause after a first failed renewal, doubled with each further one up to [`LONGEST_PAUSE`].
const FIRST_PAUSE: SignedDuration = SignedDuration::from_mins(5);
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_hours(1);
/// For our own misconfiguration: an operator is at it.
const CONFIG_PAUSE: SignedDuration = SignedDuration::from_mins(15);

/// The exclusive right to renew one connection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lease {
    /// A random name of the renewer.
    pub owner: String,
    /// From when somebody else may take it: its owner has died.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub until: Timestamp,
}

impl Lease {
    /// A lease from `now` on.
    pub fn new(owner: String, now: Timestamp) -> Self {
        Self { owner, until: later(now, LEASE) }
    }
}

/// The renewals that failed since the last that succeeded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// When the first one failed.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub since: Timestamp,
    /// When the latest one failed.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub at: Timestamp,
    /// How many.
    pub count: u32,
    /// The provider wants no attempt before this.
    #[serde(with = "jiff::fmt::serde::timestamp::second::optional")]
    pub not_before: Option<Timestamp>,
    /// What the latest one failed of.
    #[serde(default)]
    pub cause: Cause,
}

/// What a renewal fails of, by who can mend it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// The provider is down, busy or not understood: time mends it.
    #[default]
    Outage,
    /// Our registration is refused: an operator mends it.
    Configuration,
    /// An administrator at the customer's, or the account's protection, keeps us out.
    Policy,
    /// The grant would be gone, but so would too many others: an operator looks at it.
    Doubted,
}

impl Cause {
    const fn of(fault: Fault) -> Self {
        match fault {
            Fault::Config => Self::Configuration,
            Fault::Permission => Self::Policy,
            Fault::GrantGone(_) => Self::Doubted,
            _ => Self::Outage,
        }
    }
}

impl Connection {
    /// Whether the access token may still be used at `now`; one that never dies may.
    pub fn is_alive(&self, now: Timestamp) -> bool {
        self.expires_at.is_none_or(|end| end > later(now, LAST_MINUTE))
    }

    /// Whether the access token was granted so shortly before `now` that the API may not know it yet.
    pub fn is_young(&self, now: Timestamp) -> bool {
        later(self.granted_at.unwrap_or(self.connected_at), YOUNG) > now
    }

    /// Whether the access token is not the one that came with the person's consent.
    pub fn was_renewed(&self) -> bool {
        self.granted_at.is_some_and(|at| at > self.connected_at)
    }

    /// Whether the access token is close enough to its end to be renewed, where it can be.
    pub fn is_due(&self, now: Timestamp) -> bool {
        let margin = profile(self.id.provider).renewal.margin;
        self.expires_at.is_some_and(|end| end <= later(now, margin))
    }

    /// Until when the provider wants to be left alone, where that is after `now`.
    pub fn pause(&self, now: Timestamp) -> Option<Timestamp> {
        self.failure.as_ref()?.not_before.filter(|not_before| *not_before > now)
    }

    /// Whether a renewal is not worth trying yet while the old token lives: the provider wants to be
    /// left alone, or has failed within the last minute.
    pub fn rests(&self, now: Timestamp) -> bool {
        let just_failed = |failure: &Failure| later(failure.at, LAST_MINUTE) > now;
        self.pause(now).is_some() || self.failure.as_ref().is_some_and(just_failed)
    }

    /// With what was granted in answer to a request sent at `sent_at`.
    #[must_use]
    pub fn renewed(mut self, grant: &Grant, sent_at: Timestamp, sealed_tokens: Sealed) -> Self {
        self.sealed_tokens = sealed_tokens;
        self.expires_at = expires_at(grant, sent_at);
        self.granted_at = Some(sent_at);
        // Only an answer that names an end changes it: Google tells once, at the first consent.
        let refresh_token_life = grant.refresh_token_expires_in.map(SignedDuration::from_secs);
        self.reauthorize_by =
            refresh_token_life.map(|life| later(sent_at, life)).or(self.reauthorize_by);
        (self.state, self.reason) = (State::Active, None);
        (self.lease, self.failure) = (None, None);
        self.warned = self.warning(sent_at);
        self.version = self.version.wrapping_add(1);
        self
    }

    /// With its owner told at `now` that its end is near; looked at again before the next warning, or at the
    /// end. Only where it can't be renewed.
    #[must_use]
    pub fn warned(mut self, now: Timestamp) -> Self {
        self.lease = None;
        self.warned = self.warning(now);
        self.refresh_at = self.renewal_time(false, now, 0);
        self
    }

    /// With the grant gone for `reason`: only a person can mend it.
    #[must_use]
    pub fn ended(mut self, reason: Reason) -> Self {
        (self.state, self.reason) = (State::NeedsReauthorization, Some(reason));
        (self.lease, self.failure, self.refresh_at) = (None, None, None);
        self.version = self.version.wrapping_add(1);
        self
    }

    /// With tokens that can't be opened: an operator is told, and a new consent mends it (F16).
    #[must_use]
    pub fn set_aside(mut self) -> Self {
        (self.state, self.reason) = (State::NeedsAttention, None);
        (self.lease, self.failure, self.refresh_at) = (None, None, None);
        self.version = self.version.wrapping_add(1);
        self
    }

    /// With one more failed attempt to renew: it is noted, for people to be told, and tried again
    /// later. The connection stays what it was (F21).
    #[must_use]
    pub fn failed(mut self, fault: Fault, now: Timestamp) -> Self {
        self.lease = None;
        let (since, count) = self.failure.as_ref().map_or((now, 0), |old| (old.since, old.count));
        let not_before = match fault {
            Fault::Throttled(Some(seconds)) => i64::try_from(seconds)
                .ok()
                .map(|seconds| later(now, SignedDuration::from_secs(seconds))),
            _ => None,
        };
        let pause = if fault == Fault::Config { CONFIG_PAUSE } else { pause_after(count) };
        let again = later(now, pause).max(not_before.unwrap_or(now));
        self.refresh_at = self.refresh_at.map(|_| again);
        let (count, cause) = (count.saturating_add(1), Cause::of(fault));
        self.failure = Some(Failure { since, at: now, count, not_before, cause });
        self
    }
}

fn pause_after(failures: u32) -> SignedDuration {
    (FIRST_PAUSE * 2_i32.saturating_pow(failures.min(8))).min(LONGEST_PAUSE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connection::tests::connection;
    use crate::model::provider::Provider;

    fn grant(refresh_token_expires_in: Option<i64>) -> Grant {
        Grant {
            access_token: "a".into(),
            refresh_token: None,
            expires_in: Some(3600),
            refresh_token_expires_in,
            scopes: None,
            id_token: None,
            is_organization_wide: false,
        }
    }

    #[test]
    fn f11_failures_back_off_and_the_first_is_remembered() {
        let mut google = connection(Provider::GoogleCalendar);
        let start = google.connected_at;
        google.refresh_at = Some(start);
        let mut pauses = Vec::new();
        let mut now = start;
        for _ in 0..6 {
            google = google.failed(Fault::Transient, now);
            let again = google.refresh_at.unwrap();
            pauses.push(again.duration_since(now).as_mins());
            now = again;
        }
        assert_eq!(pauses, [5, 10, 20, 40, 60, 60]);
        assert_eq!(google.state, State::Active);
        assert_eq!(google.failure.unwrap().since, start);
    }

    #[test]
    fn f10_the_provider_s_pause_is_kept() {
        let google = connection(Provider::GoogleCalendar);
        let now = google.connected_at;
        let google = google.failed(Fault::Throttled(Some(120)), now);
        assert_eq!(google.pause(now), Some(later(now, SignedDuration::from_secs(120))));
        assert_eq!(google.pause(later(now, SignedDuration::from_secs(120))), None);
    }

    #[test]
    fn f21_our_misconfiguration_is_noted_and_ends_nothing() {
        let google = connection(Provider::GoogleCalendar);
        let failed = google.clone().failed(Fault::Config, google.connected_at);
        assert_eq!(failed.state, State::Active);
        assert_eq!(failed.failure.unwrap().cause, Cause::Configuration);
        assert_eq!(failed.version, google.version);
    }

    #[test]
    fn an_answer_without_an_end_keeps_the_known_one() {
        let mut linkedin = connection(Provider::LinkedIn);
        linkedin.reauthorize_by = linkedin.expires_at;
        let (sent_at, sealed) = (linkedin.connected_at, linkedin.sealed_tokens.clone());
        let silent = linkedin.clone().renewed(&grant(None), sent_at, sealed.clone());
        assert_eq!(silent.reauthorize_by, linkedin.expires_at);
        let told = linkedin.renewed(&grant(Some(60)), sent_at, sealed);
        assert_eq!(told.reauthorize_by, Some(later(sent_at, SignedDuration::from_secs(60))));
    }

    #[test]
    fn f14_no_token_is_used_in_its_last_minute() {
        let google = connection(Provider::GoogleCalendar);
        let end = google.expires_at.unwrap();
        let before = |seconds: i64| later(end, SignedDuration::from_secs(-seconds));
        assert!(google.is_alive(before(61)) && !google.is_alive(before(60)));
        assert!(google.is_due(before(600)) && !google.is_due(before(601)));
    }

    #[test]
    fn a_token_that_never_dies_is_alive_and_never_due_and_a_renewal_may_end_that() {
        let mut endless = connection(Provider::GoogleCalendar);
        endless.expires_at = None;
        let much_later = later(endless.connected_at, SignedDuration::from_hours(24 * 10_000));
        assert!(endless.is_alive(much_later) && !endless.is_due(much_later));
        let sealed = endless.sealed_tokens.clone();
        let renewed = endless.renewed(&grant(None), much_later, sealed);
        assert!(renewed.is_due(later(much_later, SignedDuration::from_hours(1))));
    }
}
