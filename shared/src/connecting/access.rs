//! Using a connection: its tokens, opened and renewed where needed, or the reason why they can't be used.

use std::time::Duration;

use secrecy::SecretString;

use crate::app::App;
pub use crate::connecting::renewal::Access;
use crate::connecting::renewal::{self, Opened, Purpose, RenewalError};
use crate::connection::{Connection, State};
use crate::model::error::{Error, Result};
use crate::model::fault::{Fault, ProviderError};
use crate::model::owner::ConnectionId;
use crate::model::reason::Reason;
use crate::platform::deadline;
use crate::providers::{YoungRefusal, profile};
use crate::store::{Stored, When};

/// How long a use waits for a renewal by somebody else: pauses of a fifth of a second, for 10 s in all.
const PAUSE: Duration = Duration::from_millis(200);
const PAUSES: usize = 50;
/// How long a young token may take to be known: pauses of half a second, for 6 s in all (LinkedIn's were
/// seen to need 5 to 10 s).
const SETTLING_PAUSE: Duration = Duration::from_millis(500);
const SETTLING_PAUSES: usize = 12;

/// The connection `id`, ready for use: renewed first where its access token is near its end. Who finds
/// somebody else renewing uses a token that still lives, or waits for the new one.
///
/// # Errors
/// [`Error::NotConnected`]; [`Error::ReauthorizationRequired`] where the grant is dead; outages.
pub async fn access(app: &App, id: ConnectionId) -> Result<Access> {
    access_beyond(app, id, None).await
}

/// The connection `id` with its access token, where that lives: nothing is renewed.
///
/// # Errors
/// As [`access`].
pub async fn living(app: &App, id: ConnectionId) -> Result<Option<Access>> {
    let connection = connection(app, id).await?;
    if connection.state != State::Active {
        return Err(Error::ReauthorizationRequired(id.provider));
    }
    if !connection.is_alive(app.clock.now()) {
        return Ok(None);
    }
    match renewal::open(app, &connection).await {
        Ok(opened) => Ok(Some(Access { connection, access_token: opened.tokens.access_token })),
        Err(RenewalError::Failed(error)) => Err(error),
        // Whoever uses it next marks it.
        Err(_) => Ok(None),
    }
}

/// Two connections as they were read at once, of which one is going to be used, or none: beside what tells which.
#[derive(Debug)]
pub struct Read([(ConnectionId, Stored<Connection>); 2]);

impl Read {
    /// Reads `first` and `second`; nothing of them is opened.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn both(app: &App, first: ConnectionId, second: ConnectionId) -> Result<Self> {
        let read = tokio::try_join!(app.store.connection(first), app.store.connection(second))?;
        Ok(Self([(first, read.0), (second, read.1)]))
    }

    /// The first where there is one, whatever its state, else the second, ready for use as [`access`] makes it.
    ///
    /// # Errors
    /// Those of [`access`].
    pub async fn access_first(&self, app: &App) -> Result<Access> {
        let Self([(first, stored), (second, _)]) = self;
        let id = if matches!(stored, Stored::Nothing) { *second } else { *first };
        self.access(app, id).await
    }

    /// The connection `id`, ready for use as [`access`] makes it; one that is none of the two is read now.
    ///
    /// # Errors
    /// Those of [`access`].
    pub async fn access(&self, app: &App, id: ConnectionId) -> Result<Access> {
        let Self(both) = self;
        if let Some((_, stored)) = both.iter().find(|(read, _)| *read == id)
            && let Some(access) = Box::pin(usable(app, there(id, stored.clone())?, None)).await?
        {
            return Ok(access);
        }
        // Another's; or somebody else is renewing it, who is waited for as ever.
        access(app, id).await
    }
}

