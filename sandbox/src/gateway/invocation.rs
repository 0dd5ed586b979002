//! Calling a function as Lambda does: an event in, a response out, and a panic is only its own.

use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use futures::FutureExt;
use futures::future::BoxFuture;
use lambda_http::http::Response;
use lambda_http::{Body, Request};
use thiserror::Error;

/// A function: an API Gateway event (payload format 2.0) as JSON text in, its response out.
pub type Handler = Arc<dyn Fn(String) -> BoxFuture<'static, Invocation> + Send + Sync>;

/// The largest answer of a function, in bytes ("Lambda quotas": 6 MB, and what the JSON around a body takes).
const LIMIT: usize = 6 * 1024 * 1024;

/// What came of a call.
pub type Invocation = Result<Response<Body>, InvokeError>;

/// Why an invocation gave no response.
#[derive(Debug, Error)]
pub enum InvokeError {
    /// No function of that name.
    #[error("there is no function `{0}`")]
    UnknownFunction(String),
    /// Not an event of API Gateway.
    #[error("not an API Gateway event: {0}")]
    Event(#[source] serde_json::Error),
    /// The function panicked, with this message.
    #[error("the function panicked: {0}")]
    Panicked(String),
    /// The function is in another process, which failed or can't be reached.
    #[error("the function failed: {0}")]
    Failed(String),
    /// More than Lambda answers, in bytes.
    #[error("the response is larger than {LIMIT} bytes")]
    TooLarge,
    /// Not a response for API Gateway (payload format 2.0).
    #[error("not a response for API Gateway: {0}")]
    Response(#[source] serde_json::Error),
}

/// `respond` as a function in this process.
pub fn in_process<F>(respond: impl Fn(Request) -> F + Send + Sync + 'static) -> Handler
where
    F: Future<Output = Response<Body>> + Send,
{
    let respond = Arc::new(respond);
    Arc::new(move |event| {
        let respond = respond.clone();
        Box::pin(async move {
            let request = shared::lambda::request_of_event(&event).map_err(InvokeError::Event)?;
            let call = async { respond(request).await };
            let response = AssertUnwindSafe(call).catch_unwind().await;
            let response =
                response.map_err(|panic| InvokeError::Panicked(message(panic.as_ref())))?;
            if payload(response.body()) > LIMIT { Err(InvokeError::TooLarge) } else { Ok(response) }
        })
    })
}

/// How much of the answer the body takes: bytes travel as base64, a text as a JSON string.
fn payload(body: &Body) -> usize {
    match body {
        Body::Binary(bytes) => bytes.len().div_ceil(3) * 4,
        Body::Text(text) => serde_json::to_string(text).map_or(0, |json| json.len()),
        _ => 0,
    }
}

fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("?").to_owned()
}
