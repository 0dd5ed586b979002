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
use crate::target::Targets;

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
    let session =
        Session::open(&app, employer.company_connection(provider), Some(employer.user_id));
    let (session, template, preferences) = tokio::try_join!(
        session,
        Template::of_company(&app, employer.company_id),
        app.store.preferences(employer.company_id),
    )?;
    let Targets { possible, impossible } =
        target::resolve(&body, session.connection(), employer.user_id)?;

    let manner = Manner {
        template: template.as_ref(),
        custom_message: body.custom_message.as_deref(),
        language: preferences.language,
        mention: None,
    };
    let apply_url = apply_link(&job, &app.config);
    let pages = &session.connection().provider_data.organizations;
    let texts = Texts::of(&job, manner, &apply_url, pages);
    let card = Card::of(&job, &apply_url);
    let wish = Wish { idempotency_key, republish: body.republish };
    let publisher = Publisher::new(&app, session, wish);
    let picture = Picture::of(&job, preferences.picture);
    let publish = |target| publisher.publish(&job, texts.post(target, &card), &picture);
    let results = join_all(possible.iter().map(publish)).await;
    publisher.finish(&possible, &results).await;
    let mut report = Report::new(&app.config.endpoints, texts.on_pages.warnings, impossible);
    let has_card = results.iter().flatten().any(|posted| posted.has_card);
    possible.iter().zip(results).for_each(|(target, result)| report.add(target, result));
    report.warn(card.warning.filter(|_| has_card));
    report.answer(job.id).map(Json)
}

/// The caller with their company, and its job `job_id`; both questions leave at once.
async fn own_job(app: &App, caller: &Caller, job_id: i64) -> Result<(Employer, Job)> {
    let (employer, job) = tokio::join!(caller.with_company(&app.ats), app.ats.job(caller, job_id));
    let employer = employer?;
    let job = job?.of_company(employer.company_id)?;
    if job.status == "published" { Ok((employer, job)) } else { Err(Error::JobNotPublished) }
}
