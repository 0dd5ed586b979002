//! Port 8001: the API, the ATS beside it as the frontend expects, the sandbox's clock and schedules,
//! and whether all is ready.

use axum::Router;
use axum::routing::get;

use crate::ats::{Ats, cors};
use crate::gateway::Gateway;

/// Everything the frontend calls, for pages of the `allowed` origins.
pub(super) fn router(ats: &Ats, gateway: &Gateway, time: Router, allowed: &[String]) -> Router {
    ats.router(allowed)
        .merge(cors::allow(time, allowed))
        .route("/healthz", get(|| async { "ok" }))
        .fallback_service(gateway.router())
}
