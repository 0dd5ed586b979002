//! What every answer carries: `request-id`, the client's own id, and Graph's error body.

use axum::Json;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, header};
use serde_json::{Value, json};
use simulator_kit::clock::MovableClock;

use crate::outlook::fault::Fault;
use crate::uuid;

const REQUEST_ID: &str = "request-id";
const CLIENT_REQUEST_ID: &str = "client-request-id";

/// Hands the request on, then labels the answer and words a [`Fault`].
pub async fn trace(clock: MovableClock, request: Request, next: Next) -> Response {
    let request_id = uuid::fresh();
    let client_id = request.headers().get(CLIENT_REQUEST_ID).cloned();
    let mut response = next.run(request).await;
    let client_id = client_id.or_else(|| request_id.parse().ok());
    if let Some(fault) = response.extensions_mut().remove::<Fault>() {
        let client_id = client_id.as_ref().and_then(|id| id.to_str().ok()).unwrap_or_default();
        let inner = json!({
            "date": clock.now().strftime("%Y-%m-%dT%H:%M:%S").to_string(),
            "request-id": request_id,
            "client-request-id": client_id,
        });
        response = worded(&fault, inner, response.headers());
    }
    let labels = [(REQUEST_ID, request_id.parse().ok()), (CLIENT_REQUEST_ID, client_id)];
    for (name, value) in labels.into_iter().filter_map(|(name, value)| Some((name, value?))) {
        response.headers_mut().insert(name, value);
    }
    response
}

impl IntoResponse for Fault {
    /// The status alone; [`trace`] adds the body, which names the request.
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

fn worded(fault: &Fault, inner: Value, headers: &HeaderMap) -> Response {
    let mut error = json!({ "code": fault.code, "message": fault.message, "innerError": inner });
    if let (Some((name, value)), Value::Object(error)) = (&fault.annotation, &mut error) {
        error.insert((*name).to_owned(), value.clone().into());
    }
    let mut response = (fault.status, Json(json!({ "error": error }))).into_response();
    for name in [header::WWW_AUTHENTICATE, header::LOCATION] {
        if let Some(value) = headers.get(&name) {
            response.headers_mut().insert(name, value.clone());
        }
    }
    if let Some(seconds) = fault.retry_after {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}
