//! `DELETE /api/integrations/{provider}/events/{event_id}`: cancels an interview and tells its guests.
//!
//! Cancelling what is cancelled, or was deleted in the calendar, is success: what was asked for is
//! the case, for which the calendar is asked where it was not done here. The connection that organizes it is used, whoever of the company asks. A room beside the
//! calendar goes after its event: while guests may still come, it is there.

mod cancelled;
mod room;

use lambda_http::Request;
use serde::Serialize;
use shared::app::App;
use shared::model::error::{Error, Result, Sought};
use shared::model::fault::ProviderError;
use shared::model::provider::Provider;
use shared::model::warning::Warning;
use shared::people::auth::Caller;
use shared::platform::request;
use shared::platform::response::Json;
use shared::scheduling::attempt;
use shared::scheduling::calendar::{Reached, Session};
use shared::store::{EventState, Known, ScheduledEvent, insist};
use shared::words::Text;

#[derive(Debug, Serialize)]
pub struct Answer {
    message: Text,
    event_id: String,
    provider: &'static str,
    status: EventState,
    /// What is left to be done by hand.
    warnings: Vec<Warning>,
}

/// Cancels an interview of the caller's company.
///
/// # Errors
/// No such interview in the company (404, without asking the provider); no connection, a dead grant,
/// another account than the one that made it (409); the provider's refusals; outages.
pub async fn handle(app: App, request: Request) -> Result<Json<Answer>> {
    let caller = Caller::of(&request, &app.secrets, &app.clock).await?;
    let provider = request::calendar(&request)?;
    let event_id = request::path(&request, "event_id").unwrap_or_default();
    let employer = caller.with_company(&app.ats).await?;
    let company_id = employer.company_id;
    let known = app.store.known_event(company_id, provider, &event_id, app.clock.now()).await?;
    let known = known.ok_or(Error::NotFound(Sought::Interview))?;
    let left = if known.event.state == EventState::Cancelled {
        let known = cancelled::confirm(&app, employer, known).await?;
        room::finish(&app, employer, known).await?
    } else {
        let session = Session::of_organizer(&app, employer, &known.event).await?;
        let result = cancel(&app, &session, known).await;
        session.conclude("cancel_event", result).await?
    };
    Ok(Json(Answer {
        message: Text::new("interview-cancelled"),
        event_id,
        provider: provider.key(),
        status: EventState::Cancelled,
        warnings: left.into_iter().collect(),
    }))
}

/// The calendar first: an item that says "cancelled" while guests still come would be a lie.
async fn cancel(app: &App, session: &Session, known: Known) -> Result<Option<Warning>> {
    let is_stored = known.request.is_none();
    let event = match session.reach(known).await? {
        Reached::There(event) => *event,
        // What was never made is not there: that is what was asked for.
        Reached::Absent { room } => return Ok(room.map(|_| Warning::room_left(Provider::Zoom))),
    };
    if event.room.is_some() {
        return room::cancel(app, session, (event, is_stored)).await;
    }
    let company_id = session.company_id();
    let event = match attempt::begin(app, company_id, session.user_id(), event.clone()).await {
        // Somebody was faster: what is left to do is done once more.
        Err(Error::NotFound(_)) => event,
        begun => begun?,
    };
    if let Err(error) = call(session, &event).await {
        let error = Error::from(error);
        attempt::release(app, company_id, &event, &error).await;
        return Err(error);
    }
    let event = event.cancelled().changed_by(Some(session.user_id()));
    insist(|| app.store.put_event(company_id, &event)).await?;
    Ok(None)
}

/// Cancels `event` in the calendar.
async fn call(session: &Session, event: &ScheduledEvent) -> Result<(), ProviderError> {
    let id = event.event_id.as_str();
    session.call(|calendar| async move { calendar.cancel(id).await }).await
}
