//! One call to LinkedIn's API: its headers, its error body, and what each refusal means.

use http::request::Builder;
use http::{HeaderMap, Method, Request, Response, StatusCode, header};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::model::fault::{Fault, ProviderError};
use crate::model::provider::Provider;
use crate::platform::clock::Clock;
use crate::platform::http::Http;
use crate::platform::lenient;
use crate::platform::metrics;
use crate::platform::retry_after;
use crate::providers::Outside;

/// LinkedIn's API in the name of one member.
#[derive(Clone, Debug)]
pub struct LinkedIn {
    http: Http,
    clock: Clock,
    pub(super) base_url: String,
    version: String,
    pub(super) access_token: SecretString,
}

/// Our own code for every refusal that names a picture.
pub(super) const PICTURE: &str = "PICTURE";
/// How LinkedIn names one: codes such as `MEDIA_ASSET_PROCESSING_FAILED` and `INVALID_IMAGE_ID`, the
/// field's name, its URN.
const PICTURE_WORDS: [&str; 5] =
    ["thumbnail", "media_asset", "invalid_image", "urn:li:image:", "urn:li:digitalmediaasset:"];

/// The flat error body; each field may be missing.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ErrorBody {
    #[serde(deserialize_with = "lenient::or_default")]
    pub(super) code: String,
    #[serde(rename = "serviceErrorCode", deserialize_with = "lenient::or_default")]
    pub(super) service_error_code: u32,
    #[serde(deserialize_with = "lenient::or_default")]
    pub(super) message: String,
    /// What is wrong with which field, in a form of its own for each refusal.
    #[serde(rename = "errorDetails")]
    pub(super) details: Value,
}

impl LinkedIn {
    /// The API as `access_token`'s member sees it.
    pub fn new(outside: Outside<'_>, access_token: SecretString) -> Self {
        Self {
            http: outside.http.clone(),
            clock: outside.clock.clone(),
            base_url: outside.config.endpoints.linkedin_api.clone(),
            version: outside.config.linkedin_version.clone(),
            access_token,
        }
    }

    /// A request with the headers every versioned call needs. `path` is encoded already.
    pub(super) fn request(&self, method: Method, path: &str) -> Builder {
        Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.base_url))
            .header(header::AUTHORIZATION, format!("Bearer {}", self.access_token.expose_secret()))
            .header("LinkedIn-Version", &self.version)
            .header("X-Restli-Protocol-Version", "2.0.0")
            .header(header::CONTENT_TYPE, "application/json")
    }

    /// Reads `path`. A read can be repeated, so its outcome is never in doubt.
    pub(super) async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, ProviderError> {
        let response = self.send(self.request(Method::GET, path), Vec::new()).await?;
        serde_json::from_slice(response.body()).map_err(|_| malformed())
    }

    /// Sends a request that may be repeated, and returns the answer where its status says success.
    pub(super) async fn send(
        &self,
        builder: Builder,
        body: Vec<u8>,
    ) -> Result<Response<Vec<u8>>, ProviderError> {
        let response = self.exchange(builder, body).await.map_err(repeatable)?;
        if response.status().is_success() {
            return Ok(response);
        }
        let error = error_body(&response);
        Err(repeatable(self.refusal(response.status(), response.headers(), &error)))
    }

    /// Sends a request that must not be repeated blindly; status, headers and error body, whatever the status.
    pub(super) async fn send_any(
        &self,
        builder: Builder,
        body: Vec<u8>,
    ) -> Result<(StatusCode, HeaderMap, ErrorBody), ProviderError> {
        let response = self.exchange(builder, body).await?;
        let error = error_body(&response);
        Ok((response.status(), response.into_parts().0.headers, error))
    }

    /// What LinkedIn's refusal means; one that only an operator can mend raises the alarm (F21, F28).
    pub(super) fn refusal(
        &self,
        status: StatusCode,
        headers: &HeaderMap,
        body: &ErrorBody,
    ) -> ProviderError {
        let now = self.clock.now();
        let code = (!body.code.is_empty()).then(|| body.code.chars().take(64).collect());
        let fault = match (fault(status, body), retry_after::seconds(headers, now)) {
            // The daily quota names no time.
            (Fault::Throttled(_), told) => Fault::Throttled(told.or_else(|| until_midnight(now))),
            // A service that names the time was not able to do what was asked (RFC 9110, section 15.6.4).
            (Fault::OutcomeUnknown, Some(told)) if status == StatusCode::SERVICE_UNAVAILABLE => {
                Fault::Throttled(Some(told))
            }
            (fault, _) => fault,
        };
        if is_about_a_picture(status, body) {
            tracing::warn!(status = status.as_u16(), code, "LinkedIn refused a picture");
            return failed(Fault::Rejected, Some(status.as_u16()), Some(PICTURE.to_owned()));
        }
        if fault == Fault::Config {
            let version = &self.version;
            tracing::error!(
                version,
                code,
                "LinkedIn no longer serves this API version: set LINKEDIN_VERSION (the parameter LinkedInVersion) to a current one"
            );
            metrics::provider_misconfigured(Provider::LinkedIn, now);
        }
        failed(fault, Some(status.as_u16()), code)
    }

    async fn exchange(
        &self,
        builder: Builder,
        body: Vec<u8>,
    ) -> Result<Response<Vec<u8>>, ProviderError> {
        let request = builder.body(body).map_err(|_| failed(Fault::Rejected, None, None))?;
        self.http.send(request).await.map_err(|error| match error.is_unsent() {
            true => failed(Fault::Transient, None, None),
            false => failed(Fault::OutcomeUnknown, None, None),
        })
    }
}

