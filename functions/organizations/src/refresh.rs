//! Bringing the stored list of pages up to date.

use shared::app::App;
use shared::connecting::access;
use shared::connection::{Connection, ProviderData};
use shared::model::error::Result;
use shared::model::organization::Organization;
use shared::store::Save;

/// How often a write that lost a race is decided anew.
const TRIES: usize = 5;

/// Stores `organizations` with the connection, in a write of the pages alone, and returns what stands
/// there. Where others keep writing, the list is answered all the same: the next one to ask stores it.
///
/// A connection that was made with another account meanwhile keeps its own list.
pub(super) async fn stored_list(
    app: &App,
    connection: Connection,
    organizations: Vec<Organization>,
) -> Result<ProviderData> {
    let id = connection.id;
    let account = connection.account.clone();
    let mut current = connection;
    for _ in 0..TRIES {
        let next = current.provider_data.clone().offering(organizations.clone());
        if current.account != account || current.provider_data == next {
            return Ok(current.provider_data);
        }
        if app.store.store_pages(&current, &next).await? == Save::Saved {
            return Ok(next);
        }
        current = access::connection(app, id).await?;
    }
    Ok(current.provider_data.offering(organizations))
}
