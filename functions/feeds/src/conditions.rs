//! What a taker may hold already (RFC 9110, sections 8.8 and 13).

use http::{HeaderMap, header};
use jiff::Timestamp;
use shared::model::offer::{Profile, day, start_of_day};
use shared::store::Feed;

use crate::forms;

/// By what a taker's copy is known to be the feed's newest.
///
/// A feed changes with the company's offers, which are counted, with the day: then offers end, or become too old for
/// a taker, and with a deployment that changes its form. No time tells that: `Last-Modified` knows no two changes
/// within a second.
#[derive(Clone, Debug)]
pub struct Validators {
    /// Weak: packed or not, it is the same feed.
    pub(crate) tag: String,
    /// When it changed last.
    pub(crate) modified: Timestamp,
}

impl Validators {
    /// Those of the feed for `profile` at `now`.
    pub(crate) fn of(feed: &Feed, profile: Profile, now: Timestamp) -> Self {
        Self {
            tag: format!(
                "W/\"{}-{}-{}.{}\"",
                feed.version,
                day(now),
                profile.name(),
                forms::version(profile)
            ),
            modified: feed.changed_at.max(start_of_day(now)),
        }
    }

    /// Whether `headers` tell of the newest copy.
    pub(crate) fn are_known(&self, headers: &HeaderMap) -> bool {
        let opaque = self.tag.trim_start_matches("W/");
        let tags = headers.get_all(header::IF_NONE_MATCH).iter();
        tags.filter_map(|value| value.to_str().ok()).flat_map(|all| all.split(',')).any(|tag| {
            let tag = tag.trim();
            tag == "*" || tag.trim_start_matches("W/") == opaque
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn validators(now: &str) -> Validators {
        let changed_at = at("2026-11-23T09:00:00Z");
        let fetches = BTreeMap::new();
        let feed =
            Feed { company_id: 1, version: 7, changed_at, fetches, offered: BTreeMap::new() };
        Validators::of(&feed, Profile::Indeed, at(now))
    }

    fn are_known(now: &str, tags: &str) -> bool {
        let headers = [(header::IF_NONE_MATCH, tags.parse().unwrap())];
        validators(now).are_known(&headers.into_iter().collect())
    }

    #[test]
    fn a_tag_is_of_a_version_a_day_a_profile_and_its_form() {
        let now = "2026-11-23T10:00:00Z";
        let form = forms::version(Profile::Indeed);
        let own = format!("\"7-2026-11-23-indeed.{form}\"");
        assert_eq!(validators(now).tag, format!("W/{own}"));
        for text in [&format!("W/{own}"), &own, &format!("\"a\", W/{own}"), "*"] {
            assert!(are_known(now, text), "{text}");
        }
        for text in [
            "",
            &own.replace("7-", "6-"),
            &own.replace("indeed", "jooble"),
            &own.replace(&format!(".{form}"), &format!(".{}", form + 1)),
            own.trim_matches('"'),
        ] {
            assert!(!are_known(now, text), "{text}");
        }
        assert!(!are_known("2026-11-24T00:00:00Z", &own));
    }
}
