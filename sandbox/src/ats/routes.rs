//! The ATS's endpoints, as far as this project and its dashboard use them.

use axum::extract::{Path, Query, State};
use axum::routing::{any, get, post};
use axum::{Json, Router};
use http::{HeaderMap, StatusCode};
use serde_json::{Value, json};

use super::access;
use super::caller;
use super::database::Database;
use super::error::Error;
use super::page::Page;
use super::record::{Job, JobStatus, User};
use super::validation::{body_integer, path_id};
use super::{Ats, Readiness, token, view};

pub(super) type Answer = Result<Json<Value>, Error>;
type Parameters = Query<Vec<(String, String)>>;

/// Every endpoint; unknown paths are left to whoever adds a fallback.
pub(super) fn router(ats: Ats) -> Router {
    let application = match ats.readiness {
        Readiness::Today => any(no_route),
        Readiness::Ready => get(application),
    };
    Router::new()
        .route("/api/auth/token", post(sign_in))
        .route("/api/auth/oauth/signin", post(access::sign_in_by_provider))
        .route("/api/auth/people", get(people))
        .route("/api/employers/me", get(employer).put(access::change_profile))
        .route("/api/jobs", get(jobs))
        .route("/api/jobs/my-jobs", get(company_jobs))
        .route("/api/jobs/{job_id}", get(job))
        .route("/api/applications", get(applications))
        .route("/api/applications/{application_id}", application)
        .method_not_allowed_fallback(method_not_allowed)
        .with_state(ats)
}

/// Signs in as anyone, without a password: the sandbox's own.
async fn sign_in(State(ats): State<Ats>, body: axum::body::Bytes) -> Answer {
    let id = body_integer(&body, "user_id")?;
    let database = ats.database();
    let user = database.user(id).ok_or_else(|| Error::not_found("User not found"))?;
    let token = token::issue(user, &ats.secret, ats.clock.now())
        .map_err(|error| Error::Http(StatusCode::INTERNAL_SERVER_ERROR, error.to_string()))?;
    let user = view::user(user);
    Ok(Json(json!({ "access_token": token, "token_type": "bearer", "user": user })))
}

/// Everyone one can sign in as: the sandbox's own.
async fn people(State(ats): State<Ats>) -> Json<Value> {
    let database = ats.database();
    Json(database.users.iter().map(|user| view::person(&database, user)).collect())
}

async fn employer(State(ats): State<Ats>, headers: HeaderMap) -> Answer {
    let database = ats.database();
    let user = required(&ats, &database, &headers)?;
    let profile = database.profile(user.id);
    let profile = profile.ok_or_else(|| Error::not_found("Employer profile not found"))?;
    access::check_role(&ats, user)?;
    Ok(Json(view::employer(&database, profile)))
}

/// What is published, of all companies.
async fn jobs(State(ats): State<Ats>, Query(query): Parameters) -> Answer {
    let page = Page::parse(&query, 10)?;
    let database = ats.database();
    let published = |job: &Job| job.status == JobStatus::Published;
    Ok(Json(page.of("jobs", listed(&database, published))))
}

/// Every job of the employer's company, whatever its status.
async fn company_jobs(
    State(ats): State<Ats>,
    headers: HeaderMap,
    Query(query): Parameters,
) -> Answer {
    let page = Page::parse(&query, 10)?;
    let database = ats.database();
    let employer = caller::employer(&database, required(&ats, &database, &headers)?)?;
    let ours = |job: &Job| Some(job.company_id) == employer.company_id;
    Ok(Json(page.of("jobs", listed(&database, ours))))
}

/// Each look counts as a view; once ready, not that of the job's own company.
async fn job(State(ats): State<Ats>, headers: HeaderMap, Path(id): Path<String>) -> Answer {
    let id = row_id("job_id", &id)?;
    let mut database = ats.database();
    let user = caller::optional(&database, &headers, &ats.secret, ats.clock.now())?;
    let company = user.and_then(|user| database.company_of(user.id)).map(|company| company.id);
    let job = database.job(id).ok_or_else(|| Error::not_found("Job not found"))?;
    let is_own = ats.readiness == Readiness::Ready && company == Some(job.company_id);
    if job.status != JobStatus::Published && !is_own {
        return Err(Error::not_found("Job not found"));
    }
    let viewed = Job { views_count: job.views_count + u32::from(!is_own), ..job.clone() };
    let answer = view::job(&database, &viewed, ats.readiness);
    database.jobs.retain(|other| other.id != id);
    database.jobs.push(viewed);
    Ok(Json(answer))
}

/// The applications for the jobs of the employer's company, latest first.
async fn applications(
    State(ats): State<Ats>,
    headers: HeaderMap,
    Query(query): Parameters,
) -> Answer {
    let page = Page::parse(&query, 20)?;
    let database = ats.database();
    let employer = caller::employer(&database, required(&ats, &database, &headers)?)?;
    let mut rows: Vec<_> = database.applications.iter().collect();
    rows.sort_by_key(|application| std::cmp::Reverse(application.applied_at));
    let ours = rows.into_iter().filter_map(|application| {
        let job = database.job(application.job_id)?;
        (Some(job.company_id) == employer.company_id).then(|| view::application(application, job))
    });
    Ok(Json(page.of("applications", ours.collect())))
}

/// An application of the employer's own company; any other does not exist for them.
async fn application(State(ats): State<Ats>, headers: HeaderMap, Path(id): Path<String>) -> Answer {
    let id = row_id("application_id", &id)?;
    let database = ats.database();
    let employer = caller::employer(&database, required(&ats, &database, &headers)?)?;
    let found = database.applications.iter().find(|application| application.id == id);
    let with_job = found.and_then(|row| Some((row, database.job(row.job_id)?)));
    let ours = with_job.filter(|(_, job)| Some(job.company_id) == employer.company_id);
    let (application, job) = ours.ok_or_else(|| Error::not_found("Application not found"))?;
    Ok(Json(view::application(application, job)))
}

/// An id as its column holds it: PostgreSQL's `integer`, beyond which the query fails.
fn row_id(name: &str, text: &str) -> Result<i64, Error> {
    let id = path_id(name, text)?;
    if i32::try_from(id).is_ok() { Ok(id) } else { Err(Error::Crash) }
}

async fn no_route() -> Error {
    Error::not_found("Not Found")
}

async fn method_not_allowed() -> Error {
    Error::Http(StatusCode::METHOD_NOT_ALLOWED, "Method Not Allowed".to_owned())
}

pub(super) fn required<'a>(
    ats: &Ats,
    database: &'a Database,
    headers: &HeaderMap,
) -> Result<&'a User, Error> {
    caller::required(database, headers, &ats.secret, ats.clock.now())
}

/// The jobs chosen, latest first (drafts by the day they were written).
fn listed(database: &Database, chosen: impl Fn(&Job) -> bool) -> Vec<Value> {
    let mut jobs: Vec<_> = database.jobs.iter().filter(|job| chosen(job)).collect();
    jobs.sort_by_key(|job| std::cmp::Reverse(job.posted_at.unwrap_or(job.created_at)));
    jobs.into_iter().map(|job| view::listed_job(database, job).into()).collect()
}
