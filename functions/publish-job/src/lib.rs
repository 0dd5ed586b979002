//! `POST /api/integrations/linkedin/publish-job`: posts a job offer, once per target.
//!
//! The ATS is asked for company and job at once; then the connection is read; then each target is
//! published on its own, all at the same time: claimed in the ledger, its picture uploaded, posted,
//! recorded.

mod answer;
mod body;
mod picture;
mod post;
mod publication;
mod target;

use futures::future::join_all;
use lambda_http::Request;
use shared::app::App;
use shared::model::error::{Error, Result};
use shared::model::provider::PostProvider;
use shared::people::ats::Job;
use shared::people::auth::Caller;
use shared::people::employer::Employer;
use shared::platform::request;
use shared::platform::response::Json;
use shared::posting::card::Card;
use shared::posting::commentary::{Manner, Template, apply_link};
use shared::posting::session::Session;

use crate::answer::{Answer, Report};
use crate::body::Body;
use crate::picture::Picture;
use crate::post::Texts;
use crate::publication::{Publisher, Wish};
use crate::target::{Connections, Target, Targets};

/// Publishes a job of the caller's company on LinkedIn.
///
/// # Errors
/// A malformed body (400); no such job in the company (404); a job that is not published, no
/// connection, a dead grant, a page to choose (409); where no target succeeded, the first failure;
/// outages.
pub async fn handle(app: App, request: Request) -> Result<Json<Answer>> {
    let caller = Caller::of(&request, &app.secrets, &app.clock).await?;
    let provider = request::posts(&request)?;
    let body: Body = request::json(&request)?;
    let idempotency_key = request::idempotency_key(&request)?;
    let (employer, job) = own_job(&app, &caller, body.job_id).await?;
    let ((company, own), template, preferences) = tokio::try_join!(
        sessions(&app, employer, provider, &body),
        Template::of_company(&app, employer.company_id),
        app.store.preferences(employer.company_id),
    )?;
    let (own, dead) = match own.transpose() {
        Ok(own) => (own, None),
        Err(error) => (None, Some(error)),
    };
    let connections = Connections {
        company: company.as_ref().map(Session::connection),
        own: dead.map(Err).or(own.as_ref().map(|own| Ok(own.connection()))),
    };
    let Targets { possible, impossible } = target::resolve(&body, connections, employer.user_id)?;

    let manner = Manner {
        template: template.as_ref().map(Result::as_ref),
        custom_message: body.custom_message.as_deref(),
        language: preferences.language,
        mention: None,
    };
    let apply_url = apply_link(&job, &app.config);
    let pages = company.as_ref().map(|company| &company.connection().provider_data.organizations);
    let texts = Texts::of(&job, manner, &apply_url, pages.map_or(&[], Vec::as_slice));
    let card = Card::of(&job, &apply_url);
    let wish = Wish { idempotency_key, republish: body.republish };
    let publishers = [company, own].map(|one| one.map(|one| Publisher::new(&app, one, &wish)));
    let picture = Picture::of(&job, preferences.picture);
    let publish = async |target: &Target| match of(target, &publishers) {
        Some(publisher) => publisher.publish(&job, texts.post(target, &card), &picture).await,
        None => Err(Error::NotConnected(provider.into())),
    };
    let results = join_all(possible.iter().map(publish)).await;
    for publisher in publishers.iter().flatten() {
        let all = possible.iter().zip(&results);
        let its = |(target, _): &(&Target, _)| {
            of(target, &publishers).is_some_and(|one| std::ptr::eq(one, publisher))
        };
        publisher.finish(all.filter(its)).await;
    }
    let mut report = Report::new(&app.config.endpoints, texts.on_pages.warnings, impossible);
    let has_card = results.iter().flatten().any(|posted| posted.has_card);
    possible.iter().zip(results).for_each(|(target, result)| report.add(target, result));
    report.warn(card.warning.filter(|_| has_card));
    report.answer(job.id).map(Json)
}

/// The company's connection, and where the profile is named, the caller's own. That there is no company's is
/// no error where there is the other.
async fn sessions(
    app: &App,
    employer: Employer,
    provider: PostProvider,
    body: &Body,
) -> Result<(Option<Session>, Option<Result<Session>>)> {
    let user = Some(employer.user_id);
    let company = Session::open(app, employer.company_connection(provider), user);
    if !target::names_profile(body) {
        return Ok((Some(company.await?), None));
    }
    let own = Session::open(app, employer.own_connection(provider), user);
    match tokio::join!(company, own) {
        (company, Err(Error::NotConnected(_))) => Ok((Some(company?), None)),
        (Err(Error::NotConnected(_)), own) => Ok((None, Some(own))),
        (company, own) => Ok((Some(company?), Some(own))),
    }
}

/// Who posts on `target`, of the company's and the caller's own: pages are the company's.
fn of<'a>(
    target: &Target,
    [company, own]: &'a [Option<Publisher<'a>>; 2],
) -> Option<&'a Publisher<'a>> {
    match target {
        Target::Personal(_) => own.as_ref().or(company.as_ref()),
        Target::Page(_) => company.as_ref(),
    }
}

/// The caller with their company, and its job `job_id`; both questions leave at once.
async fn own_job(app: &App, caller: &Caller, job_id: i64) -> Result<(Employer, Job)> {
    let (employer, job) = tokio::join!(caller.with_company(&app.ats), app.ats.job(caller, job_id));
    let employer = employer?;
    let job = job?.of_company(employer.company_id)?;
    if job.status == "published" { Ok((employer, job)) } else { Err(Error::JobNotPublished) }
}
