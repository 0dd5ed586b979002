//! Microsoft: the identity platform, and Graph's calendar, version 1.0.

mod account;
mod admin_consent;
mod api;
mod body;
mod calendar;
mod event;
mod meeting_times;
mod profile;
mod reading;
mod refusals;
mod rooms;
mod schedule;
mod subscriptions;
mod zone;

pub use api::OutlookCalendar;
pub(super) use profile::PROFILE;
pub use subscriptions::{LONGEST, Subscription, Subscriptions};
