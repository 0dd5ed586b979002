//! Slack: OAuth 2.0 of an app (version 2, with and without token rotation), the methods that post, and events.
//!
//! Paths are those of the real host (`slack.com`), all on one origin. What a person sees is under `/messages`;
//! what only a simulator has begins with an underscore.
//!
//! # Layout
//!
//! - [`account`] and [`knobs`]: who is there, and what can be made to go wrong for them.
//! - [`oauth`]: consent page, token endpoint, and which tokens live.
//! - [`api`]: who calls, the error envelope, reading channels, revoking.
//! - [`chat`]: messages, what of them is refused, and whom they ping.
//! - [`webhooks`]: events that Slack sends, signed, and the check of the address before.
//! - [`pages`]: channels as people see them, and what a person does to them.

#![expect(clippy::result_large_err, reason = "a refusal is an answer, as a success is")]

pub mod account;
pub mod api;
pub mod chat;
pub mod knobs;
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
use self::chat::channels::Channels;
use self::chat::messages::Messages;
use self::knobs::SlackKnobs;
use self::oauth::tokens::Tokens;
use self::webhooks::Webhooks;

/// What events are signed with, as the app's configuration at Slack would show.
pub const SIGNING_SECRET: &str = "sandbox-slack-signing-secret";

/// Slack, for a world to start.
pub const SIMULATOR: Simulator = Simulator {
    name: "Slack",
    slug: "slack",
    page: "/messages",
    due: Some("/_webhook/run"),
    start: |clock, origin, registration| Slack::new(clock, origin, registration).router(),
};

/// A handle to the simulator; clones share everything.
#[derive(Clone)]
pub struct Slack(Arc<Shared>);

/// What the handlers work on.
pub struct Shared {
    clock: MovableClock,
    registration: Registration,
    grants: Grants,
    roster: Roster<SlackKnobs>,
    tokens: Mutex<Tokens>,
    channels: Mutex<Channels>,
    messages: Mutex<Messages>,
    webhooks: Webhooks,
}

impl Slack {
    /// A simulator that knows one app, `registration`, whose events go to `events` beside the first redirect
    /// URI. `clock` decides what has expired.
    pub fn new(clock: MovableClock, _: &str, registration: Registration) -> Self {
        let redirect = registration.redirect_uris.first().map(String::as_str).unwrap_or_default();
        let base = redirect.rsplit_once('/').map_or(redirect, |(base, _)| base);
        Self(Arc::new(Shared {
            grants: Grants::new(clock.clone()),
            webhooks: Webhooks::new(clock.clone(), format!("{base}/events")),
            clock,
            registration,
            roster: Roster::new(ACCOUNTS.iter().map(listed).collect()),
            tokens: Mutex::default(),
            channels: Mutex::default(),
            messages: Mutex::default(),
        }))
    }

    /// Everything the simulator serves.
    pub fn router(&self) -> Router {
        Router::new()
            .merge(oauth::router())
            .merge(api::router())
            .merge(chat::router())
            .merge(webhooks::router())
            .merge(pages::router())
            .with_state(self.clone())
            .merge(accounts::router(self.roster.clone(), self.grants.clone()))
    }

    /// The tokens, locked for one request.
    pub fn tokens(&self) -> MutexGuard<'_, Tokens> {
        self.tokens.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The channels, locked for one request.
    pub fn channels(&self) -> MutexGuard<'_, Channels> {
        self.channels.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The messages, locked for one request.
    pub fn messages(&self) -> MutexGuard<'_, Messages> {
        self.messages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shared {
    fn now(&self) -> Timestamp {
        self.clock.now()
    }
}

impl Deref for Slack {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

fn listed(account: &account::Account) -> Account<SlackKnobs> {
    Account {
        id: account.id.to_owned(),
        label: format!("{} <{}>", account.name, account.team),
        kind: account.kind().to_owned(),
        knobs: SlackKnobs::of(account),
    }
}
