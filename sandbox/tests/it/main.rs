//! The product at the wire.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops where its scene is not what it expects"
)]

mod google_client;
