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

use super::sign::{hmac, signature};
use crate::testing::Bench;

/// An endpoint that answers handshakes, and events with a status of the test's.
#[derive(Clone)]
struct Hook {
    status: Arc<Mutex<StatusCode>>,
    events: Arc<Mutex<Vec<Value>>>,
}

async fn receive(State(hook): State<Hook>, headers: HeaderMap, body: Bytes) -> Response {
    let text = String::from_utf8(body.to_vec()).unwrap();
    let header = |name: &str| headers[name].to_str().unwrap().to_owned();
    let timestamp = header("x-zm-request-timestamp").parse().unwrap();
    assert_eq!(header("x-zm-signature"), signature(timestamp, &text));
    let event: Value = serde_json::from_str(&text).unwrap();
    let status = *hook.status.lock().unwrap();
    hook.events.lock().unwrap().push(event["event"].clone());
    match event["payload"]["plainToken"].as_str() {
        Some(token) if status == 200 => {
            let body = json!({"plainToken": token, "encryptedToken": hmac(token)});
            axum::Json(body).into_response()
        }
        _ => status.into_response(),
    }
}

async fn scene() -> (Bench, Hook, Served) {
    let hook = Hook { status: Arc::new(Mutex::new(StatusCode::OK)), events: Arc::default() };
    let router = Router::new().route("/zoom/events", post(receive)).with_state(hook.clone());
    let served = Served::start(router).await;
    let bench = Bench::redirecting(&format!("{}/zoom/callback", served.url));
    (bench, hook, served)
}

async fn remove(bench: &Bench) {
    assert_eq!(bench.form("/meetings/zoe/remove", &[]).await.status, 303);
}

async fn subscription(bench: &Bench) -> Value {
    bench.get("/_webhook").await.json()
}

#[tokio::test]
async fn an_event_is_sent_signed_after_a_handshake_and_one_every_72_hours() {
    let (bench, hook, _served) = scene().await;
    remove(&bench).await;
    remove(&bench).await;
    let sent = ["endpoint.url_validation", "app_deauthorized", "app_deauthorized"];
    assert_eq!(*hook.events.lock().unwrap(), sent);
    bench.clock.advance(SignedDuration::from_hours(72));
    bench.form("/_webhook/run", &[]).await;
    assert_eq!(hook.events.lock().unwrap().last().unwrap(), "endpoint.url_validation");
}

#[tokio::test]
async fn only_what_broke_is_sent_again_after_5_20_and_60_minutes() {
    let (bench, hook, _served) = scene().await;
    bench.form("/_webhook/run", &[]).await;
    *hook.status.lock().unwrap() = StatusCode::SERVICE_UNAVAILABLE;
    remove(&bench).await;
    for (minutes, tries) in [(4, 1), (1, 2), (15, 3), (40, 4), (600, 4)] {
        bench.clock.advance(SignedDuration::from_mins(minutes));
        bench.form("/_webhook/run", &[]).await;
        assert_eq!(subscription(&bench).await["deliveries"].as_array().unwrap().len(), tries);
    }
    *hook.status.lock().unwrap() = StatusCode::NOT_FOUND;
    remove(&bench).await;
    bench.clock.advance(SignedDuration::from_hours(2));
    bench.form("/_webhook/run", &[]).await;
    assert_eq!(subscription(&bench).await["deliveries"].as_array().unwrap().len(), 5);
}

#[tokio::test]
async fn six_missed_handshakes_end_the_subscription() {
    let (bench, hook, served) = scene().await;
    bench.form("/_webhook/run", &[]).await;
    *hook.status.lock().unwrap() = StatusCode::UNAUTHORIZED;
    bench.clock.advance(SignedDuration::from_hours(6 * 72));
    bench.form("/_webhook/run", &[]).await;
    assert_eq!(subscription(&bench).await["disabled"], true);
    let before = hook.events.lock().unwrap().len();
    remove(&bench).await;
    assert_eq!(hook.events.lock().unwrap().len(), before);
    *hook.status.lock().unwrap() = StatusCode::OK;
    let request = http::Request::put("/_webhook").header("content-type", "application/json");
    let body = json!({"url": format!("{}/zoom/events", served.url)});
    let saved = bench.send(request.body(body.to_string().into()).unwrap()).await;
    assert_eq!(saved.status, 204);
    assert_eq!(subscription(&bench).await["disabled"], false);
}

#[test]
fn the_key_of_a_handshake_is_that_of_signatures() {
    // Which is why an endpoint must check the signature of a handshake, and the token's letters.
    assert_eq!(signature(7, "{}"), format!("v0={}", hmac("v0:7:{}")));
}
