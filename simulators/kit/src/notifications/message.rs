//! What a provider's notifications are like.

use std::time::Duration;

use axum::body::Body;
use http::{Request, StatusCode};
use serde_json::Value;

/// One notification of a provider, and its provider's habits.
pub trait Message: Clone + Send + 'static {
    /// How many may share one request, where they go to the same address.
    const TOGETHER: usize;
    /// How long an answer is waited for.
    const PATIENCE: Duration;
    /// The pauses before each further try, in seconds.
    const RETRIES: &'static [i64];

    /// Whether this answer, or none, is a reason to try again.
    fn is_retried(status: Option<StatusCode>) -> bool;

    /// The request that brings `messages` to `address`.
    fn request(address: &str, messages: &[Self]) -> http::Result<Request<Body>>;

    /// What `GET /_notifications` tells of it; no secret.
    fn shown(&self) -> Value;
}
