//! Microsoft Graph v1.0 as far as the signed-in person's calendar goes.

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use http::Uri;

use super::Microsoft;
use super::outlook::fault::Fault;
use super::subscriptions::methods as subscriptions;

pub mod admission;
pub mod body;
pub mod calendar;
pub mod calendar_view;
pub mod caller;
pub mod cancel;
pub mod delta;
pub mod event;
pub mod events;
pub mod lanes;
pub mod me;
pub mod meeting_times;
pub mod page;
pub mod prefer;
pub mod schedule;
pub mod trace;
pub mod wire;

/// Every path under `/v1.0`. A request passes [`trace`], then [`admission`], then its handler.
pub fn router(microsoft: Microsoft) -> Router {
    let clock = microsoft.clock.clone();
    Router::new()
        .route("/v1.0/me", get(me::show))
        .route("/v1.0/me/calendar", get(calendar::show))
        .route("/v1.0/me/events", get(events::list).post(events::create))
        .route("/v1.0/me/calendar/events", get(events::list).post(events::create))
        .route("/v1.0/me/events/{id}", get(event::show).patch(event::change).delete(event::delete))
        .route("/v1.0/me/events/{id}/cancel", post(cancel::cancel))
        .route("/v1.0/me/calendarView", get(calendar_view::list))
        .route("/v1.0/me/calendarView/delta", get(delta::list))
        // A function of OData's, whose brackets Graph's SDKs write.
        .route("/v1.0/me/calendarView/delta()", get(delta::list))
        .route("/v1.0/me/findMeetingTimes", post(meeting_times::find))
        .route("/v1.0/me/calendar/getSchedule", post(schedule::find))
        .route("/v1.0/subscriptions", get(subscriptions::list).post(subscriptions::create))
        .route(
            "/v1.0/subscriptions/{id}",
            get(subscriptions::show).patch(subscriptions::update).delete(subscriptions::delete),
        )
        .route("/v1.0/subscriptions/{id}/reauthorize", post(subscriptions::reauthorize))
        .route("/v1.0/{*rest}", get(nowhere).post(nowhere).patch(nowhere).delete(nowhere))
        .layer(from_fn_with_state(microsoft.clone(), admission::admit))
        .layer(from_fn(move |request, next| trace::trace(clock.clone(), request, next)))
        .route("/_calendars/{account}/expire", post(delta::expire))
        .with_state(microsoft)
}

async fn nowhere(uri: Uri) -> Fault {
    let segment = uri.path().rsplit('/').next().unwrap_or_default();
    Fault::bad_request("BadRequest", format!("Resource not found for the segment '{segment}'."))
}
