//! Who connected, and what only that provider knows of them.

use shared::app::App;
use shared::connection::{Account, ProviderData};
use shared::error::{Error, Result};
use shared::fault::Fault;
use shared::oauth::{Grant, IdToken};
use shared::organization::Organization;
use shared::provider::Provider;
use shared::providers::linkedin::LinkedIn;
use shared::providers::{google, microsoft};

/// The account a grant belongs to.
///
/// # Errors
/// What the provider's API answers; [`Error::CodeRefused`] where an ID token is none of ours;
/// [`Error::WorkAccountRequired`].
pub(super) async fn identify(
    app: &App,
    provider: Provider,
    grant: &Grant,
) -> Result<(Account, ProviderData)> {
    match provider {
        Provider::LinkedIn => linkedin(&LinkedIn::new(app, grant.access_token.clone())).await,
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

async fn linkedin(api: &LinkedIn) -> Result<(Account, ProviderData)> {
    let (member, organizations) = tokio::try_join!(api.member(), organizations(api))?;
    Ok((member.account(), ProviderData::default().offering(organizations)))
}

/// A member without the right to list pages still has a personal profile to publish on.
async fn organizations(
    api: &LinkedIn,
) -> std::result::Result<Vec<Organization>, shared::fault::ProviderError> {
    match api.organizations().await {
        Err(error) if error.fault == Fault::Permission => Ok(Vec::new()),
        result => result,
    }
}
