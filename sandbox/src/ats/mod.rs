//! The ATS: the existing FastAPI backend, as far as the functions and the dashboard call it.
//!
//! It answers what the deployed one answers, either as that is today or with what is asked of its owner
//! in `docs/ats.md` ([`Readiness`]). Signing in as anybody, without a password, is the sandbox's own.

mod access;
mod caller;
pub(crate) mod cors;
mod database;
mod error;
mod page;
pub mod record;
mod routes;
mod seed;
mod token;
mod validation;
mod view;
pub mod webhooks;

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use clap::ValueEnum;
use secrecy::SecretString;
use simulator_kit::clock::MovableClock;

use self::database::Database;
use self::record::{Job, Role};

/// How much of what `docs/ats.md` asks for the ATS has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Readiness {
    /// Nothing of it.
    Today,
    /// All of it.
    #[default]
    Ready,
}

/// The ATS of one sandbox, cheap to clone; all clones share their data.
#[derive(Clone)]
pub struct Ats {
    database: Arc<Mutex<Database>>,
    clock: MovableClock,
    secret: SecretString,
    readiness: Readiness,
}

impl Ats {
    /// An ATS with its sample data, dated from the clock's present, which signs with `jwt_secret`.
    pub fn new(clock: MovableClock, jwt_secret: SecretString, readiness: Readiness) -> Self {
        let database = Arc::new(Mutex::new(seed::database(clock.now())));
        Self { database, clock, secret: jwt_secret, readiness }
    }

    /// Its endpoints, callable from the pages of `allowed_origins`. Add a fallback for all other paths.
    pub fn router(&self, allowed_origins: &[String]) -> Router {
        cors::allow(routes::router(self.clone()), allowed_origins)
    }

    /// An access token for a user, as `POST /api/auth/token` gives it; none for an unknown user.
    pub fn token(&self, user_id: i64) -> Option<String> {
        token::issue(self.database().user(user_id)?, &self.secret, self.clock.now()).ok()
    }

    /// Puts a user's profile into another company, or into none; false where there is no profile.
    #[must_use]
    pub fn move_user(&self, user_id: i64, company_id: Option<i64>) -> bool {
        let mut database = self.database();
        let profile = database.employers.iter_mut().find(|employer| employer.user_id == user_id);
        profile.map(|profile| profile.company_id = company_id).is_some()
    }

    /// Gives a company another name; false where there is no such company.
    #[must_use]
    pub fn rename_company(&self, company_id: i64, name: &str) -> bool {
        let mut database = self.database();
        let company = database.companies.iter_mut().find(|company| company.id == company_id);
        company.map(|company| name.clone_into(&mut company.name)).is_some()
    }

    /// Deactivates a user's account; false where there is no such user.
    #[must_use]
    pub fn deactivate(&self, user_id: i64) -> bool {
        let mut database = self.database();
        let user = database.users.iter_mut().find(|user| user.id == user_id);
        user.map(|user| user.is_active = false).is_some()
    }

    /// Gives a user another role, which their tokens don't know of; false where there is no such user.
    #[must_use]
    pub fn change_role(&self, user_id: i64, role: Role) -> bool {
        let mut database = self.database();
        let user = database.users.iter_mut().find(|user| user.id == user_id);
        user.map(|user| user.role = role).is_some()
    }

    /// The job as it is stored, to be altered and given to [`Self::put_job`].
    pub fn job(&self, id: i64) -> Option<Job> {
        self.database().job(id).cloned()
    }

    /// Adds a job, or replaces the one with its id.
    pub fn put_job(&self, job: Job) {
        let mut database = self.database();
        database.jobs.retain(|other| other.id != job.id);
        database.jobs.push(job);
    }

    fn database(&self) -> MutexGuard<'_, Database> {
        self.database.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Ats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ats").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
