//! Job boards that take a company's feed when a person tells them to, as strictly as in the tests:
//!
//! - `POST /_boards {"form": "indeed", "url": "http://localhost:8001/api/integrations/feeds/…/indeed.xml"}`: the board
//!   fetches the feed, and answers what it shows now and what came and went, or why it refuses the feed.

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};
use simulator_boards::{Form, Taker, Visit};
use simulator_kit::clock::MovableClock;
use tokio::sync::Mutex;

#[derive(Clone)]
struct Takers {
    clock: MovableClock,
    /// The only origin whose feeds are fetched.
    api: String,
    /// The origin that jobs' pages must have.
    site: String,
    /// Those that were told of a feed, by their form and its address.
    known: Arc<Mutex<HashMap<(&'static str, String), Taker>>>,
}

#[derive(Deserialize)]
struct Told {
    form: String,
    url: String,
}

/// The route above, for feeds of `api` with pages of `site`.
pub(super) fn routes(clock: MovableClock, api: &str, site: &str) -> Router {
    let (api, site) = (api.to_owned(), site.to_owned());
    let takers = Takers { clock, api, site, known: Arc::default() };
    Router::new().route("/_boards", post(visit)).with_state(takers)
}

async fn visit(State(takers): State<Takers>, Json(Told { form, url }): Json<Told>) -> Response {
    let form = Form::ALL.into_iter().find(|known| known.name() == form);
    let is_own = url.strip_prefix(&takers.api).is_some_and(|path| path.starts_with('/'));
    let (Some(form), true) = (form, is_own) else {
        return refusal(
            "a form, and the address of a feed of this sandbox, are expected".to_owned(),
        );
    };
    let mut known = takers.known.lock().await;
    let begin = || Taker::new(form, takers.clock.clone(), &url, &takers.site);
    let taker = known.entry((form.name(), url.clone())).or_insert_with(begin);
    match taker.visit().await {
        Ok(visit) => Json(told(taker, &visit)).into_response(),
        Err(refused) => refusal(refused.to_string()),
    }
}

fn told(taker: &Taker, visit: &Visit) -> Value {
    let shown: Vec<_> =
        taker.jobs().values().map(|job| json!({"id": job.id, "title": job.title})).collect();
    match visit {
        Visit::Unchanged => {
            json!({"shown": shown, "is_unchanged": true, "opened": [], "closed": []})
        }
        Visit::Taken { opened, closed } => {
            json!({"shown": shown, "is_unchanged": false, "opened": opened, "closed": closed})
        }
    }
}

fn refusal(detail: String) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, Json(json!({ "detail": detail }))).into_response()
}
