//! `POST /api/integrations/linkedin/publish-job`: posts a job offer, once per target, now or at the time that
//! `publish_at` says.
//!
//! The ATS is asked for company and job at once; then the connection is read; then each target is
//! published on its own, all at the same time: claimed in the ledger, its picture uploaded, posted,
//! recorded. What is planned is stored instead, as it would have been posted now ([`plan`]).

mod answer;
mod body;
mod plan;
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
use shared::platform::response::{Accepted, Either, Json};
use shared::posting::commentary::titled;
use shared::posting::publishing::{
    Draft, Offered, Picture, Publisher, Settings, Target, Wish, own_job,
};
use shared::posting::session::Session;

use crate::answer::{Answer, Report};
use crate::body::Body;
use crate::plan::{Answer as Planned, Wanted};
use crate::target::{Connections, Targets};

/// The company's connection, and the caller's own, as far as they are there and needed.
type Sessions = [Option<Session>; 2];

/// Publishes a job of the caller's company on LinkedIn, or plans to.
///
/// # Errors
/// A malformed body (400); no such job in the company (404); a job that is not published, no
/// connection, a dead grant, a page to choose, too many plans (409); where no target succeeded, the first failure;
/// outages.
pub async fn handle(app: App, request: Request) -> Result<Either<Json<Answer>, Accepted<Planned>>> {
    let caller = Caller::of(&request, &app.secrets, &app.clock).await?;
    let provider = request::posts(&request)?;
    let body: Body = request::json(&request)?;
    let idempotency_key = request::idempotency_key(&request)?;
    let asked_at = app.clock.now();
    let when = plan::when(&body, asked_at)?;
    let (employer, job) = own_job(&app, &caller, body.job_id).await?;
    let ((company, own), settings) = tokio::try_join!(
        sessions(&app, employer, provider, &body),
        Settings::of_company(&app, employer.company_id),
    )?;
    let (own, dead) = match own.transpose() {
        Ok(own) => (own, None),
        Err(error) => (None, Some(error)),
    };
    let connections = Connections {
        company: company.as_ref().map(Session::connection),
        own: dead.map(Err).or(own.as_ref().map(|own| Ok(own.connection()))),
    };
    let targets = target::resolve(&body, connections, employer.user_id)?;
    let pages = company.as_ref().map(|company| &company.connection().provider_data.organizations);
    let pages = pages.map_or(&[][..], Vec::as_slice);
    let draft = Draft::of(&app, &job, &settings, body.custom_message.as_deref(), pages);
    let sessions = [company, own];
    match when {
        Some(when) => {
            let settings = &settings;
            let wanted = Wanted { when, asked_at, idempotency_key, body: &body, settings };
            let plan = plan::plan(&app, employer, wanted, (&job, draft), targets, &sessions);
            Box::pin(plan).await.map(Accepted).map(Either::Right)
        }
        None => {
            let wish = Wish { idempotency_key, republish: body.republish, plan: None };
            let picture = Picture::of(&job, settings.preferences.picture);
            let answer = publish(&app, wish, (&job, draft, picture), targets, sessions);
            Box::pin(answer).await.map(Json).map(Either::Left)
        }
    }
}

/// Publishes on each of the `targets`.
async fn publish(
    app: &App,
    wish: Wish,
    (job, draft, picture): (&Job, Draft, Picture),
    Targets { possible, impossible }: Targets,
    sessions: Sessions,
) -> Result<Answer> {
    let Draft { texts, card } = draft;
    let title = titled(job);
    let offered = Offered { job_id: job.id, title: &title };
    let publishers = sessions.map(|one| one.map(|one| Publisher::new(app, one, &wish)));
    let publish = async |target: &Target| match of(target, &publishers) {
        Some(publisher) => publisher.publish(offered, texts.post(target, &card), &picture).await,
        None => Err(Error::NotConnected(PostProvider::LinkedIn.into())),
    };
    let results = join_all(possible.iter().map(publish)).await;
    let mut report = Report::new(&app.config.endpoints, texts.on_pages.warnings, impossible);
    let has_card = results.iter().flatten().any(|posted| posted.has_card);
    possible.iter().zip(results).for_each(|(target, result)| report.add(target, result));
    report.warn(card.warning.filter(|_| has_card));
    report.answer(job.id)
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
fn of<'a, T>(target: &Target, [company, own]: &'a [Option<T>; 2]) -> Option<&'a T> {
    match target {
        Target::Personal(_) => own.as_ref().or(company.as_ref()),
        Target::Page(_) => company.as_ref(),
    }
}
