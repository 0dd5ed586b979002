//! `DELETE /api/integrations/{provider}/disconnect`: forgets the company's connection.
//!
//! The item with its tokens is deleted, not marked. Disconnecting what is not connected is success:
//! what was asked for is the case.

use lambda_http::Request;
use serde::Serialize;
use shared::app::App;
use shared::audit::Audit;
use shared::auth::Caller;
use shared::error::Result;
use shared::request;
use shared::response::Json;

/// The answer (B13).
#[derive(Debug, Serialize)]
pub struct Answer {
    message: String,
}

/// Deletes the connection of the caller's company.
///
/// # Errors
/// An unknown provider (400), those of the caller, and outages.
pub async fn handle(app: App, request: Request) -> Result<Json<Answer>> {
    let provider = request::provider(&request)?;
    let caller = Caller::of(&app, &request).await?;
    let company_id = app.ats.company_of(&caller).await?;
    let result = app.store.disconnect(company_id, provider).await;
    Audit { action: "disconnect", user_id: caller.user_id, company_id, provider }.record(&result);
    let message = match result? {
        Some(_) => format!("{provider} disconnected successfully"),
        None => format!("{provider} was not connected"),
    };
    Ok(Json(Answer { message }))
}
