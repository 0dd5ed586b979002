//! What only somebody who is signed in is told: whether both sides know the same key, what providers are told of us,
//! what the ATS tells of a job, and what a post of it would be.

use http::{Method, StatusCode};
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use shared::model::provider::Provider;
use shared::oauth::Scopes;
use url::Url;

use super::{member, told};
use crate::finding::Finding;
use crate::place::Place;
use crate::report::{Note, Report};

pub(crate) async fn look(place: &Place, report: &mut Report) {
    let Some(token) = &place.token else { return report.note(Note::WithoutToken) };
    let look = Look { place, bearer: format!("Bearer {}", token.expose_secret()) };
    match look.ats("/api/employers/me").await {
        Err(why) => return report.miss("what the token is worth", why),
        Ok((StatusCode::OK, profile)) if profile.get("company_id").is_some_and(Value::is_i64) => {}
        Ok((StatusCode::OK, _)) => {
            return report.find(Finding::TokenOfNoEmployer { why: "no company".to_owned() });
        }
        Ok((StatusCode::UNAUTHORIZED, _)) => return report.find(Finding::TokenRefused),
        Ok((status, _)) => {
            return report.find(Finding::TokenOfNoEmployer { why: status.as_u16().to_string() });
        }
    }
    let is_known = look.is_known(report).await;
    if is_known {
        look.registrations(report).await;
    }
    let job = look.job(report).await;
    if let Some(job) = job.filter(|_| is_known) {
        look.preview(job, report).await;
    }
}

struct Look<'a> {
    place: &'a Place,
    bearer: String,
}

impl Look<'_> {
    async fn ats(&self, path: &str) -> Result<(StatusCode, Value), String> {
        let url = format!("{}{path}", self.place.app.config.ats_api_url);
        let headers = [("authorization", self.bearer.as_str())];
        let answer = self.place.ask(Method::GET, &url, &headers).await?;
        Ok((answer.status(), serde_json::from_slice(answer.body()).unwrap_or_default()))
    }

    /// Whether the API takes what the ATS has signed.
    async fn is_known(&self, report: &mut Report) -> bool {
        let url = format!("{}/api/integrations/status", self.place.api);
        let headers = [("authorization", self.bearer.as_str())];
        match self.place.ask(Method::GET, &url, &headers).await {
            Ok(answer) if answer.status() == StatusCode::OK => return true,
            Ok(answer) if answer.status() == StatusCode::UNAUTHORIZED => {
                report.find(Finding::CallerKeyDiffers { why: told(&answer) });
            }
            Ok(answer) => report.miss("what is connected", told(&answer)),
            Err(why) => report.miss("what is connected", why),
        }
        false
    }

    /// What each provider would be told.
    async fn registrations(&self, report: &mut Report) {
        for provider in Provider::ALL {
            let url = format!("{}/api/integrations/{}/auth-url", self.place.api, provider.slug());
            let headers = [("authorization", self.bearer.as_str())];
            match self.place.ask(Method::GET, &url, &headers).await {
                Ok(answer) if answer.status() == StatusCode::OK => {
                    let url = member(&answer, "authorization_url").unwrap_or_default();
                    self.compare(provider, &url, report);
                }
                // That is noted where the secrets are looked at.
                Ok(answer) if member(&answer, "code").as_deref() == Some("not_configured") => {}
                Ok(answer) => report.miss(format!("what {provider} is told"), told(&answer)),
                Err(why) => report.miss(format!("what {provider} is told"), why),
            }
        }
    }

    fn compare(&self, provider: Provider, url: &str, report: &mut Report) {
        let Ok(url) = Url::parse(url) else {
            return report.miss(format!("what {provider} is told"), "no URL");
        };
        let parameter = |name: &str| {
            url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
        };
        let client = self.place.app.config.client(provider);
        let scopes = parameter("scope").map(|scopes| Scopes::parse(&scopes).to_string());
        for (what, told, configured) in [
            ("redirect URI", parameter("redirect_uri"), client.redirect_uri.clone()),
            ("scopes", scopes, client.scopes.to_string()),
        ] {
            // Zoom is told no scopes: those of the app are granted as a whole.
            let Some(told) = told.filter(|told| *told != configured) else { continue };
            report.find(Finding::RegistrationDiffers { provider, what, told, configured });
        }
    }

    /// Step 1 of docs/ats.md; a job of which it was done.
    async fn job(&self, report: &mut Report) -> Option<i64> {
        let what = "what the ATS tells of a job";
        let miss = |report: &mut Report, why: String| {
            report.miss(what, why);
            None
        };
        let first = match self.ats("/api/jobs/my-jobs").await {
            Ok((StatusCode::OK, list)) => list.pointer("/jobs/0/id").and_then(Value::as_i64),
            Ok((status, _)) => return miss(report, status.to_string()),
            Err(why) => return miss(report, why),
        };
        let Some(id) = first else { return miss(report, "the company has none".to_owned()) };
        match self.ats(&format!("/api/jobs/{id}")).await {
            Ok((StatusCode::OK, job)) if job.get("company_id").is_some_and(Value::is_i64) => {
                return Some(id);
            }
            Ok((StatusCode::OK, _)) => report.find(Finding::AtsLacksCompanies),
            Ok((status, _)) => report.miss(what, status),
            Err(why) => report.miss(what, why),
        }
        None
    }

    /// The way of a publication, through the API to the ATS and the table, as far as nothing is published.
    async fn preview(&self, job: i64, report: &mut Report) {
        let what = "what a post would be";
        let url = format!("{}/api/integrations/linkedin/preview", self.place.api);
        let headers =
            [("authorization", self.bearer.as_str()), ("content-type", "application/json")];
        let body = json!({ "job_id": job }).to_string().into_bytes();
        match self.place.send(Method::POST, &url, &headers, body).await {
            Ok(answer) if answer.status() == StatusCode::OK => {}
            Ok(answer) => report.miss(what, told(&answer)),
            Err(why) => report.miss(what, why),
        }
    }
}
