//! Calling a function as Lambda does: an event in, a response out, and a panic is only its own.

use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use futures::FutureExt;
use futures::future::BoxFuture;
use lambda_http::http::Response;
use lambda_http::{Body, Request};
use thiserror::Error;

/// A function's handler, whatever it was made of.
pub type Handler = Arc<dyn Fn(Request) -> BoxFuture<'static, Response<Body>> + Send + Sync>;

/// Why an invocation gave no response.
#[derive(Debug, Error)]
pub enum InvokeError {
    /// No function of that name.
    #[error("there is no function `{0}`")]
    UnknownFunction(String),
    /// Not an event of API Gateway.
    #[error("not an API Gateway event: {0}")]
    Event(#[from] serde_json::Error),
    /// The function panicked, with this message.
    #[error("the function panicked: {0}")]
    Panicked(String),
}

/// Calls `handler` with an API Gateway event (payload format 2.0) as JSON text.
pub(super) async fn invoke(handler: &Handler, event: &str) -> Result<Response<Body>, InvokeError> {
    let call = async {
        let request = shared::lambda::request_of_event(event)?;
        Ok(handler(request).await)
    };
    match AssertUnwindSafe(call).catch_unwind().await {
        Ok(outcome) => outcome,
        Err(panic) => Err(InvokeError::Panicked(message(panic.as_ref()))),
    }
}

fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("?").to_owned()
}
