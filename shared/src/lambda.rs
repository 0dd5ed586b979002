//! The only contact with the Lambda runtime: one handler in, one answer out.

mod event;

use std::future::Future;

use http::Response;
use lambda_http::tower::ServiceExt;
use lambda_http::{Adapter, Body, Request, service_fn};
use thiserror::Error;
use tracing::Instrument;

pub use event::request_of_event;

use crate::app::{App, StartError};
use crate::error::Result;
use crate::request;
use crate::response::IntoResponse;

/// Why a function ended.
#[derive(Debug, Error)]
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
    lambda_http::tracing::init_default_subscriber();
    let app = App::from_env().await?;
    let serve =
        |request| async { Ok::<_, lambda_http::Error>(respond(&app, &handler, request).await) };
    let service = Adapter::from(service_fn(serve)).map_request(event::legal_event);
    lambda_runtime::run(service).await?;
    Ok(())
}

/// Answers one request: the handler's answer, or its error as a problem. A failure is logged here and nowhere else.
pub async fn respond<H, F, R>(app: &App, handler: &H, request: Request) -> Response<Body>
where
    H: Fn(App, Request) -> F,
    F: Future<Output = Result<R>>,
    R: IntoResponse,
{
    let request_id = request::request_id(&request);
    let span = tracing::info_span!("request", request_id);
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
