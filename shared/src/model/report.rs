//! What the ATS reports to us, and what we note in the same way for whatever follows from it. Pure.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::model::owner::Owner;
use crate::model::plan::Reason;

/// What has happened there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// A job is no longer offered.
    #[serde(rename = "job.closed")]
    JobClosed,
    /// A job's text has changed.
    #[serde(rename = "job.updated")]
    JobUpdated,
    /// A candidate has taken the application back.
    #[serde(rename = "application.withdrawn")]
    ApplicationWithdrawn,
    /// An application is gone.
    #[serde(rename = "application.deleted")]
    ApplicationDeleted,
    /// An employer works for the company no longer.
    #[serde(rename = "employer.left_company")]
    EmployerLeft,
    /// An employer may not sign in any more.
    #[serde(rename = "employer.deactivated")]
    EmployerDeactivated,
    /// The company is gone.
    #[serde(rename = "company.deleted")]
    CompanyDeleted,
    /// A connection to LinkedIn was disconnected here: the person's that is named, else the company's. The ATS
    /// reports no such thing.
    #[serde(rename = "connection.ended")]
    ConnectionEnded,
}

/// A report of a company.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// What has happened.
    #[serde(rename = "type")]
    pub kind: Kind,
    /// The company it happened in.
    #[serde(rename = "company_id")]
    pub company: i64,
    /// The person, where it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_id: Option<i64>,
    /// The job, where it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job_id: Option<i64>,
    /// The application, where it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application_id: Option<i64>,
    /// When it happened, where the ATS tells and is not ahead of us; else when it was received.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub happened_at: Timestamp,
}

/// Whose connections a report ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaver {
    /// A person's.
    Person(i64),
    /// Everybody's in the company.
    Company,
}

/// Whose plans a report ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Those of a job, for a reason.
    Job(i64, Reason),
    /// Those that a person made.
    Planner(i64),
    /// All of the company.
    Company,
    /// Those that go by this connection.
    Connection(Owner),
}

impl Kind {
    /// Whether the ATS can report it.
    pub const fn is_of_the_ats(self) -> bool {
        !matches!(self, Self::ConnectionEnded)
    }
}

impl Report {
    /// That the connection to LinkedIn of `owner` in `company` ends at `now`.
    pub const fn connection_ended(company: i64, owner: Owner, now: Timestamp) -> Self {
        Self {
            kind: Kind::ConnectionEnded,
            company,
            user_id: owner.person(),
            job_id: None,
            application_id: None,
            happened_at: now,
        }
    }

    /// That the ATS, asked at `asked_at` for the job `job_id` of `company`, has said that it is offered no longer.
    pub const fn job_closed(company: i64, job_id: i64, asked_at: Timestamp) -> Self {
        Self::of_job(Kind::JobClosed, company, job_id, asked_at)
    }

    /// That the ATS, asked at `asked_at` for the job `job_id` of `company`, has said that it is being worked on.
    pub const fn job_updated(company: i64, job_id: i64, asked_at: Timestamp) -> Self {
        Self::of_job(Kind::JobUpdated, company, job_id, asked_at)
    }

    const fn of_job(kind: Kind, company: i64, job_id: i64, happened_at: Timestamp) -> Self {
        let job_id = Some(job_id);
        Self { kind, company, user_id: None, job_id, application_id: None, happened_at }
    }

    /// Whether it names what it is about.
    pub const fn is_whole(&self) -> bool {
        match self.kind {
            Kind::JobClosed | Kind::JobUpdated => self.job_id.is_some(),
            Kind::ApplicationWithdrawn | Kind::ApplicationDeleted => self.application_id.is_some(),
            Kind::EmployerLeft | Kind::EmployerDeactivated => self.user_id.is_some(),
            Kind::CompanyDeleted | Kind::ConnectionEnded => true,
        }
    }

    /// Whose plans it ends; `None` where nobody's.
    pub fn ended(&self) -> Option<Ended> {
        match self.kind {
            Kind::JobClosed => self.job_id.map(|job| Ended::Job(job, Reason::JobClosed)),
            Kind::JobUpdated => self.job_id.map(|job| Ended::Job(job, Reason::JobUpdated)),
            Kind::EmployerLeft | Kind::EmployerDeactivated => self.user_id.map(Ended::Planner),
            Kind::CompanyDeleted => Some(Ended::Company),
            Kind::ConnectionEnded => {
                Some(Ended::Connection(self.user_id.map_or(Owner::Company, Owner::Person)))
            }
            Kind::ApplicationWithdrawn | Kind::ApplicationDeleted => None,
        }
    }

    /// Whose connections it ends; `None` where nothing that is stored follows from it.
    pub fn leaver(&self) -> Option<Leaver> {
        match self.kind {
            Kind::EmployerLeft | Kind::EmployerDeactivated => self.user_id.map(Leaver::Person),
            Kind::CompanyDeleted => Some(Leaver::Company),
            Kind::JobClosed
            | Kind::JobUpdated
            | Kind::ConnectionEnded
            | Kind::ApplicationWithdrawn
            | Kind::ApplicationDeleted => None,
        }
    }
}
