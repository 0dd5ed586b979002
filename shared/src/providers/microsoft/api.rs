//! One call to Graph: its headers, its error body, and what each refusal means.

use http::request::Builder;
use http::{Method, StatusCode};
use jiff::Timestamp;
use secrecy::SecretString;
use serde_json::Value;

use crate::model::fault::Fault;
use crate::model::provider::Provider;
use crate::providers::Outside;
use crate::providers::rest::Rest;

/// Ids that stay when the event moves to another folder, and answers in UTC; on every request.
const PREFER: &str = r#"IdType="ImmutableId", outlook.timezone="UTC""#;

/// The default calendar of one Microsoft account.
#[derive(Clone, Debug)]
pub struct OutlookCalendar {
    pub(super) rest: Rest,
}

impl OutlookCalendar {
    /// The calendar as `access_token`'s account sees it.
    pub fn new(outside: Outside<'_>, access_token: SecretString) -> Self {
        let base_url = format!("{}/v1.0/me", outside.config.endpoints.microsoft_graph);
        let provider = Provider::OutlookCalendar;
        Self { rest: Rest::new(outside, provider, base_url, access_token, classify) }
    }

    pub(super) fn request(&self, method: Method, path: &str) -> Builder {
        self.rest.request(method, path).header("Prefer", PREFER)
    }
}

/// Graph's refusals by status and code ("Microsoft Graph error responses").
fn classify(status: StatusCode, body: &Value, _: Timestamp) -> (Fault, Option<String>) {
    let code = body.pointer("/error/code").and_then(Value::as_str).unwrap_or_default();
    let fault = match (status.as_u16(), code) {
        // A claims challenge in the headers says more.
        (401, _) => Fault::TokenRefused,
        // No Exchange Online mailbox, or a personal one where only work accounts are served.
        (_, "MailboxNotEnabledForRESTAPI") => Fault::Permission,
        (429, _) | (_, "ApplicationThrottled" | "activityLimitReached" | "TooManyRequests") => {
            Fault::Throttled(None)
        }
        (403, _) => Fault::Permission,
        (400 | 404 | 409 | 410 | 412, _) => Fault::Rejected,
        (500.., _) => Fault::OutcomeUnknown,
        _ => Fault::Transient,
    };
    (fault, (!code.is_empty()).then(|| code.to_owned()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn fault(status: u16, code: &str) -> Fault {
        let body = json!({"error": {"code": code, "message": "m"}});
        classify(StatusCode::from_u16(status).unwrap(), &body, Timestamp::UNIX_EPOCH).0
    }

    #[test]
    fn refusals_are_told_by_status_and_code() {
        assert_eq!(fault(401, "InvalidAuthenticationToken"), Fault::TokenRefused);
        assert_eq!(fault(403, "ErrorAccessDenied"), Fault::Permission);
        assert_eq!(fault(404, "MailboxNotEnabledForRESTAPI"), Fault::Permission);
        assert_eq!(fault(404, "ErrorItemNotFound"), Fault::Rejected);
        assert_eq!(fault(429, "ApplicationThrottled"), Fault::Throttled(None));
        assert_eq!(fault(503, "serviceNotAvailable"), Fault::OutcomeUnknown);
        assert_eq!(fault(418, ""), Fault::Transient);
    }
}
