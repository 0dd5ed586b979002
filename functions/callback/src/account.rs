//! Who connected, and what only that provider knows of them.

use shared::app::App;
use shared::connection::ProviderData;
use shared::model::account::Account;
use shared::model::error::{Error, Result};
use shared::model::fault::{Fault, ProviderError};
use shared::model::organization::Organization;
use shared::model::provider::Provider;
use shared::oauth::{Grant, IdToken, Scopes};
use shared::providers::linkedin::LinkedIn;
use shared::providers::scopes::Feature;
use shared::providers::{google, microsoft};

use crate::settling::Settling;

/// The account a grant with the `granted` scopes belongs to.
///
/// # Errors
/// What the provider's API answers; [`Error::CodeRefused`] where an ID token is none of ours;
/// [`Error::WorkAccountRequired`].
pub(super) async fn identify(
    app: &App,
    provider: Provider,
    grant: &Grant,
    granted: &Scopes,
) -> Result<(Account, ProviderData)> {
    match provider {
        Provider::LinkedIn => linkedin(app, grant, granted).await,
        Provider::GoogleCalendar | Provider::OutlookCalendar => {
            let account = by_id_token(app, provider, grant).await?;
            Ok((account, ProviderData::default()))
        }
    }
}

/// The account of a calendar, as the ID token names it: no call is needed.
pub(super) async fn by_id_token(app: &App, provider: Provider, grant: &Grant) -> Result<Account> {
    let registration = app.registration(provider).await?;
    let token = grant
        .id_token
        .as_ref()
        .and_then(|token| IdToken::read(token, &registration.client_id, app.clock.now()));
    let token = token.ok_or(Error::CodeRefused(provider))?;
    let id = match provider {
        Provider::OutlookCalendar => microsoft_id(app, &token)?,
        _ if google::is_issuer(&token) => token.sub.clone(),
        _ => return Err(Error::CodeRefused(provider)),
    };
    let label = token.label().unwrap_or(provider.name()).to_owned();
    Ok(Account { id, label })
}

/// `tid.oid`: `sub` differs per app, and addresses change hands (Entra, "ID token claims").
fn microsoft_id(app: &App, token: &IdToken) -> Result<String> {
    let provider = Provider::OutlookCalendar;
    let (tenant, person) = microsoft::identity(token).ok_or(Error::CodeRefused(provider))?;
    if microsoft::is_personal_and_unwanted(tenant, &app.config.microsoft_tenant_id) {
        return Err(Error::WorkAccountRequired(provider));
    }
    Ok(format!("{tenant}.{person}"))
}

async fn linkedin(app: &App, grant: &Grant, granted: &Scopes) -> Result<(Account, ProviderData)> {
    let api = &LinkedIn::new(app.outside(), grant.access_token.clone());
    let settling = Settling::new(app);
    let member = settling.settled(|| api.member(granted)).await?;
    // A member without the right to list pages still has a personal profile to publish on.
    let pages = match Feature::Pages.lacks(granted) {
        Some(_) => Vec::new(),
        None => settling.settled(|| organizations(api)).await?,
    };
    Ok((member.account(), ProviderData::default().offering(pages)))
}

async fn organizations(api: &LinkedIn) -> Result<Vec<Organization>, ProviderError> {
    match api.organizations(&[]).await {
        Err(error) if error.fault == Fault::Permission => Ok(Vec::new()),
        result => result,
    }
}
