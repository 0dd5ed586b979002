//! Job boards that take feeds: each fetches an address when it is told to, by the world's clock, and refuses what
//! its real one refuses. What it took stays online until a later feed lacks it: an empty feed closes all.
//!
//! Strict on purpose: whatever could be read two ways is refused. None of it knows how a feed is made.

mod document;
mod fetch;
mod form;
mod job;
mod taker;

pub use document::{Refusal, read};
pub use form::Form;
pub use job::Job;
pub use taker::{Taker, Visit};