fn error_body(response: &Response<Vec<u8>>) -> ErrorBody {
    serde_json::from_slice(response.body()).unwrap_or_default()
}

/// An answer that is not what the API describes.
pub(super) fn malformed() -> ProviderError {
    failed(Fault::Transient, None, None)
}

/// The quota's end, 00:00 UTC, in seconds.
fn until_midnight(now: Timestamp) -> Option<u64> {
    let today = now.to_zoned(TimeZone::UTC);
    let midnight = today.tomorrow().and_then(|tomorrow| tomorrow.start_of_day()).ok()?;
    u64::try_from(midnight.timestamp().as_second() - now.as_second()).ok()
}

/// A request that may be sent again at any time was, to its caller, not executed.
fn repeatable(error: ProviderError) -> ProviderError {
    match error.fault {
        Fault::OutcomeUnknown => ProviderError { fault: Fault::Transient, ..error },
        _ => error,
    }
}

const fn failed(fault: Fault, status: Option<u16>, code: Option<String>) -> ProviderError {
    ProviderError { provider: Provider::LinkedIn, fault, status, code }
}

/// LinkedIn's refusals by status and code; messages are no contract, with one exception.
fn fault(status: StatusCode, body: &ErrorBody) -> Fault {
    match (status.as_u16(), body.code.as_str()) {
        (401, code) if is_dead(code, body.service_error_code) => Fault::GrantGone,
        (401, _) => Fault::TokenRefused,
        (426, _) | (400, "VERSION_MISSING") => Fault::Config,
        (403, _) => Fault::Permission,
        // A role that was lost is told in the message only.
        (400, _) if body.message.contains("Organization permissions") => Fault::Permission,
        (429, _) => Fault::Throttled(None),
        (400 | 404 | 411 | 413 | 422, _) => Fault::Rejected,
        (500.., _) => Fault::OutcomeUnknown,
        _ => Fault::Transient,
    }
}

/// The documented refusals of a token: invalid (65600), revoked (65601), expired (65602).
fn is_dead(code: &str, number: u32) -> bool {
    matches!(code, "INVALID_ACCESS_TOKEN" | "REVOKED_ACCESS_TOKEN" | "EXPIRED_ACCESS_TOKEN")
        || matches!(number, 65_600..=65_602)
}

/// Whether a definite refusal is about a picture, by whatever code: what is refused stands in its words.
fn is_about_a_picture(status: StatusCode, body: &ErrorBody) -> bool {
    let is_definite = matches!(status.as_u16(), 400 | 403 | 404 | 413 | 415 | 422);
    let words = format!("{} {} {}", body.code, body.message, body.details).to_lowercase();
    is_definite && PICTURE_WORDS.iter().any(|word| words.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f33_only_documented_words_say_that_a_grant_is_gone() {
        let unauthorized = |body: &str| {
            fault(StatusCode::UNAUTHORIZED, &serde_json::from_str(body).unwrap_or_default())
        };
        for body in [
            r#"{"code":"INVALID_ACCESS_TOKEN"}"#,
            r#"{"serviceErrorCode":65601,"message":"The token used in the request has been revoked by the user"}"#,
            r#"{"serviceErrorCode":65602,"code":"EXPIRED_ACCESS_TOKEN"}"#,
        ] {
            assert_eq!(unauthorized(body), Fault::GrantGone, "{body}");
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
    fn f10_the_daily_quota_ends_at_midnight_utc() {
        let seconds = |at: &str| until_midnight(at.parse().unwrap());
        assert_eq!(seconds("2026-11-23T22:59:59Z"), Some(3601));
        assert_eq!(seconds("2026-11-23T00:00:00Z"), Some(86_400));
    }
}
