//! One message of a channel (Calendar API guide, "Push notifications"): headers, and an empty body.

use std::time::Duration;

use axum::body::Body;
use http::{Request, StatusCode};
use jiff::Timestamp;
use serde_json::{Value, json};
use simulator_kit::notifications::Message;

/// Says that something changed, and nothing of what.
#[derive(Clone, Debug)]
pub struct Notice {
    pub(super) channel: String,
    pub(super) token: Option<String>,
    pub(super) expires: Timestamp,
    pub(super) number: u64,
    pub(super) resource_id: String,
    pub(super) resource_uri: String,
    pub(super) state: State,
}

/// `X-Goog-Resource-State`. `not_exists` never comes: a calendar's list of events does not cease to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// The channel was opened.
    Sync,
    /// Something changed.
    Exists,
}

impl State {
    const fn word(self) -> &'static str {
        match self {
            Self::Sync => "sync",
            Self::Exists => "exists",
        }
    }
}

impl Message for Notice {
    const TOGETHER: usize = 1;
    /// Not documented.
    const PATIENCE: Duration = Duration::from_secs(10);
    /// "Retries with exponential backoff", whose steps and end are not documented.
    const RETRIES: &'static [i64] = &[1, 2, 4, 8, 16, 32, 64, 128, 256, 512];

    /// 500, 502, 503 and 504 are; "every other return status code is considered to be a message failure".
    fn is_retried(status: Option<StatusCode>) -> bool {
        status.is_none_or(|status| matches!(status.as_u16(), 500 | 502 | 503 | 504))
    }

    fn request(address: &str, messages: &[Self]) -> http::Result<Request<Body>> {
        let mut request = Request::post(address)
            .header("content-type", "application/json; charset=utf-8")
            .header("content-length", 0)
            .header(
                "user-agent",
                "APIs-Google; (+https://developers.google.com/webmasters/APIs-Google)",
            );
        for notice in messages {
            let expiration = notice.expires.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
            request = request
                .header("x-goog-channel-id", &notice.channel)
                .header("x-goog-channel-expiration", expiration)
                .header("x-goog-resource-id", &notice.resource_id)
                .header("x-goog-resource-uri", &notice.resource_uri)
                .header("x-goog-resource-state", notice.state.word())
                .header("x-goog-message-number", notice.number);
            if let Some(token) = &notice.token {
                request = request.header("x-goog-channel-token", token);
            }
        }
        request.body(Body::empty())
    }

    fn shown(&self) -> Value {
        json!({"channel": self.channel, "state": self.state.word(), "number": self.number})
    }
}
