//! Notifications that a provider sends by itself, and what goes wrong with them on the way.
//!
//! Nothing leaves by a timer. A change puts a notification on its way; `POST /_notifications/run`, which a world
//! sends each second and a test when it wants to, delivers what is due by the sandbox's clock and returns when
//! it was answered. So a test that moves the clock past a delay decides what arrives, and when:
//!
//! ```text
//! PATCH /_notifications {"lose": 0.2, "double": 0.1, "delay_seconds": 30, "seed": 7}
//! ... somebody declines in the calendar ...
//! POST /_clock {"advance": "30s"}            (of the sandbox)
//! POST /_notifications/run                   204: all that was due has been answered
//! GET /_notifications                        what was sent, and what came back
//! ```
//!
//! | method, path | what |
//! |---|---|
//! | `GET /_notifications` | `{"faults", "waiting": [..], "sent": [{"at", "to", "outcome", "status", "try", "messages"}]}` |
//! | `PATCH /_notifications` | changes [`Faults`]; the same answer, or 400 with a `detail` |
//! | `DELETE /_notifications` | forgets what was sent; 204 |
//! | `POST /_notifications/run` | delivers what is due; 204 |
//!
//! An `outcome` is `answered` (with its `status`), `unanswered` (nobody there, or too slow), `lost` (on command)
//! or `dropped` (by a rule of the provider's). Lost and dropped ones were never sent.

mod dice;
mod faults;
mod message;
mod state;
#[cfg(test)]
mod tests;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::State as Of;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};

use crate::clock::MovableClock;
use crate::outgoing;

pub use faults::Faults;
pub use message::Message;
use state::{State, Waiting};

/// Every notification of one simulator; clones share them.
pub struct Notifications<M> {
    clock: MovableClock,
    state: Arc<Mutex<State<M>>>,
    turn: Arc<tokio::sync::Mutex<()>>,
}

/// Messages that are due, and share a request.
#[derive(Debug)]
pub struct Bundle<M> {
    waiting: Vec<Waiting<M>>,
}

/// What became of a [`Bundle`].
#[derive(Debug)]
pub struct Delivery<M> {
    /// How long the answer took, by the sandbox's clock.
    pub took: SignedDuration,
    /// The status that came back; none without an answer.
    pub status: Option<StatusCode>,
    /// What is not tried again.
    pub given_up: Vec<M>,
}

impl<M: Message> Notifications<M> {
    /// None yet; `clock` decides what is due.
    pub fn new(clock: MovableClock) -> Self {
        Self { clock, state: Arc::new(Mutex::new(State::new())), turn: Arc::default() }
    }

    /// The faults as they are now.
    pub fn faults(&self) -> Faults {
        self.state().faults
    }

    /// Puts `message` on its way to `address`, past the faults.
    pub fn post(&self, address: &str, message: M) {
        let now = self.clock.now();
        self.state().post(address, message, now);
    }

    /// Waits until nobody else delivers; deliver while what is returned lives.
    pub async fn turn(&self) -> tokio::sync::MutexGuard<'_, ()> {
        self.turn.lock().await
    }

    /// Takes what is due next; none where nothing is.
    pub fn due(&self) -> Option<Bundle<M>> {
        let now = self.clock.now();
        let waiting = self.state().take_due(now);
        (!waiting.is_empty()).then_some(Bundle { waiting })
    }

    /// Sends the bundle, and keeps what is to be tried again.
    pub async fn deliver(&self, bundle: Bundle<M>) -> Delivery<M> {
        let (address, messages) = (bundle.address().to_owned(), bundle.messages());
        let start = self.clock.now();
        let reply = match M::request(&address, &messages) {
            Ok(request) => outgoing::send(request, &self.clock, M::PATIENCE).await,
            Err(_) => None,
        };
        let (now, status) = (self.clock.now(), reply.map(|reply| reply.status));
        let tries = bundle.waiting.first().map_or(0, |first| first.tries + 1);
        let outcome = if status.is_some() { "answered" } else { "unanswered" };
        self.state().note(outcome, (&address, now), (tries, status), &messages);
        let given_up = match M::is_retried(status) {
            true => self.try_again(bundle, now),
            false => Vec::new(),
        };
        Delivery { took: now.duration_since(start), status, given_up }
    }

    /// Keeps the bundle until `until`.
    pub fn postpone(&self, bundle: Bundle<M>, until: Timestamp) {
        let mut state = self.state();
        for waiting in bundle.waiting {
            state.keep(Waiting { due: until, ..waiting });
        }
    }

    /// Drops the bundle, as a rule of the provider's has it; what it held.
    pub fn drop(&self, bundle: Bundle<M>) -> Vec<M> {
        let messages = bundle.messages();
        let now = self.clock.now();
        self.state().note("dropped", (bundle.address(), now), (0, None), &messages);
        messages
    }

    /// Delivers all that is due, one after the other.
    pub async fn run(&self) {
        let _turn = self.turn().await;
        while let Some(bundle) = self.due() {
            self.deliver(bundle).await;
        }
    }

    /// Those that had their last try.
    fn try_again(&self, bundle: Bundle<M>, now: Timestamp) -> Vec<M> {
        let mut given_up = Vec::new();
        let mut state = self.state();
        for Waiting { address, message, tries, .. } in bundle.waiting {
            let pause = M::RETRIES.get(tries).copied().map(SignedDuration::from_secs);
            match pause.and_then(|pause| now.saturating_add(pause).ok()) {
                Some(due) => state.keep(Waiting { address, message, due, tries: tries + 1 }),
                None => given_up.push(message),
            }
        }
        given_up
    }

    fn state(&self) -> MutexGuard<'_, State<M>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<M: Message> Bundle<M> {
    /// Where it goes.
    pub fn address(&self) -> &str {
        self.waiting.first().map(|first| first.address.as_str()).unwrap_or_default()
    }

    fn messages(&self) -> Vec<M> {
        self.waiting.iter().map(|waiting| waiting.message.clone()).collect()
    }
}

impl<M> Clone for Notifications<M> {
    fn clone(&self) -> Self {
        let (state, turn) = (Arc::clone(&self.state), Arc::clone(&self.turn));
        Self { clock: self.clock.clone(), state, turn }
    }
}

/// The routes above, but for `run`: what is due may need more than a delivery.
pub fn router<M: Message>(notifications: Notifications<M>) -> Router {
    let all = get(list::<M>).patch(turn::<M>).delete(forget::<M>);
    Router::new().route("/_notifications", all).with_state(notifications)
}

async fn list<M: Message>(Of(notifications): Of<Notifications<M>>) -> Json<Value> {
    Json(notifications.state().shown())
}

async fn turn<M: Message>(
    Of(notifications): Of<Notifications<M>>,
    Json(changes): Json<Map<String, Value>>,
) -> Response {
    let mut state = notifications.state();
    match state.faults.changed(changes) {
        Ok(faults) => {
            state.turn(faults);
            Json(state.shown()).into_response()
        }
        Err(detail) => (StatusCode::BAD_REQUEST, Json(json!({ "detail": detail }))).into_response(),
    }
}

async fn forget<M: Message>(Of(notifications): Of<Notifications<M>>) -> StatusCode {
    notifications.state().forget();
    StatusCode::NO_CONTENT
}
