//! `POST /api/integrations/{provider}/available-slots`: times at which everybody can meet.
//!
//! Outlook is asked for meeting times; of Google we learn when people are busy and compute the rest. With
//! interviewers, without guests, or for an interview that is to be moved, we do the same with Outlook ([`round`]).

mod answer;
mod body;
mod round;

use lambda_http::Request;
use shared::app::App;
use shared::model::error::{Error, Result, Sought};
use shared::model::provider::CalendarProvider;
use shared::people::auth::Caller;
use shared::people::employer::Employer;
use shared::platform::request;
use shared::platform::response::Json;
use shared::scheduling::calendar::{Session, may_organize};
use shared::scheduling::interviewers;
use shared::store::{EventState, ScheduledEvent};

use crate::answer::Answer;
use crate::body::Body;
use crate::round::Round;

/// Answers times within working hours at which neither the organizer nor anybody whose calendar can
/// be read is busy.
///
/// # Errors
/// A malformed body (400); no scope or no right to read calendars (403); an interviewer without an own calendar
/// here, no such interview (404, without asking a provider); no connection, a dead grant, an organizer whose
/// calendar is gone (409); the provider's refusals; outages.
pub async fn handle(app: App, request: Request) -> Result<Json<Answer>> {
    let caller = Caller::of(&request, &app.secrets, &app.clock).await?;
    let provider = request::calendar(&request)?;
    let search = request::json::<Body>(&request)?.search()?;
    let employer = caller.with_company(&app.ats).await?;
    let (moved, interviewers, read) = tokio::try_join!(
        moved(&app, employer, provider, search.event_id.as_deref()),
        interviewers::find(&app, employer, &search.interviewers),
        may_organize(&app, employer, provider),
    )?;
    let session = match &moved {
        Some(event) => Session::of_organizer_read(&app, employer, (event, &read)).await?,
        None => {
            Session::of_employer_read(&app, employer, (provider, &read), search.calendar_of).await?
        }
    };
    moved.as_ref().map_or(Ok(()), |event| session.demand_maker(event))?;
    let round =
        Round { app: &app, employer, session: &session, search: &search, interviewers, moved };
    let result = round.find().await;
    session.conclude("find_slots", result).await.map(Json)
}

/// The interview `event_id` of the company, which takes place.
async fn moved(
    app: &App,
    employer: Employer,
    provider: CalendarProvider,
    event_id: Option<&str>,
) -> Result<Option<ScheduledEvent>> {
    let Some(event_id) = event_id else { return Ok(None) };
    let event = app.store.event(employer.company_id, provider, event_id).await?;
    let event = event.filter(|event| event.state == EventState::Scheduled);
    event.map(Some).ok_or(Error::NotFound(Sought::Interview))
}
