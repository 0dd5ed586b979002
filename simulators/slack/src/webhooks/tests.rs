//! Events as an endpoint meets them.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use http::{HeaderMap, StatusCode};
use jiff::SignedDuration;
use serde_json::{Value, json};
use simulator_kit::testing::Served;

use super::signature;
use crate::testing::Bench;

#[derive(Clone)]
struct Hook {
    status: Arc<Mutex<StatusCode>>,
    events: Arc<Mutex<Vec<Value>>>,
}

async fn receive(State(hook): State<Hook>, headers: HeaderMap, body: Bytes) -> Response {
    let text = String::from_utf8(body.to_vec()).unwrap();
    let header = |name: &str| headers[name].to_str().unwrap().to_owned();
    let timestamp = header("x-slack-request-timestamp").parse().unwrap();
    assert_eq!(header("x-slack-signature"), signature(timestamp, &text));
    let event: Value = serde_json::from_str(&text).unwrap();
    hook.events.lock().unwrap().push(event["event"]["type"].clone());
    let status = *hook.status.lock().unwrap();
    match event["challenge"].as_str() {
        Some(challenge) if status == 200 => challenge.to_owned().into_response(),
        _ => status.into_response(),
    }
}

async fn scene() -> (Bench, Hook, Served) {
    let hook = Hook { status: Arc::new(Mutex::new(StatusCode::OK)), events: Arc::default() };
    let router = Router::new().route("/slack/events", post(receive)).with_state(hook.clone());
    let served = Served::start(router).await;
    let bench = Bench::redirecting(&format!("{}/slack/callback", served.url));
    (bench, hook, served)
}

#[tokio::test]
async fn a_removal_is_told_by_two_events_in_either_order() {
    let (bench, hook, _served) = scene().await;
    assert_eq!(bench.form("/messages/sali/remove", &[]).await.status, 303);
    assert_eq!(*hook.events.lock().unwrap(), ["app_uninstalled", "tokens_revoked"]);
    bench.turn("sali", json!({"tokens_revoked_first": true})).await;
    bench.form("/messages/sali/remove", &[]).await;
    assert_eq!(hook.events.lock().unwrap()[2..], ["tokens_revoked", "app_uninstalled"]);
}

#[tokio::test]
async fn what_is_not_taken_comes_again_at_once_after_one_minute_and_after_five() {
    let (bench, hook, _served) = scene().await;
    *hook.status.lock().unwrap() = StatusCode::UNAUTHORIZED;
    bench.form("/messages/sali/remove", &[]).await;
    for (minutes, tries) in [(0, 4), (1, 6), (4, 8), (600, 8)] {
        bench.clock.advance(SignedDuration::from_mins(minutes));
        bench.form("/_webhook/run", &[]).await;
        let deliveries = bench.get("/_webhook").await.json()["deliveries"].clone();
        assert_eq!(deliveries.as_array().unwrap().len(), tries, "{deliveries}");
    }
}

#[tokio::test]
async fn an_address_is_saved_once_it_repeats_the_challenge() {
    let (bench, hook, served) = scene().await;
    let save = async || {
        let request = http::Request::put("/_webhook").header("content-type", "application/json");
        let body = json!({"url": format!("{}/slack/events", served.url)}).to_string();
        bench.send(request.body(body.into()).unwrap()).await.status
    };
    assert_eq!(save().await, 204);
    *hook.status.lock().unwrap() = StatusCode::UNAUTHORIZED;
    assert_eq!(save().await, 400);
}
