//! The ATS's tables in memory, and how its queries join them.

use super::record::{Application, Company, Employer, Job, User};

/// All rows.
#[derive(Clone, Debug, Default)]
pub(super) struct Database {
    pub(super) companies: Vec<Company>,
    pub(super) users: Vec<User>,
    pub(super) employers: Vec<Employer>,
    pub(super) jobs: Vec<Job>,
    pub(super) applications: Vec<Application>,
}

impl Database {
    pub(super) fn user(&self, id: i64) -> Option<&User> {
        self.users.iter().find(|user| user.id == id)
    }

    pub(super) fn company(&self, id: i64) -> Option<&Company> {
        self.companies.iter().find(|company| company.id == id)
    }

    pub(super) fn job(&self, id: i64) -> Option<&Job> {
        self.jobs.iter().find(|job| job.id == id)
    }

    /// The employer profile of a user, where there is one.
    pub(super) fn profile(&self, user_id: i64) -> Option<&Employer> {
        self.employers.iter().find(|employer| employer.user_id == user_id)
    }

    /// The company of a user's profile, where both exist.
    pub(super) fn company_of(&self, user_id: i64) -> Option<&Company> {
        self.profile(user_id)?.company_id.and_then(|id| self.company(id))
    }

    /// The applications for one job.
    pub(super) fn applications_for(&self, job_id: i64) -> impl Iterator<Item = &Application> {
        self.applications.iter().filter(move |application| application.job_id == job_id)
    }
}
