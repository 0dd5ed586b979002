//! Lambda's Runtime API ("Using the Lambda runtime API"), as far as a function asks it, with the times at which it does.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use http::StatusCode;
use tokio::net::TcpListener;
use tokio::sync::Mutex;
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};

use crate::Result;

/// The longest a function is waited for.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a function says, and when.
#[derive(Debug)]
pub(super) enum Said {
    /// It asks for an event: it has started, or is done with the last one.
    Ready(Instant),
    /// It answers.
    Answered(Instant, String),
    /// It has failed.
    Failed(String),
}

/// One function's Runtime API; it ends with its runtime.
pub(super) struct RuntimeApi {
    /// For `AWS_LAMBDA_RUNTIME_API`.
    pub(super) address: String,
    events: UnboundedSender<String>,
    said: UnboundedReceiver<Said>,
}

#[derive(Clone)]
struct Wire {
    events: Arc<Mutex<UnboundedReceiver<String>>>,
    says: UnboundedSender<Said>,
}

impl RuntimeApi {
    /// On a free port.
    pub(super) async fn start() -> Result<Self> {
        let ((events, waiting), (says, said)) =
            (mpsc::unbounded_channel(), mpsc::unbounded_channel());
        let wire = Wire { events: Arc::new(Mutex::new(waiting)), says };
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?.to_string();
        let router = Router::new()
            .route("/2018-06-01/runtime/invocation/next", get(next))
            .route("/2018-06-01/runtime/invocation/{id}/response", post(answered))
            .route("/2018-06-01/runtime/invocation/{id}/error", post(failed))
            .route("/2018-06-01/runtime/init/error", post(not_started))
            .with_state(wire);
        tokio::spawn(async { axum::serve(listener, router).await });
        Ok(Self { address, events, said })
    }

    /// Has the function handle `event` (JSON) as soon as it is ready.
    pub(super) fn invoke(&self, event: String) -> Result<()> {
        Ok(self.events.send(event)?)
    }

    /// When it was ready next.
    pub(super) async fn ready(&mut self) -> Result<Instant> {
        loop {
            match self.next().await? {
                Said::Ready(at) => return Ok(at),
                Said::Answered(..) => {}
                Said::Failed(error) => return Err(error.into()),
            }
        }
    }

    /// When it answered next, and what.
    pub(super) async fn answer(&mut self) -> Result<(Instant, String)> {
        loop {
            match self.next().await? {
                Said::Answered(at, answer) => return Ok((at, answer)),
                Said::Ready(_) => {}
                Said::Failed(error) => return Err(error.into()),
            }
        }
    }

    async fn next(&mut self) -> Result<Said> {
        let said = tokio::time::timeout(PATIENCE, self.said.recv()).await;
        Ok(said?.ok_or("the Runtime API has ended")?)
    }
}

async fn next(State(wire): State<Wire>) -> Response {
    let _ = wire.says.send(Said::Ready(Instant::now()));
    let event = wire.events.lock().await.recv().await;
    let headers = [
        ("lambda-runtime-aws-request-id", "8476a536-e9f4-11e8-9739-2dfe598c3fcd"),
        // The year 2100.
        ("lambda-runtime-deadline-ms", "4102444800000"),
        ("lambda-runtime-invoked-function-arn", "arn:aws:lambda:eu-west-3:1:function:bench"),
    ];
    (headers, event.unwrap_or_default()).into_response()
}

async fn answered(State(wire): State<Wire>, Path(_): Path<String>, answer: String) -> StatusCode {
    let _ = wire.says.send(Said::Answered(Instant::now(), answer));
    StatusCode::ACCEPTED
}

async fn failed(State(wire): State<Wire>, Path(_): Path<String>, error: String) -> StatusCode {
    let _ = wire.says.send(Said::Failed(error));
    StatusCode::ACCEPTED
}

async fn not_started(State(wire): State<Wire>, error: String) -> StatusCode {
    let _ = wire.says.send(Said::Failed(error));
    StatusCode::ACCEPTED
}
