//! From a code to a connection: exchanged, judged, identified, sealed.

use secrecy::ExposeSecret;
use shared::app::App;
use shared::connection::{self, Beginning, Connection, Holder, PendingAuthorization, Tokens};
use shared::model::error::{Error, Result};
use shared::model::owner::ConnectionId;
use shared::oauth::UnverifiedGrant;
use shared::people::auth::Caller;
use shared::platform::random;
use shared::vault::Context;

use crate::account::identify;
use crate::exchange::{exchange, sufficient};
use crate::give_back::give_back;
use crate::saving::{Connected, save};
use crate::standing::{self, Consent};

/// Exchanges the code of `response` and stores the connection that was `pending`.
///
/// # Errors
/// As [`crate::complete::complete`]; nothing is stored then.
pub(super) async fn connect(
    app: &App,
    caller: &Caller,
    pending: &PendingAuthorization,
    response: &UnverifiedGrant,
) -> Result<Connected> {
    let whose = (pending.connection, pending.user_id);
    let provider = pending.connection.provider;
    let sent_at = app.clock.now();
    let grant = exchange(app, provider, response).await?;
    let told = grant.scopes.clone();
    let granted = told.unwrap_or_else(|| app.config.client(provider).scopes.clone());
    let consent = Consent { grant: &grant, granted: &granted, sent_at };
    if let Err(error) = sufficient(app, provider, &grant) {
        return Err(insufficient(app, whose, consent, error).await);
    }
    let context = Context::of(pending.connection);
    let (identity, data_key) = tokio::join!(
        identify(app, pending.connection, &grant, &granted),
        app.vault.data_key(context)
    );
    let (account, provider_data) = identity?;
    if standing::is_alone(provider) {
        // Before anything can fail that has to do with this consent only.
        standing::former(app, pending.connection, &account, consent).await?;
    }
    let data_key = data_key?;
    let plaintext = Tokens::of(&grant).to_plaintext();
    let beginning = Beginning {
        sealed_tokens: app.vault.seal(&data_key, context, plaintext.expose_secret().as_bytes())?,
        scopes: granted.clone(),
        expires_at: connection::expires_at(&grant, sent_at),
        reauthorize_by: connection::reauthorize_by(&grant, sent_at),
        connected_at: app.clock.now(),
        version: u64::from(u32::from_be_bytes(random::bytes()?)),
    };
    let mut connection = Connection::new(pending.connection, pending.user_id, beginning);
    connection.account = Some(account);
    connection.granted_at = Some(sent_at);
    connection.provider_data = provider_data;
    if !pending.connection.owner.is_company() {
        connection.holder = Holder::new(caller.email(), app.clock.now());
    }
    let luck = u32::from_be_bytes(random::bytes()?);
    let is_renewable = grant.refresh_token.is_some();
    connection.refresh_at = connection.renewal_time(is_renewable, sent_at, luck);
    let account = connection.account.clone();
    let result = save(app, connection, pending.replace, consent).await;
    if matches!(result, Err(Error::AccountMismatch(_))) {
        give_back(app, whose, account.as_ref(), &grant).await;
    }
    result
}

/// A consent that is not enough is given back, unless a connection stands on the account whose earlier tokens
/// it has ended.
async fn insufficient(
    app: &App,
    whose: (ConnectionId, i64),
    consent: Consent<'_>,
    error: Error,
) -> Error {
    let (connection, _) = whose;
    let known = if standing::is_alone(connection.provider) {
        let named = identify(app, connection, consent.grant, consent.granted).await;
        named.ok().map(|(account, _)| account)
    } else {
        None
    };
    if let Some(account) = &known {
        match standing::former(app, connection, account, consent).await {
            Err(error) => return error,
            Ok(_) => match standing::keep(app, (connection, connection), account, consent).await {
                Ok(false) => {}
                Ok(true) | Err(_) => return error,
            },
        }
    }
    give_back(app, whose, known.as_ref(), consent.grant).await;
    error
}
