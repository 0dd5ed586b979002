//! Who connected, and what only that provider knows of them.

use shared::app::App;
use shared::connection::ProviderData;
use shared::model::account::Account;
use shared::model::error::{Error, Result};
use shared::model::fault::{Fault, ProviderError};
use shared::model::organization::Organization;
use shared::model::owner::{ConnectionId, Owner};
use shared::model::provider::{Capability, MeetingProvider, PostProvider, Provider};
use shared::oauth::{Grant, IdToken, Scopes};
use shared::platform::clock::Clock;
use shared::providers::linkedin::LinkedIn;
use shared::providers::zoom::Zoom;
use shared::providers::{Feature, Identity, profile};

use crate::limit::limit;
use crate::settling::Settling;

/// The account a grant with the `granted` scopes belongs to, and what is known of it beside: for a company's
/// connection `id` the pages that it opens, since a person's own serves their own profile; what it can't do.
///
/// # Errors
/// What the provider's API answers; [`Error::CodeRefused`] where an ID token was not issued to us;
/// [`Error::WorkAccountRequired`].
pub(super) async fn identify(
    app: &App,
    id: ConnectionId,
    grant: &Grant,
    granted: &Scopes,
) -> Result<(Account, ProviderData)> {
    let provider = id.provider;
    let settling = Settling::new(app, provider);
    match (provider.capability(), id.owner) {
        (Capability::Posts(PostProvider::LinkedIn), Owner::Company) => {
            let account = account(app, provider, grant, granted, &settling).await?;
            let pages = pages(app, grant, granted, &settling).await?;
            Ok((account, ProviderData::default().offering(pages)))
        }
        (Capability::Calendar(calendar), _) => {
            let account = account(app, provider, grant, granted, &settling).await?;
            let account_limit = limit(app, calendar, &grant.access_token).await;
            Ok((account, ProviderData { account_limit, ..ProviderData::default() }))
        }
        (Capability::Posts(PostProvider::LinkedIn), Owner::Person(_))
        | (Capability::Messages(_), _) => {
            let account = account(app, provider, grant, granted, &settling).await?;
            Ok((account, ProviderData::default()))
        }
        (Capability::Meetings(MeetingProvider::Zoom), _) => zoom_user(app, grant, &settling).await,
    }
}

/// One call tells who it is and what is paid for them.
async fn zoom_user(
    app: &App,
    grant: &Grant,
    settling: &Settling,
) -> Result<(Account, ProviderData)> {
    let zoom = &Zoom::new(app.outside(), grant.access_token.clone());
    let user = settling.settled(|| zoom.me()).await?;
    Ok((user.account, ProviderData { is_basic: user.is_basic, ..ProviderData::default() }))
}

/// The account of `grant`, asked for as long as a new token is `settling`.
///
/// # Errors
/// As [`identify`].
pub(super) async fn account(
    app: &App,
    provider: Provider,
    grant: &Grant,
    granted: &Scopes,
    settling: &Settling,
) -> Result<Account> {
    match profile(provider).identity {
        Identity::Api(ask) => {
            let token = &grant.access_token;
            settling.settled(|| ask(app.outside(), token.clone(), granted)).await
        }
        Identity::IdToken(id) => {
            let client_id = app.registration(provider).await?.client_id;
            let token = id_token(grant, &client_id, &app.clock);
            let token = token.ok_or(Error::CodeRefused(provider))?;
            let id = id(&token, &app.config.settings)?;
            Ok(Account { id, label: token.label().unwrap_or(provider.name()).to_owned() })
        }
    }
}

/// No call is needed.
fn id_token(grant: &Grant, client_id: &str, clock: &Clock) -> Option<IdToken> {
    IdToken::read(grant.id_token.as_ref()?, client_id, clock.now())
}

/// The pages that the member may post for. A member without the right to list them still has a personal
/// profile to publish on.
async fn pages(
    app: &App,
    grant: &Grant,
    granted: &Scopes,
    settling: &Settling,
) -> Result<Vec<Organization>> {
    if !Feature::Pages.is_open(Provider::LinkedIn, granted) {
        return Ok(Vec::new());
    }
    let api = &LinkedIn::new(app.outside(), grant.access_token.clone());
    settling.settled(|| organizations(api)).await
}

async fn organizations(api: &LinkedIn) -> Result<Vec<Organization>, ProviderError> {
    match api.organizations(&[]).await {
        Err(error) if error.fault == Fault::Permission => Ok(Vec::new()),
        result => result,
    }
}
