//! CORS as the ATS does it (Starlette's `CORSMiddleware`): exact origins, every method and header, and
//! credentials; preflights are answered with 200 `OK`, or 400 for another origin.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_HEADERS,
    ACCESS_CONTROL_REQUEST_METHOD, ORIGIN, VARY,
};
use http::{HeaderMap, HeaderValue, Method, StatusCode};

/// Lets the pages of exactly these origins call the routes of `router`.
pub(crate) fn allow(router: Router, origins: &[String]) -> Router {
    router.layer(from_fn_with_state(Arc::<[String]>::from(origins), answer))
}

async fn answer(State(origins): State<Arc<[String]>>, request: Request, next: Next) -> Response {
    let given = request.headers().get(ORIGIN).cloned();
    let allowed = given.clone().filter(|given| origins.iter().any(|origin| origin == given));
    let wanted = request.headers().contains_key(ACCESS_CONTROL_REQUEST_METHOD);
    let mut response = match (request.method(), wanted, &given) {
        (&Method::OPTIONS, true, Some(_)) => preflight(request.headers(), allowed.is_some()),
        _ => next.run(request).await,
    };
    if let Some(origin) = allowed {
        let headers = response.headers_mut();
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(ACCESS_CONTROL_ALLOW_CREDENTIALS, HeaderValue::from_static("true"));
        headers.append(VARY, HeaderValue::from_static("Origin"));
    }
    response
}

fn preflight(request: &HeaderMap, allowed: bool) -> Response {
    const METHODS: HeaderValue = HeaderValue::from_static("GET, POST, PUT, DELETE, PATCH, OPTIONS");
    if !allowed {
        return (StatusCode::BAD_REQUEST, "Disallowed CORS origin").into_response();
    }
    let mut headers = HeaderMap::new();
    headers.insert(ACCESS_CONTROL_ALLOW_METHODS, METHODS);
    headers.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("600"));
    if let Some(wanted) = request.get(ACCESS_CONTROL_REQUEST_HEADERS) {
        headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, wanted.clone());
    }
    (headers, "OK").into_response()
}
