//! Zoom: OAuth 2.0 of a user-managed app, and the meetings API, version 2.

mod account;
mod api;
mod meeting;
mod meetings;
mod profile;
mod refusals;
pub mod webhook;

pub use account::User;
pub use api::Zoom;
pub use meeting::{Draft, Meeting, MeetingId};
pub(super) use profile::PROFILE;
pub use refusals::DAILY_LIMIT;
