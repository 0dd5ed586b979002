//! The control of a server over HTTP.

use axum::body::Bytes;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use http::StatusCode;
use serde_json::json;

use super::control::Control;
use super::fault_json;
use super::received::Received;

/// `/_control` and `/_requests`.
pub(super) fn routes(control: Control) -> Router {
    Router::new()
        .route("/_control", post(inject).delete(clear))
        .route("/_requests", axum::routing::get(requests).delete(forget))
        .with_state(control)
}

async fn inject(State(control): State<Control>, document: Bytes) -> Response {
    match fault_json::read(&document) {
        Ok(fault) => {
            control.inject(fault);
            StatusCode::NO_CONTENT.into_response()
        }
        Err(detail) => (StatusCode::BAD_REQUEST, Json(json!({ "detail": detail }))).into_response(),
    }
}

async fn clear(State(control): State<Control>) -> StatusCode {
    control.clear();
    StatusCode::NO_CONTENT
}

async fn requests(State(control): State<Control>) -> Json<Vec<Received>> {
    Json(control.requests())
}

async fn forget(State(control): State<Control>) -> StatusCode {
    control.forget();
    StatusCode::NO_CONTENT
}
