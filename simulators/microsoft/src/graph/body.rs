//! Request bodies: JSON objects, declared as such.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use http::header;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::outlook::fault::Fault;

/// The JSON object of a write request.
#[derive(Debug)]
pub struct Body(pub Map<String, Value>);

impl Body {
    /// The parameters of an action, whose names Graph matches without case.
    pub fn parameters<T: DeserializeOwned>(self) -> Result<T, Fault> {
        let lowered = |name: String| {
            let mut letters = name.chars();
            letters
                .next()
                .map(|first| first.to_lowercase().chain(letters).collect())
                .unwrap_or_default()
        };
        let parameters = self.0.into_iter().map(|(name, value)| (lowered(name), value)).collect();
        serde_json::from_value(Value::Object(parameters))
            .map_err(|error| Fault::unreadable(format!("Cannot read the parameters: {error}.")))
    }
}

impl<S: Send + Sync> FromRequest<S> for Body {
    type Rejection = Fault;

    async fn from_request(request: Request, state: &S) -> Result<Self, Fault> {
        let declared =
            request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        if !declared.is_some_and(|declared| declared.starts_with("application/json")) {
            let message = "Write requests (excluding DELETE) must contain the Content-Type header declaration.";
            return Err(Fault::bad_request("BadRequest", message));
        }
        let bytes = Bytes::from_request(request, state)
            .await
            .map_err(|_| Fault::bad_request("BadRequest", "Unable to read the request body."))?;
        let message = "Unable to read JSON request payload. Please ensure Content-Type header is set and payload \
                       is of valid JSON format.";
        serde_json::from_slice(&bytes)
            .map(Self)
            .map_err(|_| Fault::bad_request("BadRequest", message))
    }
}
