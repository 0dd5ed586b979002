//! The arguments of a method: of the query and of a form, or, for methods that write, of a JSON object.

use std::collections::HashMap;

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use http::header;
use serde_json::{Map, Value};
use url::form_urlencoded;

use super::error::{Refusal, refusal};

/// The arguments of a reading method, as text.
pub struct Text(HashMap<String, String>);

/// The arguments of a writing method.
pub struct Fields(Map<String, Value>);

impl Text {
    /// The argument `name`; empty counts as absent.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// Whether the argument `name` says yes.
    pub fn flag(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| value == "true" || value == "1")
    }
}

impl Fields {
    /// The argument `name` as text; empty counts as absent.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).and_then(Value::as_str).filter(|value| !value.is_empty())
    }

    /// The argument `name` as JSON, which a form holds as text.
    ///
    /// # Errors
    /// Where that is none.
    pub fn json(&self, name: &str) -> serde_json::Result<Option<Value>> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) if text.is_empty() => Ok(None),
            Some(Value::String(text)) => serde_json::from_str(text).map(Some),
            Some(value) => Ok(Some(value.clone())),
        }
    }
}

impl<S: Send + Sync> FromRequest<S> for Text {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        let query = request.uri().query().unwrap_or_default().to_owned();
        if kind(&request).starts_with("application/json") {
            return Err(refusal("invalid_post_type"));
        }
        let body = Bytes::from_request(request, state).await;
        let body = body.map_err(|_| refusal("request_timeout"))?;
        let pairs = form_urlencoded::parse(query.as_bytes());
        let pairs = pairs.chain(form_urlencoded::parse(&body));
        Ok(Self(pairs.map(|(name, value)| (name.into_owned(), value.into_owned())).collect()))
    }
}

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        let kind = kind(&request);
        if !kind.starts_with("application/json") {
            let Text(fields) = Text::from_request(request, state).await?;
            let fields = fields.into_iter().map(|(name, value)| (name, Value::from(value)));
            return Ok(Self(fields.collect()));
        }
        if kind.contains("charset") && !kind.to_lowercase().contains("utf-8") {
            return Err(refusal("invalid_charset"));
        }
        let body = Bytes::from_request(request, state).await;
        let body = body.map_err(|_| refusal("request_timeout"))?;
        match serde_json::from_slice(&body) {
            Ok(Value::Object(fields)) => Ok(Self(fields)),
            Ok(_) => Err(refusal("json_not_object")),
            Err(_) => Err(refusal("invalid_json")),
        }
    }
}

fn kind(request: &Request) -> String {
    let kind = request.headers().get(header::CONTENT_TYPE);
    kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default().to_owned()
}
