//! Zoom's limits: so many calls a second, and of creating and updating 100 a day and host ("Rate limits").

use http::{HeaderMap, HeaderValue};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::error::ApiError;
use crate::Zoom;
use crate::account::Account;
use crate::knobs::ZoomKnobs;
use crate::scope::Right;

/// Calls that create and update meetings, for each host from midnight to midnight UTC.
pub const A_DAY: u32 = 100;
const A_SECOND: u32 = 20;

/// Counts one call of `account`; the headers of its answer.
///
/// # Errors
/// The 429 of whichever limit was reached.
pub fn count(
    zoom: &Zoom,
    account: &'static Account,
    knobs: &ZoomKnobs,
    right: Right,
) -> Result<HeaderMap, ApiError> {
    let now = zoom.now();
    if knobs.rate_limited {
        let mut headers = headers(right, "QPS", A_SECOND, 0);
        headers.insert("x-ratelimit-reset", (now.as_second() + 1).into());
        let message =
            "You have reached the maximum per-second rate limit for this API. Try again later.";
        return Err(ApiError::limit(message, headers));
    }
    if !right.is_counted() {
        return Ok(headers(right, "QPS", A_SECOND, A_SECOND - 1));
    }
    let used = zoom.meetings().count_call(account, day(now)).saturating_add(knobs.calls_used);
    if used <= A_DAY {
        return Ok(headers(right, "QPS", A_SECOND, A_SECOND - 1));
    }
    let mut headers = headers(right, "Daily-limit", A_DAY, 0);
    // An instant, where RFC 9110 knows seconds and HTTP's own dates only.
    let reset = midnight(now).strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    headers.extend(HeaderValue::from_str(&reset).ok().map(|at| (http::header::RETRY_AFTER, at)));
    let message = "You have exceeded the daily rate limit (100) of Meeting Create/Update API requests \
        permitted for this particular user. You may resume these requests at GMT 00:00:00.";
    Err(ApiError::limit(message, headers))
}

fn headers(right: Right, kind: &'static str, limit: u32, remaining: u32) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert("x-ratelimit-category", HeaderValue::from_static(right.label()));
    headers.insert("x-ratelimit-type", HeaderValue::from_static(kind));
    headers.insert("x-ratelimit-limit", limit.into());
    headers.insert("x-ratelimit-remaining", remaining.into());
    headers
}

fn day(now: Timestamp) -> i64 {
    now.as_second().div_euclid(24 * 3600)
}

fn midnight(now: Timestamp) -> Timestamp {
    let today = now.to_zoned(TimeZone::UTC).date();
    let tomorrow = today.tomorrow().ok().and_then(|day| day.to_zoned(TimeZone::UTC).ok());
    tomorrow.map_or(now, |tomorrow| tomorrow.timestamp())
}
