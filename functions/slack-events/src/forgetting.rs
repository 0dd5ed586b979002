//! A workspace removed our app: the connection goes, with its tokens. The channel that was chosen stays, for
//! whoever connects the workspace again.
//!
//! There is nothing to revoke: Slack has done that. An event may come late, or again: one from before the
//! connection was made is about the connection before it.

use jiff::Timestamp;
use shared::app::App;
use shared::connection::Connection;
use shared::model::error::{Error, Result};
use shared::model::provider::Provider;
use shared::people::audit::Audit;
use shared::store::{AccountHolder, Save, Stored};

/// How often one is judged anew that is written meanwhile.
const TRIES: usize = 5;

/// Forgets the connection that holds the workspace `team_id`, unless it was made after `at`.
///
/// # Errors
/// [`Error::StorageUnavailable`], also where it is written again and again: the event comes again.
pub(super) async fn forget(app: &App, team_id: &str, at: Timestamp) -> Result<()> {
    let Some(AccountHolder { id, .. }) = app.store.holder(Provider::Slack, team_id).await? else {
        return Ok(());
    };
    let is_meant = |held: &Connection| {
        let is_its = held.account.as_ref().is_some_and(|account| account.id == team_id);
        // A grant that was removed gives no tokens: what was granted later is another one.
        let granted_at = held.granted_at.unwrap_or(held.connected_at).max(held.connected_at);
        is_its && granted_at.as_second() <= at.as_second()
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
