//! What LinkedIn's refusals mean. Sources: "Programmatic refresh tokens", "Authorization code flow", "API
//! error handling" and the pages of each API.

use http::StatusCode;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Deserialize;
use serde_json::Value;

use crate::model::denial::Denial;
use crate::model::fault::{Fault, ProviderError};
use crate::model::reason::Reason;
use crate::model::urn::is_post;
use crate::oauth::{AuthorizationError, Refusal};
use crate::platform::lenient;
use crate::providers::refusals::{Judgement, standard_denial, standard_fault};
use crate::providers::{Answer, Settings};

/// Our own code for every refusal that names a picture.
const PICTURE: &str = "PICTURE";
/// Our own code for those that only say that it is too early.
const PICTURE_NOT_READY: &str = "PICTURE_NOT_READY";
/// How LinkedIn names one: codes such as `MEDIA_ASSET_PROCESSING_FAILED` and `INVALID_IMAGE_ID`, the
/// field's name, its URN.
const PICTURE_WORDS: [&str; 6] = [
    "thumbnail",
    "content/media",
    "media_asset",
    "invalid_image",
    "urn:li:image:",
    "urn:li:digitalmediaasset:",
];

/// The flat error body; each field may be missing.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ErrorBody {
    #[serde(deserialize_with = "lenient::or_default")]
    code: String,
    #[serde(rename = "serviceErrorCode", deserialize_with = "lenient::or_default")]
    service_error_code: u32,
    #[serde(deserialize_with = "lenient::or_default")]
    message: String,
    /// What is wrong with which field, in a form of its own for each refusal.
    #[serde(rename = "errorDetails")]
    details: Value,
}

impl ErrorBody {
    fn of(answer: &Answer) -> Self {
        serde_json::from_value(answer.body.clone()).unwrap_or_default()
    }
}

/// Of an authorization request.
pub(super) fn authorization(error: &AuthorizationError) -> Denial {
    match error.error.as_str() {
        "user_cancelled_login" | "user_cancelled_authorize" => Denial::Cancelled,
        "unauthorized_scope_error" => Denial::ProviderMisconfigured,
        word => standard_denial(word),
    }
}

/// Of a code or a refresh token.
pub(super) fn token(refusal: &Refusal, _: &Settings) -> Judgement {
    Judgement::Plain(match refusal.error.as_str() {
        "unauthorized_scope_error" | "invalid_redirect_uri" => Fault::Config,
        // One word for a dead token and for a parameter we forgot.
        "invalid_request" if refusal.error_description.contains("required parameter") => {
            Fault::Config
        }
        "invalid_request" | "invalid_grant" => Fault::GrantGone(Reason::Revoked),
        word => standard_fault(word),
    })
}

/// Of a call to the API.
pub(super) fn api(answer: &Answer, now: Timestamp) -> (Fault, Option<String>) {
    let body = ErrorBody::of(answer);
    let code = Some(body.code.clone()).filter(|code| !code.is_empty());
    if is_about_a_picture(answer.status, &body) {
        tracing::warn!(status = answer.status.as_u16(), code, "LinkedIn refused a picture");
        let code = if is_too_early(&body.code) { PICTURE_NOT_READY } else { PICTURE };
        return (Fault::Rejected, Some(code.to_owned()));
    }
    (fault(answer.status, &body, now), code)
}

/// Refusals by status and code; messages are no contract, with one exception.
fn fault(status: StatusCode, body: &ErrorBody, now: Timestamp) -> Fault {
    match (status.as_u16(), body.code.as_str()) {
        (401, code) => match dead(code, body.service_error_code) {
            Some(reason) => Fault::GrantGone(reason),
            None => Fault::TokenRefused,
        },
        (426, _) | (400, "VERSION_MISSING") => Fault::Config,
        (403, _) => Fault::Permission,
        // A role that was lost is told in the message only.
        (400, _) if body.message.contains("Organization permissions") => Fault::Permission,
        // The daily quota names no time.
        (429, _) => Fault::Throttled(until_midnight(now)),
        (400 | 404 | 411 | 413 | 422, _) => Fault::Rejected,
        (500.., _) => Fault::OutcomeUnknown,
        _ => Fault::Transient,
    }
}

/// The documented refusals of a token: invalid (65600), revoked (65601), expired (65602).
fn dead(code: &str, number: u32) -> Option<Reason> {
    match (code, number) {
        ("EXPIRED_ACCESS_TOKEN", _) => Some(Reason::Expired),
        ("INVALID_ACCESS_TOKEN" | "REVOKED_ACCESS_TOKEN", _) => Some(Reason::Revoked),
        (_, 65_600..=65_602) => Some(Reason::Revoked),
        _ => None,
    }
}

/// Whether a definite refusal is about a picture, by whatever code: what is refused stands in its words.
fn is_about_a_picture(status: StatusCode, body: &ErrorBody) -> bool {
    let is_definite = matches!(status.as_u16(), 400 | 403 | 404 | 413 | 415 | 422);
    let words = format!("{} {} {}", body.code, body.message, body.details).to_lowercase();
    is_definite && PICTURE_WORDS.iter().any(|word| words.contains(word))
}

/// `MEDIA_ASSET_PROCESSING` and `MEDIA_ASSET_WAITING_UPLOAD` pass; `MEDIA_ASSET_PROCESSING_FAILED` does not.
fn is_too_early(code: &str) -> bool {
    matches!(code, "MEDIA_ASSET_PROCESSING" | "MEDIA_ASSET_WAITING_UPLOAD")
}

