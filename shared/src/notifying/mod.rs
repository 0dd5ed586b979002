//! Who did not look is told: what became of a company's connections, posts and interviews leaves by itself,
//! read from the table's stream.
//!
//! [`changes`] makes events of a change: pure. [`delivery`] brings one to the company's sinks, in the order
//! of the company's changes: at once where nothing waits, else behind what waits. [`notes`] is what one of
//! them, the recruiters' channel, is told.

pub mod changes;
pub mod delivery;
mod event;
pub mod notes;

pub use event::Event;
