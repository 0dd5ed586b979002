//! `PUT /api/integrations/linkedin/organization`: the page posts go to where none is named.

use lambda_http::Request;
use serde::{Deserialize, Serialize};
use shared::app::App;
use shared::connecting::access;
use shared::connection::Connection;
use shared::model::error::{Error, Result};
use shared::model::owner::ConnectionId;
use shared::model::provider::Provider;
use shared::people::audit::Audit;
use shared::people::auth::Caller;
use shared::platform::request;
use shared::platform::response::Json;
use shared::store::Save;

/// How often a write that lost a race is decided anew.
const TRIES: usize = 5;

#[derive(Deserialize)]
struct Body {
    /// A page's URN; `null` leaves the choice to each publication. It must be said.
    #[serde(deserialize_with = "Option::deserialize")]
    organization_id: Option<String>,
}

/// The choice that is stored now.
#[derive(Debug, Serialize)]
pub struct Answer {
    default_organization_id: Option<String>,
}

/// Stores the choice, which must be one of the connection's pages.
///
/// # Errors
/// A malformed body (400); a page that is not in the list (404); no connection (409); those of the
/// caller, and outages.
pub async fn handle(app: App, request: Request) -> Result<Json<Answer>> {
    let caller = Caller::of(&request, &app.secrets, &app.clock).await?;
    let body: Body = request::json(&request)?;
    let employer = caller.with_company(&app.ats).await?;
    let connection = employer.company_connection(Provider::LinkedIn);
    let result = choose(&app, connection, body.organization_id).await;
    Audit { action: "choose_organization", user_id: employer.user_id, connection }.record(&result);
    Ok(Json(Answer { default_organization_id: result? }))
}

/// One write of the choice alone. Only a list of pages that changes again and again keeps it from being
/// stored: other choices, and renewals, don't.
async fn choose(app: &App, id: ConnectionId, chosen: Option<String>) -> Result<Option<String>> {
    for _ in 0..TRIES {
        let connection = access::connection(app, id).await?;
        if chosen.as_ref().is_some_and(|id| !offers(&connection, id)) {
            return Err(Error::UnknownOrganization);
        }
        if app.store.choose_page(&connection, chosen.as_deref()).await? == Save::Saved {
            return Ok(chosen);
        }
    }
    Err(Error::StorageUnavailable)
}

fn offers(connection: &Connection, id: &str) -> bool {
    connection.provider_data.organizations.iter().any(|page| page.id == id)
}
