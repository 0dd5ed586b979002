//! Somebody removed our app at a provider which keeps one grant of each account: the connection goes, with its tokens.
//!
//! There is nothing to revoke: the provider has done that. An event may come late, or again: one from before the
//! connection was made is about the connection before it.

use jiff::Timestamp;

use crate::app::App;
use crate::connection::Connection;
use crate::model::error::{Error, Result};
use crate::model::provider::Provider;
use crate::people::audit::Audit;
use crate::store::{AccountHolder, Save, Stored};

/// How often one is judged anew that is written meanwhile.
const TRIES: usize = 5;

/// Forgets the connection that holds the account `account_id` of `provider`, unless its grant has lived after `at`, which
/// `lived` tells of it.
///
/// # Errors
/// [`Error::StorageUnavailable`], also where it is written again and again: the event comes again.
pub async fn forget(
    app: &App,
    (provider, account_id): (Provider, &str),
    at: Timestamp,
    lived: impl Fn(&Connection) -> Timestamp,
) -> Result<()> {
    let Some(AccountHolder { id, .. }) = app.store.holder(provider, account_id).await? else {
        return Ok(());
    };
    let is_meant = |held: &Connection| {
        let is_its = held.account.as_ref().is_some_and(|account| account.id == account_id);
        // Seconds are stored, and an event may be told in milliseconds.
        is_its && lived(held).as_second() <= at.as_second()
    };
    for _ in 0..TRIES {
        let held = match app.store.connection(id).await? {
            Stored::Known(held) if is_meant(&held) => held,
            Stored::Known(_) | Stored::Nothing | Stored::Unreadable(_) => return Ok(()),
        };
        let audit = Audit { action: "deauthorize", user_id: held.user_id, connection: id };
        match app.store.disconnect_unchanged(held).await {
            // Written since it was read: by whoever connected again, or by a renewal of its tokens.
            Ok(Save::Lost) => {}
            result => {
                let result = result.map(drop);
                audit.record(&result);
                return result;
            }
        }
    }
    Err(Error::StorageUnavailable)
}
