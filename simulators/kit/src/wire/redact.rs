//! Keeping secrets out of what is recorded: anyone on the machine may read `GET /_requests`.

use http::{HeaderName, HeaderValue, header};
use serde_json::{Map, Value};

/// What stands where a secret was.
const REDACTED: &str = "[REDACTED]";

/// Parameters and JSON fields whose value is a secret: OAuth's (RFC 6749, RFC 7636, RFC 7009), then
/// those of KMS and Secrets Manager.
const SECRET_FIELDS: [&str; 9] = [
    "code",
    "code_verifier",
    "client_secret",
    "refresh_token",
    "access_token",
    "token",
    "plaintext",
    "secretstring",
    "secretbinary",
];

/// The value of a field, or what stands in its place.
pub(super) fn field(name: &str, value: Value) -> Value {
    if SECRET_FIELDS.contains(&name.to_ascii_lowercase().as_str()) {
        return Value::from(REDACTED);
    }
    json(value)
}

/// A JSON document without its secrets, at any depth.
pub(super) fn json(document: Value) -> Value {
    match document {
        Value::Object(fields) => Value::Object(
            fields
                .into_iter()
                .map(|(name, value)| {
                    let value = field(&name, value);
                    (name, value)
                })
                .collect::<Map<_, _>>(),
        ),
        Value::Array(items) => items.into_iter().map(json).collect(),
        scalar => scalar,
    }
}

/// The value of a header: of `Authorization` only the scheme, of a session nothing.
pub(super) fn header(name: &HeaderName, value: &HeaderValue) -> String {
    let text = String::from_utf8_lossy(value.as_bytes());
    match name.as_str() {
        "cookie" | "x-amz-security-token" => REDACTED.to_owned(),
        _ if name == header::AUTHORIZATION => match text.split_once(' ') {
            Some((scheme, _)) => format!("{scheme} {REDACTED}"),
            None => REDACTED.to_owned(),
        },
        _ => text.into_owned(),
    }
}
