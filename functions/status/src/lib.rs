//! `GET /api/integrations/status`: the company's connections, the caller's own, and how they are, with one
//! query.

mod channel;
mod entry;
mod events;
mod health;

use std::collections::BTreeMap;

use lambda_http::Request;
use serde::Serialize;
use shared::app::App;
use shared::model::error::{Error, Result};
use shared::model::provider::Provider;
use shared::people::auth::Caller;
use shared::platform::response::Json;

use crate::entry::Entry;
use crate::events::Events;

/// An entry per provider, and of the events where there is something to say of them.
#[derive(Debug, Serialize)]
pub struct Answer {
    #[serde(flatten)]
    providers: BTreeMap<&'static str, Entry>,
    #[serde(skip_serializing_if = "Option::is_none")]
    events: Option<Events>,
}

/// Answers an entry per provider, connected or not.
///
/// # Errors
/// Those of the caller but a missing company, and outages: a failure is never "all disconnected".
pub async fn handle(app: App, request: Request) -> Result<Json<Answer>> {
    let caller = Caller::of(&request, &app.secrets, &app.clock).await?;
    let employer = match caller.with_company(&app.ats).await {
        Ok(employer) => Some(employer),
        // Nobody's connections: B6 wants them all false, not an error.
        Err(Error::CompanyRequired) => None,
        Err(error) => return Err(error),
    };
    let overview = match employer {
        Some(employer) => app.store.overview(employer.company_id).await?,
        None => Default::default(),
    };
    let events = Events::of(&app, overview.counts);
    let entry =
        |provider: Provider| (provider.key(), Entry::new(&app, provider, employer, &overview));
    Ok(Json(Answer { providers: Provider::ALL.into_iter().map(entry).collect(), events }))
}
