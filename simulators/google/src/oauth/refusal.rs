//! Errors that Google shows on a page of its own: the app never hears of them.

use axum::response::{IntoResponse, Response};
use http::StatusCode;
use maud::html;

use crate::pages::layout;

/// Why a request is not even shown to the person.
#[derive(Debug)]
pub struct Refusal {
    status: StatusCode,
    error: &'static str,
    message: String,
}

impl Refusal {
    fn new(status: StatusCode, error: &'static str, message: impl Into<String>) -> Self {
        Self { status, error, message: message.into() }
    }

    /// A parameter is missing or wrong.
    pub fn invalid_request(message: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid_request", message)
    }

    /// A parameter comes twice (RFC 6749, section 3.1).
    pub fn repeated(name: &str) -> Self {
        let message = format!("OAuth 2 parameters can only have a single value: {name}");
        Self::invalid_request(&message)
    }

    /// No such app.
    pub fn unknown_client() -> Self {
        let message = "The OAuth client was not found.";
        Self::new(StatusCode::UNAUTHORIZED, "invalid_client", message)
    }

    /// The redirect URI is not one of the registered ones.
    pub fn redirect_uri_mismatch(uri: &str) -> Self {
        let message = format!("The redirect URI is not registered for this app: {uri}");
        Self::new(StatusCode::BAD_REQUEST, "redirect_uri_mismatch", message)
    }

    /// Scopes that do not exist.
    pub fn invalid_scope(unknown: &[&str]) -> Self {
        let message = format!("Some requested scopes were invalid. invalid={unknown:?}");
        Self::new(StatusCode::BAD_REQUEST, "invalid_scope", message)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let content = html! {
            h1 { "Access blocked: Authorization error" }
            p { (self.message) }
            p { strong { "Error " (self.status.as_u16()) ": " (self.error) } }
        };
        (self.status, layout::page("Access blocked", &content)).into_response()
    }
}
