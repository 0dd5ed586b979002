//! The `Retry-After` header (RFC 9110, section 10.2.3): how long a provider wants to be left alone.

use jiff::Timestamp;
use jiff::fmt::rfc2822;

/// The longest pause that is believed, in seconds: an hour. Whoever asks for a day is asked again.
const LIMIT: u64 = 3600;

/// Seconds from `now`, 0 where the time is past, an hour where it is further away; `None` where the
/// header is neither seconds nor a date (F10, F15).
pub fn seconds(header: &str, now: Timestamp) -> Option<u64> {
    let header = header.trim();
    if !header.is_empty() && header.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(header.parse().unwrap_or(LIMIT).min(LIMIT));
    }
    let at = rfc2822::parse(header).ok()?.timestamp();
    let left = at.as_second().saturating_sub(now.as_second());
    Some(u64::try_from(left).unwrap_or(0).min(LIMIT))
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
            ("0", Some(0)),
            ("86400", Some(LIMIT)),
            ("99999999999999999999999", Some(LIMIT)),
            ("Mon, 23 Nov 2026 09:02:00 GMT", Some(120)),
            ("Mon, 23 Nov 2026 08:00:00 GMT", Some(0)),
            ("Tue, 24 Nov 2026 09:00:00 GMT", Some(LIMIT)),
            ("-5", None),
            ("", None),
            ("soon", None),
        ] {
            assert_eq!(seconds(header, now()), expected, "{header}");
        }
    }

    proptest! {
        #[test]
        fn any_header_is_a_bounded_pause_or_none(header in ".{0,60}") {
            prop_assert!(seconds(&header, now()).is_none_or(|seconds| seconds <= LIMIT));
        }
    }
}
