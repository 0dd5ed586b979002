//! The `Retry-After` header (RFC 9110, section 10.2.3): how long a provider wants to be left alone.

use http::{HeaderMap, header};
use jiff::Timestamp;
use jiff::fmt::rfc2822;

/// The longest pause that is believed, in seconds: an hour. Whoever asks for a day is asked again.
const LIMIT: u64 = 3600;

/// Seconds from `now` as the header of an answer says; `None` without one that is understood.
pub fn seconds(headers: &HeaderMap, now: Timestamp) -> Option<u64> {
    parse(headers.get(header::RETRY_AFTER)?.to_str().ok()?, now)
}

/// Seconds from `now` of a header's text: one where the time has come, an hour where it is further away;
/// `None` where it is neither seconds nor a date (F10, F15).
pub fn parse(text: &str, now: Timestamp) -> Option<u64> {
    let text = text.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(text.parse().unwrap_or(LIMIT).clamp(1, LIMIT));
    }
    let at = rfc2822::parse(text).ok()?.timestamp();
    let left = at.as_second().saturating_sub(now.as_second());
    Some(u64::try_from(left).unwrap_or(1).clamp(1, LIMIT))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn now() -> Timestamp {
        "2026-11-23T09:00:00Z".parse().unwrap()
    }

    #[test]
    fn f10_seconds_and_dates_are_understood_and_absurd_ones_capped() {
        for (header, expected) in [
            ("120", Some(120)),
            (" 120 ", Some(120)),
            ("0", Some(1)),
            ("86400", Some(LIMIT)),
            ("99999999999999999999999", Some(LIMIT)),
            ("Mon, 23 Nov 2026 09:02:00 GMT", Some(120)),
            ("Mon, 23 Nov 2026 08:00:00 GMT", Some(1)),
            ("Tue, 24 Nov 2026 09:00:00 GMT", Some(LIMIT)),
            ("-5", None),
            ("", None),
            ("soon", None),
        ] {
            assert_eq!(parse(header, now()), expected, "{header}");
        }
    }

    proptest! {
        #[test]
        fn any_header_is_a_bounded_pause_or_none(header in ".{0,60}") {
            prop_assert!(parse(&header, now()).is_none_or(|seconds| (1..=LIMIT).contains(&seconds)));
        }
    }
}
