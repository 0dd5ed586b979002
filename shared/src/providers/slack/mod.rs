//! Slack: OAuth 2.0 of an app, version 2, and the methods that post in a channel.

mod account;
mod api;
mod channels;
pub mod markup;
mod messages;
mod profile;
mod refusals;
pub mod webhook;

pub use api::Slack;
pub use channels::{Channel, Page, channel_id};
pub use messages::{Message, Posted};
pub(super) use profile::PROFILE;
pub use refusals::{is_closed, is_unknown, trouble};
