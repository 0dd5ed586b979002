//! The API as browsers reach it: routes and CORS of `template.yaml`, over HTTP.

use http::{Method, Request, StatusCode, header};
use serde_json::json;

use crate::answer::Answer;
use crate::logs::Logs;
use crate::scene::{MARIAM, Scene};

const EVIL: [&str; 6] = [
    "https://intowork-evil.vercel.app",
    "null",
    "http://localhost",
    "http://localhost.evil.example:3000",
    "https://evil.example",
    "*",
];

async fn send(scene: &Scene, method: Method, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request =
        Request::builder().method(method).uri(format!("{}{path}", scene.world.origins.api));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    scene.send(request.body(Vec::new()).unwrap()).await
}

#[tokio::test]
async fn s25_the_frontend_s_own_pages_may_call_with_a_token_and_without_cookies() {
    let scene = Scene::new().await;
    let frontend = scene.world.origins.dashboard.clone();
    let headers = [
        ("origin", frontend.as_str()),
        ("access-control-request-method", "POST"),
        ("access-control-request-headers", "authorization,content-type,idempotency-key"),
    ];
    let path = "/api/integrations/linkedin/publish-job";
    let preflight = send(&scene, Method::OPTIONS, path, &headers).await;
    assert_eq!(preflight.status, StatusCode::NO_CONTENT);
    assert_eq!(preflight.headers[header::ACCESS_CONTROL_ALLOW_ORIGIN], frontend);
    let allowed = preflight.headers[header::ACCESS_CONTROL_ALLOW_HEADERS].to_str().unwrap();
    for name in ["authorization", "content-type", "idempotency-key"] {
        assert!(allowed.to_lowercase().contains(name), "{allowed}");
    }
    let answer = send(&scene, Method::GET, "/api/integrations/status", &headers[..1]).await;
    assert_eq!(answer.headers[header::ACCESS_CONTROL_ALLOW_ORIGIN], frontend);
    for answer in [preflight, answer] {
        assert!(answer.varies_by("Origin"), "{answer:?}");
        assert!(!answer.headers.contains_key(header::ACCESS_CONTROL_ALLOW_CREDENTIALS));
    }
}

#[tokio::test]
async fn an_answer_and_its_lines_name_the_request_and_what_the_page_calls_it() {
    let scene = Scene::new().await;
    let bearer = scene.bearer(MARIAM);
    for (name, told) in [("click-17", json!("click-17")), ("a b", json!(null))] {
        let logs = Logs::capture(tracing::Level::INFO);
        let headers = [("authorization", bearer.as_str()), ("x-correlation-id", name)];
        let path = "/api/integrations/nobody/auth-url";
        let answer = send(&scene, Method::GET, path, &headers).await;
        let id = answer.headers["apigw-requestid"].to_str().unwrap().to_owned();
        assert_eq!(answer.json()["request_id"], id.as_str());
        let [line] = logs.lines("the request was refused").try_into().unwrap();
        let line: serde_json::Value = serde_json::from_str(&line).unwrap();
        assert_eq!((&line["request_id"], &line["correlation_id"]), (&json!(id), &told));
    }
}

#[tokio::test]
async fn s25_no_other_origin_is_ever_allowed() {
    let scene = Scene::new().await;
    for origin in EVIL {
        for method in [Method::OPTIONS, Method::GET] {
            let headers = [("origin", origin), ("access-control-request-method", "GET")];
            let answer = send(&scene, method, "/api/integrations/status", &headers).await;
            assert!(!answer.headers.contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN), "{origin}");
            assert!(answer.varies_by("Origin"), "{origin}: {answer:?}");
        }
    }
}

#[tokio::test]
async fn b1_only_our_own_paths_are_routed() {
    let scene = Scene::new().await;
    let bearer = scene.bearer(MARIAM);
    for (method, path) in [
        (Method::GET, "/api/integrations/targetym/status"),
        (Method::GET, "/api/integrations/api-key"),
        (Method::GET, "/api/integrations/debug/config"),
        (Method::GET, "/api/integrations"),
        (Method::GET, "/api/integrations/status/"),
        (Method::GET, "/api/integrations/Status"),
        (Method::POST, "/api/integrations/google-calendar/publish-job"),
        (Method::GET, "/api/integrations/a/b/auth-url"),
        (Method::GET, "/integrations/status"),
    ] {
        let answer = send(&scene, method, path, &[("authorization", &bearer)]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(answer.json(), json!({"message": "Not Found"}), "{path}");
    }
}

#[tokio::test]
async fn b18_a_method_that_one_of_our_paths_lacks_is_a_problem_that_names_those_it_has() {
    let scene = Scene::new().await;
    for (method, path, allowed) in [
        (Method::POST, "/api/integrations/status", "GET"),
        (Method::GET, "/api/integrations/linkedin/publish-job", "POST"),
        (Method::PUT, "/api/integrations/outlook/disconnect", "DELETE"),
        (Method::PATCH, "/api/integrations/linkedin/template", "GET, PUT"),
        (Method::POST, "/api/integrations/google-calendar/events/abc", "DELETE, PATCH"),
        (Method::DELETE, "/api/integrations/linkedin/callback", "GET"),
    ] {
        scene.forget();
        let answer = send(&scene, method, path, &[]).await.expect(405, "method_not_allowed");
        assert_eq!(answer.headers[header::ALLOW], allowed, "{path}");
        assert!(answer.json()["detail"].as_str().unwrap().contains(allowed), "{path}");
        assert_eq!(scene.outside_calls(), 1, "none but its own: {path}");
        let head = send(&scene, Method::HEAD, path, &[]).await;
        assert_eq!(head.status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
        assert_eq!(head.headers[header::ALLOW], allowed, "{path}");
    }
}

#[tokio::test]
async fn b1_the_ats_keeps_its_own_paths_on_the_same_base_url() {
    let scene = Scene::new().await;
    let bearer = scene.bearer(MARIAM);
    let me = send(&scene, Method::GET, "/api/employers/me", &[("authorization", &bearer)]).await;
    assert_eq!(me.ok()["company_id"], 1);
}

#[tokio::test]
async fn b4_a_problem_reaches_the_browser_as_it_was_made() {
    let scene = Scene::new().await;
    let answer = send(&scene, Method::GET, "/api/integrations/status", &[]).await;
    assert_eq!(answer.headers[header::CONTENT_TYPE], "application/problem+json");
    assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store");
    let problem = answer.expect(401, "unauthenticated").json();
    assert_eq!(problem["status"], 401);
    assert!(problem["detail"].is_string());
    assert!(problem["request_id"].as_str().is_some_and(|id| id.len() > 10), "{problem}");
}
