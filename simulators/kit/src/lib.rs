//! What every simulator is built from: the other side of the wire, of which our own code knows nothing.
//!
//! # Layout
//!
//! - [`Simulator`]: what a world must know of one to start it.
//! - [`oauth`]: the storage half of an authorization server, with the knobs of each account.
//! - [`notifications`]: what a provider sends by itself, over [`outgoing`], and what goes wrong on the way.
//! - [`wire`]: serving a part of the sandbox, failing it on command and recording what it receives.
//! - [`clock`]: the time, moved by hand.
//! - [`head()`]: how every page begins.
//! - [`testing`]: a simulator on its own, as its tests call it.

#![warn(missing_docs, reason = "every simulator is written against these items")]

pub mod clock;
mod head;
pub mod notifications;
pub mod oauth;
pub mod outgoing;
mod simulator;
pub mod testing;
pub mod wire;

pub use head::head;
pub use simulator::Simulator;
