//! What LinkedIn tells of a row: who the member is, and which pages there are to post for.
//!
//! An old token lets us ask, so nothing need be guessed, and a token that was withdrawn shows at once.

use secrecy::SecretString;
use shared::app::App;
use shared::connection::{Connection, Reason};
use shared::error::Error;
use shared::fault::{Fault, ProviderError};
use shared::oauth::Scopes;
use shared::organization::Organization;
use shared::providers::linkedin::{LinkedIn, Member};

/// The old backend asks for all of these or for none; LinkedIn grants all that is asked for.
const PAGES: &str = "r_organization_social w_organization_social rw_organization_admin";

/// `connection` with its account, its pages and its scopes, as LinkedIn tells them to `access_token`.
/// A token that LinkedIn refuses leaves a renewable connection to its first renewal, and ends another.
///
/// # Errors
/// LinkedIn is out of reach, throttles, or refuses our API version: the row can be imported later.
pub(crate) async fn told(
    app: &App,
    connection: Connection,
    access_token: SecretString,
) -> Result<Connection, Error> {
    match ask(&LinkedIn::new(app, access_token)).await {
        Ok((member, pages)) => Ok(completed(connection, member, pages)),
        Err(error) if error.fault == Fault::GrantGone => Ok(match connection.reauthorize_by {
            None => connection,
            Some(_) => connection.ended(Reason::Revoked),
        }),
        Err(error) => Err(error.into()),
    }
}

/// The member, and the pages where the token may list them.
async fn ask(api: &LinkedIn) -> Result<(Member, Option<Vec<Organization>>), ProviderError> {
    let member = api.member().await?;
    match api.organizations().await {
        Err(error) if error.fault == Fault::Permission => Ok((member, None)),
        pages => Ok((member, Some(pages?))),
    }
}

fn completed(
    mut connection: Connection,
    member: Member,
    pages: Option<Vec<Organization>>,
) -> Connection {
    connection.account = Some(member.account());
    if let Some(pages) = pages {
        connection.provider_data = connection.provider_data.offering(pages);
        connection.scopes = Scopes::parse(&format!("{} {PAGES}", connection.scopes));
    }
    connection
}
