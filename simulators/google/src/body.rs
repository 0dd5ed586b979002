//! JSON request bodies, refused in Google's words where they are wrong.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::error::Category;

use super::error::ApiError;

/// A JSON body of type `T`. Unknown fields are ignored, as Google does.
#[derive(Debug)]
pub struct Body<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let bytes = Bytes::from_request(request, state).await.map_err(|_| ApiError::parse())?;
        serde_json::from_slice(&bytes).map(Body).map_err(refused)
    }
}

/// Reads `value`, which is known to be JSON, as `T`; a wrong type is 400 `invalid`.
pub fn typed<T: DeserializeOwned>(value: Value) -> Result<T, ApiError> {
    serde_json::from_value(value).map_err(refused)
}

fn refused(error: serde_json::Error) -> ApiError {
    match error.classify() {
        Category::Data => ApiError::invalid(format!("Invalid value for: {error}")),
        Category::Io | Category::Syntax | Category::Eof => ApiError::parse(),
    }
}
