//! Events that Slack sends ("The Events API"): signed, and again where they are not taken.
//!
//! Nothing leaves by a timer: an event is sent when it happens, and `POST /_webhook/run` does what is due by
//! the clock.

mod send;
mod sign;
#[cfg(test)]
mod tests;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::State;
use axum::routing::{get, post};
use axum::{Json, Router};
use http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::{Value, json};
use simulator_kit::clock::MovableClock;
use simulator_kit::oauth::random;

use self::send::Outcome;
pub use self::sign::signature;
use super::Slack;
use super::account::{APP_ID, Account};

/// When a delivery is tried again, in minutes after the first try: "immediately, after 1 minute, after 5".
const RETRIES: [i64; 3] = [0, 1, 5];

/// The app's subscription; clones share it.
#[derive(Clone)]
pub struct Webhooks {
    clock: MovableClock,
    endpoint: Arc<Mutex<Endpoint>>,
}

/// Where events go, and what became of them.
struct Endpoint {
    url: String,
    waiting: Vec<Waiting>,
    delivered: Vec<Value>,
}

/// An event that is to be sent.
#[derive(Clone)]
struct Waiting {
    body: String,
    first: Timestamp,
    tries: usize,
}

#[derive(Debug, Deserialize)]
struct Address {
    url: String,
}

/// - `GET /_webhook`: the subscription, with what was delivered; `PUT /_webhook`, `{"url": ".."}`: saves it,
///   which takes the check of the address (204, or 400 where that fails).
/// - `POST /_webhook/run`: the repeated deliveries that are due.
pub fn router() -> Router<Slack> {
    Router::new().route("/_webhook", get(read).put(save)).route("/_webhook/run", post(run))
}

async fn read(State(slack): State<Slack>) -> Json<Value> {
    let endpoint = slack.webhooks.endpoint();
    Json(json!({
        "url": endpoint.url,
        "waiting": endpoint.waiting.len(),
        "deliveries": endpoint.delivered,
    }))
}

async fn save(State(slack): State<Slack>, Json(Address { url }): Json<Address>) -> StatusCode {
    let challenge = random::text(40);
    let body = json!({"token": "x", "challenge": challenge, "type": "url_verification"});
    let now = slack.now();
    let answer = send::event(&url, &body.to_string(), now, 0).await;
    let Outcome::Answered(StatusCode::OK, body) = answer else { return StatusCode::BAD_REQUEST };
    let is_json = serde_json::from_slice::<Value>(&body)
        .is_ok_and(|body| body.get("challenge") == Some(&challenge.as_str().into()));
    if !is_json && body != challenge.as_bytes() {
        return StatusCode::BAD_REQUEST;
    }
    slack.webhooks.endpoint().url = url;
    StatusCode::NO_CONTENT
}

async fn run(State(slack): State<Slack>) -> StatusCode {
    slack.webhooks.run().await;
    StatusCode::NO_CONTENT
}

impl Webhooks {
    /// A subscription of the app's events to `url`.
    pub fn new(clock: MovableClock, url: String) -> Self {
        let endpoint = Endpoint { url, waiting: Vec::new(), delivered: Vec::new() };
        Self { clock, endpoint: Arc::new(Mutex::new(endpoint)) }
    }

    /// Sends `event` of `account`'s workspace; what fails is tried again.
    pub async fn send(&self, account: &Account, event: Value) {
        let now = self.clock.now();
        let body = json!({
            "token": "x",
            "team_id": account.team_id,
            "api_app_id": APP_ID,
            "event": event,
            "type": "event_callback",
            "event_id": format!("Ev{}", random::text(9)),
            "event_time": now.as_second(),
        });
        self.attempt(Waiting { body: body.to_string(), first: now, tries: 0 }).await;
    }

    /// The deliveries that are due.
    async fn run(&self) {
        let now = self.clock.now();
        let due = {
            let mut endpoint = self.endpoint();
            let (due, later) = endpoint.waiting.drain(..).partition(|waiting| waiting.is_due(now));
            endpoint.waiting = later;
            due
        };
        let due: Vec<Waiting> = due;
        for waiting in due {
            self.attempt(waiting).await;
        }
    }

    async fn attempt(&self, waiting: Waiting) {
        let url = self.endpoint().url.clone();
        let outcome = send::event(&url, &waiting.body, self.clock.now(), waiting.tries).await;
        self.endpoint().note(waiting, outcome);
    }

    fn endpoint(&self) -> MutexGuard<'_, Endpoint> {
        self.endpoint.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Endpoint {
    fn note(&mut self, waiting: Waiting, outcome: Outcome) {
        let status = match outcome {
            Outcome::Answered(status, _) => Some(status),
            Outcome::Lost => None,
        };
        let event = serde_json::from_str::<Value>(&waiting.body).unwrap_or_default();
        let tries = waiting.tries + 1;
        self.delivered.push(json!({
            "event": event.pointer("/event/type"),
            "status": status.map(|status| status.as_u16()),
            "try": tries,
        }));
        let is_taken = status.is_some_and(|status| status.is_success());
        if !is_taken && waiting.tries < RETRIES.len() {
            self.waiting.push(Waiting { tries, ..waiting });
        }
    }
}

impl Waiting {
    fn is_due(&self, now: Timestamp) -> bool {
        let after = RETRIES.get(self.tries.saturating_sub(1)).copied().unwrap_or_default();
        self.first.saturating_add(SignedDuration::from_mins(after)).is_ok_and(|at| at <= now)
    }
}

impl Slack {
    /// Ends the installation in `account`'s workspace, and tells of it by two events, in either order.
    pub async fn uninstall(&self, account: &Account) {
        self.grants.revoke_account(account.id);
        let revoked = json!({
            "type": "tokens_revoked", "tokens": {"oauth": [], "bot": [account.bot_user_id]},
        });
        let mut events = vec![json!({"type": "app_uninstalled"}), revoked];
        if self.roster.knobs(account.id).tokens_revoked_first {
            events.reverse();
        }
        for event in events {
            self.webhooks.send(account, event).await;
        }
    }
}
