//! The product at the wire: API Gateway events in, HTTP out, in a whole world per test.
//!
//! A file per endpoint, `journey.rs` for whole flows, `scene.rs` for what they share.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops where its scene is not what it expects"
)]

mod account_limits;
mod admin_consent;
mod adverts;
mod alarms;
mod announce;
mod answer;
mod ats_events;
mod ats_today;
mod auth_url;
mod available_slots;
mod booking_links;
mod bookings;
mod calendar_notification;
mod calendar_renewal;
mod calendars;
mod callback;
mod caller;
mod canaries;
mod candidate_zone;
mod choose_organization;
mod connect_calendars;
mod cors;
mod counts;
mod crash;
mod create_event;
mod dashboard;
mod deadline;
mod delete_event;
mod delete_post;
mod depth;
mod description;
mod disconnect;
mod doctor;
mod every_provider;
mod feeds;
mod feeds_told;
mod filters;
mod forget;
mod fuzz;
mod gateway;
mod google;
mod granted_scopes;
mod grants;
mod health;
mod import_credentials;
mod interleavings;
mod interviews;
mod journey;
mod languages;
mod leaving;
mod linkedin_apps;
mod links;
mod list_events;
mod list_posts;
mod logs;
mod microsoft;
mod observed;
mod offers;
mod offers_raced;
mod offers_taken_off;
mod offers_unclear;
mod organizations;
mod organizer;
mod own;
mod owners;
mod packaged;
mod personal_account;
mod plans;
mod plans_found;
mod plans_shown;
mod post_statistics;
mod posts;
mod preferences;
mod preflight;
mod preview;
mod publish_job;
mod redeliver;
mod refresh_tokens;
mod renewal;
mod requests;
mod revocation;
mod roles;
mod scene;
mod sizes;
mod slack;
mod slack_events;
mod slack_notifications;
mod snapshot_statistics;
mod start_plans;
mod status;
mod stored;
mod sync_calendar;
mod template;
mod throttling;
mod tidy;
mod tolerance;
mod unreadable;
mod unrecorded;
mod update_event;
mod upkeep;
mod watch_calendars;
mod watches;
mod who;
mod withdrawn_calendar;
mod zoom;
mod zoom_events;
