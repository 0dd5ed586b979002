//! The recruiting system (ATS): who the caller works for, and what they own there.
//!
//! Every call carries the caller's own token. What is read is written down for the ATS's owner in
//! `docs/ats-openapi.yaml`. Nothing is cached: rights are decided by what the ATS says now (S20).

use http::{Method, Request, StatusCode, header};
use secrecy::ExposeSecret;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};

use crate::caller::Caller;
use crate::error::{Error, Result};
use crate::http::Http;

/// The ATS's API.
#[derive(Clone, Debug)]
pub struct Ats {
    http: Http,
    base_url: String,
}

/// A job offer; only what we need of it.
#[derive(Clone, Debug, Deserialize)]
pub struct Job {
    /// Its id.
    pub id: i64,
    /// Who owns it; an answer without it is refused, never guessed.
    pub company_id: i64,
    /// The company's name, for the post.
    #[serde(default)]
    pub company_name: Option<String>,
    /// The title.
    pub title: String,
    /// The offer's text.
    #[serde(default)]
    pub description: Option<String>,
    /// Stands in for a missing description.
    #[serde(default)]
    pub requirements: Option<String>,
    /// Town or region.
    #[serde(default)]
    pub location: Option<String>,
    /// `full_time`, `part_time`, `contract`, `temporary` or `internship`.
    #[serde(default)]
    pub job_type: Option<String>,
    /// `draft`, `published`, `closed` or `archived`.
    pub status: String,
    /// `fr`, `en`, …; French where absent.
    #[serde(default)]
    pub language: Option<String>,
    /// The offer's picture.
    #[serde(default)]
    pub image_url: Option<String>,
    /// Skills asked for; optional, so whatever is not a list of texts is none.
    #[serde(default, deserialize_with = "texts")]
    pub skills: Vec<String>,
}

fn texts<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Vec<String>, D::Error> {
    let value = serde_json::Value::deserialize(deserializer)?;
    Ok(Vec::deserialize(value).unwrap_or_default())
}

/// A candidate's application; only what we need of it.
#[derive(Clone, Debug, Deserialize)]
pub struct Application {
    /// Its id.
    pub id: i64,
    /// The job.
    pub job_id: i64,
    /// Who owns the job; an answer without it is refused, never guessed.
    pub company_id: i64,
    /// The candidate's name, as somebody wrote it.
    #[serde(default)]
    pub candidate_name: Option<String>,
    /// The candidate's address, as somebody wrote it: it may be none.
    #[serde(default)]
    pub candidate_email: Option<String>,
}

#[derive(Deserialize)]
struct EmployerProfile {
    #[serde(default)]
    company_id: Option<i64>,
}

impl Ats {
    /// An ATS at `base_url`, without its `/api` path.
    pub fn new(http: Http, base_url: &str) -> Self {
        Self { http, base_url: base_url.to_owned() }
    }

    /// The company the caller works for now.
    ///
    /// # Errors
    /// [`Error::ProfileNotFound`], [`Error::CompanyRequired`] (B3), [`Error::Unauthenticated`] and
    /// [`Error::Forbidden`] as the ATS says; [`Error::AtsUnavailable`] for everything else (S20).
    pub async fn company_of(&self, caller: &Caller) -> Result<i64> {
        let answer: Option<EmployerProfile> = self.get(caller, "/api/employers/me").await?;
        answer.ok_or(Error::ProfileNotFound)?.company_id.ok_or(Error::CompanyRequired)
    }

    /// The job `id`, of whatever company: see [`Job::of_company`].
    ///
    /// # Errors
    /// [`Error::NotFound`] where the ATS has none for this caller; [`Error::AtsUnavailable`].
    pub async fn job(&self, caller: &Caller, id: i64) -> Result<Job> {
        self.get(caller, &format!("/api/jobs/{id}")).await?.ok_or(Error::NotFound("Job"))
    }

    /// The application `id`, of whatever company: see [`Application::of_company`].
    ///
    /// # Errors
    /// [`Error::NotFound`] where the ATS has none for this caller; [`Error::AtsUnavailable`].
    pub async fn application(&self, caller: &Caller, id: i64) -> Result<Application> {
        let found = self.get(caller, &format!("/api/applications/{id}")).await?;
        found.ok_or(Error::NotFound("Application"))
    }

    /// `None` where there is no such thing.
    async fn get<T: DeserializeOwned>(&self, caller: &Caller, path: &str) -> Result<Option<T>> {
        let request = Request::builder()
            .method(Method::GET)
            .uri(format!("{}{path}", self.base_url))
            .header(header::AUTHORIZATION, format!("Bearer {}", caller.token().expose_secret()))
            .header(header::ACCEPT, "application/json")
            .body(Vec::new())
            .map_err(|_| Error::Internal)?;
        let response = self.http.send(request).await.map_err(|error| {
            tracing::error!(%error, path, "the ATS did not answer");
            Error::AtsUnavailable
        })?;
        match response.status() {
            StatusCode::OK => parse(path, response.body()).map(Some),
            // An id the ATS can't even read (422) names nothing either.
            StatusCode::NOT_FOUND | StatusCode::UNPROCESSABLE_ENTITY => Ok(None),
            StatusCode::UNAUTHORIZED => Err(Error::Unauthenticated),
            StatusCode::FORBIDDEN => Err(Error::Forbidden),
            status => {
                tracing::error!(status = status.as_u16(), path, "the ATS answered with an error");
                Err(Error::AtsUnavailable)
            }
        }
    }
}

/// JSON that lacks a field is a broken contract, which waiting doesn't mend; no JSON at all is an outage.
fn parse<T: DeserializeOwned>(path: &str, body: &[u8]) -> Result<T> {
    serde_json::from_slice(body).map_err(|error| {
        let is_incomplete = error.is_data();
        tracing::error!(path, is_incomplete, "the ATS's answer is not understood");
        if is_incomplete { Error::AtsIncomplete } else { Error::AtsUnavailable }
    })
}

impl Job {
    /// The job, if it belongs to `company_id`: what another company owns does not exist (S21).
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn of_company(self, company_id: i64) -> Result<Self> {
        if self.company_id == company_id { Ok(self) } else { Err(Error::NotFound("Job")) }
    }
}

impl Application {
    /// The application, if it belongs to `company_id` (S21, S38).
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn of_company(self, company_id: i64) -> Result<Self> {
        if self.company_id == company_id { Ok(self) } else { Err(Error::NotFound("Application")) }
    }
}
