//! How a connection is, in words the person who owns it can act on. Pure.

use jiff::{SignedDuration, Timestamp};
use shared::connection::{Cause, Failure, State, must_be_reconnected};
use shared::model::provider::Provider;
use shared::model::reason::Reason;
use shared::providers::profile;
use shared::store::Summary;
use shared::words::{Argument, Text};

const DAY: SignedDuration = SignedDuration::from_hours(24);
/// From so many days before its end on, a connection is `expiring`.
const EXPIRING: i64 = 14;

/// The state as the frontend shows it; its name on the wire is [`Health::name`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Health {
    /// Nothing to do.
    Active,
    /// It is kept, but its provider has not renewed it lately, for a reason that nobody at the company
    /// has to mend (F11, F21, F33).
    Degraded,
    /// It is kept, but an administrator of the company's organization has to let us in again.
    Blocked,
    /// It ends within two weeks unless the person consents again.
    Expiring,
    /// It doesn't work until the person consents again.
    NeedsReauthorization,
}

impl Health {
    /// How `summary`'s connection is at `now`.
    pub(super) fn of(summary: &Summary, now: Timestamp) -> Self {
        if must_be_reconnected(summary.state, summary.reauthorize_by, now) {
            return Self::NeedsReauthorization;
        }
        match days_left(summary, now) {
            Some(days) if days <= EXPIRING => Self::Expiring,
            _ if summary.failure.as_ref().is_some_and(|it| it.cause == Cause::Policy) => {
                Self::Blocked
            }
            _ if summary.failure.is_some() => Self::Degraded,
            _ => Self::Active,
        }
    }

    /// The name on the wire.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Degraded => "degraded",
            Self::Blocked => "blocked",
            Self::Expiring => "expiring",
            Self::NeedsReauthorization => "needs_reauthorization",
        }
    }

    /// Whether the connection can be used.
    pub(super) fn is_connected(self) -> bool {
        self != Self::NeedsReauthorization
    }
}

/// Why the connection is not simply active.
pub(super) fn reason(summary: &Summary, health: Health) -> Option<Text> {
    let provider = summary.id.provider;
    let text = match (health, summary.state, summary.reason) {
        (Health::Active, ..) => return None,
        (Health::Degraded | Health::Blocked, ..) => trouble(provider, summary.failure.as_ref()?),
        (Health::Expiring, ..) => {
            Text::new("health-expiring").with("end", Argument::Day(summary.reauthorize_by?))
        }
        (_, State::NeedsAttention, _) => Text::new("health-unreadable"),
        (_, _, Some(Reason::Revoked)) => Text::new("health-revoked"),
        (_, _, Some(Reason::Interaction)) => Text::new("health-interaction"),
        (_, _, Some(Reason::Interrupted)) => Text::new("health-interrupted"),
        _ => Text::new("health-expired"),
    };
    Some(text.with("provider", provider))
}

/// What keeps the provider from renewing, and who can mend it.
fn trouble(provider: Provider, failure: &Failure) -> Text {
    let text = match failure.cause {
        Cause::Outage => Text::new("health-outage"),
        Cause::Configuration => Text::new("health-configuration"),
        Cause::Doubted => Text::new("health-doubted"),
        Cause::Policy => {
            Text::new("health-policy").with("gatekeeper", profile(provider).gatekeeper.clone())
        }
    };
    text.with("since", Argument::Moment(failure.since))
}

/// What a person should be told before it is too late: one text from 14, 7 and 1 days before the end.
pub(super) fn warnings(summary: &Summary, health: Health, now: Timestamp) -> Vec<Text> {
    let (Health::Expiring, Some(days)) = (health, days_left(summary, now)) else {
        return Vec::new();
    };
    let provider = summary.id.provider;
    let text = match days {
        ..=1 => Text::new("ends-today"),
        2..=7 => Text::new("ends-this-week").with("days", days),
        _ => Text::new("ends-later").with("days", days),
    };
    vec![with_purpose(text.with("provider", provider), provider)]
}

/// What ends by a rule, and not for want of a click, is said to.
fn with_purpose(warning: Text, provider: Provider) -> Text {
    match profile(provider).renewal.ends_by_rule {
        true => Text::new("ends-for-a-rule").with("warning", warning).with("provider", provider),
        false => warning,
    }
}

/// Days until the end, begun ones counted, where an end is known.
fn days_left(summary: &Summary, now: Timestamp) -> Option<i64> {
    let left = summary.reauthorize_by?.duration_since(now);
    Some((left.as_secs() + DAY.as_secs() - 1).div_euclid(DAY.as_secs()))
}

#[cfg(test)]
mod tests {
    use shared::connection::Holder;
    use shared::model::owner::ConnectionId;

    use super::*;

    fn now() -> Timestamp {
        "2026-11-23T09:00:00Z".parse().unwrap()
    }

    fn ending_in(hours: i64) -> Summary {
        Summary {
            id: ConnectionId::of_company(1, Provider::LinkedIn),
            state: State::Active,
            reason: None,
            account: None,
            expires_at: None,
            reauthorize_by: Some(now() + SignedDuration::from_hours(hours)),
            connected_at: None,
            last_used_at: None,
            failure: None,
            scopes: None,
            account_limit: None,
            holder: Holder::default(),
        }
    }

    #[test]
    fn warnings_come_14_7_and_1_days_before_the_end() {
        for (hours, health, words) in [
            (24 * 14 + 1, Health::Active, None),
            (24 * 14, Health::Expiring, Some("in 14 days. Reconnect it in time")),
            (24 * 7 + 1, Health::Expiring, Some("in 8 days")),
            (24 * 7, Health::Expiring, Some("in 7 days. Reconnect it this week")),
            (25, Health::Expiring, Some("in 2 days")),
            (24, Health::Expiring, Some("Last day")),
            (0, Health::NeedsReauthorization, None),
        ] {
            let summary = ending_in(hours);
            let found = Health::of(&summary, now());
            assert_eq!(found, health, "{hours}");
            let warnings = warnings(&summary, found, now());
            assert_eq!(warnings.len(), usize::from(words.is_some()), "{hours}");
            assert!(
                words.is_none_or(|words| warnings[0].to_string().contains(words)),
                "{hours}: {warnings:?}"
            );
        }
    }

    #[test]
    fn every_state_but_active_has_a_reason() {
        let mut summary = ending_in(1000);
        assert_eq!(reason(&summary, Health::of(&summary, now())), None);
        summary.state = State::NeedsAttention;
        let broken = reason(&summary, Health::of(&summary, now())).unwrap().to_string();
        assert!(broken.contains("Reconnect LinkedIn to fix"), "{broken}");
        (summary.state, summary.reason) = (State::NeedsReauthorization, Some(Reason::Revoked));
        let revoked = reason(&summary, Health::of(&summary, now())).unwrap().to_string();
        assert!(revoked.contains("withdrawn"), "{revoked}");
        let over = reason(&ending_in(-1), Health::NeedsReauthorization).unwrap().to_string();
        assert!(over.contains("expired"), "{over}");
    }
}
