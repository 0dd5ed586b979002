//! Sample data: two companies, the people in and around them, offers and applications.
//!
//! It is chosen so that every case the functions treat apart is there to be clicked on: somebody without
//! a company, somebody without a profile, drafts, texts that LinkedIn's little-text format must escape.

mod applications;
mod jobs;
mod people;

use jiff::{SignedDuration, Timestamp};

use super::database::Database;

/// The company in Abidjan.
const BAOBAB: i64 = 1;
/// The company in Paris.
const LUMIERE: i64 = 2;

/// The sample data, dated as if `now` were today.
pub(super) fn database(now: Timestamp) -> Database {
    Database {
        companies: people::companies(),
        users: people::users(),
        employers: people::employers(),
        jobs: jobs::jobs(now),
        applications: applications::applications(now),
    }
}

/// A whole second, so many days before `now`.
fn days_before(now: Timestamp, days: i64) -> Timestamp {
    let whole = Timestamp::from_second(now.as_second()).unwrap_or(now);
    whole.saturating_sub(SignedDuration::from_hours(24 * days)).unwrap_or(whole)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::ats::record::{JobStatus, Role};

    fn seeded() -> Database {
        database("2026-03-01T14:00:00.5Z".parse().unwrap())
    }

    #[test]
    fn every_row_refers_to_rows_that_exist() {
        let database = seeded();
        for employer in &database.employers {
            assert!(
                database.user(employer.user_id).is_some_and(|user| user.role == Role::Employer)
            );
            assert!(employer.company_id.is_none_or(|id| database.company(id).is_some()));
        }
        for job in &database.jobs {
            let author =
                database.employers.iter().find(|employer| employer.id == job.employer_id).unwrap();
            assert_eq!(author.company_id, Some(job.company_id), "job {}", job.id);
            assert_eq!(job.posted_at.is_none(), job.status == JobStatus::Draft, "job {}", job.id);
        }
        for application in &database.applications {
            assert!(database.job(application.job_id).is_some(), "application {}", application.id);
        }
    }

    #[test]
    fn ids_are_unique() {
        let database = seeded();
        let unique = |ids: Vec<i64>| ids.iter().collect::<BTreeSet<_>>().len() == ids.len();
        assert!(unique(database.users.iter().map(|user| user.id).collect()));
        assert!(unique(database.jobs.iter().map(|job| job.id).collect()));
        assert!(unique(database.applications.iter().map(|application| application.id).collect()));
    }

    #[test]
    fn the_awkward_offers_are_there() {
        let jobs = seeded().jobs;
        let offers =
            |test: &dyn Fn(&str) -> bool| jobs.iter().filter(|job| test(&job.description)).count();
        assert_eq!(offers(&|text| text.chars().count() > 3000), 1);
        assert_eq!(
            offers(&|text| r"\|{}@[]()<>#*_~".chars().all(|reserved| text.contains(reserved))),
            1
        );
        assert_eq!(offers(&str::is_empty), 1);
        assert_eq!(jobs.iter().filter(|job| job.image_url.is_some()).count(), 1);
        for status in
            [JobStatus::Draft, JobStatus::Published, JobStatus::Closed, JobStatus::Archived]
        {
            assert!(jobs.iter().any(|job| job.status == status), "{status:?}");
        }
    }
}
