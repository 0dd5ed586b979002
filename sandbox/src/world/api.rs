//! Port 8001: the API, the ATS beside it as the frontend expects, and whether all is ready.

use axum::Router;
use axum::routing::get;

use crate::ats::Ats;
use crate::gateway::Gateway;
use crate::pictures::Pictures;

/// Everything the frontend calls, for pages of the `allowed` origins.
pub(super) fn router(
    ats: &Ats,
    pictures: &Pictures,
    gateway: &Gateway,
    allowed: &[String],
) -> Router {
    ats.router(allowed)
        .merge(pictures.router())
        .route("/healthz", get(|| async { "ok" }))
        .fallback_service(gateway.router())
}
