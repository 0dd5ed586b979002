//! Withdrawing a grant at its provider, by one rule for whoever no longer wants it: a consent that was
//! not enough is given back, a connection is disconnected, an account is replaced.
//!
//! A provider may end everything that an account granted us, so nothing is withdrawn while a connection
//! of any company, its own or one of its people's, stands on the account (S45), and nothing where the
//! account is not known. What can't be done now is remembered, sealed, and tried again by the schedule for
//! a week (S33).

use std::time::Duration;

use data_encoding::HEXLOWER;
use futures::stream::{self, StreamExt};
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};

use crate::app::App;
use crate::connecting::channels;
use crate::connecting::plans;
use crate::connection::{Connection, Tokens, Withdrawal};
use crate::model::account::Account;
use crate::model::error::{Error, Result};
use crate::model::owner::ConnectionId;
use crate::model::provider::Provider;
use crate::oauth::{self, Credentials, Grant, Metadata, RevocationRequest, TokenError};
use crate::platform::deadline::{self, RESERVE};
use crate::platform::random;
use crate::providers::profile;
use crate::store::{DueWithdrawal, Stored};
use crate::vault::{Context, VaultError};

/// The longest a person waits for the provider.
const TIME_BOX: Duration = Duration::from_secs(5);
/// Withdrawals at a time in a run of the schedule.
const AT_A_TIME: usize = 4;

/// What became of a grant that nobody wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The provider has confirmed that it is withdrawn.
    Withdrawn,
    /// The provider has no way to withdraw it.
    NotOffered,
    /// It stays, because another connection stands on the same account.
    InUse,
    /// It stays, because the account is not known: another connection may stand on it.
    Unknown,
    /// Nobody has confirmed; it is tried again.
    Unconfirmed,
}

/// Remembers that `connection`'s grant is to be withdrawn, before the connection goes: whatever breaks
/// off afterwards, the schedule finds it, and finds the connection in its way if that is there still.
/// `None` where there is nothing that could be withdrawn.
///
/// # Errors
/// [`Error::StorageUnavailable`].
pub async fn remember(app: &App, connection: &Connection) -> Result<Option<Withdrawal>> {
    if !is_offered(connection.id.provider) {
        return Ok(None);
    }
    let id = HEXLOWER.encode(&random::bytes::<8>()?);
    let withdrawal = Withdrawal::of(connection, id, app.clock.now());
    let Some(mut withdrawal) = withdrawal else { return Ok(None) };
    withdrawal.channels = channels::of(app, connection).await?;
    app.store.remember_withdrawal(&withdrawal).await?;
    Ok(Some(withdrawal))
}

/// Deletes the connection `id`, withdraws its grant, and stops what is planned with it; `None` where there was none.
/// That it ends is noted before the connection goes, so that no crash and no lost answer leaves anything standing.
///
/// # Errors
/// [`Error::StorageUnavailable`].
pub async fn disconnect(app: &App, id: ConnectionId) -> Result<Option<Outcome>> {
    let planned = plans::note_end(app, id).await?;
    let outcome = end(app, id).await?;
    if let Some(planned) = planned {
        plans::stop_noted(app, &planned).await;
    }
    Ok(outcome)
}

/// Deletes the connection `id` and withdraws its grant, and leaves what is planned with it; `None` where there was
/// none.
///
/// # Errors
/// [`Error::StorageUnavailable`].
pub async fn end(app: &App, id: ConnectionId) -> Result<Option<Outcome>> {
    let noted = match app.store.connection(id).await? {
        Stored::Known(connection) => remember(app, &connection).await?,
        Stored::Nothing | Stored::Unreadable(_) => None,
    };
    let gone = app.store.disconnect(id).await?;
    if let Stored::Known(old) = &gone
        && !is_offered(id.provider)
    {
        // Nobody will withdraw its grant, and nobody will have it.
        channels::stop_all(app, old).await;
    }
    if id.provider.is_company_only() {
        // Behind the connection, without which nobody chooses one.
        app.store.forget_channel(id.company).await?;
    }
    let noted = match (gone, noted) {
        // Perhaps it was ours, and the answer to it lost.
        (Stored::Nothing, noted) => noted,
        (Stored::Unreadable(_), _) => return Ok(Some(left_standing(id.provider))),
        (Stored::Known(old), Some(noted)) if noted.sealed_tokens == old.sealed_tokens => {
            Some(noted)
        }
        // Renewed, or made, since it was read.
        (Stored::Known(old), _) => match remember(app, &old).await {
            Ok(Some(noted)) => Some(noted),
            Ok(None) | Err(_) => return Ok(Some(left_standing(id.provider))),
        },
    };
    match noted {
        Some(noted) => Ok(Some(attempt(app, &noted).await)),
        None => Ok(None),
    }
}

