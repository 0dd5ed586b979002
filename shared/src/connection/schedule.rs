//! When a connection is renewed. Pure: time and chance are arguments.
//!
//! What is used is renewed shortly before its access token dies. What is idle is renewed only so often
//! that its refresh token does not die of inactivity: cost follows use, not the number of rows.

use jiff::{SignedDuration, Timestamp};

use super::Connection;
use crate::providers::{Renewal, profile};

/// How many parts the due index has; several schedules can share them out.
pub const SHARDS: u8 = 16;

const DAY: SignedDuration = SignedDuration::from_hours(24);
/// Unused for longer than this is idle.
const IDLE_AFTER: SignedDuration = SignedDuration::from_hours(30 * 24);
/// Well before Microsoft's 90 days and Google's 6 months without use.
const KEEP_ALIVE: SignedDuration = SignedDuration::from_hours(30 * 24);
/// The soonest a renewal follows another on schedule, whatever life the provider names (F15).
const SOONEST: SignedDuration = SignedDuration::from_mins(5);

/// How many days before its end a connection's owner is told of it.
const WARNINGS: [u8; 3] = [14, 7, 1];

/// The part of the due index a company's connections are in: `"0"` to `"15"`.
pub fn shard(company_id: i64) -> String {
    company_id.rem_euclid(i64::from(SHARDS)).to_string()
}

impl Connection {
    /// When the schedule looks at this connection, seen from `now`; `None` where its access token never
    /// dies. Without a refresh token that is when the access token dies, to say so; and 14, 7 and 1 days
    /// before its end, where that is known. `luck` (any number) spreads what was made at once (F19).
    pub fn renewal_time(&self, is_renewable: bool, now: Timestamp, luck: u32) -> Option<Timestamp> {
        let renewal = self.next_renewal(is_renewable, now, luck);
        renewal.into_iter().chain(self.next_warning(now)).min()
    }

    /// The warning that its owner should have had by `now`: 14, 7 or 1 days before its end.
    pub fn warning(&self, now: Timestamp) -> Option<u8> {
        let end = self.reauthorize_by.filter(|end| *end > now)?;
        let begun = |days: &u8| later(end, -(DAY * i32::from(*days))) <= now;
        WARNINGS.into_iter().rev().find(begun)
    }

    fn next_warning(&self, now: Timestamp) -> Option<Timestamp> {
        let end = self.reauthorize_by?;
        let moments = WARNINGS.into_iter().map(|days| later(end, -(DAY * i32::from(days))));
        moments.into_iter().find(|moment| *moment > now)
    }

    fn next_renewal(&self, is_renewable: bool, now: Timestamp, luck: u32) -> Option<Timestamp> {
        let expires_at = self.expires_at?;
        if !is_renewable {
            return Some(expires_at);
        }
        let last_use = self.last_used_at.unwrap_or(self.connected_at).max(self.connected_at);
        let is_idle = now.duration_since(last_use) > IDLE_AFTER;
        let Renewal { margin, can_rest, .. } = profile(self.id.provider).renewal;
        if is_idle && can_rest {
            return Some(later(now, KEEP_ALIVE - part(DAY * 3, luck)));
        }
        let planned = later(expires_at, -margin - part(margin / 2, luck));
        Some(planned.max(later(now, SOONEST)))
    }
}

/// `luck`'s share of `whole`.
fn part(whole: SignedDuration, luck: u32) -> SignedDuration {
    whole.mul_f64(f64::from(luck) / f64::from(u32::MAX))
}

/// `by` after `at`, within what a timestamp can hold.
pub fn later(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.saturating_add(by).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::connection::tests::connection;
    use crate::model::provider::Provider;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn f19_what_was_made_at_once_is_renewed_spread_over_half_the_margin() {
        let mut google = connection(Provider::GoogleCalendar);
        let now = google.connected_at;
        google.expires_at = Some(later(now, SignedDuration::from_hours(1)));
        let renewal = |luck| google.renewal_time(true, now, luck).unwrap();
        let minutes = |luck| renewal(luck).duration_since(now).as_mins();
        assert_eq!((minutes(0), minutes(u32::MAX / 2), minutes(u32::MAX)), (50, 47, 45));
    }

    #[test]
    fn an_idle_connection_is_kept_alive_monthly_and_linkedin_s_is_renewed_as_ever() {
        let now = at("2026-11-23T09:00:00Z");
        for (provider, days) in [
            (Provider::OutlookCalendar, 30),
            (Provider::GoogleCalendar, 30),
            (Provider::LinkedIn, 53),
        ] {
            let mut idle = connection(provider);
            idle.connected_at = later(now, -(DAY * 31));
            idle.expires_at = Some(later(now, DAY * 60));
            let next = idle.renewal_time(true, now, 0).unwrap();
            assert_eq!(next.duration_since(now), DAY * days, "{provider}");
        }
    }

    #[test]
    fn without_a_refresh_token_the_schedule_comes_at_the_end() {
        let linkedin = connection(Provider::LinkedIn);
        assert_eq!(linkedin.renewal_time(false, linkedin.connected_at, 7), linkedin.expires_at);
    }

    #[test]
    fn f22_the_schedule_comes_14_7_and_1_days_before_an_end_and_at_the_end() {
        let mut linkedin = connection(Provider::LinkedIn);
        let end = later(linkedin.connected_at, DAY * 60);
        (linkedin.expires_at, linkedin.reauthorize_by) = (Some(end), Some(end));
        let (mut now, mut looks, mut warnings) = (linkedin.connected_at, Vec::new(), Vec::new());
        while now < end {
            now = linkedin.renewal_time(false, now, 7).unwrap();
            looks.push(end.duration_since(now).as_hours() / 24);
            warnings.push(linkedin.warning(now));
        }
        assert_eq!(looks, [14, 7, 1, 0]);
        assert_eq!(warnings, [Some(14), Some(7), Some(1), None]);
        assert_eq!(linkedin.warning(later(end, -(DAY * 3))), Some(7), "a late run");
    }

    #[test]
    fn f22_what_is_renewed_and_ends_all_the_same_is_looked_at_before_its_end_too() {
        let mut partner = connection(Provider::LinkedIn);
        partner.expires_at = Some(later(partner.connected_at, DAY * 60));
        partner.reauthorize_by = Some(later(partner.connected_at, DAY * 30));
        let look = partner.renewal_time(true, partner.connected_at, 0).unwrap();
        assert_eq!(look.duration_since(partner.connected_at), DAY * 16);
    }

    #[test]
    fn a_token_that_never_dies_is_on_no_schedule_with_a_refresh_token_or_without() {
        for provider in Provider::ALL {
            let mut endless = connection(provider);
            endless.expires_at = None;
            for is_renewable in [true, false] {
                assert_eq!(endless.renewal_time(is_renewable, endless.connected_at, 7), None);
            }
        }
    }

    proptest! {
        #[test]
        fn f15_no_life_however_absurd_makes_a_renewal_follow_at_once(seconds: i32, luck: u32) {
            let mut google = connection(Provider::GoogleCalendar);
            let now = google.connected_at;
            google.expires_at = Some(later(now, SignedDuration::from_secs(i64::from(seconds))));
            prop_assert!(google.renewal_time(true, now, luck).unwrap() >= later(now, SOONEST));
        }

        #[test]
        fn a_company_is_in_one_of_the_shards(company_id: i64) {
            prop_assert!(shard(company_id).parse::<u8>().unwrap() < SHARDS);
        }
    }
}
