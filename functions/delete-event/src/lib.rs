//! `DELETE /api/integrations/{provider}/events/{event_id}`: cancels an interview and tells its guests.
//!
//! Cancelling what is cancelled, or was deleted in the calendar, is success
//! ([`shared::scheduling::cancelling`]). The connection that organizes it is used, whoever of the company asks.

use lambda_http::Request;
use serde::Serialize;
use shared::app::App;
use shared::model::error::Result;
use shared::model::warning::Warning;
use shared::people::auth::Caller;
use shared::platform::request;
use shared::platform::response::Json;
use shared::scheduling::cancelling::call_off_by_id;
use shared::store::EventState;
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
    // Boxed, as what is large is where it is entered: whoever waits would hold all of it.
    let left = Box::pin(call_off_by_id(&app, employer, (provider, &event_id))).await?;
    Ok(Json(Answer {
        message: Text::new("interview-cancelled"),
        event_id,
        provider: provider.key(),
        status: EventState::Cancelled,
        warnings: left.into_iter().collect(),
    }))
}
