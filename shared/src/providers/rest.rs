//! What every call to a provider's JSON API has in common: the bearer token, sending, and the class
//! of a failure that is no answer.

use http::request::Builder;
use http::{HeaderMap, Method, Request, StatusCode, header};
use secrecy::{ExposeSecret, SecretString};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::model::fault::{Fault, ProviderError};
use crate::model::provider::Provider;
use crate::platform::clock::Clock;
use crate::platform::http::Http;
use crate::platform::metrics;
use crate::platform::retry_after;
use crate::providers::{Outside, profile};

/// A provider's API in the name of one account.
#[derive(Clone, Debug)]
pub(super) struct Rest {
    provider: Provider,
    http: Http,
    clock: Clock,
    base_url: String,
    access_token: SecretString,
}

/// The fields of `body` that are set: a PATCH changes what it names, and null would clear it.
pub(super) fn set_fields(body: Value) -> Value {
    match body {
        Value::Object(fields) => {
            fields.into_iter().filter(|(_, value)| !value.is_null()).collect::<Value>()
        }
        other => other,
    }
}

/// What an API answered, whatever its status.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    /// The body; null where it is no JSON.
    pub body: Value,
}

/// What is sent.
#[derive(Debug)]
pub(super) enum Body<'a> {
    None,
    Json(&'a Value),
    Bytes(Vec<u8>),
}

/// The longest code that is kept of an error body.
const CODE_LIMIT: usize = 64;

impl Rest {
    /// The API below `base_url`, as `access_token`'s account sees it.
    pub(super) fn new(
        outside: Outside<'_>,
        provider: Provider,
        base_url: String,
        access_token: SecretString,
    ) -> Self {
        let (http, clock) = (outside.http.clone(), outside.clock.clone());
        Self { provider, http, clock, base_url, access_token }
    }

    /// Where the API is.
    pub(super) fn base_url(&self) -> &str {
        &self.base_url
    }

    /// A request with the bearer token. `path` is encoded already.
    pub(super) fn request(&self, method: Method, path: &str) -> Builder {
        self.request_to(method, format!("{}{path}", self.base_url))
    }

    /// A request with the bearer token to an address that the API itself has named.
    pub(super) fn request_to(&self, method: Method, url: String) -> Builder {
        Request::builder()
            .method(method)
            .uri(url)
            .header(header::AUTHORIZATION, format!("Bearer {}", self.access_token.expose_secret()))
            .header(header::ACCEPT, "application/json")
    }

    /// Sends `body` and reads the answer; whatever is no success is an error of its class.
    pub(super) async fn send(
        &self,
        builder: Builder,
        body: Option<&Value>,
    ) -> Result<Value, ProviderError> {
        let answer = self.exchange(builder, body.map_or(Body::None, Body::Json)).await?;
        match answer.status.is_success() {
            true => Ok(answer.body),
            false => Err(self.refusal(&answer)),
        }
    }

    /// Sends `body`; the answer, whatever its status.
    pub(super) async fn exchange(
        &self,
        builder: Builder,
        body: Body<'_>,
    ) -> Result<Answer, ProviderError> {
        let request = match body {
            Body::None => builder.body(Vec::new()),
            Body::Json(json) => builder
                .header(header::CONTENT_TYPE, "application/json")
                .body(json.to_string().into_bytes()),
            Body::Bytes(bytes) => {
                builder.header(header::CONTENT_TYPE, "application/octet-stream").body(bytes)
            }
        };
        let request = request.map_err(|_| self.failed(Fault::Rejected))?;
        let response = self.http.send(request).await.map_err(|error| match error.is_unsent() {
            true => self.failed(Fault::Transient),
            false => self.failed(Fault::OutcomeUnknown),
        })?;
        let (head, body) = response.into_parts();
        let body = serde_json::from_slice(&body).unwrap_or_default();
        Ok(Answer { status: head.status, headers: head.headers, body })
    }

    /// An answer that is not what the API describes.
    pub(super) const fn malformed(&self) -> ProviderError {
        self.failed(Fault::OutcomeUnknown)
    }

    /// Reads a part of an answer.
    pub(super) fn read<T: DeserializeOwned>(&self, answer: Value) -> Result<T, ProviderError> {
        serde_json::from_value(answer).map_err(|_| self.malformed())
    }

    /// What an answer that is no success means; one that only an operator can mend raises the alarm (F21).
    pub(super) fn refusal(&self, answer: &Answer) -> ProviderError {
        let now = self.clock.now();
        let (fault, code) = (profile(self.provider).refusals.api)(answer, now);
        if fault == Fault::Config {
            metrics::provider_misconfigured(self.provider, now);
        }
        let fault = match (fault, retry_after::seconds(&answer.headers, now)) {
            (Fault::Throttled(wait), told) => Fault::Throttled(told.or(wait)),
            // A service that names the time was not able to do what was asked (RFC 9110, section 15.6.4).
            (Fault::OutcomeUnknown, Some(told))
                if answer.status == StatusCode::SERVICE_UNAVAILABLE =>
            {
                Fault::Throttled(Some(told))
            }
            (fault, _) => fault,
        };
        let code = code.map(|code| code.chars().take(CODE_LIMIT).collect());
        let status = Some(answer.status.as_u16());
        ProviderError { provider: self.provider, fault, status, code }
    }

    const fn failed(&self, fault: Fault) -> ProviderError {
        ProviderError { provider: self.provider, fault, status: None, code: None }
    }
}
