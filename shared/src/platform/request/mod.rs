//! Parsing what comes in: bearer token, path, query and JSON body. Nothing here is trusted.

mod body;
mod methods;

use lambda_http::{Request, RequestExt};
use secrecy::SecretString;
use url::form_urlencoded;

pub use body::{Part, json, present};
pub use methods::{METHODS, allowed_methods, routed_path};

use crate::model::error::{Error, Result, Sought};
use crate::model::owner::Whose;
use crate::model::provider::{CalendarProvider, PostProvider, Provider};
use crate::model::urn::post_urn;
use crate::words::Text;

/// The largest query that is read, in bytes; `code` and `state` together stay below 3 kB.
const QUERY_LIMIT: usize = 8 * 1024;
/// The header of [`correlation_id`].
const CORRELATION: &str = "x-correlation-id";
/// The longest value of it, in bytes.
const CORRELATION_LIMIT: usize = 64;
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

/// What the caller calls the request, or what it is a part of, in its own log (`X-Correlation-Id`): letters, digits,
/// `.`, `_` and `-`, 64 at most. Anything else is left out, since it would stand in ours.
pub fn correlation_id(request: &Request) -> Option<&str> {
    let id = request.headers().get(CORRELATION)?.to_str().ok()?;
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    (!id.is_empty() && id.len() <= CORRELATION_LIMIT && id.bytes().all(is_plain)).then_some(id)
}

/// The provider the path names.
///
/// # Errors
/// [`Error::UnknownProvider`].
pub fn provider(request: &Request) -> Result<Provider> {
    path(request, "provider").and_then(|name| Provider::parse(&name)).ok_or(Error::UnknownProvider)
}

/// The provider of posts the path names; its own routes name none.
///
/// # Errors
/// [`Error::UnknownProvider`] for one that shows no posts.
pub fn posts(request: &Request) -> Result<PostProvider> {
    match path(request, "provider") {
        Some(name) => {
            Provider::parse(&name).and_then(PostProvider::of).ok_or(Error::UnknownProvider)
        }
        None => Ok(PostProvider::LinkedIn),
    }
}

/// The calendar the path names.
///
/// # Errors
/// [`Error::UnknownProvider`]; [`Error::Unsupported`] for a provider that keeps no events.
pub fn calendar(request: &Request) -> Result<CalendarProvider> {
    let name = path(request, "calendar").or_else(|| path(request, "provider"));
    let provider = name.and_then(|name| Provider::parse(&name)).ok_or(Error::UnknownProvider)?;
    CalendarProvider::of(provider).ok_or(Error::Unsupported(provider))
}

/// A path parameter, decoded.
pub fn path(request: &Request, name: &str) -> Option<String> {
    request.path_parameters_ref()?.first(name).map(str::to_owned)
}

/// The LinkedIn post the path names.
///
/// # Errors
/// [`Error::NotFound`] where it is no post's URN.
pub fn post_id(request: &Request) -> Result<String> {
    path(request, "post_id").and_then(|id| post_urn(&id)).ok_or(Error::NotFound(Sought::Post))
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
    let invalid = || Error::InvalidRequest(Text::new("idempotency-key-malformed"));
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
            return Err(Error::InvalidRequest(Text::new("query-too-long")));
        }
        let pairs: Vec<_> = form_urlencoded::parse(text.as_bytes()).into_owned().collect();
        // The parser puts U+FFFD where the bytes are not UTF-8.
        if pairs.iter().any(|(name, value)| name.contains('\u{fffd}') || value.contains('\u{fffd}'))
        {
            return Err(Error::InvalidRequest(Text::new("query-not-utf8")));
        }
        Ok(Self(pairs))
    }

    /// The value of `name`; `None` where it is absent or empty.
    ///
    /// # Errors
    /// [`Error::InvalidRequest`] where it appears more than once.
    pub fn one(&self, name: &str) -> Result<Option<&str>> {
        Ok(self.said(name)?.filter(|value| !value.is_empty()))
    }

    /// The value of `name`, which may be empty; `None` where it is absent. For what is not to be meant by
    /// a variable that the caller forgot to fill.
    ///
    /// # Errors
    /// [`Error::InvalidRequest`] where it appears more than once.
    pub fn said(&self, name: &str) -> Result<Option<&str>> {
        let mut values =
            self.0.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str());
        let value = values.next();
        if values.next().is_some() {
            let text = Text::new("parameter-repeated").with("name", name);
            return Err(Error::InvalidRequest(text));
        }
        Ok(value)
    }

    /// For whom `name` asks; `None` where it is absent.
    ///
    /// # Errors
    /// [`Error::InvalidRequest`] where it is neither `me` nor `company`, or appears more than once.
    pub fn whose(&self, name: &str) -> Result<Option<Whose>> {
        let Some(value) = self.said(name)? else { return Ok(None) };
        let unknown = || {
            let text = Text::new("expected-either").with("field", name);
            let text = text.with("one", Whose::Me.name()).with("other", Whose::Company.name());
            Error::InvalidRequest(text)
        };
        Whose::parse(value).map(Some).ok_or_else(unknown)
    }

    /// Whether `name` is `true`; it is not where it is absent or empty.
    ///
    /// # Errors
    /// [`Error::InvalidRequest`] where it is neither `true` nor `false`, or appears more than once.
    pub fn flag(&self, name: &str) -> Result<bool> {
        match self.one(name)? {
            None | Some("false") => Ok(false),
            Some("true") => Ok(true),
            Some(_) => {
                Err(Error::InvalidRequest(Text::new("expected-boolean").with("field", name)))
            }
        }
    }
}
