//! `POST /api/integrations/{provider}/available-slots`: times at which everybody can meet.
//!
//! Outlook is asked for meeting times; of Google we learn when people are busy and compute the rest.

mod answer;
mod body;

use lambda_http::Request;
use shared::app::App;
use shared::model::error::Result;
use shared::model::interview::DEFAULT_ZONE;
use shared::people::auth::Caller;
use shared::platform::request;
use shared::platform::response::Json;
use shared::scheduling::calendar::Session;

use crate::answer::Answer;
use crate::body::{Body, Search};

/// Answers times within working hours at which neither the organizer nor anybody whose calendar can
/// be read is busy.
///
/// # Errors
/// A malformed body (400); no scope or no right to read calendars (403); no connection, a dead grant (409); the
/// provider's refusals; outages.
pub async fn handle(app: App, request: Request) -> Result<Json<Answer>> {
    let caller = Caller::of(&request, &app.secrets, &app.clock).await?;
    let provider = request::calendar(&request)?;
    let search = request::json::<Body>(&request)?.search()?;
    let employer = caller.with_company(&app.ats).await?;
    let calendar = employer.company_connection(provider);
    let session = Session::open(&app, calendar, Some(employer.user_id)).await?;
    let result = find(&app, &session, &search).await;
    session.conclude("find_slots", result).await.map(Json)
}

async fn find(app: &App, session: &Session, search: &Search) -> Result<Answer> {
    session.demand_times()?;
    let Search { hours, first, last, zone, duration, attendees } = search;
    let windows = &hours.windows(*first, *last, zone, app.clock.now());
    let emails: &Vec<_> = &attendees.iter().map(|one| one.email.as_str()).collect();
    let suggestions = session
        .call(|calendar| async move { calendar.suggest(emails, windows, *duration, zone).await })
        .await?;
    Ok(Answer::new(&suggestions, attendees, zone.iana_name().unwrap_or(DEFAULT_ZONE)))
}
