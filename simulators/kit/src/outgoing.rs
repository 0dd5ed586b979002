//! What a provider sends by itself: a request of its own, to this machine and nowhere else.

use std::time::Duration;

use axum::body::{Body, Bytes};
use http::uri::Authority;
use http::{HeaderMap, Request, StatusCode, Uri};
use http_body_util::BodyExt;
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use jiff::SignedDuration;

use crate::clock::MovableClock;

/// What came back.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, whole.
    pub body: Bytes,
}

/// Whether `url` is of this machine: an `http` URL of `localhost` or a loopback address. Providers send only to
/// `https`; a simulator takes these as well, and never sends to any other.
pub fn is_this_machine(url: &Uri) -> bool {
    let host = url.authority().map(Authority::host).unwrap_or_default();
    url.scheme_str() == Some("http") && matches!(host, "localhost" | "127.0.0.1" | "[::1]")
}

/// Sends `request` and waits `patience` for the answer, by the sandbox's clock and by that of the sockets,
/// whichever is over first. None without an answer, and for a URL that is not of this machine.
pub async fn send(
    request: Request<Body>,
    clock: &MovableClock,
    patience: Duration,
) -> Option<Reply> {
    if !is_this_machine(request.uri()) {
        return None;
    }
    let end = SignedDuration::try_from(patience).ok()?;
    let end = clock.now().saturating_add(end).ok()?;
    let client = Client::builder(TokioExecutor::new()).build_http::<Body>();
    let answer = async {
        let (head, body) = client.request(request).await.ok()?.into_parts();
        let body = body.collect().await.ok()?.to_bytes();
        Some(Reply { status: head.status, headers: head.headers, body })
    };
    tokio::select! {
        biased;
        reply = answer => reply,
        () = clock.wait_until(end) => None,
        () = tokio::time::sleep(patience) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_sent_to() {
        for own in ["http://localhost:8001/x", "http://127.0.0.1/x", "http://[::1]:1/x"] {
            assert!(is_this_machine(&own.parse().unwrap()), "{own}");
        }
        for other in ["https://localhost/x", "http://localhost.example/x", "http://10.0.0.1/", "/x"]
        {
            assert!(!is_this_machine(&other.parse().unwrap()), "{other}");
        }
    }
}
