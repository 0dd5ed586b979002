//! Errors in FastAPI's shapes: `{"detail": "…"}`, and for validation a list of what is wrong.

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde_json::{Value, json};

/// A refusal of the ATS.
#[derive(Debug, PartialEq)]
pub(super) enum Error {
    /// `HTTPException(status, detail)`.
    Http(StatusCode, String),
    /// `RequestValidationError`, 422, with one finding as pydantic words it.
    Validation(Value),
    /// An exception nobody caught.
    Crash,
}

impl Error {
    pub(super) fn unauthorized(detail: impl Into<String>) -> Self {
        Self::Http(StatusCode::UNAUTHORIZED, detail.into())
    }

    pub(super) fn forbidden(detail: impl Into<String>) -> Self {
        Self::Http(StatusCode::FORBIDDEN, detail.into())
    }

    pub(super) fn not_found(detail: impl Into<String>) -> Self {
        Self::Http(StatusCode::NOT_FOUND, detail.into())
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        match self {
            Self::Http(status, detail) => {
                (status, Json(json!({ "detail": detail }))).into_response()
            }
            Self::Validation(finding) => {
                (StatusCode::UNPROCESSABLE_ENTITY, Json(json!({ "detail": [finding] })))
                    .into_response()
            }
            // Starlette's own words, as plain text.
            Self::Crash => {
                (StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error").into_response()
            }
        }
    }
}
