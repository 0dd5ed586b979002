//! `GET /status`: how a connection is, from its first day to its last.

use http::{Method, Request, StatusCode, header};
use serde_json::{Value, json};
use simulator_kit::wire::Fault;

use crate::scene::{MARIAM, Scene};
use crate::upkeep::{partner, status, sweep, turn};

#[tokio::test]
async fn linkedin_goes_through_its_warnings_to_the_end_and_back() {
    let scene = Scene::new().await;
    scene.connect(MARIAM, "linkedin", "amina").await.ok();
    let mut told = Vec::new();
    for _ in 0..61 {
        sweep(&scene).await;
        let health = status(&scene, "linkedin").await;
        let warning = health["warnings"][0].as_str().map(urgency);
        let state = health["state"].as_str().unwrap().to_owned();
        if told.last() != Some(&(state.clone(), warning)) {
            told.push((state, warning));
        }
        scene.advance("1 day");
    }
    let expected = [
        ("active", None),
        ("expiring", Some("in time")),
        ("expiring", Some("this week")),
        ("expiring", Some("now")),
        ("needs_reauthorization", None),
    ];
    assert_eq!(told, expected.map(|(state, warning)| (state.to_owned(), warning)));
    let health = status(&scene, "linkedin").await;
    assert!(health["reason"].as_str().unwrap().contains("has expired"), "{health}");
    scene.connect(MARIAM, "linkedin", "amina").await.ok();
    assert_eq!(status(&scene, "linkedin").await["state"], "active");
}

fn urgency(warning: &str) -> &'static str {
    ["in time", "this week", "now"].into_iter().find(|words| warning.contains(words)).unwrap()
}

#[tokio::test]
async fn a_partner_is_warned_before_the_year_is_over_and_not_before() {
    let scene = partner(json!({})).await;
    scene.advance("340 days");
    sweep(&scene).await;
    assert_eq!(status(&scene, "linkedin").await["state"], "active");
    scene.advance("15 days");
    sweep(&scene).await;
    let health = status(&scene, "linkedin").await;
    assert_eq!((&health["state"], &health["is_connected"]), (&json!("expiring"), &json!(true)));
    assert_eq!(health["reauthorize_by"], "2027-11-23T09:00:00Z");
    scene.advance("11 days");
    sweep(&scene).await;
    assert_eq!(status(&scene, "linkedin").await["state"], "needs_reauthorization");
}

#[tokio::test]
async fn a_failure_is_shown_with_its_beginning_and_without_the_provider_s_words() {
    let scene = partner(json!({})).await;
    scene.advance("54 days");
    turn(&scene, json!({"token_error": {"status": 500, "body": {"error": "canary"}}})).await;
    for _ in 0..3 {
        sweep(&scene).await;
        scene.advance("1h");
    }
    let health = status(&scene, "linkedin").await;
    let reason = health["reason"].as_str().unwrap();
    assert!(reason.contains("since 16 January 2027, 09:00 UTC"), "{reason}");
    assert!(!health.to_string().contains("canary"));
    assert_eq!(health["warnings"], json!([]));
}

#[tokio::test]
async fn a_broken_table_is_an_error_and_never_all_disconnected() {
    let scene = partner(json!({})).await;
    let down = Fault::respond(StatusCode::INTERNAL_SERVER_ERROR, Value::Null).times(100);
    scene.world.controls.dynamodb.inject(down);
    scene.call("status", MARIAM, |_| {}).await.expect(503, "storage_unavailable");
}

#[tokio::test]
async fn the_clock_is_moved_and_the_schedule_fired_over_http_from_the_dashboard() {
    let scene = partner(json!({})).await;
    let api = scene.world.origins.api.clone();
    assert_eq!(scene.get(&format!("{api}/_clock")).await.ok()["now"], "2026-11-23T09:00:00Z");
    let moved = post(&scene, "/_clock", r#"{"advance": "54 days"}"#).await;
    assert_eq!(moved.headers[header::ACCESS_CONTROL_ALLOW_ORIGIN], scene.world.origins.dashboard);
    assert_eq!(moved.ok()["now"], "2027-01-16T09:00:00Z");
    assert_eq!(post(&scene, "/_schedule/refresh-tokens", "").await.ok()["renewed"], 1);
    for body in [r#"{"advance": "-5m"}"#, r#"{"advance": "soon"}"#, "{}"] {
        assert_eq!(post(&scene, "/_clock", body).await.status, StatusCode::BAD_REQUEST, "{body}");
    }
    assert_eq!(post(&scene, "/_schedule/publish-job", "").await.status, StatusCode::NOT_FOUND);
    let preflight = Request::builder()
        .method(Method::OPTIONS)
        .uri(format!("{api}/_clock"))
        .header(header::ORIGIN, &scene.world.origins.dashboard)
        .header(header::ACCESS_CONTROL_REQUEST_METHOD, "POST");
    let allowed = scene.send(preflight.body(Vec::new()).unwrap()).await;
    assert_eq!(allowed.status, StatusCode::OK, "{allowed:?}");
}

/// What the dashboard sends.
async fn post(scene: &Scene, path: &str, body: &str) -> crate::scene::Answer {
    let request = Request::post(format!("{}{path}", scene.world.origins.api))
        .header(header::ORIGIN, &scene.world.origins.dashboard)
        .header(header::CONTENT_TYPE, "application/json");
    scene.send(request.body(body.as_bytes().to_vec()).unwrap()).await
}
