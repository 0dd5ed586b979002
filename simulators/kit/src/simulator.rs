//! What a world must know of a simulator.

use axum::Router;

use crate::clock::MovableClock;
use crate::oauth::Registration;

/// A simulator that can be started: each crate of one has a constant of this type.
#[derive(Clone, Copy, Debug)]
pub struct Simulator {
    /// What people call the provider: `LinkedIn`.
    pub name: &'static str,
    /// The same in options and links: `linkedin`.
    pub slug: &'static str,
    /// The path of the page where a person sees what arrived: `/feed`.
    pub page: &'static str,
    /// The path to POST to for what is due by the clock, where it sends anything by itself: a world does each
    /// second. It returns when that is done.
    pub due: Option<&'static str>,
    /// Makes one that goes by a clock, answers at an origin (such as `http://localhost:8002`) and knows one
    /// app: everything it serves.
    pub start: fn(MovableClock, &str, Registration) -> Router,
}
