//! Port 8001: the API, the ATS beside it as the frontend expects, the API's reference, the sandbox's clock
//! and schedules, boards that take feeds, and whether all is ready.

use axum::Router;
use axum::routing::get;

use super::{World, takers, time};
use crate::ats::cors;
use crate::reference;

/// Everything the frontend calls, for the frontend's own pages.
pub(super) fn router(world: &World) -> Router {
    let allowed = std::slice::from_ref(&world.origins.dashboard);
    let time = time::routes(world.clock.clone(), world.scheduler.clone(), world.streams.clone());
    let takers = takers::routes(world.clock.clone(), &world.origins.api, &world.origins.dashboard);
    let ats = world.ats.router(allowed);
    ats.merge(world.pictures.router())
        .merge(world.webhooks.router())
        .merge(reference::router())
        .merge(cors::allow(time, allowed))
        .merge(cors::allow(takers, allowed))
        .route("/healthz", get(|| async { "ok" }))
        .fallback_service(world.gateway.router())
}
