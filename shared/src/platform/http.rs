//! Outgoing HTTP: one client, no redirects, a time limit and a size limit on every call.

use std::io;
use std::path::Path;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use http::{HeaderMap, Request, Response};
use reqwest::redirect::Policy;
use thiserror::Error;

use crate::platform::deadline::{self, Elapsed, RESERVE};
use crate::platform::public::{PublicOnly, Resolver};
use crate::platform::tls;

/// The longest a single outgoing call may take.
/// API Gateway gives a request 30 s; a write and its one identical resend must fit.
const CALL_TIMEOUT: Duration = Duration::from_secs(10);
/// The longest a connection may take to open; a host that is down is known sooner than one that is slow.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);
/// The largest answer that is read, in bytes. The largest expected (100 organization roles) is about 30 kB.
const ANSWER_LIMIT: usize = 2 * 1024 * 1024;
/// The same of AWS, in bytes: DynamoDB answers up to 16 MB of items, whose JSON is larger.
const AWS_ANSWER_LIMIT: usize = 32 * 1024 * 1024;
/// The longest that a connection to be kept may take to open, in advance.
const OPENING: Duration = Duration::from_secs(1);

/// Where LinkedIn, Graph, Microsoft's identity platform, Zoom and Slack name a request: what their support asks for.
/// Google names none.
const ID_HEADERS: [&str; 5] =
    ["x-li-uuid", "request-id", "x-ms-request-id", "x-zm-trackingid", "x-slack-req-id"];
/// The target of the lines that tell of a call that went well, so that a function can leave them out (`RUST_LOG`).
const SUCCESSES: &str = "successes";
/// The longest such name that is logged, in bytes.
const ID_LIMIT: usize = 64;

/// The HTTP client every outgoing call of a function goes through, those to AWS too.
///
/// It never follows a redirect, so a bearer token can't travel to another host (S37).
#[derive(Clone, Debug)]
pub struct Http {
    client: reqwest::Client,
    tls: rustls::ClientConfig,
    /// Made when it is first needed: few functions call what an operator has named.
    public: Arc<OnceLock<reqwest::Client>>,
}

/// Where a call may lead whose address is configuration, not code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// To public addresses only, over TLS: never into our own network, whatever the name resolves to.
    Public,
    /// To this machine as well: in a sandbox.
    Anywhere,
}

