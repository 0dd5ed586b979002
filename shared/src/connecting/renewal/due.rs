//! One renewal by the schedule: every outcome is a value, so that none stops a sweep.

use tracing::Instrument;

use super::{Access, Purpose, RenewalError, new_lease, open, renew, take, tell_unreadable};
use crate::app::App;
use crate::connection::Lease;
use crate::model::error::Error;
use crate::model::fault::Fault;
use crate::model::owner::ConnectionId;
use crate::model::reason::Reason;
use crate::store::When;

/// What became of one scheduled renewal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It has new tokens.
    Renewed,
    /// The person must consent again.
    Ended,
    /// The person must consent again soon.
    Warned,
    /// Somebody else was at it, or it is not due any more.
    Skipped,
    /// It can't be read and was marked for an operator (F16).
    SetAside,
    /// The provider refused for now.
    Refused(Fault),
    /// Our own storage or key service failed; it stays due.
    Unavailable,
}

/// Renews the connection `id` if it is due. Each line of the log meanwhile says which it is: a run renews hundreds
/// side by side.
pub async fn renew_due(app: &App, id: ConnectionId) -> Outcome {
    let span = tracing::error_span!(
        "connection",
        company_id = id.company,
        owner_id = id.owner.person(),
        provider = id.provider.key(),
    );
    renew_once(app, id).instrument(span).await
}

async fn renew_once(app: &App, id: ConnectionId) -> Outcome {
    let Ok(lease) = new_lease(app) else { return Outcome::Unavailable };
    match due(app, id, &lease).await {
        Ok(_) => Outcome::Renewed,
        Err(RenewalError::Busy | RenewalError::Superseded) => Outcome::Skipped,
        Err(RenewalError::Ended) => Outcome::Ended,
        Err(RenewalError::Warned) => Outcome::Warned,
        Err(RenewalError::Held) => Outcome::Refused(Fault::GrantGone(Reason::Revoked)),
        Err(RenewalError::Refused(error)) => Outcome::Refused(error.fault),
        Err(RenewalError::Unreadable) => set_aside(app, id, &lease).await,
        Err(RenewalError::Failed(Error::NotConfigured(_))) => Outcome::Refused(Fault::Config),
        Err(RenewalError::Failed(_)) => Outcome::Unavailable,
    }
}

async fn due(app: &App, id: ConnectionId, lease: &Lease) -> Result<Access, RenewalError> {
    let taken = take(app, id, lease, When::Due(app.clock.now())).await?;
    let opened = open(app, &taken.connection).await?;
    renew(app, taken, opened, Purpose::Schedule).await
}

async fn set_aside(app: &App, id: ConnectionId, lease: &Lease) -> Outcome {
    tell_unreadable(id);
    match app.store.set_aside(id, lease).await {
        Ok(()) => Outcome::SetAside,
        Err(_) => Outcome::Unavailable,
    }
}
