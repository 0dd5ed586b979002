//! What no provider has: subscriptions in sight, and what befalls them on command.

use axum::extract::{Path, State};
use axum::routing::{delete, get, post};
use axum::{Json, Router};
use http::StatusCode;
use jiff::Timestamp;
use serde_json::Value;
use simulator_kit::notifications;

use super::Subscriptions;
use super::item::Life;
use super::subscription::Subscription;

/// The routes that [`super`] tells of.
pub fn router(subscriptions: Subscriptions) -> Router {
    let notifications = notifications::router(subscriptions.notifications.clone());
    Router::new()
        .route("/_notifications/run", post(run))
        .route("/_subscriptions", get(list))
        .route("/_subscriptions/{id}", delete(remove))
        .route("/_subscriptions/{id}/{event}", post(live))
        .with_state(subscriptions)
        .merge(notifications)
}

async fn run(State(subscriptions): State<Subscriptions>) -> StatusCode {
    subscriptions.run().await;
    StatusCode::NO_CONTENT
}

async fn list(State(subscriptions): State<Subscriptions>) -> Json<Value> {
    let now = subscriptions.clock.now();
    Json(subscriptions.held().iter().map(|held| held.shown(now)).collect())
}

async fn remove(State(subscriptions): State<Subscriptions>, Path(id): Path<String>) -> StatusCode {
    on(&subscriptions, &id, |held, now| held.removed = Some(now))
}

async fn live(
    State(subscriptions): State<Subscriptions>,
    Path((id, event)): Path<(String, String)>,
) -> StatusCode {
    let Some(life) = Life::ALL.into_iter().find(|life| life.word() == event) else {
        return StatusCode::NOT_FOUND;
    };
    on(&subscriptions, &id, |held, now| match life {
        Life::ReauthorizationRequired => subscriptions.ask(held, now),
        Life::Missed => subscriptions.tell(held, life),
        Life::SubscriptionRemoved => {
            held.removed = Some(now);
            subscriptions.tell(held, life);
        }
    })
}

/// 204, or 404 where there is no such subscription any more.
fn on(
    subscriptions: &Subscriptions,
    id: &str,
    act: impl FnOnce(&mut Subscription, Timestamp),
) -> StatusCode {
    let now = subscriptions.clock.now();
    let mut all = subscriptions.held();
    match all.iter_mut().find(|held| held.id == id && held.is_live(now)) {
        Some(held) => {
            act(held, now);
            StatusCode::NO_CONTENT
        }
        None => StatusCode::NOT_FOUND,
    }
}
