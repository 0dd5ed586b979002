//! How a request at the authorize or admin consent endpoint fails.

use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use jiff::Timestamp;
use maud::html;
use url::Url;

use super::aadsts;
use crate::pages::layout;

/// Where an error of the app's own making goes back to.
#[derive(Clone, Debug)]
pub struct Return {
    /// A registered redirect URI.
    pub redirect_uri: String,
    /// The app's `state`.
    pub state: Option<String>,
    /// Whether parameters travel in the fragment (`response_mode=fragment`).
    pub in_fragment: bool,
}

impl Return {
    /// The browser sent back with `parameters` and the state.
    pub fn with(&self, parameters: &[(&str, &str)]) -> Response {
        let Ok(mut url) = Url::parse(&self.redirect_uri) else {
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        };
        let state = self.state.iter().map(|state| ("state", state.as_str()));
        let pairs = parameters.iter().copied().chain(state);
        if self.in_fragment {
            let text =
                url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
            url.set_fragment(Some(&text));
        } else {
            url.query_pairs_mut().extend_pairs(pairs);
        }
        Redirect::to(url.as_str()).into_response()
    }

    /// Sent back with an error the table knows; `error` takes the place of the table's.
    pub fn with_error(&self, error: &str, number: u32, now: Timestamp) -> Response {
        let row = aadsts::situation(number);
        let description = row.map(|row| aadsts::description(row, now)).unwrap_or_default();
        let uri = format!("https://login.microsoftonline.com/error?code={number}");
        self.with(&[("error", error), ("error_description", &description), ("error_uri", &uri)])
    }
}

/// Microsoft's own page, for what must not be redirected.
pub fn page(number: u32, now: Timestamp) -> Response {
    let row = aadsts::situation(number);
    let description = row.map(|row| aadsts::description(row, now)).unwrap_or_default();
    let page = layout::page(
        "Sign in",
        &html! {
            h1 { "Sorry, but we’re having trouble signing you in." }
            p.error { (description) }
        },
    );
    (StatusCode::BAD_REQUEST, page).into_response()
}
