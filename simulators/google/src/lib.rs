//! Google: OAuth 2.0, OpenID Connect and the Calendar API, version 3.
//!
//! Paths are those of the real hosts (`accounts.google.com`, `oauth2.googleapis.com`,
//! `openidconnect.googleapis.com`, `www.googleapis.com`), all on one origin. What a person sees is
//! under `/calendar` and `/mail`; what only a simulator has begins with an underscore.
//!
//! # Layout
//!
//! - [`account`] and [`knobs`]: who is there, and what can be made to go wrong for them.
//! - [`oauth`]: consent page, token endpoint, revocation, user info, keys.
//! - [`calendar`]: the API, one file per method; [`call`], [`scope`], [`query`], [`body`], [`object`]
//!   and [`error`] are what its methods share.
//! - [`channels`]: push channels on calendars, and what they send.
//! - [`pages`]: calendars and mailboxes as people see them.

pub mod account;
pub mod body;
pub mod calendar;
pub mod call;
pub mod channels;
pub mod error;
pub mod knobs;
pub mod oauth;
pub mod object;
pub mod pages;
pub mod query;
pub mod scope;
#[cfg(test)]
mod testing;

use std::collections::HashSet;
use std::ops::Deref;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use jiff::Timestamp;
use simulator_kit::clock::MovableClock;

use self::account::ACCOUNTS;
use self::calendar::store::Calendars;
use self::channels::Channels;
use self::knobs::GoogleKnobs;
use simulator_kit::Simulator;
use simulator_kit::notifications;
use simulator_kit::oauth::{Account, Grants, Registration, Roster, accounts};

/// Google, for a world to start.
pub const SIMULATOR: Simulator = Simulator {
    name: "Google",
    slug: "google",
    page: "/calendar",
    due: Some("/_notifications/run"),
    start: |clock, origin, registration| Google::new(clock, origin, registration).router(),
};

/// A handle to the simulator; clones share everything.
#[derive(Clone)]
pub struct Google(Arc<Shared>);

/// What the handlers work on.
pub struct Shared {
    clock: MovableClock,
    origin: String,
    registration: Registration,
    grants: Grants,
    roster: Roster<GoogleKnobs>,
    /// Codes that bring a refresh token.
    offline_codes: Mutex<HashSet<String>>,
    calendars: Mutex<Calendars>,
    channels: Channels,
}

impl Google {
    /// A simulator that knows one app, `registration`.
    ///
    /// `clock` decides what has expired, and on which days the calendars are filled; `origin`
    /// (such as `http://localhost:8003`) begins the links in its answers.
    pub fn new(clock: MovableClock, origin: &str, registration: Registration) -> Self {
        let origin = origin.trim_end_matches('/').to_owned();
        let channels = Channels::new(clock.clone(), &origin);
        let calendars = Mutex::new(calendar::seed::calendars(channels.clone(), clock.now()));
        Self(Arc::new(Shared {
            grants: Grants::new(clock.clone()),
            clock,
            origin,
            registration,
            roster: Roster::new(ACCOUNTS.iter().map(listed).collect()),
            offline_codes: Mutex::default(),
            calendars,
            channels,
        }))
    }

    /// Everything the simulator serves.
    pub fn router(&self) -> Router {
        Router::new()
            .merge(oauth::router())
            .merge(calendar::router())
            .merge(channels::router())
            .merge(pages::router())
            .with_state(self.clone())
            .merge(notifications::router(self.channels.notifications.clone()))
            .merge(accounts::router(self.roster.clone(), self.grants.clone()))
    }

    /// The calendars, locked for one request.
    pub fn calendars(&self) -> MutexGuard<'_, Calendars> {
        self.calendars.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shared {
    fn offline_codes(&self) -> MutexGuard<'_, HashSet<String>> {
        self.offline_codes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn now(&self) -> Timestamp {
        self.clock.now()
    }

    fn origin(&self) -> &str {
        &self.origin
    }
}

impl Deref for Google {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

fn listed(account: &account::Account) -> Account<GoogleKnobs> {
    let kind = account.hd.map_or_else(|| "personal Gmail".into(), |hd| format!("Workspace {hd}"));
    Account {
        id: account.id.to_owned(),
        label: format!("{} <{}>", account.name, account.email),
        kind,
        knobs: GoogleKnobs::of(account),
    }
}
