//! The frontend's visit: the person who began exchanges the code for a connection.
//!
//! Order matters. The company is asked first, so that an ATS that is down burns nothing. Then the
//! pending authorization is taken, once. Nothing is stored before everything has been checked, so a
//! crash leaves no half connection (F26).

use lambda_http::Request;
use secrecy::ExposeSecret;
use serde::Serialize;
use shared::app::App;
use shared::connecting::withdrawal;
use shared::connection::{self, Beginning, Connection, Holder, PendingAuthorization, Tokens};
use shared::model::error::{Error, Result};
use shared::model::fault::Fault;
use shared::model::owner::{ConnectionId, Owner, Whose};
use shared::model::provider::Provider;
use shared::model::warning::Warning;
use shared::oauth::{self, AuthorizationResponse, Grant, PkceVerifier, State, UnverifiedGrant};
use shared::people::audit::Audit;
use shared::people::auth::Caller;
use shared::people::employer::Employer;
use shared::platform::metrics;
use shared::platform::random;
use shared::platform::request::{self, Query};
use shared::providers::{profile, scopes};
use shared::store::{Save, Stored, Unreadable};
use shared::vault::Context;
use shared::words::Text;

use crate::account::identify;
use crate::give_back::give_back;
use crate::standing::{self, Consent};

/// How often a write that lost a race is decided anew.
const TRIES: usize = 5;

#[derive(Debug, Serialize)]
pub struct Answer {
    message: Text,
    success: bool,
    provider: &'static str,
    /// Whose it is: `me` or `company`.
    r#for: &'static str,
    account: Option<String>,
    /// The account whose place it took, where that was another one and is known.
    replaced_account: Option<String>,
    /// What was asked for, not granted, and can't be done therefore.
    warnings: Vec<Warning>,
}

/// A connection that is stored.
struct Connected {
    connection: Connection,
    /// The one of another account that stood in its place.
    replaced: Option<Connection>,
}

/// Completes the caller's authorization.
///
/// # Errors
/// `invalid_request` (S11), `invalid_state` (S1, S2, S5, S6), `state_mismatch` (S3), `company_changed`
/// (S4), `issuer_mismatch` (S8), `code_refused`, `missing_scope` (S13), `refresh_token_missing`,
/// `work_account_required`, `account_mismatch` (S14), those of the caller, and outages.
pub(super) async fn complete(app: &App, request: &Request) -> Result<Answer> {
    let caller = Caller::of(request, &app.secrets, &app.clock).await?;
    let provider = request::provider(request)?;
    let response = match AuthorizationResponse::parse(&Query::of(request)?)? {
        AuthorizationResponse::Granted(response) => response,
        AuthorizationResponse::Refused(_) => return Err(Error::Cancelled),
        AuthorizationResponse::AdminConsented => return Err(Error::InvalidState),
    };
    let employer = caller.with_company(&app.ats).await?;
    let pending = claim(app, provider, employer, &response.state).await;
    let unknown = employer.company_connection(provider);
    let connection = pending.as_ref().map_or(unknown, |pending| pending.connection);
    let result = match pending {
        Ok(pending) => authorize(app, &caller, &pending, &response).await,
        Err(error) => Err(error),
    };
    Audit { action: "connect", user_id: employer.user_id, connection }.record(&result);
    let Connected { connection, replaced } = result?;
    if let Some(old) = &replaced {
        record_replacement(&connection, old);
    }
    let asked = &app.config.client(provider).scopes;
    let limits = scopes::limits(provider, asked, &connection.scopes);
    let label = |connection: Connection| connection.account.map(|account| account.label);
    let (whose, message) = match connection.id.owner {
        Owner::Company => (Whose::Company, Text::new("connected")),
        Owner::Person(_) => (Whose::Me, Text::new("connected-own")),
    };
    Ok(Answer {
        message: message.with("provider", provider),
        success: true,
        provider: provider.key(),
        r#for: whose.name(),
        account: label(connection),
        replaced_account: replaced.and_then(label),
        warnings: limits.into_iter().map(Warning::scope_not_granted).collect(),
    })
}

/// Whose connection ended when another account took its place, in the audit trail: ids only.
fn record_replacement(connection: &Connection, old: &Connection) {
    let &Connection { id, user_id, .. } = connection;
    let account = |connection: &Connection| connection.account.as_ref().map(|own| own.id.clone());
    tracing::info!(
        audit = "replace_account",
        user_id,
        company_id = id.company,
        owner_id = id.owner.person(),
        provider = id.provider.key(),
        account = account(connection),
        former_account = account(old),
        former_user_id = old.user_id,
        outcome = "success",
        "audit"
    );
}

async fn authorize(
    app: &App,
    caller: &Caller,
    pending: &PendingAuthorization,
    response: &UnverifiedGrant,
) -> Result<Connected> {
    let provider = pending.connection.provider;
    let expected = app.registration(provider).await?.metadata.issuer;
    if expected.zip(response.issuer.as_deref()).is_some_and(|(expected, issuer)| expected != issuer)
    {
        return Err(Error::IssuerMismatch(provider));
    }
    connect(app, caller, pending, response).await
}

/// Takes the pending authorization: whatever is wrong with it, it can't be used again.
async fn claim(
    app: &App,
    provider: Provider,
    employer: Employer,
    state: &State,
) -> Result<PendingAuthorization> {
    let pending = app.store.claim(state).await?.ok_or(Error::InvalidState)?;
    if pending.expires_at <= app.clock.now() || pending.connection.provider != provider {
        return Err(Error::InvalidState);
    }
    if pending.user_id != employer.user_id {
        let (began, returned) = (pending.user_id, employer.user_id);
        tracing::warn!(
            security_event = "oauth_state_mismatch",
            began,
            returned,
            "a flow came back to another user"
        );
        return Err(Error::StateMismatch);
    }
    if pending.connection.company != employer.company_id {
        return Err(Error::CompanyChanged);
    }
    Ok(pending)
}

