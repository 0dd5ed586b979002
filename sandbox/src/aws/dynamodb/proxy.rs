//! The way from our port to the emulator's own server.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use dynoxide::Database;
use http::uri::{Authority, PathAndQuery, Scheme};
use http::{Request, StatusCode, Uri};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::backups::Backups;
use super::stream::Stream;

/// Where the emulator listens, and connections to it.
#[derive(Clone)]
struct Emulator {
    authority: Authority,
    stream: Stream,
    backups: Backups,
    client: Client<HttpConnector, Body>,
}

/// Serves `database` on a free port and gives the router that leads there.
pub(super) async fn start(
    database: Database,
    stream: Stream,
    backups: Backups,
    mut shutdown: watch::Receiver<bool>,
) -> io::Result<Router> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let emulator = Emulator::at(listener.local_addr()?, stream, backups)?;
    let stopped = async move {
        let _ = shutdown.wait_for(|stop| *stop).await;
    };
    tokio::spawn(dynoxide::server::serve_with_shutdown(listener, database, stopped));
    Ok(Router::new().fallback(pass_on).with_state(emulator))
}

async fn pass_on(State(emulator): State<Emulator>, request: Request<Body>) -> Response {
    if let Some(answer) = emulator.backups.answer(request.headers()) {
        return answer;
    }
    match emulator.send(request).await {
        Ok(response) => response,
        Err(error) => {
            tracing::error!(error = %error, "the DynamoDB emulator did not answer");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

impl Emulator {
    fn at(address: SocketAddr, stream: Stream, backups: Backups) -> io::Result<Self> {
        let authority = address.to_string().parse().map_err(io::Error::other)?;
        let client = Client::builder(TokioExecutor::new()).build_http();
        Ok(Self { authority, stream, backups, client })
    }

    async fn send(
        &self,
        mut request: Request<Body>,
    ) -> Result<Response, Box<dyn std::error::Error + Send + Sync>> {
        let path = request.uri().path_and_query().cloned();
        *request.uri_mut() = Uri::builder()
            .scheme(Scheme::HTTP)
            .authority(self.authority.clone())
            .path_and_query(path.unwrap_or(PathAndQuery::from_static("/")))
            .build()?;
        let answer = self.client.request(request).await?;
        // At once, so that each record says when it happened by the sandbox's clock.
        self.stream.collect();
        Ok(answer.map(Body::new))
    }
}
