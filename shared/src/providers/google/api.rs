//! One call to the Calendar API: its error body, and what each refusal means.

use http::StatusCode;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use secrecy::SecretString;
use serde_json::Value;

use crate::model::fault::Fault;
use crate::model::provider::Provider;
use crate::providers::Outside;
use crate::providers::rest::Rest;

/// `quotaExceeded` lasts for hours; in seconds.
const QUOTA_WAIT: u64 = 3600;
/// Our own code for the one refusal that only its message tells.
pub(super) const NO_MEET: &str = "conferenceTypeNotAllowed";

/// The primary calendar of one Google account.
#[derive(Clone, Debug)]
pub struct GoogleCalendar {
    pub(super) rest: Rest,
}

impl GoogleCalendar {
    /// The calendar as `access_token`'s account sees it.
    pub fn new(outside: Outside<'_>, access_token: SecretString) -> Self {
        let base_url = format!("{}/calendar/v3", outside.config.endpoints.google_api);
        let provider = Provider::GoogleCalendar;
        Self { rest: Rest::new(outside, provider, base_url, access_token, classify) }
    }
}

/// Google's refusals: one status stands for many situations, so the reason decides ("Handle API errors").
/// Newer answers tell it among `details`; of the domain `usageLimits` every reason is a limit.
fn classify(status: StatusCode, body: &Value, now: Timestamp) -> (Fault, Option<String>) {
    let text = |pointer: &str| body.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
    let reason = match text("/error/errors/0/reason") {
        "" => detail(body),
        reason => reason,
    };
    let is_limit = text("/error/errors/0/domain") == "usageLimits";
    let has_no_meet = text("/error/message").contains("Invalid conference type value");
    let fault = match (status.as_u16(), reason) {
        // Whether the grant is gone is for the token endpoint to say.
        (401, _) => Fault::TokenRefused,
        (_, "accessNotConfigured" | "SERVICE_DISABLED") => Fault::Config,
        (_, "quotaExceeded") => Fault::Throttled(Some(QUOTA_WAIT)),
        (_, "dailyLimitExceeded") => Fault::Throttled(until_midnight(now)),
        (_, "rateLimitExceeded" | "userRateLimitExceeded" | "userRateLimitExceededUnreg") => {
            Fault::Throttled(None)
        }
        (_, "limitExceeded" | "variableTermLimitExceeded" | "RATE_LIMIT_EXCEEDED") | (429, _) => {
            Fault::Throttled(None)
        }
        (403, _) if is_limit => Fault::Throttled(None),
        (403, _) => Fault::Permission,
        (400 | 404 | 409 | 410 | 412, _) => Fault::Rejected,
        (500.., _) => Fault::OutcomeUnknown,
        _ => Fault::Transient,
    };
    let code = if has_no_meet { NO_MEET } else { reason };
    (fault, (!code.is_empty()).then(|| code.to_owned()))
}

/// The reason of an `ErrorInfo`, the first that has one.
fn detail(body: &Value) -> &str {
    let details = body.pointer("/error/details").and_then(Value::as_array);
    let mut reasons = details.into_iter().flatten().filter_map(|detail| detail.get("reason"));
    reasons.find_map(Value::as_str).unwrap_or_default()
}

/// The daily limit's end, midnight in California, in seconds.
fn until_midnight(now: Timestamp) -> Option<u64> {
    let today = now.to_zoned(TimeZone::get("America/Los_Angeles").ok()?);
    let midnight = today.tomorrow().and_then(|tomorrow| tomorrow.start_of_day()).ok()?;
    u64::try_from(midnight.timestamp().as_second() - now.as_second()).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn now() -> Timestamp {
        "2026-11-23T09:00:00Z".parse().unwrap()
    }

    fn fault(status: u16, reason: &str) -> Fault {
        let body = json!({"error": {"errors": [{"reason": reason}], "message": "m"}});
        classify(StatusCode::from_u16(status).unwrap(), &body, now()).0
    }

    #[test]
    fn f10_a_limit_is_told_from_a_missing_right_by_its_reason() {
        assert_eq!(fault(403, "rateLimitExceeded"), Fault::Throttled(None));
        assert_eq!(fault(403, "quotaExceeded"), Fault::Throttled(Some(3600)));
        assert_eq!(fault(403, "insufficientPermissions"), Fault::Permission);
        assert_eq!(fault(403, "accessNotConfigured"), Fault::Config);
        assert_eq!(fault(429, ""), Fault::Throttled(None));
        // 09:00 UTC is 01:00 in California.
        assert_eq!(fault(403, "dailyLimitExceeded"), Fault::Throttled(Some(23 * 3600)));
        for reason in ["limitExceeded", "variableTermLimitExceeded", "userRateLimitExceededUnreg"] {
            assert_eq!(fault(403, reason), Fault::Throttled(None), "{reason}");
        }
    }

    #[test]
    fn f10_a_limit_nobody_listed_is_told_by_its_domain_and_a_newer_answer_by_its_details() {
        let of = |error: Value| classify(StatusCode::FORBIDDEN, &json!({"error": error}), now()).0;
        let limit = json!({"errors": [{"domain": "usageLimits", "reason": "concurrentLimit"}]});
        assert_eq!(of(limit), Fault::Throttled(None));
        let disabled =
            json!({"errors": [{"domain": "usageLimits", "reason": "accessNotConfigured"}]});
        assert_eq!(of(disabled), Fault::Config);
        let detail = |reason: &str| json!({"details": [{"@type": "Help"}, {"reason": reason}]});
        assert_eq!(of(detail("RATE_LIMIT_EXCEEDED")), Fault::Throttled(None));
        assert_eq!(of(detail("SERVICE_DISABLED")), Fault::Config);
        assert_eq!(of(detail("ACCESS_TOKEN_SCOPE_INSUFFICIENT")), Fault::Permission);
    }

    #[test]
    fn what_is_not_recognised_is_not_permanent() {
        assert_eq!(fault(418, "teapot"), Fault::Transient);
        assert_eq!(fault(503, "backendError"), Fault::OutcomeUnknown);
        assert_eq!(
            classify(StatusCode::BAD_GATEWAY, &Value::Null, now()),
            (Fault::OutcomeUnknown, None)
        );
    }

    #[test]
    fn f29_an_account_without_meet_is_told_by_the_message() {
        let body = json!({"error": {"errors": [{"reason": "invalid"}], "message": "Invalid conference type value."}});
        assert_eq!(
            classify(StatusCode::BAD_REQUEST, &body, now()),
            (Fault::Rejected, Some(NO_MEET.to_owned()))
        );
    }
}