/// The URN in `Content is a duplicate of urn:li:share:…`: 422 today, 400 and 409 on older surfaces. It may
/// stand in the details only.
pub(super) fn duplicate_of(answer: &Answer) -> Option<String> {
    let ErrorBody { message, details, .. } = ErrorBody::of(answer);
    named_duplicate(answer.status, &message)
        .or_else(|| named_duplicate(answer.status, &details.to_string()))
}

fn named_duplicate(status: StatusCode, message: &str) -> Option<String> {
    let is_candidate = matches!(status.as_u16(), 400 | 409 | 422) && message.contains("duplicate");
    let start = message.find("urn:li:")?;
    let is_urn = |c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '-' | '_');
    let urn: String = message.get(start..)?.chars().take_while(|c| is_urn(*c)).collect();
    (is_candidate && is_post(&urn)).then_some(urn)
}

/// Whether LinkedIn refused the picture of a post, or of an upload.
pub fn is_picture_refused(error: &ProviderError) -> bool {
    error.has_code(PICTURE) || is_picture_not_ready(error)
}

/// Whether LinkedIn refused a post because its picture is still processed.
pub fn is_picture_not_ready(error: &ProviderError) -> bool {
    error.has_code(PICTURE_NOT_READY)
}

/// The quota's end, 00:00 UTC, in seconds.
fn until_midnight(now: Timestamp) -> Option<u64> {
    let today = now.to_zoned(TimeZone::UTC);
    let midnight = today.tomorrow().and_then(|tomorrow| tomorrow.start_of_day()).ok()?;
    u64::try_from(midnight.timestamp().as_second() - now.as_second()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::provider::Provider::LinkedIn;
    use crate::providers::refusals::tests::{denied, refused};

    #[test]
    fn s17_each_word_for_cancelled_is_understood() {
        for word in ["access_denied", "user_cancelled_login", "user_cancelled_authorize"] {
            assert_eq!(denied(LinkedIn, word, None), Denial::Cancelled, "{word}");
        }
        let unauthorized = denied(LinkedIn, "unauthorized_scope_error", None);
        assert_eq!(unauthorized, Denial::ProviderMisconfigured);
    }

    #[test]
    fn only_what_is_listed_ends_a_connection() {
        for body in [
            r#"{"error":"invalid_request","error_description":"The provided authorization grant or refresh token is invalid, expired or revoked"}"#,
            r#"{"error":"invalid_grant"}"#,
        ] {
            assert_eq!(refused(LinkedIn, body), Fault::GrantGone(Reason::Revoked), "{body}");
        }
    }

    #[test]
    fn f21_what_is_wrong_with_us_is_config() {
        for body in [
            r#"{"error":"invalid_request","error_description":"A required parameter \"client_id\" is missing"}"#,
            r#"{"error":"invalid_client"}"#,
            r#"{"error":"invalid_redirect_uri"}"#,
            r#"{"error":"unauthorized_scope_error"}"#,
        ] {
            assert_eq!(refused(LinkedIn, body), Fault::Config, "{body}");
        }
    }

    #[test]
    fn f33_only_documented_words_say_that_a_grant_is_gone() {
        let unauthorized = |body: &str| {
            let body = serde_json::from_str(body).unwrap_or_default();
            fault(StatusCode::UNAUTHORIZED, &body, Timestamp::UNIX_EPOCH)
        };
        for (body, reason) in [
            (r#"{"code":"INVALID_ACCESS_TOKEN"}"#, Reason::Revoked),
            (
                r#"{"serviceErrorCode":65601,"message":"The token used in the request has been revoked by the user"}"#,
                Reason::Revoked,
            ),
            (r#"{"serviceErrorCode":65602,"code":"EXPIRED_ACCESS_TOKEN"}"#, Reason::Expired),
        ] {
            assert_eq!(unauthorized(body), Fault::GrantGone(reason), "{body}");
        }
        for body in [
            "",
            "<html>",
            r#"{"message":"Unauthorized"}"#,
            r#"{"code":"EMPTY_ACCESS_TOKEN","message":"Empty oauth2_access_token"}"#,
            r#"{"code":"UNAUTHORIZED","serviceErrorCode":65603}"#,
            r#"{"message":"The token used in the request has been revoked by the user"}"#,
        ] {
            assert_eq!(unauthorized(body), Fault::TokenRefused, "{body}");
        }
    }

    #[test]
    fn f2_a_duplicate_names_the_post_that_is_online() {
        let message = "Content is a duplicate of urn:li:share:7123.";
        assert_eq!(
            named_duplicate(StatusCode::UNPROCESSABLE_ENTITY, message),
            Some("urn:li:share:7123".to_owned())
        );
        assert_eq!(
            named_duplicate(StatusCode::BAD_REQUEST, message),
            Some("urn:li:share:7123".to_owned())
        );
        assert_eq!(named_duplicate(StatusCode::FORBIDDEN, message), None);
        assert_eq!(
            named_duplicate(StatusCode::UNPROCESSABLE_ENTITY, "duplicate of urn:li:person:abc"),
            None
        );
        assert_eq!(named_duplicate(StatusCode::UNPROCESSABLE_ENTITY, "nonsense"), None);
    }

    #[test]
    fn f10_the_daily_quota_ends_at_midnight_utc() {
        let seconds = |at: &str| until_midnight(at.parse().unwrap());
        assert_eq!(seconds("2026-11-23T22:59:59Z"), Some(3601));
        assert_eq!(seconds("2026-11-23T00:00:00Z"), Some(86_400));
    }
}
