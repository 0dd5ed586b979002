//! A Zoom user removed our app. An event from before somebody consented for another connection, of which this one was
//! given the tokens, is about this one.

use jiff::Timestamp;
use shared::app::App;
use shared::connecting::removal;
use shared::connection::Connection;
use shared::model::error::Result;
use shared::model::provider::Provider;

/// Forgets the connection that holds the user `user_id`, unless its own grant was known to live after `at`: a grant that
/// was removed gives no tokens, so that is another one.
///
/// # Errors
/// Those of [`removal::forget`].
pub(super) async fn forget(app: &App, user_id: &str, at: Timestamp) -> Result<()> {
    removal::forget(app, (Provider::Zoom, user_id), at, Connection::last_known_alive).await
}
