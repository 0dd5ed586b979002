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

pub mod access;
pub mod app;
pub mod ats;
pub mod audit;
pub mod auth;
pub mod calendar;
mod caller;
pub mod clock;
pub mod commentary;
pub mod config;
pub mod connection;
pub mod deadline;
pub mod endpoints;
pub mod error;
pub mod fault;
pub mod figures;
pub mod http;
pub mod interview;
pub mod json;
pub mod lambda;
mod lenient;
pub mod logs;
pub mod metrics;
pub mod oauth;
pub mod organization;
pub mod picture;
pub mod provider;
pub mod providers;
pub mod publication;
pub mod random;
pub mod renewal;
pub mod request;
pub mod response;
pub mod retry_after;
pub mod secrets;
pub mod session;
pub mod statistics;
pub mod store;
pub mod tally;
pub mod text;
pub mod urn;
pub mod vault;
pub mod warning;
pub mod withdrawal;

pub use lambda::{RunError, run, run_scheduled};
