//! A request as it is remembered: readable, and without secrets.

use std::collections::BTreeMap;

use axum::body::Bytes;
use http::header::CONTENT_TYPE;
use http::request::Parts;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::{fault, redact};

/// Bodies beyond this many bytes are remembered by their size only.
const LONGEST_BODY: usize = 64 * 1024;

/// A request that arrived, with its secrets replaced by `[REDACTED]`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Received {
    /// In capitals.
    pub method: String,
    /// As it came: percent-encoded, without the query.
    pub path: String,
    /// The decoded parameters; a repeated one is a list.
    pub query: Value,
    /// Names in lower case; a repeated header is joined with commas.
    pub headers: BTreeMap<String, String>,
    /// JSON as it is, a form as an object, text as a string; null where there is none and
    /// `{"bytes": n}` for anything else.
    pub body: Value,
}

impl Received {
    /// The AWS operation it asked for, such as `PutItem`.
    pub fn operation(&self) -> Option<&str> {
        self.headers.get("x-amz-target")?.rsplit('.').next()
    }

    /// Whether it came with `method` to `path`, where a path ending in `*` is a prefix.
    pub fn is(&self, method: &str, path: &str) -> bool {
        self.method.eq_ignore_ascii_case(method) && fault::path_matches(path, &self.path)
    }

    pub(super) fn new(parts: &Parts, body: &Bytes) -> Self {
        Self {
            method: parts.method.to_string(),
            path: parts.uri.path().to_owned(),
            query: form(parts.uri.query().unwrap_or_default().as_bytes()),
            headers: headers(parts),
            body: content(parts, body),
        }
    }
}

fn headers(parts: &Parts) -> BTreeMap<String, String> {
    let mut headers = BTreeMap::<String, String>::new();
    for (name, value) in &parts.headers {
        let value = redact::header(name, value);
        headers
            .entry(name.to_string())
            .and_modify(|before| *before = format!("{before}, {value}"))
            .or_insert(value);
    }
    headers
}

fn content(parts: &Parts, body: &Bytes) -> Value {
    if body.is_empty() {
        return Value::Null;
    }
    let kind = parts.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    // Text of an undeclared or mistaken kind may hide a secret where no field name gives it away.
    let read = match kind.unwrap_or_default() {
        _ if body.len() > LONGEST_BODY => None,
        kind if kind.contains("json") => serde_json::from_slice(body).ok().map(redact::json),
        kind if kind.starts_with("application/x-www-form-urlencoded") => Some(form(body)),
        kind if kind.starts_with("text/") => std::str::from_utf8(body).ok().map(Value::from),
        _ => None,
    };
    read.unwrap_or_else(|| json!({ "bytes": body.len() }))
}

/// `application/x-www-form-urlencoded` pairs as an object.
fn form(encoded: &[u8]) -> Value {
    let mut fields = Map::new();
    for (name, value) in url::form_urlencoded::parse(encoded) {
        let value = redact::field(&name, Value::from(value.into_owned()));
        let seen = fields.remove(name.as_ref());
        let value = match seen {
            None => value,
            Some(Value::Array(values)) => values.into_iter().chain([value]).collect(),
            Some(first) => Value::Array(vec![first, value]),
        };
        fields.insert(name.into_owned(), value);
    }
    Value::Object(fields)
}
