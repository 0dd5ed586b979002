//! The only contact with the Lambda runtime: one handler in, one answer or report out.

mod event;
mod invocation;

use std::future::Future;

use http::{HeaderValue, Method, Response, StatusCode, header};
use jiff::Timestamp;
use lambda_http::tower::ServiceExt;
use lambda_http::{Adapter, Body, Request, RequestExt, service_fn};
use lambda_runtime::LambdaEvent;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tracing::Instrument;

pub use event::request_of_event;

use crate::app::{App, Peer, StartError};
use crate::config::{Config, DEFAULT_SERVICE};
use crate::model::error::{Error, Result};
use crate::platform::deadline::{Deadline, GRACE, REQUEST};
use crate::platform::logs;
use crate::platform::request;
use crate::platform::response::{IntoResponse, Options, in_language};
use crate::words::Language;
use invocation::Invocations;

/// A request allocates thousands of times, which glibc's allocator makes costly.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

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

/// Serves API Gateway events with `handler`, which calls `peers`, until the environment is shut down.
///
/// # Errors
/// [`RunError`].
pub async fn run<H, F, R>(handler: H, peers: &[Peer]) -> Result<(), RunError>
where
    H: Fn(App, Request) -> F + Sync,
    F: Future<Output = Result<R>> + Send,
    R: IntoResponse + Send,
{
    let app = start().await?;
    tokio::join!(app.warm_up(), app.open(peers));
    serve(app, handler).await
}

/// The same for a function whose callers bring no token of a person.
///
/// # Errors
/// [`RunError`].
pub async fn run_public<H, F, R>(handler: H, peers: &[Peer]) -> Result<(), RunError>
where
    H: Fn(App, Request) -> F + Sync,
    F: Future<Output = Result<R>> + Send,
    R: IntoResponse + Send,
{
    let app = start().await?;
    app.open(peers).await;
    serve(app, handler).await
}

/// The same for a function that must answer within milliseconds and reads the table only: the way there is made
/// while the first request is waited for, and keeps no request that does not need it waiting.
///
/// # Errors
/// [`RunError`].
pub async fn run_public_at_the_table<H, F, R>(handler: H) -> Result<(), RunError>
where
    H: Fn(App, Request) -> F + Sync,
    F: Future<Output = Result<R>> + Send,
    R: IntoResponse + Send,
{
    let app = start().await?;
    let opened = app.clone();
    tokio::spawn(async move { opened.open(&[Peer::DynamoDb]).await });
    serve(app, handler).await
}

async fn serve<H, F, R>(app: App, handler: H) -> Result<(), RunError>
where
    H: Fn(App, Request) -> F + Sync,
    F: Future<Output = Result<R>> + Send,
    R: IntoResponse + Send,
{
    let invocations = Invocations::default();
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
        let run = until(&app, deadline, handler(app.clone(), payload, deadline));
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
    let started = async { App::of_function(config?).await };
    started.await.inspect_err(
        |error| tracing::error!(alarm = "not_started", %error, "the function can't start"),
    )
}

/// Does the `work` of a schedule, whose own time is over at `deadline`: its calls and waits end a few
/// seconds before, so that it can still report.
///
/// # Errors
/// Its own; [`Error::TimedOut`] where it has no result by then.
pub fn until<T, F: Future<Output = Result<T>>>(
    app: &App,
    deadline: Timestamp,
    work: F,
) -> impl Future<Output = Result<T>> + use<T, F> {
    let at = deadline.saturating_sub(GRACE + GRACE).unwrap_or(deadline);
    let kept = Deadline::new(app.clock.clone(), at).keep(work);
    async move { kept.await.unwrap_or(Err(Error::TimedOut)) }
}

/// Answers one request within the time that API Gateway gives it (F34), in the language that it asks for
/// (B15): the handler's answer, or its error as a problem. A failure is logged here and nowhere else.
pub async fn respond<H, F, R>(app: &App, handler: &H, request: Request) -> Response<Body>
where
    H: Fn(App, Request) -> F,
    F: Future<Output = Result<R>>,
    R: IntoResponse,
{
    let request_id = request::request_id(&request);
    let language = Language::of(request.headers());
    let correlation_id = request::correlation_id(&request);
    let span = tracing::error_span!(
        "request",
        request_id,
        correlation_id,
        company_id = tracing::field::Empty,
    );
    async {
        let has_credentials = request.headers().contains_key(header::AUTHORIZATION);
        let result = match request::allowed_methods(&request) {
            Some(allowed) if request.method() == Method::OPTIONS => {
                return Options(allowed).into_response(&request_id);
            }
            Some(allowed) => Err(Error::MethodNotAllowed(allowed)),
            None => {
                let deadline = deadline(app, &request);
                deadline.keep(handler(app.clone(), request)).await.unwrap_or(Err(Error::TimedOut))
            }
        };
        match result {
            Ok(answer) => in_language(language, || answer.into_response(&request_id)),
            Err(error) => {
                if error.status().is_server_error() {
                    tracing::error!(code = error.code(), "the request failed");
                } else {
                    tracing::info!(code = error.code(), "the request was refused");
                }
                let problem = in_language(language, || error.into_response(&request_id));
                challenged(problem, has_credentials)
            }
        }
    }
    .instrument(span)
    .await
}

/// When `request` must be answered, which is before Lambda ends the invocation.
fn deadline(app: &App, request: &Request) -> Deadline {
    let now = app.clock.now();
    let end = request.lambda_context_ref().map(|context| invocation::deadline(context, now));
    let end = end.unwrap_or(Timestamp::MAX).saturating_sub(GRACE + GRACE).unwrap_or(now);
    Deadline::new(app.clock.clone(), end.min(app.clock.after(REQUEST)))
}

/// What a `401` asks for (RFC 9110, section 11.6.1): a token, or a better one (RFC 6750, section 3.1).
fn challenged(mut response: Response<Body>, has_credentials: bool) -> Response<Body> {
    if response.status() == StatusCode::UNAUTHORIZED {
        let challenge = match has_credentials {
            true => "Bearer realm=\"integrations\", error=\"invalid_token\"",
            false => "Bearer realm=\"integrations\"",
        };
        let challenge = HeaderValue::from_static(challenge);
        response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
    }
    response
}
