//! Zoom: OAuth 2.0 of a user-managed General app, the meetings API, version 2, and webhooks.
//!
//! Paths are those of the real hosts (`zoom.us`, `api.zoom.us`), all on one origin. What a person sees is
//! under `/meetings` and `/j`; what only a simulator has begins with an underscore.
//!
//! # Layout
//!
//! - [`account`] and [`knobs`]: who is there, and what can be made to go wrong for them.
//! - [`oauth`]: consent page, token endpoint, revocation.
//! - [`api`]: who calls, limits, the error envelope, `users/me`.
//! - [`meetings`]: a file per method, and what a meeting is.
//! - [`webhooks`]: events that Zoom sends, signed, and the handshake before.
//! - [`pages`]: meetings as people see them, and what a person does to them behind every client's back.

pub mod account;
pub mod api;
pub mod knobs;
pub mod meetings;
pub mod oauth;
pub mod pages;
pub mod scope;
#[cfg(test)]
mod testing;
pub mod webhooks;

use std::ops::Deref;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use jiff::Timestamp;
use simulator_kit::Simulator;
use simulator_kit::clock::MovableClock;
use simulator_kit::oauth::{Account, Grants, Registration, Roster, accounts};

use self::account::ACCOUNTS;
use self::knobs::ZoomKnobs;
use self::meetings::store::Meetings;
use self::webhooks::Webhooks;

/// What the app's webhooks are signed with, as its configuration at Zoom would show.
pub const WEBHOOK_SECRET_TOKEN: &str = "sandbox-zoom-webhook-secret-token";

/// Zoom, for a world to start.
pub const SIMULATOR: Simulator = Simulator {
    name: "Zoom",
    slug: "zoom",
    page: "/meetings",
    due: Some("/_webhook/run"),
    start: |clock, origin, registration| Zoom::new(clock, origin, registration).router(),
};

/// A handle to the simulator; clones share everything.
#[derive(Clone)]
pub struct Zoom(Arc<Shared>);

/// What the handlers work on.
pub struct Shared {
    clock: MovableClock,
    origin: String,
    registration: Registration,
    grants: Grants,
    roster: Roster<ZoomKnobs>,
    /// The scopes that the app is configured with; whoever consents grants all of them.
    app_scopes: Mutex<Vec<String>>,
    meetings: Mutex<Meetings>,
    webhooks: Webhooks,
}

impl Zoom {
    /// A simulator that knows one app, `registration`.
    ///
    /// `clock` decides what has expired and when a day's calls begin anew; `origin` (such as
    /// `http://localhost:8007`) begins the links in its answers. The app's events go to `events` beside the
    /// first redirect URI.
    pub fn new(clock: MovableClock, origin: &str, registration: Registration) -> Self {
        let redirect = registration.redirect_uris.first().map(String::as_str).unwrap_or_default();
        let base = redirect.rsplit_once('/').map_or(redirect, |(base, _)| base);
        Self(Arc::new(Shared {
            grants: Grants::new(clock.clone()),
            webhooks: Webhooks::new(clock.clone(), format!("{base}/events")),
            clock,
            origin: origin.trim_end_matches('/').to_owned(),
            registration,
            roster: Roster::new(ACCOUNTS.iter().map(listed).collect()),
            app_scopes: Mutex::new(scope::ALL.map(str::to_owned).to_vec()),
            meetings: Mutex::default(),
        }))
    }

    /// Everything the simulator serves.
    pub fn router(&self) -> Router {
        Router::new()
            .merge(oauth::router())
            .merge(api::router())
            .merge(meetings::router())
            .merge(webhooks::router())
            .merge(pages::router())
            .with_state(self.clone())
            .merge(accounts::router(self.roster.clone(), self.grants.clone()))
    }

    /// The meetings, locked for one request.
    pub fn meetings(&self) -> MutexGuard<'_, Meetings> {
        self.meetings.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The scopes that the app is configured with.
    pub fn app_scopes(&self) -> MutexGuard<'_, Vec<String>> {
        self.app_scopes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shared {
    fn now(&self) -> Timestamp {
        self.clock.now()
    }
}

impl Deref for Zoom {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

fn listed(account: &account::Account) -> Account<ZoomKnobs> {
    Account {
        id: account.id.to_owned(),
        label: format!("{} <{}>", account.name, account.email),
        kind: account.kind().to_owned(),
        knobs: ZoomKnobs::of(account),
    }
}
