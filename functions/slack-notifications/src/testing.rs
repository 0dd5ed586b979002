//! A note that says that notes arrive.

use serde::Serialize;
use shared::app::App;
use shared::model::error::{Error, Result};
use shared::model::fault::ProviderError;
use shared::model::provider::Provider;
use shared::notifying::notes::{Workspace, language};
use shared::people::employer::Employer;
use shared::providers::slack::{Message, Slack, markup, trouble};
use shared::words::Text;

use crate::choosing::refused;

/// What Slack takes of a section, in characters.
const SECTION: usize = 3_000;

/// Where it went.
#[derive(Debug, Serialize)]
pub struct Answer {
    message: Text,
    channel_name: String,
}

/// Posts a test into the chosen channel. What is in its way is noted, and what was is forgotten.
///
/// # Errors
/// Those of [`crate::handle`].
pub(super) async fn test(app: &App, employer: Employer) -> Result<Answer> {
    let company_id = employer.company_id;
    let workspace = Workspace::of_company(app, company_id, Some(employer.user_id)).await?;
    let chosen = app.store.channel(company_id).await?;
    let chosen = chosen.ok_or(Error::ChannelRequired(Provider::Slack))?;
    let text = Text::new("note-test").say(language(app, company_id).await?);
    let plain = serde_json::json!({"type": "plain_text", "text": text});
    let blocks = serde_json::json!([{"type": "section", "text": plain}]);
    let message = &Message { text: markup::escaped(&text, SECTION), blocks };
    let id = chosen.channel_id.as_str();
    let post = |slack: Slack| async move { slack.post(id, message, None, false).await };
    let posted: Result<_, ProviderError> = workspace.call(post).await;
    let found = posted.as_ref().err().and_then(trouble);
    if found.is_some() || (posted.is_ok() && chosen.trouble.is_some()) {
        app.store.note_trouble(company_id, &chosen, found, app.clock.now()).await?;
    }
    workspace.conclude("test_channel", posted.map_err(refused)).await?;
    let message = Text::new("note-test-sent").with("channel", chosen.channel_name.as_str());
    Ok(Answer { message, channel_name: chosen.channel_name })
}
