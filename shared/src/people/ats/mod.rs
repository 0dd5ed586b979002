//! The recruiting system (ATS): who the caller works for, and what they own there.
//!
//! Every call carries the caller's own token. What is read is written down for the ATS's owner in
//! `docs/ats-openapi.yaml`. Nothing is cached: rights are decided by what the ATS says now (S20).

mod job;
mod status;

use http::{Method, Request, StatusCode, header};
use secrecy::ExposeSecret;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::model::error::{Error, Result, Sought};
use crate::people::caller::Caller;
use crate::platform::clock::Clock;
use crate::platform::http::Http;
use crate::platform::json::Object;
use crate::platform::lenient;
use crate::platform::metrics;

pub use job::{Job, Parts};
pub use status::JobStatus;

/// What FastAPI answers where it has no such route; what has no such row says so in words of its own.
const NO_ROUTE: &str = "Not Found";

/// The ATS's API.
#[derive(Clone, Debug)]
pub struct Ats {
    http: Http,
    clock: Clock,
    base_url: String,
}

/// The paths of the ATS's resources, before the id.
const EMPLOYER: &str = "/api/employers/me";
const JOBS: &str = "/api/jobs/";
const APPLICATIONS: &str = "/api/applications/";

/// A candidate's application; only what we need of it.
#[derive(Clone, Debug, Deserialize)]
pub struct Application {
    pub id: i64,
    pub job_id: i64,
    /// Who owns the job; an answer without it is refused, never guessed.
    pub company_id: i64,
    /// The candidate's name, as somebody wrote it.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub candidate_name: Option<String>,
    /// The candidate's address, as somebody wrote it: it may not be an address at all.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub candidate_email: Option<String>,
}

#[derive(Deserialize)]
struct EmployerProfile {
    #[serde(default)]
    company_id: Option<i64>,
}

#[derive(Deserialize)]
struct Refusal {
    detail: String,
}

impl Ats {
    /// An ATS at `base_url`, without its `/api` path.
    pub fn new(http: Http, clock: Clock, base_url: &str) -> Self {
        Self { http, clock, base_url: base_url.to_owned() }
    }

    /// The company the caller works for now.
    ///
    /// # Errors
    /// [`Error::ProfileNotFound`], [`Error::CompanyRequired`] (B3), [`Error::Unauthenticated`] and
    /// [`Error::Forbidden`] as the ATS says; [`Error::AtsIncomplete`] where it has no such route or field;
    /// [`Error::AtsUnavailable`] for everything else (S20).
    pub(super) async fn company_of(&self, caller: &Caller) -> Result<i64> {
        let answer: Option<EmployerProfile> = self.get(caller, EMPLOYER, None).await?;
        answer.ok_or(Error::ProfileNotFound)?.company_id.ok_or(Error::CompanyRequired)
    }

    /// The job `id`, of whatever company: see [`Job::of_company`].
    ///
    /// # Errors
    /// [`Error::NotFound`] where the ATS has none for this caller; [`Error::AtsIncomplete`];
    /// [`Error::AtsUnavailable`].
    pub async fn job(&self, caller: &Caller, id: i64) -> Result<Job> {
        self.one(caller, (JOBS, Sought::Job), id).await
    }

    /// The application `id`, of whatever company: see [`Application::of_company`].
    ///
    /// # Errors
    /// [`Error::NotFound`] where the ATS has none for this caller; [`Error::AtsIncomplete`];
    /// [`Error::AtsUnavailable`].
    pub async fn application(&self, caller: &Caller, id: i64) -> Result<Application> {
        self.one(caller, (APPLICATIONS, Sought::Application), id).await
    }

    /// The ATS's ids are positive and have 32 bits; asked for another it fails, as if it were down.
    async fn one<T: DeserializeOwned>(
        &self,
        caller: &Caller,
        (path, sought): (&'static str, Sought),
        id: i64,
    ) -> Result<T> {
        let found = match i32::try_from(id) {
            Ok(1..) => self.get(caller, path, Some(id)).await?,
            _ => None,
        };
        found.ok_or(Error::NotFound(sought))
    }

    /// `None` where there is no such thing.
    async fn get<T: DeserializeOwned>(
        &self,
        caller: &Caller,
        path: &'static str,
        id: Option<i64>,
    ) -> Result<Option<T>> {
        let id = id.map(|id| id.to_string()).unwrap_or_default();
        let request = Request::builder()
            .method(Method::GET)
            .uri(format!("{}{path}{id}", self.base_url))
            .header(header::AUTHORIZATION, format!("Bearer {}", caller.token().expose_secret()))
            .header(header::ACCEPT, "application/json")
            .body(Vec::new())
            .map_err(|_| Error::Internal)?;
        let response = self.http.send(request).await.map_err(|error| {
            tracing::error!(%error, path, "the ATS did not answer");
            Error::AtsUnavailable
        })?;
        match response.status() {
            StatusCode::OK => self.parse(path, response.body()).map(Some),
            StatusCode::NOT_FOUND => self.absent(path, response.body()).map(|()| None),
            StatusCode::METHOD_NOT_ALLOWED => Err(self.incomplete(path, "the route")),
            StatusCode::UNAUTHORIZED => Err(Error::Unauthenticated),
            StatusCode::FORBIDDEN => Err(Error::Forbidden),
            status => {
                tracing::error!(status = status.as_u16(), path, "the ATS answered with an error");
                Err(Error::AtsUnavailable)
            }
        }
    }

    /// JSON that lacks a field is a broken contract, which waiting doesn't mend; no JSON at all is an outage.
    fn parse<T: DeserializeOwned>(&self, path: &str, body: &[u8]) -> Result<T> {
        serde_json::from_slice(body).map(|Object(content)| content).map_err(|error| {
            if error.is_data() {
                return self.incomplete(path, missing_field(&error.to_string()));
            }
            tracing::error!(path, "the ATS's answer is not understood");
            Error::AtsUnavailable
        })
    }

    /// Whether it is the ATS that says there is no such thing, and not that it has no such route.
    fn absent(&self, path: &str, body: &[u8]) -> Result<()> {
        match serde_json::from_slice(body) {
            Ok(Refusal { detail }) if detail == NO_ROUTE => Err(self.incomplete(path, "the route")),
            Ok(_) => Ok(()),
            Err(_) => {
                tracing::error!(path, "something else than the ATS answered");
                Err(Error::AtsUnavailable)
            }
        }
    }

    /// Tells an operator what the ATS lacks, and raises the alarm that [`Error::AtsIncomplete`] speaks of.
    fn incomplete(&self, path: &str, missing: &str) -> Error {
        tracing::error!(path, missing, "the ATS lacks what docs/ats.md asks for");
        metrics::ats_incomplete(self.clock.now());
        Error::AtsIncomplete
    }
}

/// The field that is missing, by serde's message, which may quote values in other cases.
fn missing_field(message: &str) -> &str {
    let named = message.strip_prefix("missing field `").and_then(|rest| rest.split('`').next());
    named.unwrap_or("a field of the type that is asked for")
}

impl Application {
    /// The application, if it belongs to `company_id` (S21, S38).
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn of_company(self, company_id: i64) -> Result<Self> {
        if self.company_id == company_id {
            Ok(self)
        } else {
            Err(Error::NotFound(Sought::Application))
        }
    }
}
