//! `DELETE /api/integrations/{provider}/disconnect`: forgets the company's connection, or with
//! `?for=me` the caller's own (B16).
//!
//! The item with its tokens is deleted, not marked: whatever the provider then answers, nothing of ours
//! can use the grant again. Before it goes, the grant is noted for withdrawal, so that no crash and no
//! lost answer leaves it standing. Disconnecting what is not connected is success: what was asked for is
//! the case.

mod revocation;

use lambda_http::Request;
use serde::Serialize;
use shared::app::App;
use shared::connecting::withdrawal;
use shared::model::error::Result;
use shared::people::audit::Audit;
use shared::people::auth::Caller;
use shared::platform::request::{self, Query};
use shared::platform::response::Json;
use shared::providers::profile;
use shared::words::Text;

/// The answer (B13).
#[derive(Debug, Serialize)]
pub struct Answer {
    message: Text,
    /// Whose it was: `me` or `company`.
    r#for: &'static str,
    /// Whether the grant was revoked at the provider; null where we did not try.
    revoked: Option<bool>,
    /// What that means, for people.
    revocation: Text,
    /// Where the person can see and withdraw what they granted.
    manage_url: &'static str,
}

/// Deletes the connection of the caller's company, or the caller's own, and revokes it where the provider
/// offers that.
///
/// # Errors
/// An unknown provider (400), those of the caller, and outages of our storage; never the provider's.
pub async fn handle(app: App, request: Request) -> Result<Json<Answer>> {
    let caller = Caller::of(&request, &app.secrets, &app.clock).await?;
    let provider = request::provider(&request)?;
    let whose = Query::of(&request)?.whose("for")?.unwrap_or_default().at(provider)?;
    let employer = caller.with_company(&app.ats).await?;
    let connection = employer.connection(whose, provider);
    let result = withdrawal::disconnect(&app, connection).await;
    Audit { action: "disconnect", user_id: employer.user_id, connection }.record(&result);
    let outcome = result?;
    let message = match outcome {
        Some(_) => Text::new("disconnected"),
        None => Text::new("was-not-connected"),
    };
    Ok(Json(Answer {
        message: message.with("provider", provider),
        r#for: whose.name(),
        revoked: revocation::is_revoked(outcome),
        revocation: revocation::text(provider, outcome),
        manage_url: profile(provider).revocation.manage_url,
    }))
}
