//! What two or more functions need.
//!
//! # Layout, in reading order
//!
//! - [`lambda`]: an event becomes a request, an answer or an error becomes a response.
//! - [`app`]: what a function works with; made from [`config`] and [`platform`].
//! - [`people`]: who is calling, for which company, and the trail they leave.
//! - [`posting`], [`scheduling`]: what the product is for, in a company's name; [`notifying`]: who is told of it.
//! - [`connecting`], [`connection`], [`store`], [`vault`]: a company's authorization at a provider, used,
//!   kept, and stored sealed.
//! - [`providers`], [`oauth`]: what is special about each, and the protocol.
//! - [`model`]: what all of them talk about; [`words`]: the texts in which people are told of it.
//!
//! Each room uses only those below it; ARCHITECTURE.md draws them.

pub mod app;
pub mod config;
pub mod connecting;
pub mod connection;
pub mod lambda;
pub mod model;
pub mod notifying;
pub mod oauth;
pub mod people;
pub mod platform;
pub mod posting;
pub mod providers;
pub mod scheduling;
pub mod store;
pub mod vault;
pub mod words;

pub use lambda::{RunError, run, run_public, run_public_at_the_table, run_scheduled};
