//! The only contact with the Lambda runtime: one handler in, one answer or report out.

mod event;
mod invocation;

use std::future::Future;

use http::Response;
use jiff::Timestamp;
use lambda_http::tower::ServiceExt;
use lambda_http::{Adapter, Body, Request, RequestExt, service_fn};
use lambda_runtime::LambdaEvent;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tracing::Instrument;

pub use event::request_of_event;

use crate::app::{App, StartError};
use crate::config::{Config, DEFAULT_SERVICE};
use crate::error::{Error, Result};
use crate::logs;
use crate::request;
use crate::response::IntoResponse;
use invocation::Invocations;

/// Why a function ended.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// It could not start; the text names every wrong variable.
    #[error(transparent)]
    Start(#[from] StartError),
    /// The runtime API is gone.
    #[error("the Lambda runtime ended: {0}")]
    Runtime(#[from] lambda_http::Error),
}

/// Serves API Gateway events with `handler` until the environment is shut down.
///
/// # Errors
/// [`RunError`].
pub async fn run<H, F, R>(handler: H) -> Result<(), RunError>
where
    H: Fn(App, Request) -> F + Sync,
    F: Future<Output = Result<R>> + Send,
    R: IntoResponse + Send,
{
    let (app, invocations) = (start().await?, Invocations::default());
    app.warm_up().await;
    let serve = |request: Request| {
        let span = invocations.span(&request.lambda_context());
        let answer = async { Ok::<_, lambda_http::Error>(respond(&app, &handler, request).await) };
        answer.instrument(span)
    };
    let service = Adapter::from(service_fn(serve)).map_request(event::legal_event);
    lambda_runtime::run(service).await?;
    Ok(())
}

/// Serves the events of a schedule with `handler`, which is told when its time is over. What it reports
/// is the function's answer; after an error Lambda keeps the event for an operator (`DeadLetters`).
///
/// # Errors
/// [`RunError`].
pub async fn run_scheduled<H, E, F, R>(handler: H) -> Result<(), RunError>
where
    H: Fn(App, E, Timestamp) -> F + Sync,
    E: DeserializeOwned + Send,
    F: Future<Output = Result<R>> + Send,
    R: Serialize + Send,
{
    let (app, invocations) = (start().await?, Invocations::default());
    let serve = |LambdaEvent { payload, context }: LambdaEvent<E>| {
        let span = invocations.span(&context);
        let deadline = invocation::deadline(&context, app.clock.now());
        let run = handler(app.clone(), payload, deadline);
        let told =
            async { run.await.inspect_err(log_failed_run).map_err(lambda_runtime::Error::from) };
        told.instrument(span)
    };
    lambda_runtime::run(service_fn(serve)).await?;
    Ok(())
}

fn log_failed_run(error: &Error) {
    tracing::error!(code = error.code(), "the run failed");
}

/// The function's parts, made before the first event comes. From here on what is logged is JSON, also
/// why there are no parts, and a panic.
async fn start() -> Result<App, StartError> {
    let config = Config::from_env();
    let (service, filter) = config.as_ref().map_or((DEFAULT_SERVICE, "info"), |config| {
        (config.service_name.as_str(), config.log_filter.as_str())
    });
    logs::init(service, filter);
    logs::report_panics();
    let started = async { App::start(config?).await };
    started.await.inspect_err(
        |error| tracing::error!(alarm = "not_started", %error, "the function can't start"),
    )
}

/// Answers one request: the handler's answer, or its error as a problem. A failure is logged here and nowhere else.
pub async fn respond<H, F, R>(app: &App, handler: &H, request: Request) -> Response<Body>
where
    H: Fn(App, Request) -> F,
    F: Future<Output = Result<R>>,
    R: IntoResponse,
{
    let request_id = request::request_id(&request);
    let span = tracing::error_span!("request", request_id);
    async {
        match handler(app.clone(), request).await {
            Ok(answer) => answer.into_response(&request_id),
            Err(error) => {
                if error.status().is_server_error() {
                    tracing::error!(code = error.code(), "the request failed");
                } else {
                    tracing::info!(code = error.code(), "the request was refused");
                }
                error.into_response(&request_id)
            }
        }
    }
    .instrument(span)
    .await
}
