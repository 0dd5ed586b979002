//! What Google's refusals mean. Sources: "Using OAuth 2.0 for web server applications"; "Handle API errors".

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::Value;

use crate::model::denial::Denial;
use crate::model::fault::Fault;
use crate::model::reason::Reason;
use crate::oauth::{AuthorizationError, Refusal};
use crate::providers::refusals::{Judgement, standard_denial, standard_fault};
use crate::providers::{Answer, Settings};

/// `quotaExceeded` lasts for hours; in seconds.
const QUOTA_WAIT: u64 = 3600;
/// Our own code for the one refusal that only its message tells.
pub(super) const NO_MEET: &str = "conferenceTypeNotAllowed";

/// Of an authorization request.
pub(super) fn authorization(error: &AuthorizationError) -> Denial {
    match error.error.as_str() {
        // Our app: unknown, deleted, or for our own organization only.
        "org_internal" | "deleted_client" | "disabled_client" | "redirect_uri_mismatch" => {
            Denial::ProviderMisconfigured
        }
        // An administrator of Google Workspace, or the account's own protection, blocks the app.
        "admin_policy_enforced" | "policy_enforced" => Denial::BlockedByPolicy,
        word => standard_denial(word),
    }
}

/// Of a code or a refresh token.
pub(super) fn token(refusal: &Refusal, _: &Settings) -> Judgement {
    Judgement::Plain(match refusal.error.as_str() {
        // The Workspace's administrator, Advanced Protection, or a restricted account.
        "admin_policy_enforced" | "policy_enforced" | "access_denied" => Fault::Permission,
        "org_internal" | "deleted_client" | "disabled_client" | "redirect_uri_mismatch" => {
            Fault::Config
        }
        "invalid_request" => Fault::Config,
        "invalid_grant" => Fault::GrantGone(match refusal.error_subtype.as_str() {
            "invalid_rapt" => Reason::Interaction,
            _ => Reason::Revoked,
        }),
        word => standard_fault(word),
    })
}

/// Of a call to the API: one status stands for many situations, so the reason decides ("Handle API errors").
/// Newer answers tell it among `details`; of the domain `usageLimits` every reason is a limit.
pub(super) fn api(answer: &Answer, now: Timestamp) -> (Fault, Option<String>) {
    let Answer { status, body, .. } = answer;
    let text = |pointer: &str| body.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
    let reason = match text("/error/errors/0/reason") {
        "" => detail(body),
        reason => reason,
    };
    let is_limit = text("/error/errors/0/domain") == "usageLimits";
    let has_no_meet = text("/error/message").contains("Invalid conference type value");
    let fault = match (status.as_u16(), reason) {
        // The address of a channel is not one that Google sends to: our domain must be verified there.
        (_, "push.webhookUrlUnauthorized" | "push.webhookUrlNotHttps") => Fault::Config,
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
    use http::{HeaderMap, StatusCode};
    use serde_json::json;

    use super::*;
    use crate::model::provider::Provider::GoogleCalendar;
    use crate::providers::refusals::tests::{denied, refused};

    #[test]
    fn only_what_is_listed_ends_a_connection() {
        for (body, reason) in [
            (r#"{"error":"invalid_grant"}"#, Reason::Revoked),
            (r#"{"error":"invalid_grant","error_subtype":"invalid_rapt"}"#, Reason::Interaction),
        ] {
            assert_eq!(refused(GoogleCalendar, body), Fault::GrantGone(reason), "{body}");
        }
    }

    #[test]
    fn f21_what_is_wrong_with_us_is_config() {
        for word in [
            "redirect_uri_mismatch",
            "unauthorized_client",
            "deleted_client",
            "disabled_client",
            "org_internal",
        ] {
            let body = format!(r#"{{"error":"{word}"}}"#);
            assert_eq!(refused(GoogleCalendar, &body), Fault::Config, "{word}");
            let denial = denied(GoogleCalendar, word, None);
            assert_eq!(denial, Denial::ProviderMisconfigured, "{word}");
        }
    }

    #[test]
    fn what_the_customer_s_administrator_can_mend_is_permission() {
        for body in [
            r#"{"error":"admin_policy_enforced"}"#,
            r#"{"error":"policy_enforced"}"#,
            r#"{"error":"access_denied","error_description":"Account restricted"}"#,
        ] {
            assert_eq!(refused(GoogleCalendar, body), Fault::Permission, "{body}");
        }
        let blocked = denied(GoogleCalendar, "admin_policy_enforced", None);
        assert_eq!(blocked, Denial::BlockedByPolicy);
    }

    fn now() -> Timestamp {
        "2026-11-23T09:00:00Z".parse().unwrap()
    }

    fn told(status: u16, body: Value) -> (Fault, Option<String>) {
        let status = StatusCode::from_u16(status).unwrap();
        api(&Answer { status, headers: HeaderMap::new(), body }, now())
    }

    fn fault(status: u16, reason: &str) -> Fault {
        let body = json!({"error": {"errors": [{"reason": reason}], "message": "m"}});
        told(status, body).0
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
        let of = |error: Value| told(403, json!({"error": error})).0;
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
        assert_eq!(told(502, Value::Null), (Fault::OutcomeUnknown, None));
    }

    #[test]
    fn f29_an_account_without_meet_is_told_by_the_message() {
        let body = json!({"error": {"errors": [{"reason": "invalid"}], "message": "Invalid conference type value."}});
        assert_eq!(told(400, body), (Fault::Rejected, Some(NO_MEET.to_owned())));
    }
}
