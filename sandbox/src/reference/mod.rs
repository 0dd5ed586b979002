//! The reference at `/api/docs`: `docs/openapi.yaml` and a page that shows it.
//!
//! The viewer is the npm package `openapi-explorer` 2.4.820 as it is, under the licence beside it. It is
//! compiled into the program, and the page's policy lets it load from nowhere else.

use axum::Router;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

const DESCRIPTION: &str = include_str!("../../../docs/openapi.yaml");
const PAGE: &str = include_str!("page.html");
const VIEWER: &str = include_str!("openapi-explorer.min.js");

/// Only this origin is asked for anything; the viewer styles its parts itself.
const POLICY: (HeaderName, HeaderValue) = (
    header::CONTENT_SECURITY_POLICY,
    HeaderValue::from_static(
        "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; connect-src 'self'; img-src data:; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
);

/// Serves the page, the viewer and the description.
pub fn router() -> Router {
    let file = |kind, text| move || async move { answer(kind, text) };
    Router::new()
        .route("/api/docs", get(file("text/html; charset=utf-8", PAGE)))
        .route("/api/docs/viewer.js", get(file("text/javascript; charset=utf-8", VIEWER)))
        .route("/api/docs/openapi.yaml", get(file("application/yaml", DESCRIPTION)))
}

fn answer(kind: &'static str, text: &'static str) -> Response {
    ([POLICY, (header::CONTENT_TYPE, HeaderValue::from_static(kind))], text).into_response()
}
