//! Applications of candidates in Abidjan, Paris and New York.

use jiff::Timestamp;

use super::super::record::{Application, ApplicationStatus};
use super::days_before;

pub(super) fn applications(now: Timestamp) -> Vec<Application> {
    let application = |id, job_id, candidate: (i64, &str, &str), status, days| Application {
        id,
        job_id,
        candidate_id: candidate.0,
        candidate_name: candidate.1.to_owned(),
        candidate_email: candidate.2.to_owned(),
        status,
        applied_at: days_before(now, days),
    };
    let ibrahim = (1, "Ibrahim Traoré", "ibrahim.traore@mail.example"); // Abidjan
    let camille = (2, "Camille O’Brien-Dupré", "camille.dupre+cv@courrier.example"); // Paris
    let grace = (3, "Grace Williams", "grace.williams@mail.example"); // New York
    vec![
        application(1, 1, ibrahim, ApplicationStatus::Shortlisted, 4),
        application(2, 1, camille, ApplicationStatus::Interview, 3),
        application(3, 2, grace, ApplicationStatus::Viewed, 2),
        application(4, 4, ibrahim, ApplicationStatus::Rejected, 60),
        application(5, 8, camille, ApplicationStatus::Shortlisted, 1),
        application(6, 9, grace, ApplicationStatus::Applied, 0),
    ]
}
