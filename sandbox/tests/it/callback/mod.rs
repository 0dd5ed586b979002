//! `GET /{provider}/callback`, the frontend's visit: who may complete an authorization, and once.

mod bounce;
mod exchange;
mod hostile;
mod replacing;

use data_encoding::BASE64;
use futures::future::join_all;
use shared::model::provider::Provider;
use tracing::Level;
use url::Url;

use crate::logs::Logs;
use crate::scene::{COLLEAGUE, MARIAM, Scene, at_provider};

/// What the provider would have sent back with `query`.
fn back(query: &str) -> Url {
    Url::parse(&format!("http://localhost/?{query}")).unwrap()
}

/// A person has agreed as `kofi`; what LinkedIn sends back.
async fn agreed(scene: &Scene) -> Url {
    let (url, _) = scene.begin(MARIAM, "linkedin").await;
    scene.decide(&url, "kofi", "allow").await
}

#[tokio::test]
async fn b9_the_person_who_began_is_connected() {
    let scene = Scene::new().await;
    let answer = scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    assert_eq!(answer["message"], "LinkedIn connected successfully");
    assert_eq!(answer["success"], true);
    assert_eq!(answer["provider"], "linkedin");
    assert_eq!(answer["account"], "Kofi Mensah");
}

#[tokio::test]
async fn s1_a_state_we_never_issued_is_refused_without_a_call_to_the_provider_or_a_write() {
    let scene = Scene::new().await;
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    let before = scene.dump();
    scene.forget();
    let forged = BASE64.encode(b"5f2c9a:1");
    for state in [forged.as_str(), &"A".repeat(43), "x"] {
        let back = back(&format!("code=AQT&state={state}"));
        scene.complete(MARIAM, "linkedin", &back).await.expect(400, "invalid_state");
    }
    assert_eq!(scene.world.controls[Provider::LinkedIn].requests(), []);
    assert_eq!(scene.dump(), before);
}

#[tokio::test]
async fn s2_of_fifty_parallel_completions_one_exchanges_the_code_and_connects() {
    let scene = Scene::new().await;
    let back = agreed(&scene).await;
    let answers = join_all((0..50).map(|_| scene.complete(MARIAM, "linkedin", &back))).await;
    let (connected, refused): (Vec<_>, Vec<_>) =
        answers.into_iter().partition(|answer| answer.status.is_success());
    assert_eq!((connected.len(), refused.len()), (1, 49));
    for answer in refused {
        answer.expect(400, "invalid_state");
    }
    assert_eq!(scene.exchanges(), 1);
    assert_eq!(scene.status(MARIAM).await["linkedin"]["is_connected"], true);
}

#[tokio::test]
async fn s3_a_flow_that_comes_back_to_another_user_is_burnt_before_any_exchange_and_reported() {
    let logs = Logs::capture(Level::INFO);
    let scene = Scene::new().await;
    let back = agreed(&scene).await;
    scene.complete(COLLEAGUE, "linkedin", &back).await.expect(403, "state_mismatch");
    let reported = logs.lines("oauth_state_mismatch");
    assert_eq!(reported.len(), 1);
    assert!(reported[0].contains("\"WARN\"") && reported[0].contains("request_id"), "{reported:?}");
    scene.complete(MARIAM, "linkedin", &back).await.expect(400, "invalid_state");
    assert_eq!(scene.exchanges(), 0);
    assert_eq!(scene.dump(), "[]");
}

#[tokio::test]
async fn s4_a_company_changed_on_the_way_stops_the_flow_before_any_exchange() {
    let scene = Scene::new().await;
    let back = agreed(&scene).await;
    assert!(scene.world.ats.move_user(MARIAM, Some(2)));
    scene.complete(MARIAM, "linkedin", &back).await.expect(409, "company_changed");
    assert_eq!(scene.exchanges(), 0);
    assert_eq!(scene.dump(), "[]");
}

#[tokio::test]
async fn s5_an_expired_state_is_refused_though_the_table_still_holds_it() {
    let scene = Scene::new().await;
    let back = agreed(&scene).await;
    scene.advance("10m");
    assert!(scene.dump().contains("STATE#"));
    scene.complete(MARIAM, "linkedin", &back).await.expect(400, "invalid_state");
    assert_eq!(scene.exchanges(), 0);
}

#[tokio::test]
async fn s6_a_state_for_one_provider_is_refused_and_burnt_at_another() {
    let scene = Scene::new().await;
    let back = agreed(&scene).await;
    scene.complete(MARIAM, "google-calendar", &back).await.expect(400, "invalid_state");
    scene.complete(MARIAM, "linkedin", &back).await.expect(400, "invalid_state");
    assert_eq!(scene.exchanges(), 0);
    assert_eq!(scene.dump(), "[]");
}

#[tokio::test]
async fn s8_an_answer_of_another_issuer_is_refused_before_any_exchange() {
    let scene = Scene::new().await;
    let (_, state) = scene.begin(MARIAM, "google-calendar").await;
    let back = back(&format!("code=4%2F0A&state={state}&iss=https%3A%2F%2Fevil.example"));
    scene.complete(MARIAM, "google-calendar", &back).await.expect(400, "issuer_mismatch");
    assert_eq!(scene.dump(), "[]");
}

#[tokio::test]
async fn s11_a_malformed_answer_is_refused_with_a_text_that_names_what_is_wrong() {
    let scene = Scene::new().await;
    let state = "A".repeat(43);
    let long = "c".repeat(4097);
    for (query, what) in [
        (String::new(), "code"),
        (format!("state={state}"), "code"),
        ("code=c".to_owned(), "state"),
        (format!("code=&state={state}"), "code"),
        (format!("code=a&code=b&state={state}"), "code"),
        (format!("code=a&state={state}&state={state}"), "state"),
        (format!("code={long}&state={state}"), "code"),
        (format!("code=a&state={long}"), "state"),
        (format!("code=a%20b&state={state}"), "code"),
        (format!("code=%ff&state={state}"), "query"),
        (format!("code=a&state={state}&x={}", "x".repeat(9000)), "query"),
        ("error=a&error=b".to_owned(), "error"),
    ] {
        let answer = scene.complete(MARIAM, "linkedin", &back(&query)).await;
        let answer = answer.expect(400, "invalid_request");
        let detail = answer.json()["detail"].as_str().unwrap().to_owned();
        assert!(detail.contains(what), "{query}: {detail}");
    }
    assert_eq!(scene.outside_calls(), 0);
}

#[tokio::test]
async fn s17_a_person_who_pressed_cancel_is_told_so_in_neutral_words() {
    let scene = Scene::new().await;
    for decision in ["cancel", "cancel_login"] {
        let (url, _) = scene.begin(MARIAM, "linkedin").await;
        let back = scene.decide(&url, "kofi", decision).await;
        let answer = scene.complete(MARIAM, "linkedin", &back).await.expect(400, "cancelled");
        assert_eq!(answer.json()["detail"], "The connection was cancelled.");
    }
}

#[tokio::test]
async fn b8_an_unknown_provider_is_refused_with_and_without_a_token() {
    let scene = Scene::new().await;
    let unknown = scene.call("callback", MARIAM, |event| at_provider(event, "teams")).await;
    unknown.expect(400, "unknown_provider");
    scene.bounce("teams", "code=c").await.expect(400, "unknown_provider");
}
