//! One call to the Calendar API: its error body, and what each refusal means.

use http::StatusCode;
use secrecy::SecretString;
use serde_json::Value;

use crate::app::App;
use crate::fault::Fault;
use crate::provider::Provider;
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
    pub fn new(app: &App, access_token: SecretString) -> Self {
        let base_url = format!("{}/calendar/v3", app.config.endpoints.google_api);
        let provider = Provider::GoogleCalendar;
        Self { rest: Rest::new(app, provider, base_url, access_token, classify) }
    }
}

/// Google's refusals: one status stands for many situations, so the reason decides ("Handle API errors").
fn classify(status: StatusCode, body: &Value) -> (Fault, Option<String>) {
    let text = |pointer: &str| body.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
    let reason = text("/error/errors/0/reason");
    let has_no_meet = text("/error/message").contains("Invalid conference type value");
    let fault = match (status.as_u16(), reason) {
        // Whether the grant is gone is for the token endpoint to say.
        (401, _) => Fault::TokenRefused,
        (_, "rateLimitExceeded" | "userRateLimitExceeded") | (429, _) => Fault::Throttled(None),
        (_, "quotaExceeded") => Fault::Throttled(Some(QUOTA_WAIT)),
        (_, "accessNotConfigured") => Fault::Config,
        (403, _) => Fault::Permission,
        (400 | 404 | 409 | 410 | 412, _) => Fault::Rejected,
        (500.., _) => Fault::OutcomeUnknown,
        _ => Fault::Transient,
    };
    let code = if has_no_meet { NO_MEET } else { reason };
    (fault, (!code.is_empty()).then(|| code.to_owned()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn fault(status: u16, reason: &str) -> Fault {
        let body = json!({"error": {"errors": [{"reason": reason}], "message": "m"}});
        classify(StatusCode::from_u16(status).unwrap(), &body).0
    }

    #[test]
    fn f10_a_limit_is_told_from_a_missing_right_by_its_reason() {
        assert_eq!(fault(403, "rateLimitExceeded"), Fault::Throttled(None));
        assert_eq!(fault(403, "quotaExceeded"), Fault::Throttled(Some(3600)));
        assert_eq!(fault(403, "insufficientPermissions"), Fault::Permission);
        assert_eq!(fault(403, "accessNotConfigured"), Fault::Config);
        assert_eq!(fault(429, ""), Fault::Throttled(None));
    }

    #[test]
    fn what_is_not_recognised_is_not_permanent() {
        assert_eq!(fault(418, "teapot"), Fault::Transient);
        assert_eq!(fault(503, "backendError"), Fault::OutcomeUnknown);
        assert_eq!(classify(StatusCode::BAD_GATEWAY, &Value::Null), (Fault::OutcomeUnknown, None));
    }

    #[test]
    fn f29_an_account_without_meet_is_told_by_the_message() {
        let body = json!({"error": {"errors": [{"reason": "invalid"}], "message": "Invalid conference type value."}});
        assert_eq!(
            classify(StatusCode::BAD_REQUEST, &body),
            (Fault::Rejected, Some(NO_MEET.to_owned()))
        );
    }
}
