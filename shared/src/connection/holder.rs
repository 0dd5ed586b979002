//! The person behind an own connection, as far as colleagues have to do with them. Pure.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// How long somebody who is not seen is taken to be there still: who left uses nothing, and is used no more.
const PRESENT: SignedDuration = SignedDuration::from_hours(30 * 24);

/// What is noted of a person beside their own connection; nothing beside a company's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// Their address at the ATS, by which colleagues know and invite them.
    #[serde(rename = "owner_email", default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// When they were last seen to work for the company.
    #[serde(
        rename = "owner_seen_at",
        default,
        skip_serializing_if = "Option::is_none",
        with = "jiff::fmt::serde::timestamp::second::optional"
    )]
    pub seen_at: Option<Timestamp>,
}

impl Holder {
    /// Of somebody with the address `email` who is here at `now`.
    pub fn new(email: Option<&str>, now: Timestamp) -> Self {
        Self { email: email.map(str::to_owned), seen_at: Some(now) }
    }

    /// Whether it was noted within the day before `now` that they are here: often enough for
    /// [`Holder::is_present`].
    pub fn is_noted(&self, now: Timestamp) -> bool {
        self.seen_at.is_some_and(|seen| now.duration_since(seen) < SignedDuration::from_hours(24))
    }

    /// Whether they were seen within the 30 days before `now`.
    pub fn is_present(&self, now: Timestamp) -> bool {
        self.seen_at.is_some_and(|seen| now.duration_since(seen) < PRESENT)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn b20_who_was_not_seen_for_30_days_is_taken_to_have_left() {
        let seen: Timestamp = "2026-11-23T09:00:00Z".parse().unwrap();
        let holder = Holder::new(None, seen);
        assert!(holder.is_present(seen + PRESENT - SignedDuration::from_secs(1)));
        assert!(!holder.is_present(seen + PRESENT));
        assert!(!Holder::default().is_present(seen), "who was never seen");
    }

    #[test]
    fn s27_nothing_is_written_beside_a_company_s_connection() {
        assert_eq!(serde_json::to_value(Holder::default()).unwrap(), json!({}));
    }
}
