//! The frontend's visit: the person who began exchanges the code for a connection.
//!
//! Order matters. The company is asked first, so that an ATS that is down burns nothing. Then the
//! pending authorization is taken, once. Nothing is stored before everything has been checked, so a
//! crash leaves no half connection (F26).

use lambda_http::Request;
use serde::Serialize;
use shared::app::App;
use shared::connection::{Connection, PendingAuthorization};
use shared::model::error::{Error, Result};
use shared::model::owner::{Owner, Whose};
use shared::model::provider::Provider;
use shared::model::warning::Warning;
use shared::oauth::{AuthorizationResponse, State, UnverifiedGrant};
use shared::people::audit::Audit;
use shared::people::auth::Caller;
use shared::people::employer::Employer;
use shared::platform::request::{self, Query};
use shared::providers::scopes;
use shared::words::Text;

use crate::connecting::connect;
use crate::saving::Connected;

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
    /// What can't be done: for want of a permission that was asked for, or whatever is granted.
    warnings: Vec<Warning>,
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
    let limits = limits.into_iter().map(Warning::scope_not_granted);
    let account_limit = connection.provider_data.account_limit;
    let account_limit = account_limit.map(|limit| Warning::account_limit(limit, provider));
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
        warnings: account_limit.into_iter().chain(limits).collect(),
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
