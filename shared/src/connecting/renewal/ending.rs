//! When the provider says no: a note, or the end of the grant.

use super::RenewalError;
use crate::app::App;
use crate::connection::tally::Kind;
use crate::connection::{Cause, Connection};
use crate::model::error::Result;
use crate::model::fault::{Fault, ProviderError};
use crate::model::owner::ConnectionId;
use crate::model::reason::Reason;
use crate::oauth::TokenError;
use crate::platform::metrics;
use crate::providers::refusals::{self, Organization};
use crate::providers::{Spending, profile};
use crate::store::{Part, Save, Taken};

/// Notes what the token endpoint's `error` means for the connection; it is always an error.
pub(super) async fn refused<T>(
    app: &App,
    Taken { connection: leased, is_resumed }: Taken,
    error: &TokenError,
) -> Result<T, RenewalError> {
    let (now, settings) = (app.clock.now(), &app.config.settings);
    let (told, organization) = refusals::of_refresh(leased.id.provider, error, settings, now);
    let told = match organization {
        Some(organization) => judged(app, &leased, told, organization).await?,
        None => told,
    };
    if let Some(reason) = told.reason() {
        let reason =
            if broke_off(&leased, is_resumed, reason) { Reason::Interrupted } else { reason };
        return match end(app, leased.clone(), reason).await {
            Err(RenewalError::Held) => {
                note(app, leased, told.fault).await;
                Err(RenewalError::Held)
            }
            ended => ended,
        };
    }
    if told.fault == Fault::Config {
        tracing::error!(provider = leased.id.provider.key(), %error, "our registration is refused");
        metrics::provider_misconfigured(leased.id.provider, now);
    }
    note(app, leased, told.fault).await;
    Err(RenewalError::Refused(told))
}

/// Whether a refresh token that is spent by its use was spent by a renewal whose answer we never kept: its
/// run was killed before the write, or the answer was lost on its way (F37).
fn broke_off(leased: &Connection, is_resumed: bool, reason: Reason) -> bool {
    let is_open = leased.failure.as_ref().is_some_and(|failure| failure.cause == Cause::Outage);
    let is_spent = profile(leased.id.provider).renewal.spending != Spending::Never;
    is_spent && reason == Reason::Revoked && (is_resumed || is_open)
}

/// Notes that the owner of `leased`, which nothing can renew, is told how near its end is: what notifies
/// listens for the mark.
pub(super) async fn warn(app: &App, leased: Connection) -> RenewalError {
    let seen = leased.version;
    let owner = leased.lease.as_ref().map(|lease| lease.owner.clone()).unwrap_or_default();
    let warned = leased.warned(app.clock.now());
    match app.store.update(&warned, Part::Attempt(&owner), seen).await {
        Ok(Save::Saved) => RenewalError::Warned,
        Ok(Save::Lost) => RenewalError::Superseded,
        Err(error) => RenewalError::Failed(error),
    }
}

/// Notes a failed attempt, by the lease's owner.
async fn note(app: &App, leased: Connection, fault: Fault) {
    let seen = leased.version;
    let owner = leased.lease.as_ref().map(|lease| lease.owner.clone()).unwrap_or_default();
    let failed = leased.failed(fault, app.clock.now());
    if app.store.update(&failed, Part::Attempt(&owner), seen).await.is_err() {
        tracing::warn!("a failed renewal was not noted");
    }
}

/// An organization that doesn't know our app, or has disabled it, is its administrator's business; where
/// several say so, or the only one there is, it is our registration.
async fn judged(
    app: &App,
    leased: &Connection,
    told: ProviderError,
    organization: Organization,
) -> Result<ProviderError> {
    let is_common = match organization.is_only {
        true => true,
        false => {
            let now = app.clock.now();
            let name = name(leased, organization);
            let tally = (leased.id.provider, Kind::Refusals);
            app.store.count(tally, now, |tally| tally.is_common(&name, now)).await? == Some(true)
        }
    };
    Ok(if is_common { ProviderError { fault: Fault::Config, ..told } } else { told })
}

/// Whose organization, as the account's id tells; the company where no account is known.
fn name(connection: &Connection, organization: Organization) -> String {
    let account = connection.account.as_ref();
    let name = account.and_then(|account| (organization.named_by)(&account.id));
    name.map_or_else(|| connection.id.company.to_string(), str::to_owned)
}

/// Notes that the person must consent again, because the provider says so; where it says so of too many
/// at once (F33), nothing is noted and an operator is told. Where somebody has written since, what
/// failed is not what is stored any more, and nothing is noted either (F7).
pub(crate) async fn end<T>(
    app: &App,
    connection: Connection,
    reason: Reason,
) -> Result<T, RenewalError> {
    Box::pin(let_end(app, connection.id, Some(reason))).await?;
    Box::pin(expire(app, connection, reason)).await
}

/// Marks a connection whose tokens a use could not open, as the schedule does: `status` must not call it well
/// until it is due. Of too many at once it is our key that is wrong, and nothing is marked (F16, F33).
pub(crate) async fn mark_unreadable(app: &App, connection: Connection) {
    let seen = connection.version;
    let marked = async {
        let_end(app, connection.id, None).await?;
        app.store
            .update(&connection.set_aside(), Part::State, seen)
            .await
            .map_err(RenewalError::from)
    };
    if marked.await.is_err() {
        tracing::warn!("a connection that can't be read was not marked");
    }
}

/// # Errors
/// [`RenewalError::Held`] where too many connections would end: an operator is told.
async fn let_end(app: &App, id: ConnectionId, reason: Option<Reason>) -> Result<(), RenewalError> {
    let ConnectionId { company: company_id, owner, provider } = id;
    let (now, who) = (app.clock.now(), company_id.to_string());
    let tally = (provider, Kind::Endings);
    if app.store.count(tally, now, |tally| tally.lets_end(&who, now)).await? == Some(true) {
        return Ok(());
    }
    tracing::error!(
        alarm = "endings_held",
        company_id,
        owner_id = owner.person(),
        provider = provider.key(),
        ?reason,
        "too many connections would end: none does for now"
    );
    metrics::ending_held(provider, now);
    Err(RenewalError::Held)
}

/// Notes that the person must consent again, because the time is over that was told from the beginning.
pub(crate) async fn expire<T>(
    app: &App,
    connection: Connection,
    reason: Reason,
) -> Result<T, RenewalError> {
    let seen = connection.version;
    let ConnectionId { company: company_id, owner, provider } = connection.id;
    if app.store.update(&connection.ended(reason), Part::State, seen).await? == Save::Lost {
        return Err(RenewalError::Superseded);
    }
    // Written once for every connection that ends: what notifies the owner listens for it (F22).
    tracing::warn!(
        notice = "needs_reauthorization",
        company_id,
        owner_id = owner.person(),
        provider = provider.key(),
        ?reason,
        "the person must connect again"
    );
    Err(RenewalError::Ended)
}