/// Why there is no client.
#[derive(Debug, Error)]
pub enum StartError {
    #[error("the certificates that SSL_CERT_FILE names can't be used: {0}")]
    Certificates(#[from] io::Error),
    #[error("the HTTP client can't be made")]
    Client(#[from] reqwest::Error),
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
    /// Opens nothing yet; connections are kept and reused across invocations. Trusts the certificates in
    /// the PEM file `ca_file` instead of Mozilla's roots, where there is one.
    ///
    /// # Errors
    /// Where `ca_file` can't be used, or the TLS stack can't be initialised.
    pub fn new(ca_file: Option<&Path>) -> Result<Self, StartError> {
        let tls = tls::config(ca_file)?;
        Ok(Self { client: builder(tls.clone()).build()?, tls, public: Arc::default() })
    }

    /// How it speaks TLS, and whom it trusts.
    pub(crate) fn tls(&self) -> rustls::ClientConfig {
        self.tls.clone()
    }

    /// Opens a connection to the host of `url` and keeps it for the first call, within a second. A failure
    /// is left to that call.
    pub async fn open(&self, url: &str) {
        let Ok(request) = Request::get(url).body(Vec::new()) else { return };
        let opened = exchange(&self.client, request, ANSWER_LIMIT);
        deadline::limit(OPENING, RESERVE, opened).await.ok();
    }

    /// Sends a request of the AWS SDK, which signs, names and repeats it: within `limit`.
    ///
    /// # Errors
    /// [`HttpError`].
    pub(crate) async fn send_to_aws(
        &self,
        request: Request<Vec<u8>>,
        limit: Duration,
    ) -> Result<Response<Vec<u8>>, HttpError> {
        let sent = exchange(&self.client, request, AWS_ANSWER_LIMIT);
        deadline::limit(limit, Duration::ZERO, sent).await?
    }

    /// Sends one request and reads the whole answer, whatever its status: within 10 s, and before the
    /// time of the request that is served is over.
    ///
    /// # Errors
    /// [`HttpError`]; its text and `Debug` never hold the URL, whose query may carry secrets (S32).
    pub async fn send(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, HttpError> {
        logged(&self.client, request, CALL_TIMEOUT).await
    }

    /// The same within `limit`, to an address of the configuration that leads no further than `reach`.
    ///
    /// # Errors
    /// [`HttpError`]; [`HttpError::Unsent`] where the address is out of reach.
    pub async fn send_within(
        &self,
        request: Request<Vec<u8>>,
        limit: Duration,
        reach: Reach,
    ) -> Result<Response<Vec<u8>>, HttpError> {
        let client = match reach {
            Reach::Anywhere => &self.client,
            Reach::Public => self.public_client()?,
        };
        logged(client, request, limit).await
    }

    /// The connection goes to an address that was checked: there is no second look-up, and no proxy.
    fn public_client(&self) -> Result<&reqwest::Client, HttpError> {
        if let Some(client) = self.public.get() {
            return Ok(client);
        }
        let resolver = Arc::new(PublicOnly(Resolver::system()));
        let public = builder(self.tls.clone()).https_only(true).no_proxy().dns_resolver(resolver);
        let client = public.build().map_err(unsent)?;
        Ok(self.public.get_or_init(|| client))
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place that makes the HTTP clients")]
fn builder(tls: rustls::ClientConfig) -> reqwest::ClientBuilder {
    reqwest::Client::builder()
        .tls_backend_preconfigured(tls)
        .redirect(Policy::none())
        .connect_timeout(CONNECT_TIMEOUT)
        .user_agent("intowork-integrations")
}

/// Sends one request within `limit`; what went out and what came back, or why nothing did, is a line of the log.
async fn logged(
    client: &reqwest::Client,
    request: Request<Vec<u8>>,
    limit: Duration,
) -> Result<Response<Vec<u8>>, HttpError> {
    let host = request.uri().host().unwrap_or_default().to_owned();
    let sent = deadline::limit(limit, RESERVE, exchange(client, request, ANSWER_LIMIT)).await;
    let response = sent.map_err(HttpError::from).flatten();
    let response = response.inspect_err(|error| tracing::warn!(host, %error, "called"))?;
    let status = response.status();
    let their_request_id = their_id(response.headers());
    if status.is_client_error() || status.is_server_error() {
        tracing::warn!(host, status = status.as_u16(), their_request_id, "called");
    } else {
        tracing::info!(target: SUCCESSES, host, status = status.as_u16(), their_request_id, "called");
    }
    Ok(response)
}

async fn exchange(
    client: &reqwest::Client,
    request: Request<Vec<u8>>,
    limit: usize,
) -> Result<Response<Vec<u8>>, HttpError> {
    let request = reqwest::Request::try_from(request).map_err(unsent)?;
    let mut answer = client.execute(request).await.map_err(unanswered)?;
    let mut response = Response::new(Vec::new());
    *response.status_mut() = answer.status();
    *response.headers_mut() = std::mem::take(answer.headers_mut());
    while let Some(chunk) = answer.chunk().await.map_err(unanswered)? {
        if response.body().len() + chunk.len() > limit {
            return Err(HttpError::TooLarge);
        }
        response.body_mut().extend_from_slice(&chunk);
    }
    Ok(response)
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

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    use super::*;

    /// One connection only, however many requests come over it; then what was asked.
    async fn one_connection(listener: TcpListener) -> String {
        let (mut stream, _) = listener.accept().await.unwrap();
        let (mut asked, mut buffer) = (String::new(), [0; 1024]);
        while asked.matches("\r\n\r\n").count() < 2 {
            let read = stream.read(&mut buffer).await.unwrap();
            asked += std::str::from_utf8(&buffer[..read]).unwrap();
            stream.write_all(b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n").await.unwrap();
        }
        asked
    }

    #[tokio::test]
    async fn what_is_opened_in_advance_carries_the_first_call() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let other_side = tokio::spawn(one_connection(listener));
        let http = Http::new(None).unwrap();
        http.open(&format!("{origin}/")).await;
        let call = Request::get(format!("{origin}/call")).body(Vec::new()).unwrap();
        http.send(call).await.unwrap();
        let asked = other_side.await.unwrap();
        assert!(asked.starts_with("GET / HTTP/1.1") && asked.contains("GET /call "), "{asked}");
        assert!(!asked.to_lowercase().contains("authorization"), "{asked}");
    }

    #[tokio::test]
    async fn what_can_t_be_opened_in_advance_is_left_to_the_first_call() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}/", listener.local_addr().unwrap());
        drop(listener);
        let http = Http::new(None).unwrap();
        http.open(&origin).await;
        http.open("no address").await;
        let call = Request::get(origin).body(Vec::new()).unwrap();
        assert!(http.send(call).await.unwrap_err().is_unsent());
    }

    #[test]
    fn certificates_that_can_t_be_used_are_said_when_it_starts() {
        let directory = std::env::temp_dir();
        for file in [directory.join("no-such-file.pem"), directory] {
            assert!(matches!(Http::new(Some(&file)), Err(StartError::Certificates(_))), "{file:?}");
        }
    }

    #[tokio::test]
    async fn s50_an_address_in_our_own_network_or_without_tls_is_out_of_reach() {
        let http = Http::new(None).unwrap();
        for url in ["https://localhost:1/", "http://example.com/"] {
            let request = Request::post(url).body(Vec::new()).unwrap();
            let refused = http.send_within(request, CALL_TIMEOUT, Reach::Public).await;
            let Err(HttpError::Unsent(error)) = refused else { panic!("{url}: {refused:?}") };
            let is_refused = crate::platform::public::is_not_public(&error) || error.is_builder();
            assert!(is_refused, "{url}: {error:?}");
        }
    }
}
