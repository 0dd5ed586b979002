//! What the account of a calendar can't do, asked once while it is connected.

use std::time::Duration;

use secrecy::SecretString;
use shared::app::App;
use shared::model::account_limit::AccountLimit;
use shared::model::provider::CalendarProvider;
use shared::platform::deadline;
use shared::providers::microsoft::OutlookCalendar;

/// The longest that is waited for an answer which nothing depends on.
const PATIENCE: Duration = Duration::from_secs(4);

/// What the account of `access_token` can't do at `provider`; `None` too where that can't be found out now: it is
/// said beside the connection, and keeps nobody from connecting.
pub(super) async fn limit(
    app: &App,
    provider: CalendarProvider,
    access_token: &SecretString,
) -> Option<AccountLimit> {
    match provider {
        // Its calendar is there for every account, and whether it makes rooms is told with each event.
        CalendarProvider::Google => None,
        CalendarProvider::Outlook => {
            let outlook = OutlookCalendar::new(app.outside(), access_token.clone());
            let asked = deadline::limit(PATIENCE, deadline::RESERVE, outlook.limit()).await;
            let answer = asked.ok()?;
            answer
                .inspect_err(|error| tracing::info!(%error, "the account's limits are unknown"))
                .ok()?
        }
    }
}
