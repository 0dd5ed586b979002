//! When the provider says no: a note, or the end of the grant.

use super::RenewalError;
use crate::app::App;
use crate::connection::{Connection, Reason};
use crate::fault::Fault;
use crate::metrics;
use crate::oauth::TokenError;
use crate::providers::classification;
use crate::store::{Part, Save};

/// Notes what the token endpoint's `error` means for the connection; it is always an error.
pub(super) async fn refused<T>(
    app: &App,
    leased: Connection,
    error: &TokenError,
) -> Result<T, RenewalError> {
    let now = app.clock.now();
    let error_of_provider = classification::refresh_fault(leased.provider, error, now);
    let fault = error_of_provider.fault;
    if fault == Fault::GrantGone {
        let reason = match error {
            TokenError::Refused(refusal) => classification::reason(refusal),
            _ => Reason::Revoked,
        };
        return end(app, leased, reason).await;
    }
    if fault == Fault::Config {
        tracing::error!(provider = leased.provider.key(), %error, "our registration is refused");
        metrics::provider_misconfigured(leased.provider, now);
    }
    let (seen, lease) = (leased.version, leased.lease.clone());
    let owner = lease.map(|lease| lease.owner).unwrap_or_default();
    let noted = app.store.update(&leased.failed(fault, now), Part::Attempt(&owner), seen).await;
    if noted.is_err() {
        tracing::warn!("a failed renewal was not noted");
    }
    Err(RenewalError::Refused(error_of_provider))
}

/// Notes that the person must consent again. Where somebody has written since, what failed is not what
/// is stored any more, and nothing is noted (F7).
pub(crate) async fn end<T>(
    app: &App,
    connection: Connection,
    reason: Reason,
) -> Result<T, RenewalError> {
    let (seen, company_id, provider) =
        (connection.version, connection.company_id, connection.provider);
    if app.store.update(&connection.ended(reason), Part::State, seen).await? == Save::Lost {
        return Err(RenewalError::Superseded);
    }
    // Written once for every connection that ends: what notifies the owner listens for it (F22).
    tracing::warn!(
        notice = "needs_reauthorization",
        company_id,
        provider = provider.key(),
        ?reason,
        "the person must connect again"
    );
    Err(RenewalError::Ended)
}
