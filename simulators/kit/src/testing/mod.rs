//! A simulator on its own, as its tests call it: no network, no world, a clock that stands still.
//!
//! [`Bench`] sends requests, and does what is the same in every provider's OAuth. What is in a provider's
//! own words stays in that simulator's tests. [`Served`] is for a client that wants a port.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where its scene is not what it expects"
)]

mod answer;
mod bench;
mod oauth;
mod served;

pub use answer::Answer;
pub use bench::Bench;
pub use oauth::{REDIRECT, VERIFIER, authorization, registration};
pub use served::{Port, Served};
