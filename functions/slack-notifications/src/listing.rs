//! The channels to choose from, a few pages of Slack's at a time: a large workspace has more than a hundred.

use lambda_http::Request;
use serde::Serialize;
use shared::app::App;
use shared::model::error::{Error, Result};
use shared::model::fault::ProviderError;
use shared::model::notes::NoteKind;
use shared::model::provider::Provider;
use shared::notifying::notes::preview::preview;
use shared::notifying::notes::{Readers, Workspace, language};
use shared::people::employer::Employer;
use shared::platform::request::Query;
use shared::providers::Feature;
use shared::providers::slack::{Channel, Message};
use shared::words::Text;

/// How many pages one request asks Slack for.
const PAGES: usize = 3;
/// The longest cursor that is passed on, in bytes.
const CURSOR_LIMIT: usize = 256;

/// What there is to choose.
#[derive(Debug, Serialize)]
pub struct Answer {
    channels: Vec<Listed>,
    /// Where the list goes on; `null` at its end.
    next_cursor: Option<String>,
    /// Each kind of notes, with what one looks like in a channel that many read.
    notes: Vec<Note>,
}

#[derive(Debug, Serialize)]
struct Listed {
    id: String,
    name: String,
    is_private: bool,
    /// Whether people beyond the company read it: candidates are shortened there as in a public one.
    is_shared: bool,
}

#[derive(Debug, Serialize)]
struct Note {
    kind: NoteKind,
    name: Text,
    is_default: bool,
    preview: Preview,
}

/// A message as it is sent.
#[derive(Debug, Serialize)]
struct Preview {
    text: String,
    blocks: serde_json::Value,
}

/// Where to go on, as the request says.
///
/// # Errors
/// [`Error::InvalidRequest`].
pub(super) fn cursor(request: &Request) -> Result<String> {
    let query = Query::of(request)?;
    let cursor = query.one("cursor")?.unwrap_or_default();
    let is_plain = |byte: u8| byte.is_ascii_graphic();
    if cursor.len() > CURSOR_LIMIT || !cursor.bytes().all(is_plain) {
        return Err(malformed());
    }
    Ok(cursor.to_owned())
}

/// The channels from `cursor` on, those of at most three pages.
///
/// # Errors
/// Those of [`crate::handle`].
pub(super) async fn list(app: &App, employer: Employer, cursor: String) -> Result<Answer> {
    let company_id = employer.company_id;
    let workspace = Workspace::of_company(app, company_id, Some(employer.user_id)).await?;
    let types = types(&workspace)?;
    let (mut channels, mut next) = (Vec::new(), Some(cursor));
    for _ in 0..PAGES {
        let Some(cursor) = &next else { break };
        let call = |slack: shared::providers::slack::Slack| async move {
            slack.channels(types, cursor).await
        };
        let page = workspace.call(call).await.map_err(refused)?;
        channels.extend(page.channels.into_iter().map(Listed::of));
        next = page.next;
    }
    let readers = Readers {
        language: language(app, company_id).await?,
        are_many: true,
        frontend_url: &app.config.frontend_url,
    };
    let note = |kind: NoteKind| {
        let (name, Message { text, blocks }) = preview(kind, readers, app.clock.now());
        let is_default = NoteKind::defaults().contains(&kind);
        Note { kind, name, is_default, preview: Preview { text, blocks } }
    };
    let notes = NoteKind::ALL.into_iter().map(note).collect();
    Ok(Answer { channels, next_cursor: next, notes })
}

/// The kinds of channels that may be listed.
fn types(workspace: &Workspace) -> Result<&'static str> {
    let scopes = &workspace.connection().scopes;
    let has = |feature: Feature| feature.is_open(Provider::Slack, scopes);
    match (has(Feature::PublicChannels), has(Feature::PrivateChannels)) {
        (true, true) => Ok("public_channel,private_channel"),
        (true, false) => Ok("public_channel"),
        (false, true) => Ok("private_channel"),
        (false, false) => {
            Feature::PublicChannels.demand(Provider::Slack, scopes)?;
            Ok("public_channel")
        }
    }
}

fn refused(error: ProviderError) -> Error {
    if error.has_code("invalid_cursor") { malformed() } else { error.of_a_read().into() }
}

fn malformed() -> Error {
    Error::InvalidRequest(Text::new("parameter-malformed").with("name", "cursor"))
}

impl Listed {
    fn of(channel: Channel) -> Self {
        let is_shared = channel.is_shared();
        let Channel { id, name, is_private, .. } = channel;
        Self { id, name, is_private, is_shared }
    }
}
