//! `GET /api/integrations/status`: the company's connections, the caller's own, and how they are, with one
//! query.

mod entry;
mod health;

use std::collections::BTreeMap;

use lambda_http::Request;
use shared::app::App;
use shared::model::error::{Error, Result};
use shared::model::provider::Provider;
use shared::people::auth::Caller;
use shared::platform::response::Json;

use crate::entry::Entry;

/// Answers an entry per provider, connected or not.
///
/// # Errors
/// Those of the caller but a missing company, and outages: a failure is never "all disconnected".
pub async fn handle(app: App, request: Request) -> Result<Json<BTreeMap<&'static str, Entry>>> {
    let caller = Caller::of(&request, &app.secrets, &app.clock).await?;
    let employer = match caller.with_company(&app.ats).await {
        Ok(employer) => Some(employer),
        // Nobody's connections: B6 wants them all false, not an error.
        Err(Error::CompanyRequired) => None,
        Err(error) => return Err(error),
    };
    let summaries = match employer {
        Some(employer) => app.store.summaries(employer.company_id).await?,
        None => Vec::new(),
    };
    let entry =
        |provider: Provider| (provider.key(), Entry::new(&app, provider, employer, &summaries));
    Ok(Json(Provider::ALL.into_iter().map(entry).collect()))
}
