//! Outgoing HTTP: one client, no redirects, a time limit and a size limit on every call.

use std::time::Duration;

use http::{HeaderMap, Request, Response};
use reqwest::redirect::Policy;
use thiserror::Error;

use crate::platform::deadline::{self, Elapsed, RESERVE};

/// The longest a single outgoing call may take.
/// API Gateway gives a request 30 s; a write and its one identical resend must fit.
const CALL_TIMEOUT: Duration = Duration::from_secs(10);
/// The longest a connection may take to open; a host that is down is known sooner than one that is slow.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);
/// The largest answer that is read, in bytes. The largest expected (100 organization roles) is about 30 kB.
const ANSWER_LIMIT: usize = 2 * 1024 * 1024;

/// Where LinkedIn, Graph and Microsoft's identity platform name a request: what their support asks for.
const ID_HEADERS: [&str; 3] = ["x-li-uuid", "request-id", "x-ms-request-id"];
/// The longest such name that is logged, in bytes.
const ID_LIMIT: usize = 64;

/// The HTTP client every outgoing call of a function goes through, the AWS SDK's excepted.
///
/// It never follows a redirect, so a bearer token can't travel to another host (S37).
#[derive(Clone, Debug)]
pub struct Http {
    client: reqwest::Client,
}

/// Why there is no answer. What matters to a caller that writes is whether the request may have been executed.
#[derive(Debug, Error)]
pub enum HttpError {
    /// The connection could not be opened: the request was certainly not executed.
    #[error("the connection could not be opened")]
    Unsent(#[source] reqwest::Error),
    /// The request left and no whole answer came back: it may have been executed.
    #[error("no answer came back")]
    Unanswered(#[source] reqwest::Error),
    /// No time was left to send it.
    #[error("there was no time left")]
    NotBegun,
    /// It took too long: it may have been executed.
    #[error("no answer came back in time")]
    TimedOut,
    /// The answer is larger than anything expected; reading stopped.
    #[error("the answer is too large")]
    TooLarge,
}

impl HttpError {
    /// Whether the request was certainly not executed.
    pub const fn is_unsent(&self) -> bool {
        matches!(self, Self::Unsent(_) | Self::NotBegun)
    }
}

impl From<Elapsed> for HttpError {
    fn from(elapsed: Elapsed) -> Self {
        match elapsed {
            Elapsed::NotBegun => Self::NotBegun,
            Elapsed::Unfinished => Self::TimedOut,
        }
    }
}

impl Http {
    /// Opens nothing yet; connections are kept and reused across invocations.
    ///
    /// # Errors
    /// Where the TLS stack can't be initialised.
    #[expect(clippy::disallowed_methods, reason = "the one place that makes the HTTP client")]
    pub fn new() -> Result<Self, reqwest::Error> {
        let client = reqwest::Client::builder()
            .redirect(Policy::none())
            .connect_timeout(CONNECT_TIMEOUT)
            .user_agent("intowork-integrations")
            .build()?;
        Ok(Self { client })
    }

    /// Sends one request and reads the whole answer, whatever its status: within 10 s, and before the
    /// time of the request that is served is over.
    ///
    /// # Errors
    /// [`HttpError`]; its text and `Debug` never hold the URL, whose query may carry secrets (S32).
    pub async fn send(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, HttpError> {
        deadline::limit(CALL_TIMEOUT, RESERVE, self.exchange(request)).await?
    }

    async fn exchange(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, HttpError> {
        let request = reqwest::Request::try_from(request).map_err(unsent)?;
        let host = request.url().host_str().unwrap_or_default().to_owned();
        let mut answer = self.client.execute(request).await.map_err(unanswered)?;
        let mut response = Response::new(Vec::new());
        *response.status_mut() = answer.status();
        *response.headers_mut() = std::mem::take(answer.headers_mut());
        let status = response.status().as_u16();
        let their_request_id = their_id(response.headers());
        tracing::info!(host, status, their_request_id, "called");
        while let Some(chunk) = answer.chunk().await.map_err(unanswered)? {
            if response.body().len() + chunk.len() > ANSWER_LIMIT {
                return Err(HttpError::TooLarge);
            }
            response.body_mut().extend_from_slice(&chunk);
        }
        Ok(response)
    }
}

/// The name that the other side has given the request.
fn their_id(headers: &HeaderMap) -> Option<&str> {
    let id = ID_HEADERS.iter().find_map(|name| headers.get(*name)?.to_str().ok());
    id.filter(|id| id.len() <= ID_LIMIT)
}

fn unsent(error: reqwest::Error) -> HttpError {
    HttpError::Unsent(error.without_url())
}

fn unanswered(error: reqwest::Error) -> HttpError {
    if error.is_connect() || error.is_builder() {
        return unsent(error);
    }
    HttpError::Unanswered(error.without_url())
}
