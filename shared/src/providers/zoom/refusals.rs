//! What Zoom's refusals mean. Sources: "OAuth errors"; "Error codes" and "Rate limits" of the API.

use http::header;
use jiff::Timestamp;
use serde_json::Value;

use crate::model::denial::Denial;
use crate::model::fault::Fault;
use crate::model::reason::Reason;
use crate::oauth::{AuthorizationError, Refusal};
use crate::providers::refusals::{Judgement, standard_denial, standard_fault};
use crate::providers::{Answer, Settings};

/// A meeting that is not there, or not any more.
pub(super) const NO_MEETING: &str = "3001";
/// Our own code for the limit that lasts until midnight UTC.
pub const DAILY_LIMIT: &str = "daily_limit";

/// Of an authorization request.
pub(super) fn authorization(error: &AuthorizationError) -> Denial {
    standard_denial(&error.error)
}

/// Of a code or a refresh token. A spent refresh token, one that is over, and one that a new authorization
/// ended are told by the same word.
pub(super) fn token(refusal: &Refusal, _: &Settings) -> Judgement {
    Judgement::Plain(match refusal.error.as_str() {
        "invalid_grant" => Fault::GrantGone(Reason::Revoked),
        word => standard_fault(word),
    })
}

/// Of a call to the API, by status and code.
pub(super) fn api(answer: &Answer, now: Timestamp) -> (Fault, Option<String>) {
    let Answer { status, body, .. } = answer;
    let code = body.get("code").and_then(Value::as_i64);
    let fault = match (status.as_u16(), code) {
        // The scopes are not enough: no renewal brings more.
        (400 | 401 | 403, Some(4711 | 4700)) => Fault::Permission,
        (401, _) => Fault::TokenRefused,
        (429, _) => match until_reset(answer, now) {
            Some(seconds) => {
                return (Fault::Throttled(Some(seconds)), Some(DAILY_LIMIT.to_owned()));
            }
            None => Fault::Throttled(None),
        },
        (400, Some(1010)) | (403, _) => Fault::Permission,
        (400 | 404 | 409 | 410, _) => Fault::Rejected,
        (500.., _) => Fault::OutcomeUnknown,
        _ => Fault::Transient,
    };
    (fault, code.map(|code| code.to_string()))
}

/// Seconds until the daily limit ends. Zoom's `Retry-After` is an instant in ISO 8601 then, which HTTP does not
/// know.
fn until_reset(answer: &Answer, now: Timestamp) -> Option<u64> {
    let at: Timestamp = answer.headers.get(header::RETRY_AFTER)?.to_str().ok()?.parse().ok()?;
    u64::try_from(at.as_second() - now.as_second()).ok()
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, StatusCode};
    use serde_json::json;

    use super::*;
    use crate::model::provider::Provider;
    use crate::providers::refusals::tests::refused;

    fn now() -> Timestamp {
        "2026-11-25T23:00:00Z".parse().unwrap()
    }

    fn told(status: u16, code: i64, retry_after: Option<&str>) -> (Fault, Option<String>) {
        let mut headers = HeaderMap::new();
        headers.extend(retry_after.map(|at| (header::RETRY_AFTER, at.parse().unwrap())));
        let status = StatusCode::from_u16(status).unwrap();
        api(&Answer { status, headers, body: json!({"code": code, "message": "m"}) }, now())
    }

    #[test]
    fn only_invalid_grant_ends_a_connection_and_the_words_around_a_code_do_not() {
        let gone = Fault::GrantGone(Reason::Revoked);
        let body = r#"{"reason":"Invalid Token!","error":"invalid_grant"}"#;
        assert_eq!(refused(Provider::Zoom, body), gone);
        let body = r#"{"reason":"Invalid authorization code .","error":"invalid_request"}"#;
        assert_eq!(refused(Provider::Zoom, body), Fault::Transient);
    }

    #[test]
    fn f10_the_daily_limit_says_when_it_ends_in_a_form_of_its_own() {
        let daily = told(429, 429, Some("2026-11-26T00:00:00Z"));
        assert_eq!(daily, (Fault::Throttled(Some(3600)), Some(DAILY_LIMIT.to_owned())));
        assert_eq!(told(429, 429, None).0, Fault::Throttled(None));
    }

    #[test]
    fn a_scope_that_lacks_is_no_dead_token_and_an_unknown_status_no_end() {
        assert_eq!(told(400, 4711, None).0, Fault::Permission);
        assert_eq!(told(401, 124, None).0, Fault::TokenRefused);
        assert_eq!(told(404, 3001, None), (Fault::Rejected, Some("3001".to_owned())));
        assert_eq!(told(400, 3000, None).0, Fault::Rejected);
        assert_eq!(told(500, 0, None).0, Fault::OutcomeUnknown);
        assert_eq!(told(418, 0, None).0, Fault::Transient);
    }
}
