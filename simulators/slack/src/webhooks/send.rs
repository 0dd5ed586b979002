//! One event on its way.

use std::time::Duration;

use axum::body::{Body, Bytes};
use http::{Method, Request, StatusCode};
use http_body_util::BodyExt;
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use jiff::Timestamp;

use super::sign::signature;

/// "Your app should respond within three seconds."
const PATIENCE: Duration = Duration::from_secs(3);

/// What became of it.
pub(super) enum Outcome {
    /// There was an answer.
    Answered(StatusCode, Bytes),
    /// There was none in time.
    Lost,
}

/// Posts `body` to `url` with Slack's headers; `tries` went before.
pub(super) async fn event(url: &str, body: &str, now: Timestamp, tries: usize) -> Outcome {
    let timestamp = now.as_second();
    let mut request = Request::builder()
        .method(Method::POST)
        .uri(url)
        .header("content-type", "application/json")
        .header("x-slack-request-timestamp", timestamp)
        .header("x-slack-signature", signature(timestamp, body));
    if tries > 0 {
        request = request.header("x-slack-retry-num", tries);
        request = request.header("x-slack-retry-reason", "http_error");
    }
    let Ok(request) = request.body(Body::from(body.to_owned())) else { return Outcome::Lost };
    let client = Client::builder(TokioExecutor::new()).build_http::<Body>();
    let answer = async {
        let (head, body) = client.request(request).await.ok()?.into_parts();
        Some(Outcome::Answered(head.status, body.collect().await.ok()?.to_bytes()))
    };
    // The clock of the sandbox may stand still; a socket's does not.
    tokio::time::timeout(PATIENCE, answer).await.ok().flatten().unwrap_or(Outcome::Lost)
}