/// Whether grants of `provider` can be withdrawn by us.
pub const fn is_offered(provider: Provider) -> bool {
    profile(provider).revocation.is_offered()
}

/// Tries to withdraw what is remembered, and forgets it once that is settled.
pub async fn attempt(app: &App, withdrawal: &Withdrawal) -> Outcome {
    let outcome = match tokens(app, withdrawal).await {
        Ok(tokens) => {
            let Withdrawal { connection, channels, .. } = withdrawal;
            channels::stop_each(app, *connection, channels, &tokens.access_token).await;
            let whose = (withdrawal.connection, withdrawal.user_id);
            withdraw(app, whose, Some(&withdrawal.account_id), &tokens).await
        }
        // Nobody can ever open it.
        Err(VaultError::Broken) => Outcome::Unknown,
        Err(VaultError::Unavailable) => Outcome::Unconfirmed,
    };
    if outcome != Outcome::Unconfirmed && app.store.forget_withdrawal(withdrawal).await.is_err() {
        tracing::warn!("a settled withdrawal was not forgotten: it is tried once more");
    }
    outcome
}

/// Gives back a grant of `user_id` that is not kept as the connection it was meant to be (S13), best
/// effort; what can't be done now is remembered.
pub async fn give_back(
    app: &App,
    (connection, user_id): (ConnectionId, i64),
    account: Option<&Account>,
    grant: &Grant,
) -> Outcome {
    let account_id = account.map(|account| account.id.as_str());
    let tokens = Tokens::of(grant);
    let outcome = withdraw(app, (connection, Some(user_id)), account_id, &tokens).await;
    if let (Outcome::Unconfirmed, Some(account_id)) = (outcome, account_id)
        && let Err(error) = seal_and_remember(app, (connection, user_id), account_id, grant).await
    {
        tracing::error!(code = error.code(), "a grant that is not kept was not given back");
    }
    outcome
}

/// Works on what was due at `now`, until `last_start`; how many are settled, and how many are not.
///
/// # Errors
/// [`Error::StorageUnavailable`] where the index can't be read.
pub async fn retry(app: &App, now: Timestamp, last_start: Timestamp) -> Result<(usize, usize)> {
    let due = app.store.due_withdrawals(now).await?;
    let attempts = due.into_iter().map(|due| retry_one(app, due, last_start));
    let settled = stream::iter(attempts).buffer_unordered(AT_A_TIME);
    let settled: Vec<Option<bool>> = settled.collect().await;
    let count = |wanted| settled.iter().filter(|is_settled| **is_settled == Some(wanted)).count();
    Ok((count(true), count(false)))
}

/// Whether one is settled; `None` where somebody else is at it.
async fn retry_one(app: &App, due: DueWithdrawal, last_start: Timestamp) -> Option<bool> {
    let now = app.clock.now();
    if now >= last_start {
        return Some(false);
    }
    let withdrawal = match app.store.take_withdrawal(due, now).await {
        Ok(taken) => taken?,
        Err(_) => return Some(false),
    };
    let outcome = attempt(app, &withdrawal).await;
    let Withdrawal { connection, attempts, .. } = withdrawal;
    let (company_id, provider) = (connection.company, connection.provider.key());
    tracing::info!(company_id, provider, attempts, ?outcome, "a grant was to be withdrawn");
    if outcome != Outcome::Unconfirmed {
        return Some(true);
    }
    if withdrawal.until() <= now && app.store.forget_withdrawal(&withdrawal).await.is_ok() {
        tracing::error!(company_id, provider, "a grant was not withdrawn within a week");
        return Some(true);
    }
    Some(false)
}

