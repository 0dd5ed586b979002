//! The dashboard at its origin: what it is served, and that it may call what it calls.

use http::{Method, Request, StatusCode, header};
use sandbox::world::simulator;
use serde_json::json;
use shared::model::provider::Provider;

use crate::scene::{Answer, MARIAM, Scene};

async fn preflight(scene: &Scene, method: Method, path: &str) -> Answer {
    let request = Request::builder()
        .method(Method::OPTIONS)
        .uri(format!("{}{path}", scene.world.origins.api))
        .header(header::ORIGIN, &scene.world.origins.dashboard)
        .header(header::ACCESS_CONTROL_REQUEST_METHOD, method.as_str())
        .header(header::ACCESS_CONTROL_REQUEST_HEADERS, "authorization,content-type");
    scene.send(request.body(Vec::new()).unwrap()).await
}

#[tokio::test]
async fn the_pages_are_told_where_the_api_and_the_providers_are() {
    let scene = Scene::new().await;
    let origins = &scene.world.origins;
    let script = scene.get(&format!("{}/config.js", origins.dashboard)).await.text;
    let providers = Provider::ALL.map(|provider| &origins[provider]);
    for origin in [&origins.api].into_iter().chain(providers) {
        assert!(script.contains(&format!("\"{origin}\"")), "{origin} is missing from {script}");
    }
}

#[tokio::test]
async fn every_provider_s_own_page_opens_and_is_recorded_there_alone() {
    for provider in Provider::ALL {
        let scene = Scene::new().await;
        let page = simulator(provider).0.page;
        let answer = scene.get(&format!("{}{page}", scene.world.origins[provider])).await;
        assert_eq!(answer.status, StatusCode::OK, "{provider}");
        for (other, control) in scene.world.controls.simulators.iter() {
            assert_eq!(control.count("GET", page), usize::from(other == provider), "{other}");
        }
    }
}

#[tokio::test]
async fn a_page_may_call_the_api_of_its_world_and_no_other_b5() {
    let scene = Scene::new().await;
    let page = format!("{}/dashboard/integrations", scene.world.origins.dashboard);
    let answer = scene.get(&page).await;
    let policy = answer.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
    assert!(policy.contains(&format!("connect-src {};", scene.world.origins.api)), "{policy}");
}

#[tokio::test]
async fn the_api_and_the_ats_let_the_dashboard_call_them() {
    let scene = Scene::new().await;
    for (method, path) in [
        (Method::POST, "/api/auth/token"),
        (Method::GET, "/api/jobs/my-jobs"),
        (Method::GET, "/api/integrations/status"),
        (Method::POST, "/api/integrations/linkedin/publish-job"),
        (Method::DELETE, "/api/integrations/linkedin/disconnect"),
    ] {
        let answer = preflight(&scene, method, path).await;
        assert!(answer.status.is_success(), "{path}: {answer:?}");
        let allowed = &answer.headers[header::ACCESS_CONTROL_ALLOW_ORIGIN];
        assert_eq!(*allowed, scene.world.origins.dashboard, "{path}");
        let headers = answer.headers[header::ACCESS_CONTROL_ALLOW_HEADERS].to_str().unwrap();
        assert!(headers.contains("authorization"), "{path}: {headers}");
    }
}

#[tokio::test]
async fn the_link_of_a_post_leads_to_the_offer() {
    let scene = Scene::new().await;
    scene.connect(MARIAM, "linkedin", "amina").await.ok();
    let answer = scene.publish(MARIAM, json!({ "job_id": 1 })).await.ok();
    let post = scene.get(answer["post_url"].as_str().unwrap()).await.text;
    let link = format!("{}/offres/1", scene.world.origins.dashboard);
    assert!(post.contains(&format!("href=\"{link}\"")), "{post}");
    let page = scene.get(&link).await;
    assert_eq!(page.headers[header::CONTENT_TYPE], "text/html; charset=utf-8", "{page:?}");
}
