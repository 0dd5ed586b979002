//! Push channels: `events.watch`, `channels.stop`, and the messages they send.
//!
//! Beside what Google has, and [`simulator_kit::notifications`]:
//!
//! - `GET /_channels`: every channel there was, `[{"id", "account", "address", "expires", "messages", "state"}]`.
//! - `DELETE /_channels/{id}`: the channel dies, and nobody is told.
//! - `POST /_notifications/run`: what is due is delivered.

mod channel;
mod notice;
mod request;
#[cfg(test)]
mod tests;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::{Path, State as Of};
use axum::routing::{delete, get, post};
use axum::{Json, Router};
use http::StatusCode;
use jiff::SignedDuration;
use serde_json::Value;
use simulator_kit::clock::MovableClock;
use simulator_kit::notifications::Notifications;

use self::channel::{Channel, End};
pub use self::notice::Notice;
use self::notice::State;
use self::request::Asked;
use super::Google;
use super::account::Account;
use super::body::Body;
use super::call::Caller;
use super::error::ApiError;
use super::scope::Method;

/// Every channel; clones share them.
#[derive(Clone)]
pub struct Channels {
    clock: MovableClock,
    origin: String,
    /// What is on its way.
    pub notifications: Notifications<Notice>,
    held: Arc<Mutex<Vec<Channel>>>,
}

/// The API's two methods, and the routes above.
pub fn router() -> Router<Google> {
    Router::new()
        .route("/calendar/v3/calendars/{calendar}/events/watch", post(watch))
        .route("/calendar/v3/channels/stop", post(stop))
        .route("/_channels", get(list))
        .route("/_channels/{id}", delete(kill))
        .route("/_notifications/run", post(run))
}

/// Opens a channel, which begins with a message of its own.
async fn watch(
    Of(google): Of<Google>,
    caller: Caller,
    Path(calendar): Path<String>,
    Body(asked): Body<Asked>,
) -> Result<Json<Value>, ApiError> {
    caller.may(Method::WatchEvents)?;
    let account = caller.own_calendar(&calendar)?;
    let channel = asked.open(account, google.now())?;
    if caller.knobs.unverified_domain {
        return Err(ApiError::unauthorized_webhook(&channel.address));
    }
    let opened = google.channels.open(channel)?;
    if caller.knobs.sync_before_answer {
        google.channels.notifications.run().await;
    }
    Ok(Json(opened))
}

/// Ends a channel of the caller's: 204, or 404 for one that is none, or none any more.
async fn stop(
    Of(google): Of<Google>,
    caller: Caller,
    Body(asked): Body<Asked>,
) -> Result<StatusCode, ApiError> {
    caller.may(Method::StopChannel)?;
    let id = asked.id.ok_or_else(|| ApiError::required("Missing channel id."))?;
    let resource = asked.resource_id.ok_or_else(|| ApiError::required("Missing resource id."))?;
    google.channels.stop(caller.account, &id, &resource)?;
    Ok(StatusCode::NO_CONTENT)
}

async fn run(Of(google): Of<Google>) -> StatusCode {
    google.channels.notifications.run().await;
    StatusCode::NO_CONTENT
}

async fn list(Of(google): Of<Google>) -> Json<Value> {
    let now = google.now();
    Json(google.channels.held().iter().map(|channel| channel.shown(now)).collect())
}

async fn kill(Of(google): Of<Google>, Path(id): Path<String>) -> StatusCode {
    let mut held = google.channels.held();
    match held.iter_mut().find(|channel| channel.id == id) {
        Some(channel) => {
            channel.end = End::Killed;
            StatusCode::NO_CONTENT
        }
        None => StatusCode::NOT_FOUND,
    }
}

impl Channels {
    /// None yet; `origin` begins the watched resources' addresses.
    pub fn new(clock: MovableClock, origin: &str) -> Self {
        let notifications = Notifications::new(clock.clone());
        Self { clock, origin: origin.to_owned(), notifications, held: Arc::default() }
    }

    /// Tells every channel on the calendars for which `is_on` holds.
    pub fn changed(&self, is_on: impl Fn(&Account) -> bool) {
        let now = self.clock.now();
        let after_stop = self.notifications.faults().after_stop_seconds.into();
        let after_stop = SignedDuration::from_secs(after_stop);
        let mut held = self.held();
        let sending = held.iter_mut().filter(|channel| channel.sends(now, after_stop));
        for channel in sending.filter(|channel| is_on(channel.account)) {
            let notice = channel.next(State::Exists, &self.origin);
            self.notifications.post(&channel.address, notice);
        }
    }

    /// 400 where the id was ever used, by anybody.
    fn open(&self, mut channel: Channel) -> Result<Value, ApiError> {
        let mut held = self.held();
        if held.iter().any(|other| other.id == channel.id) {
            let message = format!("Channel id {} not unique", channel.id);
            return Err(ApiError::bad_request("channelIdNotUnique", message));
        }
        let notice = channel.next(State::Sync, &self.origin);
        self.notifications.post(&channel.address, notice);
        let wire = channel.wire(&self.origin);
        held.push(channel);
        Ok(wire)
    }

    fn stop(&self, account: &Account, id: &str, resource: &str) -> Result<(), ApiError> {
        let now = self.clock.now();
        let mut held = self.held();
        let meant = held.iter_mut().find(|channel| {
            let is_named = channel.id == id && channel::resource_id(channel.account) == resource;
            is_named && channel.account == account && channel.is_live(now)
        });
        meant.ok_or_else(|| ApiError::no_channel(id))?.end = End::Stopped(now);
        Ok(())
    }

    fn held(&self) -> MutexGuard<'_, Vec<Channel>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
