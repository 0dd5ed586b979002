//! What the browser may do with a page: the headers every answer of the dashboard carries.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::Response;

use super::Origins;

/// What is not said otherwise: nothing is cached, so that a rebuilt sandbox shows its own pages.
const UNCACHED: HeaderValue = HeaderValue::from_static("no-store");

/// Headers that never vary.
const FIXED: [(HeaderName, HeaderValue); 2] = [
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
];

/// Adds the security headers to `response`; an origin that is no header value allows no calls at all.
pub(super) async fn guard(State(origins): State<Arc<Origins>>, mut response: Response) -> Response {
    let policy = HeaderValue::from_str(&content_security_policy(&origins.api))
        .unwrap_or(HeaderValue::from_static("default-src 'none'"));
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    response.headers_mut().extend(FIXED);
    response.headers_mut().entry(header::CACHE_CONTROL).or_insert(UNCACHED);
    response
}

/// Own scripts and styles only, calls to `api` only, no frames (CSP Level 3). An offer's picture, which a preview
/// shows, lives where the company put it.
fn content_security_policy(api: &str) -> String {
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' https:",
        &format!("connect-src {api}"),
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    ]
    .join("; ")
}

#[cfg(test)]
mod tests {
    use axum::response::IntoResponse;

    use super::*;

    async fn guarded(api: &str) -> Response {
        let origins = Arc::new(Origins { api: api.to_owned(), simulators: Vec::new() });
        guard(State(origins), "page".into_response()).await
    }

    #[tokio::test]
    async fn a_page_runs_its_own_scripts_and_calls_the_api_only() {
        let response = guarded("http://localhost:8001").await;
        let policy = response.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        let rules: Vec<_> = policy.split("; ").collect();
        for rule in [
            "default-src 'none'",
            "script-src 'self'",
            "connect-src http://localhost:8001",
            "frame-ancestors 'none'",
        ] {
            assert!(rules.contains(&rule), "{rule} is missing from {policy}");
        }
        assert!(!policy.contains("unsafe"), "{policy}");
    }

    #[tokio::test]
    async fn a_page_is_neither_cached_nor_told_to_others() {
        let response = guarded("http://localhost:8001").await;
        for (name, value) in FIXED {
            assert_eq!(response.headers()[&name], value, "{name}");
        }
        assert_eq!(response.headers()[header::CACHE_CONTROL], UNCACHED);
    }

    #[tokio::test]
    async fn an_impossible_origin_allows_nothing() {
        let response = guarded("http://localhost\r\nX: y").await;
        assert_eq!(response.headers()[header::CONTENT_SECURITY_POLICY], "default-src 'none'");
    }
}
