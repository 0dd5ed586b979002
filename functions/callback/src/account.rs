//! Who connected, and what only that provider knows of them.

use shared::app::App;
use shared::connection::{Account, ProviderData};
use shared::error::{Error, Result};
use shared::fault::Fault;
use shared::oauth::Grant;
use shared::organization::Organization;
use shared::provider::Provider;
use shared::providers::linkedin::LinkedIn;

/// The account a grant belongs to.
///
/// # Errors
/// What the provider's API answers.
pub(super) async fn identify(
    app: &App,
    provider: Provider,
    grant: &Grant,
) -> Result<(Account, ProviderData)> {
    match provider {
        Provider::LinkedIn => linkedin(&LinkedIn::new(app, grant.access_token.clone())).await,
        Provider::GoogleCalendar | Provider::OutlookCalendar => Err(Error::Unsupported(provider)),
    }
}

async fn linkedin(api: &LinkedIn) -> Result<(Account, ProviderData)> {
    let (member, organizations) = tokio::try_join!(api.member(), organizations(api))?;
    let label = member.name.unwrap_or_else(|| "LinkedIn member".to_owned());
    Ok((Account { id: member.sub, label }, ProviderData::default().offering(organizations)))
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
