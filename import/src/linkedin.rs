//! What LinkedIn says about a row: who the member is, and which pages they may post for.
//!
//! An old token lets us ask, so nothing need be guessed, and a token that was withdrawn shows at once.

use secrecy::SecretString;
use shared::app::App;
use shared::connection::Connection;
use shared::model::error::Error;
use shared::model::fault::{Fault, ProviderError};
use shared::model::organization::Organization;
use shared::model::reason::Reason;
use shared::oauth::Scopes;
use shared::providers::linkedin::{LinkedIn, Member};

/// What tells who the member is, at each kind of app; which one the old token is of is not in the row.
const IDENTITY: [&str; 2] = ["openid profile", "r_basicprofile"];
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
    match ask(&LinkedIn::new(app.outside(), access_token)).await {
        Ok(told) => Ok(completed(connection, told)),
        Err(error) if error.reason().is_some() => Ok(match connection.reauthorize_by {
            None => connection,
            Some(_) => connection.ended(Reason::Revoked),
        }),
        Err(error) => Err(error.into()),
    }
}

/// What LinkedIn told.
struct Told {
    member: Member,
    /// The scopes that told who the member is.
    identity: &'static str,
    /// Where the token may list them.
    pages: Option<Vec<Organization>>,
}

async fn ask(api: &LinkedIn) -> Result<Told, ProviderError> {
    let (identity, member) = member(api).await?;
    let pages = match api.organizations(&[]).await {
        Err(error) if error.fault == Fault::Permission => None,
        pages => Some(pages?),
    };
    Ok(Told { member, identity, pages })
}

async fn member(api: &LinkedIn) -> Result<(&'static str, Member), ProviderError> {
    let [openid, basic] = IDENTITY;
    match api.member(&Scopes::parse(openid)).await {
        Err(error) if error.fault == Fault::Permission => {
            api.member(&Scopes::parse(basic)).await.map(|member| (basic, member))
        }
        told => told.map(|member| (openid, member)),
    }
}

fn completed(mut connection: Connection, told: Told) -> Connection {
    let Told { member, identity, pages } = told;
    connection.account = Some(member.account());
    let mut scopes = format!("{identity} {}", connection.scopes);
    if let Some(pages) = pages {
        connection.provider_data = connection.provider_data.offering(pages);
        scopes = format!("{scopes} {PAGES}");
    }
    connection.scopes = Scopes::parse(&scopes);
    connection
}