/// Calls the provider's API with `access`. A token that is refused although it looks fresh is renewed
/// once and the call made once more. What is still refused then is an outage of this call: the token
/// endpoint has just proved that the grant lives. Microsoft's claims challenge is the exception.
///
/// # Errors
/// The call's own.
pub async fn with<T, C, F>(app: &App, access: &Access, call: C) -> Result<T, ProviderError>
where
    C: Fn(SecretString) -> F,
    F: Future<Output = Result<T, ProviderError>>,
{
    let refused = match ask(app, access, &call).await {
        Err(error) if error.is_about_the_token() => error,
        result => return result,
    };
    let Connection { id, version, .. } = access.connection;
    let is_young = access.connection.is_young(app.clock.now());
    // What follows is rare and boxed, so that it does not make every call's future, and stack, as large.
    if is_young && access.connection.was_renewed() {
        return Err(Box::pin(conclude(app, &access.connection, refused)).await);
    }
    let known = Refused { version, reason: refused.reason().filter(|_| !is_young) };
    match Box::pin(access_beyond(app, id, Some(known))).await {
        Ok(renewed) => match ask(app, &renewed, &call).await {
            Err(error) if error.is_about_the_token() => {
                Err(Box::pin(conclude(app, &renewed.connection, error)).await)
            }
            result => result,
        },
        Err(Error::ReauthorizationRequired(_) | Error::NotConnected(_)) => Err(ProviderError {
            fault: Fault::GrantGone(refused.reason().unwrap_or(Reason::Revoked)),
            ..refused
        }),
        Err(_) => Err(refused.transient()),
    }
}

/// A token that the API has refused.
#[derive(Clone, Copy, Debug)]
struct Refused {
    /// The version of the connection it came with.
    version: u64,
    /// Why its grant is gone, where that was said in documented words.
    reason: Option<Reason>,
}

/// Makes the call; with a young token, which the API may not know yet, again for some seconds until it does.
async fn ask<T, C, F>(app: &App, access: &Access, call: &C) -> Result<T, ProviderError>
where
    C: Fn(SecretString) -> F,
    F: Future<Output = Result<T, ProviderError>>,
{
    let Access { connection, access_token } = access;
    for _ in 0..SETTLING_PAUSES {
        // Boxed: the compiler would keep room for a whole call at each place that makes one.
        let result = Box::pin(call(access_token.clone())).await;
        let may_settle = profile(connection.id.provider).renewal.settling().is_positive()
            && connection.is_young(app.clock.now())
            && result.as_ref().is_err_and(|error| error.reason().is_some());
        if !may_settle {
            return result;
        }
        if deadline::pause(SETTLING_PAUSE).await.is_err() {
            return result;
        }
    }
    Box::pin(call(access_token.clone())).await
}

/// What it means that a token is refused which was granted a moment ago.
async fn conclude(app: &App, fresh: &Connection, refused: ProviderError) -> ProviderError {
    let renewal = &profile(fresh.id.provider).renewal;
    let reason = match (renewal.young_refusal, refused.reason()) {
        (YoungRefusal::Condition, Some(reason)) => reason,
        (YoungRefusal::NotYetKnown(_) | YoungRefusal::Nothing, _) | (_, None) => {
            return refused.transient();
        }
    };
    match renewal::end::<()>(app, fresh.clone(), reason).await {
        Err(RenewalError::Ended | RenewalError::Superseded) => refused,
        _ => {
            tracing::error!("a dead grant was not noted");
            refused.transient()
        }
    }
}

/// Access with another version's token than the `refused` one.
async fn access_beyond(app: &App, id: ConnectionId, refused: Option<Refused>) -> Result<Access> {
    for _ in 0..PAUSES {
        let connection = connection(app, id).await?;
        let refused = refused.filter(|refused| refused.version == connection.version);
        match Box::pin(usable(app, connection, refused)).await? {
            Some(access) => return Ok(access),
            None if deadline::pause(PAUSE).await.is_err() => break,
            None => {}
        }
    }
    Err(Error::ProviderUnavailable(id.provider))
}

/// The connection `id` as it is stored. One that can't be read is mended by a new
/// consent, which `status` says too (F16).
///
/// # Errors
/// [`Error::NotConnected`]; [`Error::ReauthorizationRequired`]; [`Error::StorageUnavailable`].
pub async fn connection(app: &App, id: ConnectionId) -> Result<Connection> {
    there(id, app.store.connection(id).await?)
}

fn there(id: ConnectionId, stored: Stored<Connection>) -> Result<Connection> {
    match stored {
        Stored::Known(connection) => Ok(connection),
        Stored::Nothing => Err(Error::NotConnected(id.provider)),
        Stored::Unreadable(_) => Err(Error::ReauthorizationRequired(id.provider)),
    }
}

