//! Events that Zoom sends ("Using webhooks"): signed, after a handshake that is repeated every 72 hours.
//!
//! Nothing leaves by a timer: an event is sent when it happens, and `POST /_webhook/run` does what is due by
//! the clock.

mod endpoint;
mod send;
mod sign;
#[cfg(test)]
mod tests;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::State;
use axum::routing::{get, post};
use axum::{Json, Router};
use http::StatusCode;
use jiff::SignedDuration;
use serde::Deserialize;
use serde_json::{Value, json};
use simulator_kit::clock::MovableClock;
use simulator_kit::oauth::random;

use self::endpoint::{Endpoint, Waiting};
use self::send::Outcome;
pub use self::sign::signature;
use super::Zoom;

/// Between two handshakes.
const REVALIDATION: SignedDuration = SignedDuration::from_hours(72);
/// So many missed handshakes in a row, and the subscription is disabled.
const MISSES: u32 = 6;
/// When a delivery is tried again, in minutes after the first try.
const RETRIES: [i64; 3] = [5, 20, 60];

/// The app's subscription; clones share it.
#[derive(Clone)]
pub struct Webhooks {
    clock: MovableClock,
    endpoint: Arc<Mutex<Endpoint>>,
}

/// Where events go.
#[derive(Debug, Deserialize)]
struct Address {
    url: String,
}

/// - `GET /_webhook`: the subscription, with what was delivered; `PUT /_webhook`, `{"url": ".."}`: saves it,
///   which takes a handshake (204, or 400 where that fails).
/// - `POST /_webhook/run`: the handshakes and the repeated deliveries that are due.
pub fn router() -> Router<Zoom> {
    Router::new().route("/_webhook", get(read).put(save)).route("/_webhook/run", post(run))
}

async fn read(State(zoom): State<Zoom>) -> Json<Value> {
    Json(zoom.webhooks.endpoint().shown())
}

async fn save(State(zoom): State<Zoom>, Json(Address { url }): Json<Address>) -> StatusCode {
    *zoom.webhooks.endpoint() = Endpoint::at(url);
    match zoom.webhooks.validate().await {
        true => StatusCode::NO_CONTENT,
        false => StatusCode::BAD_REQUEST,
    }
}

async fn run(State(zoom): State<Zoom>) -> StatusCode {
    zoom.webhooks.run().await;
    StatusCode::NO_CONTENT
}

impl Webhooks {
    /// A subscription of the app's events to `url`, saved but not validated yet.
    pub fn new(clock: MovableClock, url: String) -> Self {
        Self { clock, endpoint: Arc::new(Mutex::new(Endpoint::at(url))) }
    }

    /// Sends the event `name` with `payload` unless the subscription is disabled; what fails is tried again.
    pub async fn send(&self, name: &str, payload: Value) {
        self.run().await;
        let now = self.clock.now();
        let body = json!({
            "event": name, "event_ts": now.as_millisecond(), "payload": payload,
        });
        self.attempt(Waiting { body: body.to_string(), first: now, tries: 0 }).await;
    }

    /// The handshakes and deliveries that are due.
    async fn run(&self) {
        loop {
            let now = self.clock.now();
            let (is_due, waiting) = {
                let mut endpoint = self.endpoint();
                (endpoint.is_due(now), endpoint.take_due(now))
            };
            if is_due {
                self.validate().await;
            }
            for waiting in waiting {
                self.attempt(waiting).await;
            }
            if !self.endpoint().is_due(self.clock.now()) {
                return;
            }
        }
    }

    async fn attempt(&self, waiting: Waiting) {
        let Some(url) = self.endpoint().open() else { return };
        let outcome = send::event(&url, &waiting.body, &self.clock).await;
        self.endpoint().note(waiting, outcome);
    }

    /// Asks the endpoint to prove that it knows the secret.
    async fn validate(&self) -> bool {
        let token = random::text(22);
        let now = self.clock.now();
        let body = json!({
            "event": "endpoint.url_validation",
            "event_ts": now.as_millisecond(),
            "payload": {"plainToken": token},
        });
        let url = self.endpoint().url.clone();
        let outcome = send::event(&url, &body.to_string(), &self.clock).await;
        let is_valid = outcome.proves(&token);
        self.endpoint().validated(is_valid, now);
        is_valid
    }

    fn endpoint(&self) -> MutexGuard<'_, Endpoint> {
        self.endpoint.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Outcome {
    /// Whether a handshake's answer is the token with its HMAC.
    fn proves(&self, token: &str) -> bool {
        let Self::Answered(StatusCode::OK, body) = self else { return false };
        let encrypted = sign::hmac(token);
        serde_json::from_slice::<Value>(body)
            .is_ok_and(|body| body == json!({"plainToken": token, "encryptedToken": encrypted}))
    }
}
