//! A refusal in the shape of AWS's JSON 1.1 protocol.

use aws_lc_rs::error::Unspecified;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde_json::json;

use super::CONTENT_TYPE;

/// Why a request is refused: `{"__type": code, "message": …}` with `x-amzn-errortype`.
#[derive(Debug, thiserror::Error)]
#[error("{code}: {message}")]
pub(super) struct Refusal {
    status: StatusCode,
    code: &'static str,
    message: String,
}

impl Refusal {
    /// A mistake of the caller. AWS answers all of them with 400 in this protocol.
    pub(super) fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { status: StatusCode::BAD_REQUEST, code, message: message.into() }
    }

    /// A parameter that is out of its bounds.
    pub(super) fn validation(message: impl Into<String>) -> Self {
        Self::new("ValidationException", message)
    }

    /// Something failed on our side.
    pub(super) fn internal(message: impl Into<String>) -> Self {
        let status = StatusCode::INTERNAL_SERVER_ERROR;
        Self { status, code: "InternalFailure", message: message.into() }
    }
}

impl From<Unspecified> for Refusal {
    fn from(_: Unspecified) -> Self {
        Self::internal("the cryptographic library failed")
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let headers = [("content-type", CONTENT_TYPE), ("x-amzn-errortype", self.code)];
        let body = json!({ "__type": self.code, "message": self.message });
        (self.status, headers, body.to_string()).into_response()
    }
}