/// The connection with its token, renewed where needed; `None` where somebody else is at it.
async fn usable(
    app: &App,
    connection: Connection,
    refused: Option<Refused>,
) -> Result<Option<Access>> {
    let provider = connection.id.provider;
    if connection.state != State::Active {
        return Err(Error::ReauthorizationRequired(provider));
    }
    let now = app.clock.now();
    let opened = match renewal::open(app, &connection).await {
        Ok(opened) => opened,
        Err(RenewalError::Failed(error)) => return Err(error),
        Err(_) => {
            renewal::tell_unreadable(connection.id);
            Box::pin(renewal::mark_unreadable(app, connection)).await;
            return Err(Error::ReauthorizationRequired(provider));
        }
    };
    let access_token = opened.tokens.access_token.clone();
    let is_alive = connection.is_alive(now) && refused.is_none();
    let is_due = refused.is_some() || connection.is_due(now);
    let spare = is_alive.then(|| Access { connection: connection.clone(), access_token });
    let is_renewable = opened.tokens.refresh_token.is_some();
    match spare {
        Some(spare) if !is_due || !is_renewable || connection.rests(now) => Ok(Some(spare)),
        None if !is_renewable => Box::pin(gone(app, connection, refused)).await,
        spare => Box::pin(renewed(app, connection, opened, spare)).await,
    }
}

/// Renews; what is not the grant's end does no harm while the old token lives.
async fn renewed(
    app: &App,
    connection: Connection,
    opened: Opened,
    spare: Option<Access>,
) -> Result<Option<Access>> {
    let Connection { id, version, .. } = connection;
    let provider = id.provider;
    let now = app.clock.now();
    if let Some(until) = connection.pause(now) {
        let seconds = u64::try_from(until.duration_since(now).as_secs()).unwrap_or(0);
        return Err(Error::Throttled { provider, retry_after: Some(seconds) });
    }
    let lease = renewal::new_lease(app)?;
    let result = match renewal::take(app, id, &lease, When::Unchanged(version)).await {
        Ok(leased) => renewal::renew(app, leased, opened, Purpose::Use).await,
        Err(error) => Err(error),
    };
    match (result, spare) {
        (Ok(access), _) => Ok(Some(access)),
        (Err(RenewalError::Ended), _) => Err(Error::ReauthorizationRequired(provider)),
        (Err(RenewalError::Superseded), _) => Ok(None),
        (Err(_), Some(spare)) => Ok(Some(spare)),
        (Err(RenewalError::Busy | RenewalError::Warned), None) => Ok(None),
        (Err(RenewalError::Held), None) => Err(Error::ProviderUnavailable(provider)),
        (Err(RenewalError::Refused(error)), None) if error.fault == Fault::Permission => {
            Err(Error::BlockedByPolicy(provider))
        }
        (Err(RenewalError::Refused(error)), None) => Err(error.into()),
        (Err(RenewalError::Failed(error)), None) => Err(error),
        (Err(RenewalError::Unreadable), None) => Err(Error::ReauthorizationRequired(provider)),
    }
}

/// The end of an access token without a refresh token: its time is over, or the API says so.
async fn gone(
    app: &App,
    connection: Connection,
    refused: Option<Refused>,
) -> Result<Option<Access>> {
    let provider = connection.id.provider;
    let is_over = !connection.is_alive(app.clock.now());
    let ended = match refused {
        None => renewal::expire::<Access>(app, connection, Reason::Expired).await,
        Some(_) if is_over => renewal::expire(app, connection, Reason::Expired).await,
        Some(Refused { reason: Some(reason), .. }) => renewal::end(app, connection, reason).await,
        Some(Refused { reason: None, .. }) => return Err(Error::ProviderUnavailable(provider)),
    };
    match ended {
        Err(RenewalError::Superseded) => Ok(None),
        Err(RenewalError::Held) => Err(Error::ProviderUnavailable(provider)),
        Err(RenewalError::Failed(error)) => Err(error),
        _ => Err(Error::ReauthorizationRequired(provider)),
    }
}