async fn withdraw(
    app: &App,
    (connection, user_id): (ConnectionId, Option<i64>),
    account_id: Option<&str>,
    tokens: &Tokens,
) -> Outcome {
    let provider = connection.provider;
    if !is_offered(provider) {
        return Outcome::NotOffered;
    }
    let Some(account_id) = account_id else { return Outcome::Unknown };
    match app.store.is_account_in_use(connection, user_id, account_id).await {
        Ok(false) => {}
        Ok(true) => return Outcome::InUse,
        // Unknown is no permission to end somebody else's connection.
        Err(_) => return Outcome::Unconfirmed,
    }
    match deadline::limit(TIME_BOX, RESERVE, ask(app, provider, tokens)).await {
        Ok(Ok(true)) => Outcome::Withdrawn,
        Ok(Ok(false)) => Outcome::NotOffered,
        Ok(Err(error)) => {
            tracing::warn!(provider = provider.key(), %error, "the grant was not withdrawn");
            Outcome::Unconfirmed
        }
        Err(_) => Outcome::Unconfirmed,
    }
}

async fn ask(app: &App, provider: Provider, tokens: &Tokens) -> Result<bool, TokenError> {
    let metadata = app.metadata(provider);
    let token = tokens.refresh_token.as_ref().unwrap_or(&tokens.access_token);
    match metadata.revocation_request {
        RevocationRequest::Token => oauth::revoke(&app.http, &metadata, token, None).await,
        RevocationRequest::TokenAndClient => ask_as(app, provider, token).await,
        RevocationRequest::BasicWithQuery => ask_with_living(app, provider, tokens).await,
        RevocationRequest::Bearer(_) => ask_for_each(app, &metadata, tokens).await,
    }
}

/// Where a token is ended by its own use, each that we have is.
async fn ask_for_each(app: &App, metadata: &Metadata, tokens: &Tokens) -> Result<bool, TokenError> {
    let mut is_ended = oauth::revoke(&app.http, metadata, &tokens.access_token, None).await?;
    if let Some(refresh_token) = &tokens.refresh_token {
        is_ended &= oauth::revoke(&app.http, metadata, refresh_token, None).await?;
    }
    Ok(is_ended)
}

async fn ask_as(app: &App, provider: Provider, token: &SecretString) -> Result<bool, TokenError> {
    let registration = app.registration(provider).await.map_err(|_| TokenError::Malformed)?;
    let credentials = Credentials {
        client_id: &registration.client_id,
        client_secret: &registration.client_secret,
    };
    oauth::revoke(&app.http, &registration.metadata, token, Some(credentials)).await
}

/// Where an access token is what is revoked, one that is over is renewed first. A refresh token that is
/// refused then was spent, or is dead: nothing of ours can use the grant any more.
async fn ask_with_living(
    app: &App,
    provider: Provider,
    tokens: &Tokens,
) -> Result<bool, TokenError> {
    let refused = match ask_as(app, provider, &tokens.access_token).await {
        Err(error @ TokenError::Refused(_)) if !error.is_invalid_client() => error,
        result => return result,
    };
    let Some(refresh_token) = &tokens.refresh_token else { return Err(refused) };
    let registration = app.registration(provider).await.map_err(|_| TokenError::Malformed)?;
    match oauth::refresh(&app.http, &registration, refresh_token, None).await {
        Ok(grant) => ask_as(app, provider, &grant.access_token).await,
        Err(TokenError::Refused(refusal)) if refusal.error == "invalid_grant" => Ok(true),
        Err(error) => Err(error),
    }
}

async fn tokens(app: &App, withdrawal: &Withdrawal) -> Result<Tokens, VaultError> {
    let context = Context::of(withdrawal.connection);
    let plaintext = app.vault.open(&withdrawal.sealed_tokens, context).await?;
    Tokens::from_plaintext(plaintext.expose_secret()).ok_or(VaultError::Broken)
}

async fn seal_and_remember(
    app: &App,
    whose: (ConnectionId, i64),
    account_id: &str,
    grant: &Grant,
) -> Result<(), Error> {
    let context = Context::of(whose.0);
    let key = app.vault.data_key(context).await?;
    let plaintext = Tokens::of(grant).to_plaintext();
    let sealed = app.vault.seal(&key, context, plaintext.expose_secret().as_bytes())?;
    let id = HEXLOWER.encode(&random::bytes::<8>()?);
    let withdrawal = Withdrawal::new(whose, account_id.to_owned(), sealed, id, app.clock.now());
    app.store.remember_withdrawal(&withdrawal).await
}

/// What becomes of a grant that nothing is known of any more.
const fn left_standing(provider: Provider) -> Outcome {
    if is_offered(provider) { Outcome::Unknown } else { Outcome::NotOffered }
}
