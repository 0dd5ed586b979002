//! `Retry-After` (RFC 9110, section 10.2.3): how long a provider asks us to wait.

use http::{HeaderMap, header};
use jiff::Timestamp;
use jiff::fmt::rfc2822;

/// The seconds to wait from `now`, of a number or a date; one second where the date has passed,
/// `None` where there is no such header or it is not understood.
pub fn seconds(headers: &HeaderMap, now: Timestamp) -> Option<u64> {
    let value = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    let seconds = value.parse().ok().or_else(|| until(value, now))?;
    Some(u64::max(seconds, 1))
}

fn until(date: &str, now: Timestamp) -> Option<u64> {
    let at = rfc2822::parse(date).ok()?.timestamp();
    Some(u64::try_from(at.as_second() - now.as_second()).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(value: &'static str) -> Option<u64> {
        let headers = [(header::RETRY_AFTER, http::HeaderValue::from_static(value))];
        seconds(&headers.into_iter().collect(), "2026-11-23T09:00:00Z".parse().unwrap())
    }

    #[test]
    fn f10_seconds_and_dates_are_understood() {
        assert_eq!(read("120"), Some(120));
        assert_eq!(read("86400"), Some(86_400));
        assert_eq!(read("Mon, 23 Nov 2026 09:00:30 GMT"), Some(30));
        assert_eq!(read("Mon, 23 Nov 2026 08:00:00 GMT"), Some(1));
        assert_eq!(read("0"), Some(1));
        assert_eq!(read("soon"), None);
    }
}
