//! Microsoft: the identity platform, Graph's calendar and what people see of both, on one origin.
//!
//! Paths are those of `login.microsoftonline.com` and `graph.microsoft.com`; pages and knobs that
//! the real Microsoft does not have are told in [`pages`], [`knobs`] and [`subscriptions`].

use axum::Router;
use jiff::SignedDuration;
use simulator_kit::clock::MovableClock;

use simulator_kit::Simulator;
use simulator_kit::oauth::{self, Grants, Registration, Roster};

pub mod application;
pub mod directory;
pub mod graph;
pub mod identity;
pub mod knobs;
pub mod outlook;
pub mod pages;
pub mod subscriptions;
#[cfg(test)]
mod testing;
pub mod uuid;

use application::Application;
use graph::delta::Expiries;
use graph::lanes::Lanes;
use identity::admin_consent::AdminConsents;
use knobs::MicrosoftKnobs;
use outlook::event::Event;
use outlook::fault::Fault;
use outlook::{Item, Outlook, Policy};
use subscriptions::Subscriptions;

/// Microsoft, for a world to start.
pub const SIMULATOR: Simulator = Simulator {
    name: "Microsoft",
    slug: "microsoft",
    page: "/calendar",
    due: Some("/_notifications/run"),
    start: |clock, origin, registration| Microsoft::new(clock, origin, registration).router(),
};

/// One simulated Microsoft; clones share it.
#[derive(Clone)]
pub struct Microsoft {
    clock: MovableClock,
    origin: String,
    registration: Registration,
    grants: Grants,
    roster: Roster<MicrosoftKnobs>,
    outlook: Outlook,
    subscriptions: Subscriptions,
    lanes: Lanes,
    expiries: Expiries,
    application: Application,
    admin_consents: AdminConsents,
}

impl Microsoft {
    /// A fresh world at `origin` (scheme, host and port) that knows one app.
    pub fn new(clock: MovableClock, origin: &str, registration: Registration) -> Self {
        let roster = knobs::roster();
        let subscriptions = Subscriptions::new(clock.clone(), roster.clone());
        Self {
            origin: origin.trim_end_matches('/').to_owned(),
            registration,
            grants: Grants::new(clock.clone()),
            roster,
            outlook: Outlook::new(clock.clone(), subscriptions.clone()),
            subscriptions,
            lanes: Lanes::default(),
            expiries: Expiries::default(),
            application: Application::default(),
            admin_consents: AdminConsents::default(),
            clock,
        }
    }

    /// Every path of the simulator.
    pub fn router(&self) -> Router {
        Router::new()
            .merge(identity::router(self.clone()))
            .merge(graph::router(self.clone()))
            .merge(pages::router(self.clone()))
            .merge(subscriptions::router(self.subscriptions.clone()))
            .merge(application::router(self.application.clone()))
            .merge(oauth::accounts::router(self.roster.clone(), self.grants.clone()))
    }

    fn policy(&self, account: &str, immutable_ids: bool) -> Policy {
        let knobs = self.roster.knobs(account);
        Policy {
            teams_allowed: knobs.teams_allowed,
            conflict_status: knobs.transaction_conflict_status.into(),
            immutable_ids,
            shows_after: shows_after(&knobs),
        }
    }

    /// Whether `event` is shown to `account` now: see [`MicrosoftKnobs::shows_after_seconds`].
    fn shows(&self, account: &str, event: &Event) -> bool {
        event.age(self.clock.now()) >= shows_after(&self.roster.knobs(account))
    }

    /// The event, for a caller whom it is shown; 404 as long as it is not.
    fn shown(&self, item: Item<'_>) -> Result<Event, Fault> {
        let event = self.outlook.find(item)?;
        self.shows(item.owner.id, &event).then_some(event).ok_or_else(Fault::not_found)
    }
}

fn shows_after(knobs: &MicrosoftKnobs) -> SignedDuration {
    SignedDuration::from_secs(knobs.shows_after_seconds.into())
}
