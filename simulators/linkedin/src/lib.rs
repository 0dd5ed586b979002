//! LinkedIn as the integrations meet it: consent, tokens, the versioned REST API, and a feed to
//! read what was posted. `www.linkedin.com` and `api.linkedin.com` share one origin.
//!
//! Where LinkedIn's behaviour is not documented, the doc comments say *recalled*: such a wording or
//! status is a best guess, and nothing should depend on it.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::get;
use simulator_kit::clock::MovableClock;

use simulator_kit::Simulator;
use simulator_kit::oauth::{self, Grants, Registration, Roster};

pub mod accounts;
pub mod activity;
pub mod application;
pub mod authorization;
pub mod call;
pub mod consent;
pub mod errors;
pub mod feed;
pub mod images;
pub mod introspection;
pub mod little_text;
pub mod me;
pub mod member_analytics;
pub mod organizations;
pub mod page;
pub mod posts;
pub mod query;
pub mod rights;
pub mod scopes;
pub mod social;
pub mod statistics;
pub mod token;
pub mod trace;
pub mod urn;
pub mod userinfo;
pub mod versions;

#[cfg(test)]
mod testing;

use accounts::LinkedInKnobs;
use application::Application;
use images::Images;
use posts::Posts;

/// Largest request body, in bytes, but for image uploads.
const BODY_LIMIT: usize = 256 * 1024;

/// LinkedIn, for a world to start.
pub const SIMULATOR: Simulator = Simulator {
    name: "LinkedIn",
    slug: "linkedin",
    page: "/feed",
    due: None,
    start: |clock, origin, registration| LinkedIn::new(clock, origin, registration).router(),
};

/// One simulated LinkedIn; clones share its members, grants, posts and images.
#[derive(Clone)]
pub struct LinkedIn {
    clock: MovableClock,
    origin: String,
    registration: Registration,
    grants: Grants,
    roster: Roster<LinkedInKnobs>,
    application: Application,
    posts: Posts,
    images: Images,
}

impl LinkedIn {
    /// A LinkedIn nobody has posted to, reached at `origin` (such as `http://localhost:8002`),
    /// that knows one app.
    pub fn new(clock: MovableClock, origin: &str, registration: Registration) -> Self {
        Self {
            grants: Grants::new(clock.clone()),
            clock,
            origin: origin.trim_end_matches('/').to_owned(),
            registration,
            roster: accounts::roster(),
            application: Application::default(),
            posts: Posts::default(),
            images: Images::default(),
        }
    }

    /// Every path of it, with the simulator's own `/_accounts`.
    pub fn router(&self) -> Router {
        Router::new()
            .route("/", get(feed::home))
            .merge(authorization::routes())
            .merge(token::routes())
            .merge(introspection::routes())
            .merge(userinfo::routes())
            .merge(me::routes())
            .merge(posts::routes())
            .merge(images::routes())
            .merge(organizations::routes())
            .merge(statistics::routes())
            .merge(member_analytics::routes())
            .merge(social::routes())
            .merge(feed::routes())
            .fallback(errors::no_resource)
            .with_state(self.clone())
            .merge(application::router(self.application.clone()))
            .merge(oauth::accounts::router(self.roster.clone(), self.grants.clone()))
            .layer(DefaultBodyLimit::max(BODY_LIMIT))
            .layer(axum::middleware::map_response(trace::mark))
    }
}
