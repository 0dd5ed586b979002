//! The sandbox's own routes on port 8001: its clock, and its schedules on demand.
//!
//! - `GET /_clock`: `{"now": "2026-11-23T09:00:00Z"}`.
//! - `POST /_clock {"advance": "45m"}`: moves every clock forward (`"10 days"`, `"1h 30m"`), the same answer.
//! - `POST /_schedule/refresh-tokens`: fires the function with the JSON body as event (`{}` where there is
//!   none) and answers its report.
//! - `GET /_stream`: what the reader of the table's stream has done, what waits, and what it has set aside.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use http::StatusCode;
use jiff::{SignedDuration, Span, SpanRelativeTo};
use serde_json::{Value, json};

use super::schedule::Scheduler;
use crate::aws::event_source::EventSource;
use simulator_kit::clock::MovableClock;

#[derive(Clone)]
struct Time {
    clock: MovableClock,
    scheduler: Scheduler,
    streams: Vec<EventSource>,
}

/// The routes above.
pub(super) fn routes(
    clock: MovableClock,
    scheduler: Scheduler,
    streams: Vec<EventSource>,
) -> Router {
    Router::new()
        .route("/_clock", get(now).post(advance))
        .route("/_schedule/{function}", post(fire))
        .route("/_stream", get(streams_shown))
        .with_state(Time { clock, scheduler, streams })
}

async fn now(State(time): State<Time>) -> Response {
    Json(json!({ "now": time.clock.now() })).into_response()
}

async fn advance(State(time): State<Time>, Json(body): Json<Value>) -> Response {
    match body.get("advance").and_then(Value::as_str).and_then(duration) {
        Some(by) => {
            time.clock.advance(by);
            now(State(time)).await
        }
        None => {
            let detail = "advance: a duration such as \"45m\" or \"10 days\" is expected";
            refusal(StatusCode::BAD_REQUEST, detail)
        }
    }
}

async fn streams_shown(State(time): State<Time>) -> Json<Value> {
    Json(time.streams.iter().map(EventSource::shown).collect())
}

async fn fire(State(time): State<Time>, Path(function): Path<String>, body: Bytes) -> Response {
    let event = match body.is_empty() {
        true => json!({}),
        false => serde_json::from_slice(&body).unwrap_or_default(),
    };
    match time.scheduler.fire(&function, event).await {
        Some(Ok(report)) => Json(report).into_response(),
        Some(Err(error)) => refusal(error.status(), &error.to_string()),
        None => refusal(StatusCode::NOT_FOUND, "Scheduled function not found."),
    }
}

/// Forward only: a clock that goes back would make the simulators contradict themselves.
fn duration(text: &str) -> Option<SignedDuration> {
    let span: Span = text.parse().ok()?;
    let duration = span.to_duration(SpanRelativeTo::days_are_24_hours()).ok()?;
    (duration.is_positive()).then_some(duration)
}

fn refusal(status: StatusCode, detail: &str) -> Response {
    (status, Json(json!({ "detail": detail }))).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_written_as_people_write_them() {
        assert_eq!(duration("45m"), Some(SignedDuration::from_mins(45)));
        assert_eq!(duration("10 days"), Some(SignedDuration::from_hours(240)));
        assert_eq!(duration("1h 30m"), Some(SignedDuration::from_mins(90)));
        for text in ["", "soon", "-5m", "0s", "5"] {
            assert_eq!(duration(text), None, "{text}");
        }
    }
}
