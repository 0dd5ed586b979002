//! Renewing a connection's tokens, in one place, for use and for the schedule.
//!
//! A lease lets one renewer ask the provider (F5). New tokens are written before they are used, over the
//! version that was read: a disconnect (F24) or a new consent (F25) wins. Whatever fails is judged by
//! its `refusals` ([`crate::providers`]), and only what is listed there ends a connection (F21).

mod due;
mod ending;
mod writing;

pub use due::{Outcome, renew_due};
pub(crate) use ending::{end, expire, mark_unreadable};

use data_encoding::HEXLOWER;
use secrecy::{ExposeSecret, SecretString};
use thiserror::Error;

use crate::app::App;
use crate::connection::{Connection, Lease, Tokens};
use crate::model::error::{Error, Result};
use crate::model::fault::ProviderError;
use crate::model::owner::ConnectionId;
use crate::model::provider::Provider;
use crate::model::reason::Reason;
use crate::oauth::{self, Grant, TokenError};
use crate::people::audit::Audit;
use crate::platform::random;
use crate::providers::{Spending, profile};
use crate::store::{Leased, Taken, When};
use crate::vault::{Context, DataKey, VaultError};
use ending::{refused, warn};
use writing::write_back;

/// A connection and the access token to use it with.
#[derive(Clone, Debug)]
pub struct Access {
    /// The connection as read.
    pub connection: Connection,
    /// For the provider's API.
    pub access_token: SecretString,
}

/// Who asks for a renewal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Somebody who uses the connection now.
    Use,
    Schedule,
}

/// Opened tokens, and the key to seal the next ones with.
pub(crate) struct Opened {
    pub(crate) tokens: Tokens,
    key: DataKey,
}

/// Why there are no new tokens.
#[derive(Debug, Error)]
pub(crate) enum RenewalError {
    /// Somebody else is renewing.
    #[error("somebody else is renewing")]
    Busy,
    /// Somebody else has written, or deleted: read again.
    #[error("the connection was changed meanwhile")]
    Superseded,
    /// The person must consent again; that is noted.
    #[error("the grant is gone")]
    Ended,
    /// There is nothing to renew, and its end is near; that is noted.
    #[error("the grant ends soon")]
    Warned,
    /// The grant would be gone, and so would too many others at once: nothing has ended (F33).
    #[error("too many grants would be gone")]
    Held,
    /// The provider refused for now; that is noted.
    #[error(transparent)]
    Refused(ProviderError),
    /// What is stored can't be read, or its tokens not be opened (F16).
    #[error("the stored connection can't be read")]
    Unreadable,
    /// Our side failed; nothing is noted.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<VaultError> for RenewalError {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::Broken => Self::Unreadable,
            VaultError::Unavailable => Self::Failed(Error::StorageUnavailable),
        }
    }
}

/// A lease that nobody has yet, from now on.
pub(crate) fn new_lease(app: &App) -> Result<Lease> {
    Ok(Lease::new(HEXLOWER.encode(&random::bytes::<16>()?), app.clock.now()))
}

/// Takes `lease` of a connection.
pub(crate) async fn take(
    app: &App,
    id: ConnectionId,
    lease: &Lease,
    when: When,
) -> Result<Taken, RenewalError> {
    match app.store.lease(id, lease, app.clock.now(), when).await? {
        Leased::Taken(taken) => Ok(*taken),
        Leased::Refused => Err(RenewalError::Busy),
        Leased::Unreadable => Err(RenewalError::Unreadable),
    }
}

/// Tells an operator of a connection that can't be read, or whose tokens can't be opened (F16).
pub(crate) fn tell_unreadable(id: ConnectionId) {
    tracing::error!(
        alarm = "connection_unreadable",
        company_id = id.company,
        owner_id = id.owner.person(),
        provider = id.provider.key(),
        "a connection can't be read"
    );
}

/// Opens a connection's tokens: at most one `kms:Decrypt`.
pub(crate) async fn open(app: &App, connection: &Connection) -> Result<Opened, RenewalError> {
    let (plaintext, key) =
        app.vault.open_with_key(&connection.sealed_tokens, context(connection)).await?;
    let tokens = Tokens::from_plaintext(plaintext.expose_secret());
    Ok(Opened { tokens: tokens.ok_or(RenewalError::Unreadable)?, key })
}

