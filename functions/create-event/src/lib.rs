//! `POST /api/integrations/{provider}/create-event`: schedules an interview, once.
//!
//! The ATS is asked for company and application at once; then the connection is read; then the
//! request is claimed in the ledger while calendars are asked who is busy then, the event made, and both
//! recorded.

mod answer;
mod body;

use lambda_http::Request;
use shared::app::App;
use shared::model::error::Result;
use shared::model::preferences::Preferences;
use shared::model::provider::MeetingProvider;
use shared::notifying::notes::Guest;
use shared::people::ats::Application;
use shared::people::auth::Caller;
use shared::people::employer::Employer;
use shared::platform::request;
use shared::platform::response::Json;
use shared::posting::explanation::Explanation;
use shared::scheduling::calendar::Session;
use shared::scheduling::making::{Order, Scheduled, Scheduler, inviting, party, readable};
use shared::scheduling::room::Host;
use shared::scheduling::{guests, interviewers};
use shared::vault::Sealed;

use crate::answer::Answer;
use crate::body::Body;

/// Schedules an interview for an application of the caller's company.
///
/// # Errors
/// A malformed body, a time that does not exist or has passed, an invalid address (400); no such
/// application in the company, an interviewer without an own calendar here (404, no provider is asked); no connection, a dead grant (409); the provider's refusals; outages.
pub async fn handle(app: App, request: Request) -> Result<Json<Answer>> {
    let caller = Caller::of(&request, &app.secrets, &app.clock).await?;
    let provider = request::calendar(&request)?;
    let body: Body = request::json(&request)?;
    let idempotency_key = request::idempotency_key(&request)?;
    body.wish().check(provider)?;
    let (asked, interviewers) = (body.interview(app.clock.now())?, body.interviewers()?);
    let candidate_zone = body.candidate_zone()?;
    let (employer, application) = caller.with_application(&app.ats, body.application_id).await?;
    let asked = body.with_candidate(asked, &application)?;
    // Before any provider is asked; where none are named, nobody is.
    let interviewers = interviewers::find(&app, employer, &interviewers).await?;
    let (session, named, ((explanation, preferences), sealed_guest), key) = tokio::join!(
        Session::of_employer(&app, employer, provider, body.calendar_of),
        host(&app, employer, body.wish().host()),
        explained(&app, &caller, employer, &application),
        guests::key(&app, employer.company_id),
    );
    let session = session?;
    let room = body.wish().room(provider, preferences.meeting_provider);
    let host = match (named?, room.filter(|_| body.wish().is_open())) {
        (None, Some(room)) => host(&app, employer, room.host()).await?,
        (host, _) => host,
    };
    let candidate = application.candidate_email.as_deref().unwrap_or_default();
    let guests = readable(&asked, candidate);
    let asked = inviting(asked, &interviewers, session.owner());
    let party = party(&asked, &interviewers, candidate);
    let (interview, whole) = explanation.complete(&asked);
    let shortened = body.warnings(&whole, &interview, provider);
    let order = Order {
        application_id: application.id,
        asked,
        interview,
        guests,
        party,
        key,
        interviewers,
        candidate_zone,
        wants_meeting: room.is_some(),
        host,
        idempotency_key,
        sealed_guest,
    };
    let scheduler = Scheduler::new(&app, employer, &session, &order);
    // Boxed, as what is large is where it is entered: whoever waits would hold all of it.
    let result = Box::pin(scheduler.schedule()).await;
    let Scheduled { event, glance, warnings } = session.conclude("schedule", result).await?;
    let warnings = shortened.into_iter().chain(warnings).chain(glance.conflicts(&order)).collect();
    Ok(Json(Answer::new(event, employer, (warnings, glance.presences(&order)))))
}

/// The connection that makes rooms beside the calendar, where one is wanted: the caller's own, else the
/// company's. An own one that has ended is told: nothing else takes its place unasked.
async fn host(
    app: &App,
    employer: Employer,
    provider: Option<MeetingProvider>,
) -> Result<Option<Host>> {
    let Some(provider) = provider else { return Ok(None) };
    let (own, companys) =
        (employer.own_connection(provider), employer.company_connection(provider));
    Host::open_first(app, (own, companys), employer.user_id).await.map(Some)
}

/// What the invitation says of itself, and what notes say of it, where the company has a channel for them: sealed,
/// since a name is a guest's. An interview is scheduled whatever becomes of that.
async fn explained(
    app: &App,
    caller: &Caller,
    employer: Employer,
    application: &Application,
) -> ((Explanation, Preferences), Option<Sealed>) {
    let company_id = employer.company_id;
    let (explanation, channel) = tokio::join!(
        explanation(app, caller, employer, application.job_id),
        app.store.channel(company_id)
    );
    let Ok(Some(_)) = channel else { return (explanation, None) };
    let name = application.candidate_name.clone();
    let guest = Guest { name, position: explanation.0.position() };
    let sealed = guest.seal(app, company_id).await;
    if let Err(error) = &sealed {
        tracing::warn!(code = error.code(), "notes will not name the candidate");
    }
    (explanation, sealed.ok())
}

/// What the invitation says of itself. It is made whatever can't be read for that.
async fn explanation(
    app: &App,
    caller: &Caller,
    employer: Employer,
    job_id: i64,
) -> (Explanation, Preferences) {
    let Employer { company_id, .. } = employer;
    let (job, preferences) =
        tokio::join!(app.ats.job(caller, job_id), app.store.preferences(company_id));
    let job = job.and_then(|job| job.of_company(company_id)).ok();
    let preferences = preferences.unwrap_or_default();
    (Explanation::of(app, caller, job.as_ref(), preferences.language), preferences)
}
