//! Whole stories, over HTTP, as the browser lives them; with the ATS as it is today and as it is asked to be.

use http::{Request, StatusCode, header};
use sandbox::ats::Readiness;
use serde_json::{Value, json};
use shared::model::provider::Provider;
use simulator_kit::wire::Fault;

use crate::answer::Answer;
use crate::scene::{COLLEAGUE, MARIAM, Scene};

/// The frontend calls `line` (`GET /status`) below `/api/integrations` as `user`.
async fn api(scene: &Scene, user: i64, line: &str, body: Value) -> Answer {
    let (method, path) = line.split_once(' ').unwrap();
    let request = Request::builder()
        .method(method)
        .uri(format!("{}/api/integrations{path}", scene.world.origins.api))
        .header(header::AUTHORIZATION, scene.bearer(user))
        .header(header::CONTENT_TYPE, "application/json");
    let body = if body.is_null() { Vec::new() } else { body.to_string().into_bytes() };
    scene.send(request.body(body).unwrap()).await
}

/// Whatever needs a job's company or an application is refused, and nothing is written.
async fn today(scene: &Scene) {
    let body = json!({"job_id": 1});
    let refused = api(scene, COLLEAGUE, "POST /linkedin/publish-job", body).await;
    refused.expect(502, "ats_incomplete");
    assert_eq!(scene.posts_online().await, 0);
    let listed = api(scene, COLLEAGUE, "GET /linkedin/posts", Value::Null).await.ok();
    assert_eq!(listed["posts"], json!([]));
}

async fn ready(scene: &Scene) {
    let body = json!({"job_id": 1});
    let first = api(scene, COLLEAGUE, "POST /linkedin/publish-job", body.clone()).await.ok();
    let second = api(scene, COLLEAGUE, "POST /linkedin/publish-job", body).await.ok();
    assert_eq!(first["post_id"], second["post_id"]);
    assert_eq!([&first, &second].map(|it| &it["already_published"]), [false, true]);
    let post = scene.get(first["post_url"].as_str().unwrap()).await;
    assert_eq!(post.status, StatusCode::OK);
    assert!(post.text.contains("Lagune Technologies") && post.text.contains("/offres/1"));
    assert_eq!(scene.posts_online().await, 1);
}

#[tokio::test]
async fn an_employer_connects_publishes_twice_by_mistake_and_disconnects() {
    for readiness in [Readiness::Today, Readiness::Ready] {
        journey(readiness).await;
    }
}

async fn journey(readiness: Readiness) {
    let scene = Scene::at_an_ats(readiness).await;

    let begun = api(&scene, MARIAM, "GET /linkedin/auth-url", Value::Null).await.ok();
    let consent = begun["auth_url"].as_str().unwrap();
    assert!(scene.get(consent).await.text.contains("would like to"));
    let back = scene.decide(consent, "kofi", "allow").await;
    let interstitial = scene.get(back.as_str()).await.location();
    let page = scene.get(interstitial.as_str()).await;
    assert_eq!(page.status, StatusCode::OK);
    let line = format!("GET /linkedin/callback?{}", interstitial.fragment().unwrap());
    assert_eq!(api(&scene, MARIAM, &line, Value::Null).await.ok()["success"], true);

    let status = api(&scene, COLLEAGUE, "GET /status", Value::Null).await.ok();
    assert_eq!(status["linkedin"]["is_connected"], true);

    match readiness {
        Readiness::Today => today(&scene).await,
        Readiness::Ready => ready(&scene).await,
    }

    api(&scene, MARIAM, "DELETE /linkedin/disconnect", Value::Null).await.ok();
    let status = api(&scene, MARIAM, "GET /status", Value::Null).await.ok();
    assert_eq!(status["linkedin"]["state"], "disconnected");
}

#[tokio::test]
async fn a_connection_ends_after_sixty_days_and_reconnecting_mends_it() {
    let scene = Scene::new().await;
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    scene.advance("61 days");
    let dead = scene.publish(MARIAM, json!({"job_id": 1})).await;
    dead.expect(409, "reauthorization_required");
    assert_eq!(scene.posts_sent(), 0);
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    scene.publish(MARIAM, json!({"job_id": 1})).await.ok();
}

/// On workers with the stack that the sandbox's have, through which a use leads deepest here.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn f22_a_member_who_removes_the_app_is_told_to_reconnect_and_the_sandbox_lives_on() {
    let scene = Scene::new().await;
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    let publish = json!({"job_id": 7});
    let lost = Fault::respond(StatusCode::UNAUTHORIZED, json!({})).on("PUT", "/dms-uploads/*");
    scene.world.controls[Provider::LinkedIn].inject(lost);
    api(&scene, MARIAM, "POST /linkedin/publish-job", publish).await.ok();
    let accounts = format!("{}/_accounts/kofi/revoke", scene.world.origins[Provider::LinkedIn]);
    scene.send(Request::post(accounts).body(Vec::new()).unwrap()).await;
    scene.advance("5m");
    let publish = json!({"job_id": 1});
    let refused = api(&scene, MARIAM, "POST /linkedin/publish-job", publish).await;
    refused.expect(409, "reauthorization_required");
    let status = api(&scene, MARIAM, "GET /status", Value::Null).await.ok();
    assert_eq!(status["linkedin"]["state"], "needs_reauthorization");
}
