//! `GET /api/integrations/status`: the company's connections, with one query.

use std::collections::BTreeMap;

use jiff::Timestamp;
use lambda_http::Request;
use serde::Serialize;
use shared::app::App;
use shared::auth::Caller;
use shared::connection::State;
use shared::error::{Error, Result};
use shared::provider::Provider;
use shared::response::Json;
use shared::store::Summary;

/// One provider's entry (B6).
#[derive(Debug, Serialize)]
pub struct Entry {
    provider: &'static str,
    is_connected: bool,
    connected_at: Option<Timestamp>,
    last_used_at: Option<Timestamp>,
    state: &'static str,
    account: Option<String>,
    expires_at: Option<Timestamp>,
    reauthorize_by: Option<Timestamp>,
}

/// Answers an entry per provider, connected or not.
///
/// # Errors
/// Those of the caller but a missing company, and outages: a failure is never "all disconnected".
pub async fn handle(app: App, request: Request) -> Result<Json<BTreeMap<&'static str, Entry>>> {
    let caller = Caller::of(&app, &request).await?;
    let summaries = match app.ats.company_of(&caller).await {
        Ok(company_id) => app.store.summaries(company_id).await?,
        // Nobody's connections: B6 wants them all false, not an error.
        Err(Error::CompanyRequired) => Vec::new(),
        Err(error) => return Err(error),
    };
    let now = app.clock.now();
    let entry = |provider: Provider| {
        let summary = summaries.iter().find(|summary| summary.provider == provider);
        let entry = summary.map_or_else(|| disconnected(provider), |known| connected(known, now));
        (provider.key(), entry)
    };
    Ok(Json(Provider::ALL.into_iter().map(entry).collect()))
}

/// A grant that has come to its end is not connected, though nobody has tried to use it since.
fn connected(summary: &Summary, now: Timestamp) -> Entry {
    let is_over = summary.reauthorize_by.is_some_and(|by| by <= now);
    let is_connected = summary.state == State::Active && !is_over;
    Entry {
        provider: summary.provider.key(),
        is_connected,
        connected_at: Some(summary.connected_at),
        last_used_at: summary.last_used_at,
        state: if is_connected { "active" } else { "needs_reauthorization" },
        account: Some(summary.account.label.clone()),
        expires_at: Some(summary.expires_at),
        reauthorize_by: summary.reauthorize_by,
    }
}

const fn disconnected(provider: Provider) -> Entry {
    Entry {
        provider: provider.key(),
        is_connected: false,
        connected_at: None,
        last_used_at: None,
        state: "disconnected",
        account: None,
        expires_at: None,
        reauthorize_by: None,
    }
}
