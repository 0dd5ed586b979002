//! The product at the wire: API Gateway events in, HTTP out, in a whole world per test.
//!
//! A file per endpoint, `journey.rs` for whole flows, `scene.rs` for what they share.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops where its scene is not what it expects"
)]

mod google_client;
mod publish_job;
mod scene;
