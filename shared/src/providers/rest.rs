//! What every call to a provider's JSON API has in common: the bearer token, sending, and the class
//! of a failure that is no answer.

use http::request::Builder;
use http::{HeaderMap, Method, Request, Response, StatusCode, header};
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::model::fault::{Fault, ProviderError};
use crate::model::provider::Provider;
use crate::platform::clock::Clock;
use crate::platform::http::Http;
use crate::platform::metrics;
use crate::platform::retry_after;
use crate::providers::Outside;

/// A provider's API in the name of one account.
#[derive(Clone, Debug)]
pub(super) struct Rest {
    provider: Provider,
    http: Http,
    clock: Clock,
    base_url: String,
    access_token: SecretString,
    classify: Classify,
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

/// What an answer that is no success means at an instant: the class, and the provider's own code.
pub(super) type Classify = fn(StatusCode, &Value, Timestamp) -> (Fault, Option<String>);

/// The longest code that is kept of an error body.
const CODE_LIMIT: usize = 64;

impl Rest {
    /// The API below `base_url`, as `access_token`'s account sees it.
    pub(super) fn new(
        outside: Outside<'_>,
        provider: Provider,
        base_url: String,
        access_token: SecretString,
        classify: Classify,
    ) -> Self {
        let (http, clock) = (outside.http.clone(), outside.clock.clone());
        Self { provider, http, clock, base_url, access_token, classify }
    }

    /// A request with the bearer token. `path` is encoded already.
    pub(super) fn request(&self, method: Method, path: &str) -> Builder {
        Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.base_url))
            .header(header::AUTHORIZATION, format!("Bearer {}", self.access_token.expose_secret()))
            .header(header::ACCEPT, "application/json")
    }

    /// Sends `body` and reads the answer; whatever is no success is an error of its class.
    pub(super) async fn send(
        &self,
        builder: Builder,
        body: Option<&Value>,
    ) -> Result<Value, ProviderError> {
        self.send_any(builder, body).await?.map_err(|(error, _)| error)
    }

    /// As [`Self::send`], with the error body of a refusal beside its class.
    pub(super) async fn send_any(
        &self,
        builder: Builder,
        body: Option<&Value>,
    ) -> Result<Result<Value, (ProviderError, Value)>, ProviderError> {
        let response = self.exchange(builder, body).await?;
        let answer = serde_json::from_slice(response.body()).unwrap_or_default();
        if response.status().is_success() {
            return Ok(Ok(answer));
        }
        Ok(Err((self.refusal(response.status(), response.headers(), &answer), answer)))
    }

    /// An answer that is not what the API describes.
    pub(super) const fn malformed(&self) -> ProviderError {
        self.failed(Fault::OutcomeUnknown)
    }

    /// Reads a part of an answer.
    pub(super) fn read<T: DeserializeOwned>(&self, answer: Value) -> Result<T, ProviderError> {
        serde_json::from_value(answer).map_err(|_| self.malformed())
    }

    async fn exchange(
        &self,
        builder: Builder,
        body: Option<&Value>,
    ) -> Result<Response<Vec<u8>>, ProviderError> {
        let request = match body {
            Some(body) => builder
                .header(header::CONTENT_TYPE, "application/json")
                .body(body.to_string().into_bytes()),
            None => builder.body(Vec::new()),
        };
        let request = request.map_err(|_| self.failed(Fault::Rejected))?;
        self.http.send(request).await.map_err(|error| match error.is_unsent() {
            true => self.failed(Fault::Transient),
            false => self.failed(Fault::OutcomeUnknown),
        })
    }

    fn refusal(&self, status: StatusCode, headers: &HeaderMap, body: &Value) -> ProviderError {
        let now = self.clock.now();
        let (fault, code) = (self.classify)(status, body, now);
        let fault = if asks_for_claims(status, headers) { Fault::GrantGone } else { fault };
        if fault == Fault::Config {
            metrics::provider_misconfigured(self.provider, now);
        }
        let fault = match (fault, retry_after::seconds(headers, now)) {
            (Fault::Throttled(wait), told) => Fault::Throttled(told.or(wait)),
            // A service that names the time was not able to do what was asked (RFC 9110, section 15.6.4).
            (Fault::OutcomeUnknown, Some(told)) if status == StatusCode::SERVICE_UNAVAILABLE => {
                Fault::Throttled(Some(told))
            }
            (fault, _) => fault,
        };
        let code = code.map(|code| code.chars().take(CODE_LIMIT).collect());
        ProviderError { provider: self.provider, fault, status: Some(status.as_u16()), code }
    }

    const fn failed(&self, fault: Fault) -> ProviderError {
        ProviderError { provider: self.provider, fault, status: None, code: None }
    }
}

/// Whether the person must meet a condition before any token is good again: Microsoft's claims challenge
/// ("Continuous access evaluation").
fn asks_for_claims(status: StatusCode, headers: &HeaderMap) -> bool {
    let challenges = headers.get_all(header::WWW_AUTHENTICATE).iter();
    let mut challenges = challenges.filter_map(|value| value.to_str().ok());
    status == StatusCode::UNAUTHORIZED && challenges.any(|challenge| challenge.contains("claims="))
}
