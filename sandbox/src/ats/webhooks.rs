//! The ATS as one that is told, and as one that tells.
//!
//! - `POST /api/webhooks/integrations` takes events. Their signatures are checked with the library that the
//!   scheme's authors publish, on the bytes as they came; an id that is known is taken once more and kept once.
//! - `GET /_webhooks` lists what came, oldest first, with what was refused.
//! - `POST /_ats/events {"type": …, "data": {…}}` reports to the integrations, signed; `GET /_ats` is a page with
//!   buttons for it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::Bytes;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use http::{HeaderMap, Request, StatusCode, header};
use jiff::Timestamp;
use serde_json::{Value, json};
use shared::platform::http::Http;
use simulator_kit::clock::MovableClock;
use standardwebhooks::Webhook;

/// Where events are taken.
pub const PATH: &str = "/api/webhooks/integrations";
/// Where they are reported to, beside the API's origin.
const REPORTS: &str = "/api/integrations/ats-events";
/// How far a timestamp may be from the present, in seconds.
const WINDOW: i64 = 5 * 60;

/// What came and what is needed to judge it; cheap to clone.
#[derive(Clone)]
pub struct Webhooks(Arc<Inner>);

struct Inner {
    /// What it accepts; the newest first.
    keys: Mutex<Vec<String>>,
    reporting_key: String,
    clock: MovableClock,
    http: Http,
    api: String,
    received: Mutex<Vec<Received>>,
}

/// An event as it came.
#[derive(Clone, Debug)]
pub struct Received {
    /// Its id.
    pub id: String,
    /// The second it was sent in.
    pub timestamp: i64,
    /// Whether its signature is one of ours.
    pub is_verified: bool,
    /// How often it came.
    pub count: usize,
    /// What it says.
    pub body: Value,
}

impl Webhooks {
    /// An ATS that accepts what is signed with `key` and reports to the API at `api`, signed with
    /// `reporting_key`.
    pub fn new(key: &str, reporting_key: &str, clock: MovableClock, http: Http, api: &str) -> Self {
        Self(Arc::new(Inner {
            keys: Mutex::new(vec![key.to_owned()]),
            reporting_key: reporting_key.to_owned(),
            clock,
            http,
            api: api.to_owned(),
            received: Mutex::default(),
        }))
    }

    /// The routes above.
    pub fn router(&self) -> Router {
        Router::new()
            .route(PATH, post(receive))
            .route("/_webhooks", get(list))
            .route("/_ats", get(page))
            .route("/_ats/events", post(send))
            .with_state(self.clone())
    }

    /// Accepts `keys` from now on, and no others.
    pub fn accept(&self, keys: &[&str]) {
        *held(&self.0.keys) = keys.iter().map(|key| (*key).to_owned()).collect();
    }

    /// What came, oldest first; what was refused too.
    pub fn received(&self) -> Vec<Received> {
        held(&self.0.received).clone()
    }

    /// Forgets what came.
    pub fn forget(&self) {
        held(&self.0.received).clear();
    }

    /// A report, signed as the ATS signs it, with the id `id`.
    pub fn report(&self, id: &str, body: &Value) -> Option<Request<Vec<u8>>> {
        let (now, body) = (self.0.clock.now().as_second(), body.to_string());
        let webhook = Webhook::new(&self.0.reporting_key).ok()?;
        let signature = webhook.sign(id, now, body.as_bytes()).ok()?;
        let request = Request::post(format!("{}{REPORTS}", self.0.api))
            .header(header::CONTENT_TYPE, "application/json")
            .header("webhook-id", id)
            .header("webhook-timestamp", now)
            .header("webhook-signature", signature);
        request.body(body.into_bytes()).ok()
    }

    fn is_signed(&self, id: &str, timestamp: i64, signatures: &str, body: &[u8]) -> bool {
        let keys = held(&self.0.keys);
        let webhooks = keys.iter().filter_map(|key| Webhook::new(key).ok());
        let mut expected = webhooks.filter_map(|it| it.sign(id, timestamp, body).ok());
        let is_timely = (self.0.clock.now().as_second() - timestamp).abs() <= WINDOW;
        is_timely && expected.any(|expected| signatures.split(' ').any(|one| one == expected))
    }
}

async fn receive(State(webhooks): State<Webhooks>, headers: HeaderMap, body: Bytes) -> Response {
    let text = |name: &str| {
        headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
    };
    let (id, timestamp) = (text("webhook-id"), text("webhook-timestamp").parse().unwrap_or(0));
    let is_verified = webhooks.is_signed(&id, timestamp, &text("webhook-signature"), &body);
    let body = serde_json::from_slice(&body).unwrap_or_default();
    let mut received = held(&webhooks.0.received);
    let known = received.iter_mut().find(|known| known.id == id && known.is_verified);
    match known {
        Some(known) if is_verified => known.count += 1,
        _ => received.push(Received { id, timestamp, is_verified, count: 1, body }),
    }
    let status = if is_verified { StatusCode::NO_CONTENT } else { StatusCode::UNAUTHORIZED };
    status.into_response()
}

async fn list(State(webhooks): State<Webhooks>) -> Json<Value> {
    let told = webhooks.received().into_iter().map(|it| {
        let Received { id, timestamp, is_verified, count, body } = it;
        json!({
            "id": id, "type": body.get("type"), "timestamp": Timestamp::from_second(timestamp).ok(),
            "verified": is_verified, "count": count, "body": body,
        })
    });
    Json(told.collect())
}

async fn send(State(webhooks): State<Webhooks>, Json(mut body): Json<Value>) -> Response {
    let now = webhooks.0.clock.now();
    if let Some(members) = body.as_object_mut() {
        members.insert("timestamp".to_owned(), json!(now));
    }
    let id = format!("msg_{}", now.as_nanosecond());
    let Some(request) = webhooks.report(&id, &body) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    match webhooks.0.http.send(request).await {
        Ok(answer) => (answer.status(), answer.into_body()).into_response(),
        Err(error) => (StatusCode::BAD_GATEWAY, error.to_string()).into_response(),
    }
}

async fn page() -> Html<&'static str> {
    Html(include_str!("webhooks.html"))
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
