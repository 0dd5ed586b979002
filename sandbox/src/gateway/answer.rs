//! What leaves the gateway: a function's response as HTTP, or the gateway's own refusal.

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::header::CONTENT_TYPE;
use http::{HeaderValue, StatusCode};
use lambda_http::Body;
use serde_json::json;

/// A function's response as API Gateway sends it on.
///
/// A body without a type is declared text, which is what API Gateway does too.
pub(super) fn from_function(response: http::Response<Body>) -> Response {
    let (mut parts, body) = response.into_parts();
    if !body.is_empty() {
        let text = HeaderValue::from_static("text/plain;charset=UTF-8");
        parts.headers.entry(CONTENT_TYPE).or_insert(text);
    }
    Response::from_parts(parts, body.to_vec().into())
}

/// The gateway's own answer: `{"message": "…"}` with the status' standard words.
pub(super) fn refusal(status: StatusCode) -> Response {
    let message = match status {
        // API Gateway keeps the older name of this status.
        StatusCode::PAYLOAD_TOO_LARGE => Some("Request Entity Too Large"),
        status => status.canonical_reason(),
    };
    (status, Json(json!({ "message": message }))).into_response()
}
