//! `DELETE /api/integrations/{provider}/disconnect`: forgets the company's connection.
//!
//! The item with its tokens is deleted, not marked, and first: whatever the provider then answers to
//! the revocation, nothing of ours can use the grant again. Disconnecting what is not connected is
//! success: what was asked for is the case.

mod revocation;

use lambda_http::Request;
use serde::Serialize;
use shared::app::App;
use shared::audit::Audit;
use shared::auth::Caller;
use shared::error::Result;
use shared::provider::Provider;
use shared::request;
use shared::response::Json;
use shared::store::Removed;

pub use crate::revocation::{Revocation, revoke};

/// The answer (B13).
#[derive(Debug, Serialize)]
pub struct Answer {
    message: String,
    /// Whether the grant was revoked at the provider; null where we did not try.
    revoked: Option<bool>,
    /// What that means, for people.
    revocation: String,
    /// Where the person can see and withdraw what they granted.
    manage_url: &'static str,
}

/// Deletes the connection of the caller's company and revokes it where the provider offers that.
///
/// # Errors
/// An unknown provider (400), those of the caller, and outages of our storage; never the provider's.
pub async fn handle(app: App, request: Request) -> Result<Json<Answer>> {
    let caller = Caller::of(&app, &request).await?;
    let provider = request::provider(&request)?;
    let company_id = app.ats.company_of(&caller).await?;
    let result = app.store.disconnect(company_id, provider).await;
    Audit { action: "disconnect", user_id: caller.user_id, company_id, provider }.record(&result);
    let (message, revocation) = match result? {
        Removed::Connection(connection) => {
            (disconnected(provider), revocation::revoke(&app, &connection).await)
        }
        Removed::Unreadable => (disconnected(provider), Revocation::Failed),
        Removed::Nothing => (format!("{provider} was not connected"), Revocation::Nothing),
    };
    Ok(Json(Answer {
        message,
        revoked: revocation.is_revoked(),
        revocation: revocation.text(provider),
        manage_url: revocation::manage_url(provider),
    }))
}

fn disconnected(provider: Provider) -> String {
    format!("{provider} disconnected successfully")
}