async fn connect(
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
            Ok(_) => match standing::keep(app, connection, account, consent).await {
                Ok(false) => {}
                Ok(true) | Err(_) => return error,
            },
        }
    }
    give_back(app, whose, known.as_ref(), consent.grant).await;
    error
}

/// Whether the granted scopes and the tokens are what no connection does without (S13, F23); what else is
/// missing is said in the answer and in `status`.
fn sufficient(app: &App, provider: Provider, grant: &Grant) -> Result<()> {
    let asked = &app.config.client(provider).scopes;
    if let Some(scope) = scopes::missing(provider, asked, grant) {
        return Err(Error::MissingScope { provider, scope });
    }
    if profile(provider).renewal.is_certain && grant.refresh_token.is_none() {
        return Err(Error::RefreshTokenMissing(provider));
    }
    Ok(())
}

/// A secret that was rotated a moment ago is read again, once (S31).
async fn exchange(app: &App, provider: Provider, response: &UnverifiedGrant) -> Result<Grant> {
    let UnverifiedGrant { code, state, .. } = response;
    let (registration, secret) =
        tokio::try_join!(app.registration(provider), app.secrets.code_verifiers())?;
    let verifier = PkceVerifier::derive(&secret.code_verifier_key, state);
    let result = match oauth::exchange_code(&app.http, &registration, code, &verifier).await {
        Err(error) if error.is_invalid_client() => {
            app.secrets.reload_client(provider).await?;
            let registration = app.registration(provider).await?;
            oauth::exchange_code(&app.http, &registration, code, &verifier).await
        }
        result => result,
    };
    result.map_err(|error| refused(app, provider, &error))
}

/// A code can't be sent again, so whatever is not our own configuration ends with "try again".
fn refused(app: &App, provider: Provider, error: &oauth::TokenError) -> Error {
    tracing::warn!(provider = provider.key(), %error, "the code was not exchanged");
    let oauth::TokenError::Refused(refusal) = error else {
        return Error::ProviderUnavailable(provider);
    };
    let (refusals, settings) = (&profile(provider).refusals, &app.config.settings);
    if (refusals.is_wrong_account)(refusal, settings) {
        return Error::WorkAccountRequired(provider);
    }
    match (refusals.token)(refusal, settings).fault() {
        Fault::Config => {
            metrics::provider_misconfigured(provider, app.clock.now());
            Error::ProviderMisconfigured(provider)
        }
        Fault::Permission => Error::BlockedByPolicy(provider),
        _ => Error::CodeRefused(provider),
    }
}

/// One versioned write. What was written in between is read and judged again: the newest consent wins
/// (F25), and another account only takes the place of a connection that must be reconnected anyway (B22).
async fn save(
    app: &App,
    connection: Connection,
    replace: bool,
    consent: Consent<'_>,
) -> Result<Connected> {
    for _ in 0..TRIES {
        let old = match app.store.connection(connection.id).await? {
            Stored::Nothing => None,
            Stored::Known(old) => Some(old),
            // What can't be read can't be kept either; this consent mends it (F16).
            Stored::Unreadable(seen) => match mend(app, &connection, &seen, consent).await? {
                Save::Saved => return Ok(Connected { connection, replaced: None }),
                Save::Lost => continue,
            },
        };
        let seen = old.as_ref().map(|old| old.version);
        let next = connection.clone().succeeding(old.as_ref());
        let replaced = old.filter(|old| !connection.continues(old));
        if let Some(old) = &replaced
            && !replace
            && !old.must_be_reconnected(app.clock.now())
        {
            return Err(Error::AccountMismatch(connection.id.provider));
        }
        // Before it goes, so that it is not forgotten; the schedule withdraws it within minutes.
        if let Some(old) = &replaced {
            withdrawal::remember(app, old).await?;
        }
        if store(app, &next, seen, consent).await? == Save::Saved {
            if let Some(old) = &replaced {
                give_up(app, old).await;
            }
            return Ok(Connected { connection: next, replaced });
        }
    }
    Err(Error::StorageUnavailable)
}

/// Writes the connection, and that it holds its account where that can be held by one only.
async fn store(
    app: &App,
    next: &Connection,
    seen: Option<u64>,
    consent: Consent<'_>,
) -> Result<Save> {
    let account = next.account.as_ref().filter(|_| standing::is_alone(next.id.provider));
    let Some(account) = account else { return app.store.save(next, seen).await };
    let former = standing::former(app, next.id, account, consent).await?;
    let nonce = u64::from_be_bytes(random::bytes()?);
    app.store.save_holding(next, seen, former.as_ref(), nonce).await
}

async fn mend(
    app: &App,
    next: &Connection,
    seen: &Unreadable,
    consent: Consent<'_>,
) -> Result<Save> {
    let account = next.account.as_ref().filter(|_| standing::is_alone(next.id.provider));
    if let Some(account) = account {
        let former = standing::former(app, next.id, account, consent).await?;
        let nonce = u64::from_be_bytes(random::bytes()?);
        // A holder that can't be read holds nothing, should this break off.
        if app.store.hold(next, former.as_ref(), nonce).await? == Save::Lost {
            return Ok(Save::Lost);
        }
    }
    app.store.mend(next, seen).await
}

/// What was replaced holds its account no longer.
async fn give_up(app: &App, old: &Connection) {
    let account = old.account.as_ref().filter(|_| standing::is_alone(old.id.provider));
    if let Some(account) = account
        && let Err(error) = app.store.release(old.id, &account.id).await
    {
        tracing::warn!(code = error.code(), "an account was not given up");
    }
}
