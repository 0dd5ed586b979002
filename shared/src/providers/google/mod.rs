//! Google: OAuth 2.0 for web servers, and the Calendar API, version 3.

mod account;
mod api;
mod calendar;
mod channels;
mod event;
mod free_busy;
mod listing;
mod profile;
mod reading;
mod refusals;

pub use api::GoogleCalendar;
pub use channels::OpenChannel;
pub(crate) use event::event_url;
pub use free_busy::FreeBusy;
pub(super) use profile::PROFILE;
