//! Who stands on the account that consented, where a provider keeps the last grant of each user only.
//!
//! The new grant has ended the tokens of whichever connection held the account, before anybody could know whose
//! it is. So an active one is given the new tokens, whatever becomes of this consent (F45); one that has
//! ended gives the account up, and is never revived.

use jiff::Timestamp;
use secrecy::ExposeSecret;
use shared::app::App;
use shared::connection::{Connection, State, Tokens};
use shared::model::account::Account;
use shared::model::error::{Error, Result};
use shared::model::owner::ConnectionId;
use shared::model::provider::Provider;
use shared::oauth::{Grant, Scopes};
use shared::platform::random;
use shared::providers::{Standing, profile};
use shared::store::{AccountHolder, Part, Save, insist};
use shared::vault::Context;

/// How often a write that lost a race is decided anew.
const TRIES: usize = 5;

/// What somebody has just consented to.
#[derive(Clone, Copy)]
pub(super) struct Consent<'a> {
    pub(super) grant: &'a Grant,
    pub(super) granted: &'a Scopes,
    /// When the code was sent.
    pub(super) sent_at: Timestamp,
}

/// Whether a new grant of `provider` ends the earlier ones of its account.
pub(super) fn is_alone(provider: Provider) -> bool {
    profile(provider).standing == Standing::OnePerAccount
}

/// The holder that `connection` takes `account` over from, if there is one: itself, or one that has ended.
///
/// # Errors
/// [`Error::AccountInUse`] where another active connection holds it, which has the new tokens then.
pub(super) async fn former(
    app: &App,
    connection: ConnectionId,
    account: &Account,
    consent: Consent<'_>,
) -> Result<Option<AccountHolder>> {
    let provider = connection.provider;
    let Some(holder) = app.store.holder(provider, &account.id).await? else { return Ok(None) };
    if holder.id != connection && keep(app, (holder.id, connection), account, consent).await? {
        return Err(Error::AccountInUse(provider));
    }
    Ok(Some(holder))
}

/// Gives the active connection `id` to `account` the tokens that replace its own, of a consent that was to make the
/// connection `wanted`; `false` where there is none.
///
/// # Errors
/// [`Error::StorageUnavailable`]: its tokens are lost then, and an operator is told.
pub(super) async fn keep(
    app: &App,
    (id, wanted): (ConnectionId, ConnectionId),
    account: &Account,
    consent: Consent<'_>,
) -> Result<bool> {
    let kept = insist(|| try_keep(app, (id, wanted), account, consent)).await;
    if kept.is_err() {
        tracing::error!(
            alarm = "renewed_tokens_lost",
            company_id = id.company,
            owner_id = id.owner.person(),
            provider = id.provider.key(),
            "new tokens were not stored"
        );
    }
    kept
}

/// Over whichever version there is: what a renewal under way brings is older, and dead.
async fn try_keep(
    app: &App,
    (id, wanted): (ConnectionId, ConnectionId),
    account: &Account,
    consent: Consent<'_>,
) -> Result<bool> {
    for _ in 0..TRIES {
        let is_its = |held: &Connection| {
            let own = held.account.as_ref().is_some_and(|own| own.id == account.id);
            own && held.state == State::Active
        };
        let Some(held) = app.store.connection(id).await?.known().filter(is_its) else {
            return Ok(false);
        };
        let seen = held.version;
        let last_known = held.last_known_alive();
        let mut next = continued(app, held, consent).await?;
        // Perhaps somebody has removed our app at the provider, to use the account elsewhere, and nobody has told us
        // yet. What was consented to for another connection is no sign that this one was still wanted.
        next.own_grant_until = (id != wanted).then_some(last_known);
        if app.store.update(&next, Part::Consent, seen).await? == Save::Saved {
            tracing::info!(
                audit = "replace_tokens",
                company_id = id.company,
                owner_id = id.owner.person(),
                provider = id.provider.key(),
                outcome = "success",
                "audit"
            );
            return Ok(true);
        }
    }
    Err(Error::StorageUnavailable)
}

/// `held` with the new tokens and what they are for; sealed with a key of their own, since nothing is opened.
async fn continued(app: &App, held: Connection, consent: Consent<'_>) -> Result<Connection> {
    let Consent { grant, granted, sent_at } = consent;
    let context = Context::of(held.id);
    let key = app.vault.data_key(context).await?;
    let plaintext = Tokens::of(grant).to_plaintext();
    let sealed = app.vault.seal(&key, context, plaintext.expose_secret().as_bytes())?;
    let mut next = held.renewed(grant, sent_at, sealed);
    next.scopes = granted.clone();
    let luck = u32::from_be_bytes(random::bytes()?);
    next.refresh_at = next.renewal_time(grant.refresh_token.is_some(), sent_at, luck);
    Ok(next)
}
