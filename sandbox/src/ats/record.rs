//! The rows of the ATS that this project touches, with the names its database gives them.

use jiff::Timestamp;
use serde::Serialize;

/// A row of `companies`.
#[derive(Clone, Debug)]
pub struct Company {
    /// Primary key.
    pub id: i64,
    /// Name, as posts show it.
    pub name: String,
    /// ISO 3166 code.
    pub country: String,
}

/// A row of `users`.
#[derive(Clone, Debug)]
pub struct User {
    /// Primary key, and `sub` of the user's tokens.
    pub id: i64,
    /// Address the user signs in with.
    pub email: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// What the user may be.
    pub role: Role,
    /// `false` once the account is deactivated.
    pub is_active: bool,
}

/// `UserRole`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Candidate,
    Employer,
    Admin,
}

/// A row of `employers`: a user's profile in a company.
#[derive(Clone, Debug)]
pub struct Employer {
    /// Primary key.
    pub id: i64,
    /// The user it belongs to.
    pub user_id: i64,
    /// The company; none until the employer has created or joined one.
    pub company_id: Option<i64>,
    /// Position in the company.
    pub position: String,
    /// Whether the employer administers the company.
    pub is_admin: bool,
}

/// A row of `jobs`.
#[derive(Clone, Debug)]
pub struct Job {
    /// Primary key.
    pub id: i64,
    /// The employer who wrote it.
    pub employer_id: i64,
    /// The company it is for.
    pub company_id: i64,
    /// Title; any text.
    pub title: String,
    /// Description; any text, of any length.
    pub description: String,
    /// Requirements, where they are kept apart.
    pub requirements: Option<String>,
    /// What the person will do, where it is kept apart.
    pub responsibilities: Option<String>,
    /// What the person gets beside the pay.
    pub benefits: Option<String>,
    /// City or region.
    pub location: Option<String>,
    /// ISO 3166 code.
    pub country: Option<String>,
    /// Where the work is done.
    pub location_type: LocationType,
    /// Kind of contract.
    pub job_type: JobType,
    /// Where the offer is in its life.
    pub status: JobStatus,
    /// ISO 639 code: `fr`, `en`, `pt` or `ar`.
    pub language: Option<String>,
    /// Lowest yearly or monthly pay, in `currency`.
    pub salary_min: Option<i64>,
    /// Highest pay, in `currency`.
    pub salary_max: Option<i64>,
    /// What the pay is for: `month`, `year`.
    pub salary_period: Option<String>,
    /// ISO 4217 code.
    pub currency: String,
    /// Picture for the post; an https URL the ATS was given.
    pub image_url: Option<String>,
    /// Skills asked for.
    pub skills: Vec<String>,
    /// When it was published; none for a draft.
    pub posted_at: Option<Timestamp>,
    /// When it was written.
    pub created_at: Timestamp,
    /// How often it was looked at.
    pub views_count: u32,
}

/// `JobLocation`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LocationType {
    OnSite,
    Remote,
    Hybrid,
}

/// `JobType`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum JobType {
    FullTime,
    PartTime,
    Contract,
    Temporary,
    Internship,
}

/// `JobStatus`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum JobStatus {
    Draft,
    Published,
    Closed,
    Archived,
}

/// A row of `job_applications`, with its candidate.
#[derive(Clone, Debug)]
pub struct Application {
    /// Primary key.
    pub id: i64,
    /// The job applied for.
    pub job_id: i64,
    pub candidate_id: i64,
    /// First and last name.
    pub candidate_name: String,
    /// Address invitations go to.
    pub candidate_email: String,
    /// How far it has come.
    pub status: ApplicationStatus,
    /// When it was made.
    pub applied_at: Timestamp,
}

/// `ApplicationStatus`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ApplicationStatus {
    Applied,
    Viewed,
    Shortlisted,
    Interview,
    Rejected,
    Accepted,
}
