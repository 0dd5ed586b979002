//! A workspace removed our app. The channel that was chosen stays, for whoever connects the workspace again.

use jiff::Timestamp;
use shared::app::App;
use shared::connecting::removal;
use shared::model::error::Result;
use shared::model::provider::Provider;

/// Forgets the connection that holds the workspace `team_id`, unless it was granted tokens after `at`: a grant that was
/// removed gives none, so that is another one.
///
/// # Errors
/// Those of [`removal::forget`].
pub(super) async fn forget(app: &App, team_id: &str, at: Timestamp) -> Result<()> {
    removal::forget(app, (Provider::Slack, team_id), at, |held| {
        held.granted_at.unwrap_or(held.connected_at).max(held.connected_at)
    })
    .await
}
