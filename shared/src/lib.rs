//! What two or more functions need.
//!
//! # Layout, in reading order
//!
//! - [`lambda`], [`request`], [`response`], [`error`]: an event becomes a request, an answer or an
//!   error becomes a response.
//! - [`app`]: what a function works with; made from [`config`], [`clock`], [`http`] and [`secrets`].
//! - [`auth`], [`ats`], [`audit`]: who is calling, for which company, and the trail they leave.
//! - [`access`], [`renewal`], [`withdrawal`], [`connection`], [`store`], [`vault`]: a company's authorization at a provider, stored sealed.
//! - [`interview`], [`calendar`]: what is scheduled, and the calendar it is scheduled in.
//! - [`text`]: what somebody wrote, cleaned, flattened and cut for those who read it.
//! - [`provider`], [`providers`], [`oauth`], [`fault`]: the closed set, what is special about each,
//!   the protocol, and what refusals mean.

pub mod app;
pub mod config;
pub mod connecting;
pub mod connection;
pub mod lambda;
pub mod model;
pub mod oauth;
pub mod people;
pub mod picture;
pub mod platform;
pub mod posting;
pub mod providers;
pub mod scheduling;
pub mod store;
pub mod vault;

pub use lambda::{RunError, run, run_scheduled};
