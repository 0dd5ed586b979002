//! The product at the wire: API Gateway events in, HTTP out, in a whole world per test.
//!
//! A file per endpoint, `journey.rs` for whole flows, `scene.rs` for what they share.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops where its scene is not what it expects"
)]

mod answer;
mod auth_url;
mod callback;
mod caller;
mod canaries;
mod crash;
mod dashboard;
mod disconnect;
mod fuzz;
mod gateway;
mod google_client;
mod health;
mod interleavings;
mod journey;
mod logs;
mod observed;
mod publish_job;
mod refresh_tokens;
mod renewal;
mod scene;
mod status;
mod tidy;
mod upkeep;