/// Renews a connection whose lease was taken, and notes the result.
pub(crate) async fn renew(
    app: &App,
    leased: Taken,
    opened: Opened,
    purpose: Purpose,
) -> Result<Access, RenewalError> {
    let Connection { id: connection, user_id, .. } = leased.connection;
    let provider = connection.provider;
    let result = renew_once(app, leased, opened, purpose).await;
    let audit = Audit { action: "renew", user_id, connection };
    match &result {
        Ok(_) => audit.record(&Ok(())),
        Err(RenewalError::Ended) => {
            audit.record::<()>(&Err(Error::ReauthorizationRequired(provider)));
        }
        Err(RenewalError::Refused(_) | RenewalError::Held) => {
            audit.record::<()>(&Err(Error::ProviderUnavailable(provider)));
        }
        Err(_) => {}
    }
    result
}

async fn renew_once(
    app: &App,
    taken: Taken,
    opened: Opened,
    purpose: Purpose,
) -> Result<Access, RenewalError> {
    let Opened { tokens, key } = opened;
    let leased = &taken.connection;
    let Some(refresh_token) = tokens.refresh_token else {
        return Err(unrenewable(app, taken.connection).await);
    };
    // Before the provider is asked, so that afterwards only the write can fail.
    let key = app.vault.current_key(key, context(leased)).await;
    let sent_at = app.clock.now();
    let grant = match request(app, leased, &refresh_token).await? {
        Ok(grant) => grant,
        Err(error) => return refused(app, taken, &error).await,
    };
    // An answer without a refresh token keeps the old one (RFC 6749, section 6; F9).
    let refresh_token = grant.refresh_token.clone().unwrap_or(refresh_token);
    let tokens =
        Tokens { access_token: grant.access_token.clone(), refresh_token: Some(refresh_token) };
    let plaintext = tokens.to_plaintext();
    let sealed = app.vault.seal(&key, context(leased), plaintext.expose_secret().as_bytes())?;
    let mut next = leased.clone().renewed(&grant, sent_at, sealed);
    if purpose == Purpose::Use {
        next.last_used_at = Some(sent_at);
    }
    let luck = u32::from_be_bytes(random::bytes()?);
    next.refresh_at = next.renewal_time(true, sent_at, luck);
    let connection = write_back(app, leased, next).await?;
    Ok(Access { connection, access_token: grant.access_token })
}

/// What can't be renewed ends in time, and its owner is told before (F22).
async fn unrenewable(app: &App, leased: Connection) -> RenewalError {
    let now = app.clock.now();
    if !leased.must_be_reconnected(now) && leased.is_alive(now) {
        return warn(app, leased).await;
    }
    match expire::<()>(app, leased, Reason::Expired).await {
        Ok(()) => RenewalError::Ended,
        Err(error) => error,
    }
}

/// A secret that was rotated a moment ago is read again, once (S31).
async fn request(
    app: &App,
    connection: &Connection,
    refresh_token: &SecretString,
) -> Result<Result<Grant, TokenError>> {
    let provider = connection.id.provider;
    let scopes = profile(provider).renewal.scopes(&connection.scopes);
    let registration = app.registration(provider).await?;
    let ask = || oauth::refresh(&app.http, &registration, refresh_token, scopes.as_ref());
    let result = match ask().await {
        Err(error) if can_be_asked_again(provider, &error) => ask().await,
        result => result,
    };
    if !result.as_ref().is_err_and(TokenError::is_invalid_client) {
        return Ok(result);
    }
    app.secrets.reload_client(provider).await?;
    let registration = app.registration(provider).await?;
    Ok(oauth::refresh(&app.http, &registration, refresh_token, scopes.as_ref()).await)
}

/// Whether new tokens may have been lost on their way, and come again where they are asked for at once.
fn can_be_asked_again(provider: Provider, error: &TokenError) -> bool {
    let is_lost = match error {
        TokenError::Http(error) => !error.is_unsent(),
        // There was an answer, and no tokens in it.
        TokenError::Unavailable { .. } | TokenError::Malformed | TokenError::Refused(_) => false,
    };
    is_lost && profile(provider).renewal.spending == Spending::AfterGrace
}

const fn context(connection: &Connection) -> Context {
    Context::of(connection.id)
}
