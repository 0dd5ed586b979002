//! One call to LinkedIn's API: its headers, its error body, and what each refusal means.

use http::request::Builder;
use http::{HeaderMap, Method, Request, Response, StatusCode, header};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

use crate::app::App;
use crate::fault::{Fault, ProviderError};
use crate::http::{Http, HttpError};
use crate::provider::Provider;

/// LinkedIn's API in the name of one member.
#[derive(Clone, Debug)]
pub struct LinkedIn {
    http: Http,
    base_url: String,
    version: String,
    access_token: SecretString,
}

/// The flat error body; each field may be missing.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ErrorBody {
    pub(super) code: String,
    #[serde(rename = "serviceErrorCode")]
    pub(super) service_error_code: u32,
    pub(super) message: String,
}

impl LinkedIn {
    /// The API as `access_token`'s member sees it.
    pub fn new(app: &App, access_token: SecretString) -> Self {
        Self {
            http: app.http.clone(),
            base_url: app.config.endpoints.linkedin_api.clone(),
            version: app.config.linkedin_version.clone(),
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

    /// Sends a request and returns the answer where its status says success.
    pub(super) async fn send(
        &self,
        builder: Builder,
        body: Vec<u8>,
    ) -> Result<Response<Vec<u8>>, ProviderError> {
        let response = self.exchange(builder, body).await?;
        if response.status().is_success() {
            return Ok(response);
        }
        Err(refusal(response.status(), &error_body(&response)))
    }

    /// Sends a request and returns status, headers and error body, whatever the status.
    pub(super) async fn send_any(
        &self,
        builder: Builder,
        body: Vec<u8>,
    ) -> Result<(StatusCode, HeaderMap, ErrorBody), ProviderError> {
        let response = self.exchange(builder, body).await?;
        let error = error_body(&response);
        Ok((response.status(), response.into_parts().0.headers, error))
    }

    async fn exchange(
        &self,
        builder: Builder,
        body: Vec<u8>,
    ) -> Result<Response<Vec<u8>>, ProviderError> {
        let request = builder.body(body).map_err(|_| failed(Fault::Rejected, None, None))?;
        self.http.send(request).await.map_err(|error| match error {
            HttpError::Unsent(_) => failed(Fault::Transient, None, None),
            HttpError::Unanswered(_) | HttpError::TooLarge => {
                failed(Fault::OutcomeUnknown, None, None)
            }
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

pub(super) fn refusal(status: StatusCode, body: &ErrorBody) -> ProviderError {
    let code = (!body.code.is_empty()).then(|| body.code.chars().take(64).collect());
    failed(fault(status, body), Some(status.as_u16()), code)
}

const fn failed(fault: Fault, status: Option<u16>, code: Option<String>) -> ProviderError {
    ProviderError { provider: Provider::LinkedIn, fault, status, code }
}

/// LinkedIn's refusals by status and code; messages are no contract, with one exception.
fn fault(status: StatusCode, body: &ErrorBody) -> Fault {
    match (status.as_u16(), body.code.as_str()) {
        // 65600 invalid, 65601 revoked, 65602 expired.
        (401, _) => Fault::GrantGone,
        (426, _) | (400, "VERSION_MISSING") => Fault::Config,
        (403, _) => Fault::Permission,
        // A role that was lost is told in the message only.
        (400, _) if body.message.contains("Organization permissions") => Fault::Permission,
        // The daily quota names no time: it ends at 00:00 UTC.
        (429, _) => Fault::Throttled(None),
        (400 | 404 | 411 | 413 | 422, _) => Fault::Rejected,
        (500.., _) => Fault::OutcomeUnknown,
        _ => Fault::Transient,
    }
}
