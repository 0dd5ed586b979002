//! One event on its way.

use std::time::Duration;

use axum::body::{Body, Bytes};
use http::{Method, Request, StatusCode};
use http_body_util::BodyExt;
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use jiff::Timestamp;
use simulator_kit::oauth::random;

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
pub(super) async fn event(url: &str, body: &str, now: Timestamp) -> Outcome {
    let timestamp = now.as_second();
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
    let client = Client::builder(TokioExecutor::new()).build_http::<Body>();
    let answer = async {
        let (head, body) = client.request(request).await.ok()?.into_parts();
        Some(Outcome::Answered(head.status, body.collect().await.ok()?.to_bytes()))
    };
    // The clock of the sandbox may stand still; a socket's does not.
    tokio::time::timeout(PATIENCE, answer).await.ok().flatten().unwrap_or(Outcome::Lost)
}
