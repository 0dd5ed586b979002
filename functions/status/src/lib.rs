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
use shared::notifying::delivery::sinks;
use shared::store::{Counts, Summary};
use shared::words::{Argument, Text};

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

/// What the recruiting system could not be told yet, or not at all.
#[derive(Debug, Serialize)]
pub struct Events {
    /// Events that wait because it did not take them.
    waiting: usize,
    /// Events that were given up after 72 hours.
    failed: usize,
    /// Since when the oldest one waits.
    oldest_at: Option<Timestamp>,
    /// The same in words.
    message: Text,
}

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
    let (mut summaries, events) = match caller.with_company(&app.ats).await {
        Ok(employer) => {
            let company_id = employer.company_id;
            let (summaries, events) =
                tokio::join!(app.store.summaries(company_id), events(&app, company_id));
            // What waits is beside the point where it can't be counted.
            (summaries?, events.unwrap_or_default())
        }
        // Nobody's connections: B6 wants them all false, not an error.
        Err(Error::CompanyRequired) => (Vec::new(), None),
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
    Ok(Json(Answer { providers: Provider::ALL.into_iter().map(entry).collect(), events }))
}

async fn events(app: &App, company_id: i64) -> Result<Option<Events>> {
    if sinks(app).next().is_none() {
        return Ok(None);
    }
    let counts = app.store.count_deliveries(company_id).await?;
    let Counts { waiting, given_up: failed, oldest: oldest_at } = counts;
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let message = match (oldest_at, failed) {
        (None, 0) => return Ok(None),
        (_, 1..) => Text::new("events-failed").with("count", count(failed)),
        (Some(since), 0) => {
            let text = Text::new("events-waiting").with("count", count(waiting));
            text.with("since", Argument::Moment(since))
        }
    };
    Ok(Some(Events { waiting, failed, oldest_at, message }))
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
