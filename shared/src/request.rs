//! Parsing what comes in: bearer token, path, query and JSON body. Nothing here is trusted.

use lambda_http::{Body, Request, RequestExt};
use secrecy::SecretString;
use serde::de::DeserializeOwned;
use url::form_urlencoded;

use crate::error::{Error, Result};
use crate::provider::Provider;

/// The largest body that is read, in bytes (S24).
const BODY_LIMIT: usize = 256 * 1024;
/// The largest query that is read, in bytes; `code` and `state` together stay below 3 kB.
const QUERY_LIMIT: usize = 8 * 1024;
/// The longest explanation of what is wrong with a body, in characters.
const REASON_LIMIT: usize = 200;
/// The longest `Idempotency-Key`, in characters.
const KEY_LIMIT: usize = 255;

/// The token of `Authorization: Bearer …`; `None` where there is no such header.
pub fn bearer(request: &Request) -> Option<SecretString> {
    let header = request.headers().get(http::header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = header.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim().into())
}

/// API Gateway's id of the request, which ties our logs to its own; empty outside of it.
pub fn request_id(request: &Request) -> String {
    use lambda_http::request::RequestContext;
    match request.request_context_ref() {
        Some(RequestContext::ApiGatewayV2(context)) => {
            context.request_id.clone().unwrap_or_default()
        }
        _ => String::new(),
    }
}

/// The provider the path names.
///
/// # Errors
/// [`Error::UnknownProvider`].
pub fn provider(request: &Request) -> Result<Provider> {
    path(request, "provider").and_then(|name| Provider::parse(&name)).ok_or(Error::UnknownProvider)
}

/// A path parameter, decoded.
pub fn path(request: &Request, name: &str) -> Option<String> {
    request.path_parameters_ref()?.first(name).map(str::to_owned)
}

/// The `Idempotency-Key` header, where the client sends one (F31).
///
/// # Errors
/// [`Error::InvalidRequest`] where it is not 1 to 255 visible ASCII characters.
pub fn idempotency_key(request: &Request) -> Result<Option<String>> {
    let Some(value) = request.headers().get("idempotency-key") else { return Ok(None) };
    let key = value.to_str().unwrap_or_default();
    let is_valid =
        (1..=KEY_LIMIT).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic());
    let invalid = || {
        Error::InvalidRequest(
            "Idempotency-Key: 1 to 255 visible ASCII characters are expected".to_owned(),
        )
    };
    is_valid.then(|| Some(key.to_owned())).ok_or_else(invalid)
}

/// The query's parameters; a repeated one is an error when it is asked for (RFC 6749, section 3.1).
#[derive(Debug)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// Parses the query of `request`.
    ///
    /// # Errors
    /// [`Error::InvalidRequest`] where it is longer than 8 kB or not UTF-8.
    pub fn of(request: &Request) -> Result<Self> {
        let text = request.uri().query().unwrap_or_default();
        if text.len() > QUERY_LIMIT {
            return Err(Error::InvalidRequest("the query is too long".to_owned()));
        }
        let pairs: Vec<_> = form_urlencoded::parse(text.as_bytes()).into_owned().collect();
        // The parser puts U+FFFD where the bytes are not UTF-8.
        if pairs.iter().any(|(name, value)| name.contains('\u{fffd}') || value.contains('\u{fffd}'))
        {
            return Err(Error::InvalidRequest("the query is not UTF-8".to_owned()));
        }
        Ok(Self(pairs))
    }

    /// The value of `name`; `None` where it is absent or empty.
    ///
    /// # Errors
    /// [`Error::InvalidRequest`] where it appears more than once.
    pub fn one(&self, name: &str) -> Result<Option<&str>> {
        let mut values =
            self.0.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str());
        let value = values.next();
        if values.next().is_some() {
            return Err(Error::InvalidRequest(format!("{name} appears more than once")));
        }
        Ok(value.filter(|value| !value.is_empty()))
    }
}

/// The JSON body; unknown fields are ignored (S24).
///
/// # Errors
/// [`Error::InvalidRequest`] whose text names the field.
pub fn json<T: DeserializeOwned>(request: &Request) -> Result<T> {
    let bytes = match request.body() {
        Body::Text(text) => text.as_bytes(),
        Body::Binary(bytes) => bytes,
        _ => &[],
    };
    if bytes.len() > BODY_LIMIT {
        return Err(Error::InvalidRequest("the body is larger than 256 kB".to_owned()));
    }
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut deserializer)
        .map_err(|error| invalid(&error.path().to_string(), error.inner()))?;
    // The value must be all there is: `{"job_id":1}}` is not JSON.
    deserializer.end().map_err(|error| invalid(".", &error))?;
    Ok(value)
}

/// `path` is `.` for the body itself, and `?` where the body ends before a place has a name.
fn invalid(path: &str, error: &serde_json::Error) -> Error {
    let field = if matches!(path, "." | "?") { "body" } else { path };
    Error::InvalidRequest(format!("{field}: {}", reason(error)))
}

/// The parser's message without its position, which means nothing to a person.
fn reason(error: &serde_json::Error) -> String {
    if error.is_syntax() || error.is_eof() {
        return "this is not valid JSON".to_owned();
    }
    let message = error.to_string();
    let reason = message.split_once(" at line ").map_or(message.as_str(), |(reason, _)| reason);
    // The message may quote what was sent.
    reason.chars().take(REASON_LIMIT).collect()
}
