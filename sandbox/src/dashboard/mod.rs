//! The dashboard: the pages a person sees, as static files on an origin of their own.
//!
//! It stands where the product's frontend stands, so every call it makes is a cross-origin one with a
//! bearer token, as in production. The pages are plain HTML, CSS and JavaScript modules: there is no
//! build step, and nothing is loaded from elsewhere.

mod assets;
mod origins;
mod page;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::middleware::map_response_with_state;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;

use origins::Origins;
pub use origins::OtherSide;

/// Serves the dashboard: `/` and `/dashboard/integrations`, the interstitial page
/// `/dashboard/integrations/callback`, the page `/dashboard/integrations/admin-consent` for an administrator
/// without an account here, a candidate's page `/booking`, a job offer's public page `/offres/{job_id}` that posts link to,
/// their files under `/assets/`, and `/config.js`.
///
/// `api_origin` is the only origin the pages may call (`http://localhost:8001`); `simulators` are
/// what their sandbox controls link to. Any other path is a 404.
pub fn router(api_origin: &str, simulators: Vec<OtherSide>) -> Router {
    let origins = Arc::new(Origins { api: api_origin.to_owned(), simulators });
    Router::new()
        .route("/", get(|| async { Redirect::temporary("/dashboard/integrations") }))
        .route("/dashboard/integrations", get(|| async { file("integrations.html") }))
        .route("/dashboard/integrations/callback", get(|| async { file("callback.html") }))
        .route(
            "/dashboard/integrations/admin-consent",
            get(|| async { file("admin-consent.html") }),
        )
        .route("/booking", get(|| async { file("booking.html") }))
        .route("/offres/{job_id}", get(|| async { file("offer.html") }))
        .route("/config.js", get(config))
        .route("/assets/{*path}", get(|Path(path): Path<String>| async move { file(&path) }))
        .layer(map_response_with_state(origins.clone(), page::guard))
        .with_state(origins)
}

/// The script that tells the pages which origins they live among.
async fn config(State(origins): State<Arc<Origins>>) -> Response {
    assets::Kind::Script.answer(origins.script())
}

fn file(path: &str) -> Response {
    match assets::find(path) {
        Some(asset) => asset.kind.answer(asset.text),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use axum::body::{Body, to_bytes};
    use axum::http::{Request, header};
    use tower::ServiceExt;

    use super::*;

    fn dashboard() -> Router {
        let origin = "http://localhost:8002".to_owned();
        let linkedin = OtherSide { name: "LinkedIn", origin, page: "/feed" };
        router("http://localhost:8001", vec![linkedin])
    }

    async fn get(path: &str) -> Response {
        let request = Request::get(path).body(Body::empty()).unwrap();
        dashboard().oneshot(request).await.unwrap()
    }

    async fn text(response: Response) -> String {
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        String::from_utf8(bytes.to_vec()).unwrap()
    }

    fn header_of(response: &Response, name: header::HeaderName) -> &str {
        response.headers()[name].to_str().unwrap()
    }

    #[tokio::test]
    async fn the_root_leads_to_the_integrations() {
        let response = get("/").await;
        assert_eq!(response.status(), StatusCode::TEMPORARY_REDIRECT);
        assert_eq!(header_of(&response, header::LOCATION), "/dashboard/integrations");
    }

    #[tokio::test]
    async fn every_file_says_what_it_is() {
        let expected = [
            ("/dashboard/integrations", "text/html; charset=utf-8"),
            ("/dashboard/integrations/callback", "text/html; charset=utf-8"),
            ("/offres/1", "text/html; charset=utf-8"),
            ("/config.js", "text/javascript; charset=utf-8"),
            ("/assets/scripts/main.js", "text/javascript; charset=utf-8"),
            ("/assets/styles/base.css", "text/css; charset=utf-8"),
            ("/assets/images/linkedin.svg", "image/svg+xml"),
        ];
        for (path, kind) in expected {
            let response = get(path).await;
            assert_eq!(response.status(), StatusCode::OK, "{path}");
            assert_eq!(header_of(&response, header::CONTENT_TYPE), kind, "{path}");
        }
    }

    #[tokio::test]
    async fn an_unknown_path_is_not_found() {
        for path in
            ["/nothing", "/assets/nothing.js", "/assets/../mod.rs", "/assets/", "/dashboard"]
        {
            assert_eq!(get(path).await.status(), StatusCode::NOT_FOUND, "{path}");
        }
    }

    #[tokio::test]
    async fn every_answer_limits_what_a_page_may_do() {
        for path in ["/dashboard/integrations/callback", "/config.js", "/nothing"] {
            let response = get(path).await;
            let policy = header_of(&response, header::CONTENT_SECURITY_POLICY);
            assert!(policy.contains("connect-src http://localhost:8001;"), "{path}: {policy}");
        }
    }

    #[tokio::test]
    async fn the_config_names_the_origins() {
        let script = text(get("/config.js").await).await;
        assert!(script.starts_with("export default {"), "{script}");
        assert!(script.contains(r#""api":"http://localhost:8001""#), "{script}");
        assert!(script.contains(r#""origin":"http://localhost:8002""#), "{script}");
    }
}
