//! How a method refuses: status 200 and `{"ok": false, "error": ..}`; 429 where it is called too often.

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use serde_json::json;

/// An answer that is no success. Boxed: few calls have one.
#[derive(Debug)]
pub struct Refusal(Box<Response>);

impl Refusal {
    /// With this answer.
    pub fn of(answer: impl IntoResponse) -> Self {
        Self(Box::new(answer.into_response()))
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        *self.0
    }
}

/// Refuses with `word`.
pub fn refusal(word: &str) -> Refusal {
    Refusal::of(Json(json!({"ok": false, "error": word})))
}

/// Refuses for want of the scope `needed`.
pub fn missing_scope(needed: &str, provided: &str) -> Refusal {
    let body =
        json!({"ok": false, "error": "missing_scope", "needed": needed, "provided": provided});
    Refusal::of(Json(body))
}

/// Too many calls.
pub fn throttled(seconds: u64) -> Refusal {
    let headers = [(header::RETRY_AFTER, seconds.to_string())];
    let body = Json(json!({"ok": false, "error": "ratelimited"}));
    Refusal::of((StatusCode::TOO_MANY_REQUESTS, headers, body))
}
