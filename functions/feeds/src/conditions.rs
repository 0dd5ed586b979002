//! What a taker may hold already (RFC 9110, sections 8.8 and 13).

use http::{HeaderMap, header};
use jiff::Timestamp;
use jiff::fmt::rfc2822::{DateTimeParser, DateTimePrinter};
use shared::model::offer::{Profile, day, start_of_day};
use shared::store::Feed;

use crate::forms;

/// By what a taker's copy is known to be the feed's newest.
///
/// A feed changes with the company's offers, which are counted, with the day: then offers end, or become too old for
/// a taker, and with a deployment that changes its form. (Whoever sends a time learns of that on the next day.)
#[derive(Clone, Debug)]
pub struct Validators {
    /// Weak: packed or not, it is the same feed.
    pub(crate) tag: String,
    /// When it changed last.
    pub(crate) modified: Timestamp,
    /// Whether that second is over: within it, the feed may change once more.
    is_settled: bool,
}

impl Validators {
    /// Those of the feed for `profile` at `now`.
    pub(crate) fn of(feed: &Feed, profile: Profile, now: Timestamp) -> Self {
        let modified = feed.changed_at.max(start_of_day(now));
        Self {
            tag: format!(
                "W/\"{}-{}-{}.{}\"",
                feed.version,
                day(now),
                profile.name(),
                forms::version(profile)
            ),
            modified,
            is_settled: modified.as_second() < now.as_second(),
        }
    }

    /// As a header; `None` within the second of the change.
    pub(crate) fn last_modified(&self) -> Option<String> {
        let printed = DateTimePrinter::new().timestamp_to_rfc9110_string(&self.modified);
        printed.ok().filter(|_| self.is_settled)
    }

    /// Whether `headers` tell of the newest copy. Where tags are sent, times don't count.
    pub(crate) fn are_known(&self, headers: &HeaderMap) -> bool {
        let mut tags = headers.get_all(header::IF_NONE_MATCH).iter().peekable();
        if tags.peek().is_some() {
            let opaque = self.tag.trim_start_matches("W/");
            return tags
                .filter_map(|value| value.to_str().ok())
                .flat_map(|all| all.split(','))
                .any(|tag| {
                    let tag = tag.trim();
                    tag == "*" || tag.trim_start_matches("W/") == opaque
                });
        }
        let since = headers.get(header::IF_MODIFIED_SINCE).and_then(|value| value.to_str().ok());
        let since = since.and_then(|text| DateTimeParser::new().parse_timestamp(text).ok());
        since.is_some_and(|since| self.is_settled && since.as_second() >= self.modified.as_second())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use http::HeaderName;

    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn validators(now: &str) -> Validators {
        let changed_at = at("2026-11-23T09:00:00Z");
        let feed = Feed { company_id: 1, version: 7, changed_at, fetches: BTreeMap::new() };
        Validators::of(&feed, Profile::Indeed, at(now))
    }

    fn are_known(now: &str, headers: &[(HeaderName, &str)]) -> bool {
        let headers = headers.iter().map(|(name, value)| (name.clone(), value.parse().unwrap()));
        validators(now).are_known(&headers.collect())
    }

    #[test]
    fn a_tag_is_of_a_version_a_day_a_profile_and_its_form() {
        let now = "2026-11-23T10:00:00Z";
        let form = forms::version(Profile::Indeed);
        let own = format!("\"7-2026-11-23-indeed.{form}\"");
        assert_eq!(validators(now).tag, format!("W/{own}"));
        let are_known = |now: &str, text: &str| are_known(now, &[(header::IF_NONE_MATCH, text)]);
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

    #[test]
    fn a_time_counts_where_no_tag_is_sent_and_its_second_is_over() {
        let own = [(header::IF_MODIFIED_SINCE, "Mon, 23 Nov 2026 09:00:00 GMT")];
        assert!(are_known("2026-11-23T09:00:01Z", &own));
        assert!(!are_known("2026-11-23T09:00:00Z", &own));
        assert_eq!(validators("2026-11-23T09:00:00Z").last_modified(), None);
        assert_eq!(
            validators("2026-11-23T09:00:01Z").last_modified().unwrap(),
            "Mon, 23 Nov 2026 09:00:00 GMT"
        );
        assert!(!are_known("2026-11-24T09:00:00Z", &own), "another day");
        let [time] = own;
        assert!(!are_known("2026-11-23T10:00:00Z", &[(header::IF_NONE_MATCH, "\"x\""), time]));
        for text in ["yesterday", "Mon, 23 Nov 2026 08:59:59 GMT", ""] {
            assert!(!are_known("2026-11-23T10:00:00Z", &[(header::IF_MODIFIED_SINCE, text)]));
        }
    }
}
