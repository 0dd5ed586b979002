//! Rows as the ATS's responses show them: snake_case, ISO 8601 times in UTC.

use serde_json::{Map, Value, json};

use super::Readiness;
use super::database::Database;
use super::record::{Application, Employer, Job, User};

/// The answer of `GET /api/employers/me`.
pub(super) fn employer(database: &Database, employer: &Employer) -> Value {
    let company = database.company_of(employer.user_id);
    json!({
        "id": employer.id,
        "user_id": employer.user_id,
        "company_id": employer.company_id,
        "company_name": company.map(|company| &company.name),
        "position": employer.position,
        "department": null,
        "phone": null,
        "can_create_jobs": true,
        "can_manage_candidates": true,
        "is_admin": employer.is_admin,
    })
}

/// One job in full (`JobDetailResponse`); once ready, with whose it is, which skills it asks for and what the pay is for.
pub(super) fn job(database: &Database, job: &Job, readiness: Readiness) -> Value {
    let mut view = listed_job(database, job);
    view.extend(members(described(job)));
    match readiness {
        Readiness::Today => {
            view.remove("company_id");
        }
        Readiness::Ready => {
            view.insert("skills".to_owned(), json!(job.skills));
            view.insert("salary_period".to_owned(), json!(job.salary_period));
        }
    }
    view.into()
}

fn described(job: &Job) -> Value {
    json!({
        "description": job.description,
        "requirements": job.requirements,
        "responsibilities": job.responsibilities,
        "benefits": job.benefits,
        "employment_type": job.job_type,
        "views_count": job.views_count,
        "created_at": job.created_at,
    })
}

/// One job of a list (`JobResponse`): the description is cut at 300 characters.
pub(super) fn listed_job(database: &Database, job: &Job) -> Map<String, Value> {
    let company = database.company(job.company_id);
    members(json!({
        "id": job.id,
        "employer_id": job.employer_id,
        "company_id": job.company_id,
        "company_name": company.map(|company| &company.name),
        "title": job.title,
        "description": shortened(&job.description),
        "location": job.location,
        "location_type": job.location_type,
        "job_type": job.job_type,
        "status": job.status,
        "salary_min": job.salary_min,
        "salary_max": job.salary_max,
        "currency": job.currency,
        "country": job.country.as_ref().or(company.map(|company| &company.country)),
        "language": job.language,
        "image_url": job.image_url,
        "posted_at": job.posted_at,
        "applications_count": database.applications_for(job.id).count(),
    }))
}

/// One application, of its job's company.
pub(super) fn application(application: &Application, job: &Job) -> Value {
    json!({
        "id": application.id,
        "job_id": application.job_id,
        "company_id": job.company_id,
        "job_title": job.title,
        "candidate_id": application.candidate_id,
        "candidate_name": application.candidate_name,
        "candidate_email": application.candidate_email,
        "status": application.status,
        "applied_at": application.applied_at,
    })
}

/// The user of an authentication response (`AuthUserData`).
pub(super) fn user(user: &User) -> Map<String, Value> {
    members(json!({
        "id": user.id,
        "email": user.email,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "role": user.role,
        "image": null,
    }))
}

/// Someone the sandbox can sign in as.
pub(super) fn person(database: &Database, person: &User) -> Value {
    let company = database.company_of(person.id);
    let mut view = user(person);
    view.extend(members(json!({
        "is_active": person.is_active,
        "has_profile": database.profile(person.id).is_some(),
        "company_id": company.map(|company| company.id),
        "company_name": company.map(|company| &company.name),
    })));
    view.into()
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(300) {
        Some((end, _)) => format!("{}...", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

fn members(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}
