//! One provider's entry: the connection that the caller uses, with whose they are (B6, B16).

use jiff::Timestamp;
use serde::Serialize;
use shared::app::App;
use shared::model::account_limit::AccountLimit;
use shared::model::owner::Owner;
use shared::model::provider::{Capability, Provider};
use shared::people::employer::Employer;
use shared::providers::scopes::limits;
use shared::store::{Overview, Summary};
use shared::words::Text;

use crate::channel::Channel;
use crate::health::{self, Health};

/// What is told of a provider.
#[derive(Debug, Serialize)]
pub(crate) struct Entry {
    /// The connection that is used where the caller names none.
    #[serde(flatten)]
    used: Shown,
    /// The caller's own; `null` where there is none.
    own: Option<Shown>,
    /// The company's; `null` where there is none.
    company: Option<Shown>,
    /// Of a calendar: who else has one of their own here, and can be asked for an interview.
    colleagues: Vec<Colleague>,
    /// Where the company's notes go; absent where nothing carries notes, `null` where nothing was chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    channel: Option<Option<Channel>>,
}

/// One connection (B6); times in RFC 3339, UTC.
#[derive(Clone, Debug, Serialize)]
struct Shown {
    provider: &'static str,
    is_connected: bool,
    connected_at: Option<Timestamp>,
    last_used_at: Option<Timestamp>,
    /// `active`, `degraded`, `blocked`, `expiring`, `needs_reauthorization` or `disconnected`.
    state: &'static str,
    /// Why it is not `active`, for people.
    reason: Option<Text>,
    /// What the person would recognise.
    account: Option<String>,
    /// When the access token dies; it is renewed before where that is possible.
    expires_at: Option<Timestamp>,
    /// When the person must consent again at the latest, where there is such a day.
    reauthorize_by: Option<Timestamp>,
    /// What the account can't do, whatever was granted; empty where nothing of the kind is known.
    account_limits: Vec<AccountLimit>,
    /// What a person should be told now: an end that is near, and what can't be done, for want of a permission or
    /// whatever was granted.
    warnings: Vec<Text>,
}

/// A colleague with an own calendar; nothing else is told of it (S47).
#[derive(Debug, Serialize)]
struct Colleague {
    /// Their id at the ATS.
    user_id: i64,
    /// Their address there.
    email: String,
}

impl Entry {
    /// The entry of `provider` for `employer`, whose company has the connections of `summaries`; there are
    /// none without a company.
    pub(super) fn new(
        app: &App,
        provider: Provider,
        employer: Option<Employer>,
        overview: &Overview,
    ) -> Self {
        let summaries = overview.connections.as_slice();
        let now = app.clock.now();
        let of = |owner: Owner| {
            let mut of_provider = summaries.iter().filter(|one| one.id.provider == provider);
            let found = of_provider.find(|summary| summary.id.owner == owner);
            found.map(|known| Shown::of(app, known, now))
        };
        let own = employer.and_then(|employer| of(Owner::Person(employer.user_id)));
        let company = of(Owner::Company);
        let used = match provider.capability() {
            Capability::Calendar(_) | Capability::Meetings(_) => own.as_ref().or(company.as_ref()),
            // Posts go to pages, which are the company's.
            Capability::Posts(_) | Capability::Messages(_) => company.as_ref().or(own.as_ref()),
        };
        let used = used.cloned().unwrap_or_else(|| Shown::disconnected(provider));
        let colleagues = match (provider.capability(), employer) {
            (Capability::Calendar(_), Some(employer)) => {
                colleagues(provider, employer, summaries, now)
            }
            // Nobody is asked for a room of their own.
            (Capability::Calendar(_), None)
            | (Capability::Posts(_) | Capability::Meetings(_) | Capability::Messages(_), _) => {
                Vec::new()
            }
        };
        let channel = match provider.capability() {
            Capability::Messages(_) => Some(overview.channel.as_ref().map(Channel::of)),
            Capability::Posts(_) | Capability::Calendar(_) | Capability::Meetings(_) => None,
        };
        Self { used, own, company, colleagues, channel }
    }
}

/// Whoever left is in no picker.
fn colleagues(
    provider: Provider,
    employer: Employer,
    summaries: &[Summary],
    now: Timestamp,
) -> Vec<Colleague> {
    let present =
        summaries.iter().filter(|one| one.id.provider == provider && one.holder.is_present(now));
    let colleague = |summary: &Summary| {
        let user_id = summary.id.owner.person().filter(|user_id| *user_id != employer.user_id)?;
        Some(Colleague { user_id, email: summary.holder.email.clone()? })
    };
    present.filter_map(colleague).collect()
}

impl Shown {
    fn of(app: &App, summary: &Summary, now: Timestamp) -> Self {
        let provider = summary.id.provider;
        let health = Health::of(summary, now);
        let asked = &app.config.client(provider).scopes;
        let limits = summary.scopes.iter().flat_map(|granted| limits(provider, asked, granted));
        let limits = limits.filter(|_| health.is_connected());
        let account_limit = summary.account_limit.filter(|_| health.is_connected());
        let told = account_limit.map(|limit| limit.text(provider));
        let warnings = health::warnings(summary, health, now);
        Self {
            provider: provider.key(),
            is_connected: health.is_connected(),
            connected_at: summary.connected_at,
            last_used_at: summary.last_used_at,
            state: health.name(),
            reason: health::reason(summary, health),
            account: summary.account.as_ref().map(|account| account.label.clone()),
            expires_at: summary.expires_at,
            reauthorize_by: summary.reauthorize_by,
            account_limits: account_limit.into_iter().collect(),
            warnings: warnings.into_iter().chain(told).chain(limits).collect(),
        }
    }

    const fn disconnected(provider: Provider) -> Self {
        Self {
            provider: provider.key(),
            is_connected: false,
            connected_at: None,
            last_used_at: None,
            state: "disconnected",
            reason: None,
            account: None,
            expires_at: None,
            reauthorize_by: None,
            account_limits: Vec::new(),
            warnings: Vec::new(),
        }
    }
}
