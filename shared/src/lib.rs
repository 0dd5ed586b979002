//! What two or more functions need.
//!
//! # Layout, in reading order
//!
//! - [`lambda`], [`request`], [`response`], [`error`]: an event becomes a request, an answer or an
//!   error becomes a response.
//! - [`app`]: what a function works with; made from [`config`], [`clock`], [`http`] and [`secrets`].
//! - [`auth`], [`ats`], [`audit`]: who is calling, for which company, and the trail they leave.
//! - [`access`], [`renewal`], [`connection`], [`store`], [`vault`]: a company's authorization at a provider, stored sealed.
//! - [`provider`], [`providers`], [`oauth`], [`fault`]: the closed set, what is special about each,
//!   the protocol, and what refusals mean.

pub mod access;
pub mod app;
pub mod ats;
pub mod audit;
pub mod auth;
mod caller;
pub mod clock;
pub mod config;
pub mod connection;
pub mod endpoints;
pub mod error;
pub mod fault;
pub mod http;
pub mod lambda;
pub mod oauth;
pub mod organization;
pub mod provider;
pub mod providers;
pub mod random;
pub mod renewal;
pub mod request;
pub mod response;
pub mod retry_after;
pub mod secrets;
pub mod store;
pub mod vault;

pub use lambda::{RunError, run, run_scheduled};
