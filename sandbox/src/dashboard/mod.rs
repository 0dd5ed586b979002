//! The dashboard: the pages a person sees, as static files on an origin of their own.
//!
//! It stands where the product's frontend stands, so every call it makes is a cross-origin one with a
//! bearer token, as in production. The pages are plain HTML, CSS and JavaScript modules: there is no
//! build step, and nothing is loaded from elsewhere. A page's modules and style sheets are sent as one file each.

mod assets;
mod bundle;
mod origins;
mod page;
mod served;
#[cfg(test)]
mod texts;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::map_response_with_state;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{MethodRouter, get};

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
        .route("/dashboard/integrations", page("integrations.html"))
        .route("/dashboard/integrations/callback", page("callback.html"))
        .route("/dashboard/integrations/admin-consent", page("admin-consent.html"))
        .route("/booking", page("booking.html"))
        .route("/offres/{job_id}", page("offer.html"))
        .route("/config.js", get(config))
        .route("/assets/{*path}", get(file))
        .layer(map_response_with_state(origins.clone(), page::guard))
        .with_state(origins)
}

/// The script that tells the pages which origins they live among.
async fn config(State(origins): State<Arc<Origins>>) -> Response {
    assets::Kind::Script.answer(origins.script())
}

fn page(name: &'static str) -> MethodRouter<Arc<Origins>> {
    get(move |headers| file(Path(name.to_owned()), headers))
}

async fn file(Path(path): Path<String>, headers: HeaderMap) -> Response {
    match served::served(&path) {
        Some(served) => served.answer(&headers),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

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

    /// What the page at `path` asks for.
    async fn asked_for(path: &str) -> Vec<String> {
        let page = text(get(path).await).await;
        let tags = page.split(['"']).filter(|part| part.starts_with('/'));
        tags.filter(|part| *part != "/dashboard/integrations").map(ToOwned::to_owned).collect()
    }

    #[tokio::test]
    async fn a_page_is_one_script_and_one_style_sheet_and_each_says_what_it_is() {
        for page in ["integrations", "integrations/callback", "integrations/admin-consent"] {
            let asked_for = asked_for(&format!("/dashboard/{page}")).await;
            let count =
                |ending: &str| asked_for.iter().filter(|path| path.ends_with(ending)).count();
            assert_eq!((count(".css"), count(".js")), (1, 2), "{asked_for:?}");
            for path in asked_for {
                let response = get(&path).await;
                assert_eq!(response.status(), StatusCode::OK, "{path}");
                let kind = match path.rsplit('.').next() {
                    Some("js") => "text/javascript; charset=utf-8",
                    Some("css") => "text/css; charset=utf-8",
                    _ => "image/svg+xml",
                };
                assert_eq!(header_of(&response, header::CONTENT_TYPE), kind, "{path}");
            }
        }
    }

    #[tokio::test]
    async fn a_script_is_kept_for_good_under_its_name_and_a_page_never() {
        let script = asked_for("/dashboard/integrations")
            .await
            .into_iter()
            .find(|path| path.ends_with("s.js"));
        let response = get(&script.unwrap()).await;
        assert!(header_of(&response, header::CACHE_CONTROL).contains("immutable"));
        for path in ["/dashboard/integrations", "/config.js"] {
            assert_eq!(header_of(&get(path).await, header::CACHE_CONTROL), "no-store", "{path}");
        }
    }

    #[tokio::test]
    async fn a_page_brings_the_texts_of_its_reader_s_language_along() {
        for (wanted, language) in [("fr-CI,fr;q=0.9,en;q=0.5", "fr"), ("de, en", "en"), ("", "en")]
        {
            let request =
                Request::get("/dashboard/integrations").header(header::ACCEPT_LANGUAGE, wanted);
            let page = dashboard().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
            let link = header_of(&page, header::LINK);
            let path = link.trim_start_matches('<').split('>').next().unwrap();
            assert!(path.ends_with(&format!("/texts/{language}.js")), "{wanted}: {link}");
            assert_eq!(get(path).await.status(), StatusCode::OK);
        }
    }

    #[tokio::test]
    async fn whoever_unpacks_is_sent_less() {
        let request =
            Request::get("/dashboard/integrations").header(header::ACCEPT_ENCODING, "gzip, br");
        let packed = dashboard().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(header_of(&packed, header::CONTENT_ENCODING), "gzip");
        let packed = to_bytes(packed.into_body(), usize::MAX).await.unwrap();
        let mut plain = String::new();
        flate2::read::GzDecoder::new(&packed[..]).read_to_string(&mut plain).unwrap();
        assert_eq!(plain, text(get("/dashboard/integrations").await).await);
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
