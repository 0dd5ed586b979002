//! Using a connection: its tokens, opened and renewed where needed, or the reason why they can't be used.

use std::time::Duration;

use secrecy::SecretString;

use crate::app::App;
use crate::connection::{Connection, Reason, State};
use crate::deadline;
use crate::error::{Error, Result};
use crate::fault::{Fault, ProviderError};
use crate::provider::Provider;
pub use crate::renewal::Access;
use crate::renewal::{self, Opened, Purpose, RenewalError};
use crate::store::When;

/// How long a use waits for a renewal by somebody else: pauses of a fifth of a second, for 10 s in all.
const PAUSE: Duration = Duration::from_millis(200);
const PAUSES: usize = 50;

/// The company's connection to `provider`, ready for use: renewed first where its access token is near
/// its end. Who finds somebody else renewing uses a token that still lives, or waits for the new one.
///
/// # Errors
/// [`Error::NotConnected`]; [`Error::ReauthorizationRequired`] where the grant is dead; outages.
pub async fn access(app: &App, company_id: i64, provider: Provider) -> Result<Access> {
    access_beyond(app, company_id, provider, None).await
}

/// Calls the provider's API with `access`. A token that is refused although it looks fresh is renewed
/// once and the call made once more; refused again, the grant is gone and that is noted.
///
/// # Errors
/// The call's own.
pub async fn with<T, C, F>(app: &App, access: &Access, call: C) -> Result<T, ProviderError>
where
    C: Fn(SecretString) -> F,
    F: Future<Output = Result<T, ProviderError>>,
{
    let refused = match call(access.access_token.clone()).await {
        Err(error) if error.fault == Fault::GrantGone => error,
        result => return result,
    };
    let Connection { company_id, provider, version, .. } = access.connection;
    match access_beyond(app, company_id, provider, Some(version)).await {
        Ok(renewed) => {
            let result = call(renewed.access_token.clone()).await;
            judge_again(app, &renewed.connection, result).await
        }
        Err(Error::ReauthorizationRequired(_) | Error::NotConnected(_)) => Err(refused),
        Err(_) => Err(ProviderError { fault: Fault::Transient, ..refused }),
    }
}

/// Notes that the provider no longer accepts the grant. Where the connection has changed since it
/// was read, somebody has renewed or replaced it, and nothing is noted (F7).
///
/// # Errors
/// [`Error::StorageUnavailable`].
pub async fn grant_is_gone(app: &App, connection: &Connection) -> Result<()> {
    match renewal::end::<()>(app, connection.clone(), Reason::Revoked).await {
        Err(RenewalError::Failed(error)) => Err(error),
        _ => Ok(()),
    }
}

/// A refusal of a token that is seconds old. At LinkedIn a new token may need a while to be known, so
/// it proves nothing there.
async fn judge_again<T>(
    app: &App,
    connection: &Connection,
    result: Result<T, ProviderError>,
) -> Result<T, ProviderError> {
    match result {
        Err(error) if error.fault == Fault::GrantGone => {
            if connection.provider == Provider::LinkedIn {
                return Err(ProviderError { fault: Fault::Transient, ..error });
            }
            if grant_is_gone(app, connection).await.is_err() {
                tracing::error!("a dead grant was not noted");
            }
            Err(error)
        }
        result => result,
    }
}

/// Access with another version's token than the `refused` one.
async fn access_beyond(
    app: &App,
    company_id: i64,
    provider: Provider,
    refused: Option<u64>,
) -> Result<Access> {
    for _ in 0..PAUSES {
        let connection = app.store.connection(company_id, provider).await;
        let connection = connection.map_err(|error| unreadable(error, provider))?;
        let connection = connection.ok_or(Error::NotConnected(provider))?;
        let is_refused = refused == Some(connection.version);
        match usable(app, connection, is_refused).await? {
            Some(access) => return Ok(access),
            None if deadline::pause(PAUSE).await.is_err() => break,
            None => {}
        }
    }
    Err(Error::ProviderUnavailable(provider))
}

/// A connection that can't be read is mended by a new consent, which `status` says too (F16).
fn unreadable(error: Error, provider: Provider) -> Error {
    match error {
        Error::Internal => Error::ReauthorizationRequired(provider),
        error => error,
    }
}

/// The connection with its token, renewed where needed; `None` where somebody else is at it.
async fn usable(app: &App, connection: Connection, is_refused: bool) -> Result<Option<Access>> {
    let provider = connection.provider;
    if connection.state != State::Active {
        return Err(Error::ReauthorizationRequired(provider));
    }
    let now = app.clock.now();
    let opened = match renewal::open(app, &connection).await {
        Ok(opened) => opened,
        Err(RenewalError::Failed(error)) => return Err(error),
        Err(_) => return Err(Error::Internal),
    };
    let access_token = opened.tokens.access_token.clone();
    let is_alive = connection.is_alive(now) && !is_refused;
    let is_due = is_refused || connection.is_due(now);
    let spare = is_alive.then(|| Access { connection: connection.clone(), access_token });
    let is_renewable = opened.tokens.refresh_token.is_some();
    match spare {
        Some(spare) if !is_due || !is_renewable || connection.rests(now) => Ok(Some(spare)),
        None if !is_renewable => gone(app, connection, is_refused).await,
        spare => renewed(app, connection, opened, spare).await,
    }
}

/// Renews; what is not the grant's end does no harm while the old token lives.
async fn renewed(
    app: &App,
    connection: Connection,
    opened: Opened,
    spare: Option<Access>,
) -> Result<Option<Access>> {
    let Connection { company_id, provider, version, .. } = connection;
    let now = app.clock.now();
    if let Some(until) = connection.pause(now) {
        let seconds = u64::try_from(until.duration_since(now).as_secs()).unwrap_or(0);
        return Err(Error::Throttled { provider, retry_after: Some(seconds) });
    }
    let result = match renewal::lease(app, company_id, provider, When::Unchanged(version)).await {
        Ok(leased) => renewal::renew(app, leased, opened, Purpose::Use).await,
        Err(error) => Err(error),
    };
    match (result, spare) {
        (Ok(access), _) => Ok(Some(access)),
        (Err(RenewalError::Ended), _) => Err(Error::ReauthorizationRequired(provider)),
        (Err(RenewalError::Superseded), _) => Ok(None),
        (Err(_), Some(spare)) => Ok(Some(spare)),
        (Err(RenewalError::Busy), None) => Ok(None),
        (Err(RenewalError::Refused(error)), None) => Err(error.into()),
        (Err(RenewalError::Failed(error)), None) => Err(error),
        (Err(RenewalError::Unreadable), None) => Err(Error::Internal),
    }
}

/// The end of an access token without a refresh token.
async fn gone(app: &App, connection: Connection, is_refused: bool) -> Result<Option<Access>> {
    let provider = connection.provider;
    let reason = if is_refused { Reason::Revoked } else { Reason::Expired };
    match renewal::end::<Access>(app, connection, reason).await {
        Err(RenewalError::Superseded) => Ok(None),
        Err(RenewalError::Failed(error)) => Err(error),
        _ => Err(Error::ReauthorizationRequired(provider)),
    }
}
