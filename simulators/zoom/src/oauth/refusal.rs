//! What Zoom tells a browser that it can't send back.

use axum::response::{IntoResponse, Response};
use http::StatusCode;
use maud::html;

use crate::pages::layout;

/// A page with an error's number.
#[derive(Debug)]
pub(super) struct Refusal {
    number: u32,
    text: &'static str,
}

impl Refusal {
    /// 4700: the client id is missing or unknown.
    pub(super) const CLIENT: Self = Self { number: 4_702, text: "Invalid client_id" };
    /// 4709: the redirect URI is not one that the app is configured with.
    pub(super) const REDIRECT: Self = Self { number: 4_709, text: "Redirect URI mismatch" };
    /// The request is not understood.
    pub(super) const REQUEST: Self = Self { number: 4_700, text: "Invalid request" };
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let content = html! {
            h1 { "Invalid request" }
            p { (self.text) " (" (self.number) ")" }
        };
        (StatusCode::BAD_REQUEST, layout::page("Error", &content)).into_response()
    }
}
