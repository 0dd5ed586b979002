//! Using a connection: its tokens, opened, or the reason why they can't be used.

use jiff::SignedDuration;
use secrecy::{ExposeSecret, SecretString};

use crate::app::App;
use crate::connection::{Connection, State, Tokens};
use crate::error::{Error, Result};
use crate::provider::Provider;
use crate::vault::Context;

/// No token is used this close to its end: it could die on the way (F14).
const LAST_MINUTE: SignedDuration = SignedDuration::from_secs(60);

/// A connection and the access token to use it with.
#[derive(Debug)]
pub struct Access {
    /// The connection as read.
    pub connection: Connection,
    /// For the provider's API.
    pub access_token: SecretString,
}

/// The company's connection to `provider`, ready for use.
///
/// # Errors
/// [`Error::NotConnected`]; [`Error::ReauthorizationRequired`] where the grant is dead or the access
/// token has expired; outages.
pub async fn access(app: &App, company_id: i64, provider: Provider) -> Result<Access> {
    let connection = app.store.connection(company_id, provider).await?;
    let connection = connection.ok_or(Error::NotConnected(provider))?;
    let is_alive = connection.expires_at > app.clock.now() + LAST_MINUTE;
    if connection.state == State::NeedsReauthorization || !is_alive {
        return Err(Error::ReauthorizationRequired(provider));
    }
    let context = Context { company_id, provider };
    let plaintext = app.vault.open(&connection.sealed_tokens, context).await?;
    let tokens = Tokens::from_plaintext(plaintext.expose_secret()).ok_or(Error::Internal)?;
    Ok(Access { connection, access_token: tokens.access_token })
}

/// Notes that the provider no longer accepts the grant. Where the connection has changed since it
/// was read, somebody has renewed or replaced it, and nothing is noted (F7).
///
/// # Errors
/// [`Error::StorageUnavailable`].
pub async fn grant_is_gone(app: &App, connection: &Connection) -> Result<()> {
    let mut dead = connection.clone();
    dead.state = State::NeedsReauthorization;
    dead.version += 1;
    app.store.save(&dead, Some(connection.version)).await.map(|_| ())
}
