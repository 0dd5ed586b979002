//! `GET /api/integrations/status`: the company's connections and how they are, with one query.

mod health;

use std::collections::BTreeMap;

use jiff::Timestamp;
use lambda_http::Request;
use serde::Serialize;
use shared::app::App;
use shared::model::error::{Error, Result};
use shared::model::owner::Owner;
use shared::model::provider::Provider;
use shared::people::auth::Caller;
use shared::platform::response::Json;
use shared::providers::scopes::limits;
use shared::store::Summary;
use shared::words::Text;

use crate::health::Health;

/// One provider's entry (B6); times in RFC 3339, UTC.
#[derive(Debug, Serialize)]
pub struct Entry {
    provider: &'static str,
    is_connected: bool,
    connected_at: Option<Timestamp>,
    last_used_at: Option<Timestamp>,
    /// `active`, `degraded`, `expiring`, `needs_reauthorization` or `disconnected`.
    state: &'static str,
    /// Why it is not `active`, for people.
    reason: Option<Text>,
    /// What the person would recognise.
    account: Option<String>,
    /// When the access token dies; it is renewed before where that is possible.
    expires_at: Option<Timestamp>,
    /// When the person must consent again at the latest, where there is such a day.
    reauthorize_by: Option<Timestamp>,
    /// What a person should be told now: an end that is near, and what can't be done for want of a permission.
    warnings: Vec<Text>,
}

/// Answers an entry per provider, connected or not.
///
/// # Errors
/// Those of the caller but a missing company, and outages: a failure is never "all disconnected".
pub async fn handle(app: App, request: Request) -> Result<Json<BTreeMap<&'static str, Entry>>> {
    let caller = Caller::of(&request, &app.secrets, &app.clock).await?;
    let mut summaries = match caller.with_company(&app.ats).await {
        Ok(employer) => app.store.summaries(employer.company_id).await?,
        // Nobody's connections: B6 wants them all false, not an error.
        Err(Error::CompanyRequired) => Vec::new(),
        Err(error) => return Err(error),
    };
    summaries.retain(|summary| summary.id.owner == Owner::Company);
    let now = app.clock.now();
    let entry = |provider: Provider| {
        let summary = summaries.iter().find(|summary| summary.id.provider == provider);
        (
            provider.key(),
            summary.map_or_else(|| disconnected(provider), |known| connected(&app, known, now)),
        )
    };
    Ok(Json(Provider::ALL.into_iter().map(entry).collect()))
}

fn connected(app: &App, summary: &Summary, now: Timestamp) -> Entry {
    let health = Health::of(summary, now);
    let asked = &app.config.client(summary.id.provider).scopes;
    let limits =
        summary.scopes.iter().flat_map(|granted| limits(summary.id.provider, asked, granted));
    let limits = limits.filter(|_| health.is_connected());
    Entry {
        provider: summary.id.provider.key(),
        is_connected: health.is_connected(),
        connected_at: summary.connected_at,
        last_used_at: summary.last_used_at,
        state: health.name(),
        reason: health::reason(summary, health),
        account: summary.account.as_ref().map(|account| account.label.clone()),
        expires_at: summary.expires_at,
        reauthorize_by: summary.reauthorize_by,
        warnings: health::warnings(summary, health, now).into_iter().chain(limits).collect(),
    }
}

const fn disconnected(provider: Provider) -> Entry {
    Entry {
        provider: provider.key(),
        is_connected: false,
        connected_at: None,
        last_used_at: None,
        state: "disconnected",
        reason: None,
        account: None,
        expires_at: None,
        reauthorize_by: None,
        warnings: Vec::new(),
    }
}
