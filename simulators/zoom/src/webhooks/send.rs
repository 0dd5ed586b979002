//! One event on its way.

use std::time::Duration;

use axum::body::{Body, Bytes};
use http::{Method, Request, StatusCode};
use simulator_kit::clock::MovableClock;
use simulator_kit::oauth::random;
use simulator_kit::outgoing;

use super::sign::signature;

/// "Your endpoint must answer within three seconds."
const PATIENCE: Duration = Duration::from_secs(3);

/// What became of it.
pub(super) enum Outcome {
    /// There was an answer.
    Answered(StatusCode, Bytes),
    /// There was none in time.
    Lost,
}

/// Posts `body` to `url` with Zoom's headers.
pub(super) async fn event(url: &str, body: &str, clock: &MovableClock) -> Outcome {
    let timestamp = clock.now().as_second();
    let request = Request::builder()
        .method(Method::POST)
        .uri(url)
        .header("content-type", "application/json; charset=utf-8")
        .header("x-zm-request-timestamp", timestamp)
        .header("x-zm-signature", signature(timestamp, body))
        .header("x-zm-request-id", random::text(22))
        .header("x-zm-trackingid", format!("v=2.0;clid=us06;rid=WEB_{}", random::text(32)))
        .body(Body::from(body.to_owned()));
    let Ok(request) = request else { return Outcome::Lost };
    match outgoing::send(request, clock, PATIENCE).await {
        Some(reply) => Outcome::Answered(reply.status, reply.body),
        None => Outcome::Lost,
    }
}
