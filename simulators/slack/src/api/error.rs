//! How a method refuses: status 200 and `{"ok": false, "error": ..}`; 429 where it is called too often.

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use serde_json::json;

/// Refuses with `word`.
pub fn refusal(word: &str) -> Response {
    Json(json!({"ok": false, "error": word})).into_response()
}

/// Refuses for want of the scope `needed`.
pub fn missing_scope(needed: &str, provided: &str) -> Response {
    let body =
        json!({"ok": false, "error": "missing_scope", "needed": needed, "provided": provided});
    Json(body).into_response()
}

/// Too many calls.
pub fn throttled(seconds: u64) -> Response {
    let headers = [(header::RETRY_AFTER, seconds.to_string())];
    let body = Json(json!({"ok": false, "error": "ratelimited"}));
    (StatusCode::TOO_MANY_REQUESTS, headers, body).into_response()
}
