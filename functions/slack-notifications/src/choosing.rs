//! Choosing a channel and kinds.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use shared::app::App;
use shared::model::account::noted;
use shared::model::error::{Error, Result};
use shared::model::fault::{Fault, ProviderError};
use shared::model::notes::{ChannelTrouble, ChosenChannel, NoteKind};
use shared::model::provider::Provider;
use shared::notifying::notes::Workspace;
use shared::people::auth::Caller;
use shared::people::employer::Employer;
use shared::providers::Feature;
use shared::providers::slack::{Channel, Slack, channel_id, trouble};
use shared::store::Save;
use shared::words::Text;

#[derive(Deserialize)]
pub(super) struct Body {
    /// A channel's id, or its copied link.
    channel_id: String,
    /// What is told; the default where absent.
    #[serde(default)]
    kinds: Option<Vec<String>>,
}

/// The choice that is stored now.
#[derive(Debug, Serialize)]
pub struct Answer {
    channel: Chosen,
    kinds: BTreeSet<NoteKind>,
}

#[derive(Debug, Serialize)]
struct Chosen {
    id: String,
    name: String,
    is_private: bool,
    is_shared: bool,
}

/// Stores the choice of `body`, of a channel that Slack knows and that takes notes.
///
/// # Errors
/// Those of [`crate::handle`].
pub(super) async fn choose(
    app: &App,
    caller: &Caller,
    employer: Employer,
    body: Body,
) -> Result<Answer> {
    let kinds = kinds(body.kinds)?;
    let id = channel_id(&body.channel_id).ok_or_else(|| {
        Error::InvalidRequest(Text::new("channel-malformed").with("field", "channel_id"))
    })?;
    let company_id = employer.company_id;
    let workspace = Workspace::of_company(app, company_id, Some(employer.user_id)).await?;
    let result = chosen(app, caller, employer, (&workspace, &id), kinds).await;
    let (channel, kinds) = workspace.conclude("choose_channel", result).await?;
    let is_shared = channel.is_shared();
    let Channel { id, name, is_private, .. } = channel;
    Ok(Answer { channel: Chosen { id, name, is_private, is_shared }, kinds })
}

async fn chosen(
    app: &App,
    caller: &Caller,
    employer: Employer,
    (workspace, id): (&Workspace, &str),
    kinds: BTreeSet<NoteKind>,
) -> Result<(Channel, BTreeSet<NoteKind>)> {
    let channel = workspace.call(|slack: Slack| async move { slack.channel(id).await }).await;
    let channel = channel.map_err(refused)?;
    closed(workspace, &channel)?;
    let chosen = ChosenChannel {
        channel_id: channel.id.clone(),
        channel_name: channel.name.clone(),
        is_open: channel.is_open(),
        kinds: kinds.clone(),
        chosen_by: employer.user_id,
        chosen_by_label: caller.email().map(noted),
        trouble: None,
        trouble_since: None,
    };
    match app.store.choose_channel(employer.company_id, &chosen).await? {
        Save::Saved => Ok((channel, kinds)),
        Save::Lost => Err(Error::NotConnected(Provider::Slack)),
    }
}

/// Refuses a channel that would take nothing, while somebody looks.
fn closed(workspace: &Workspace, channel: &Channel) -> Result<()> {
    let scopes = &workspace.connection().scopes;
    let may_enter = Feature::PostUninvited.is_open(Provider::Slack, scopes);
    let trouble = match channel {
        Channel { is_archived: true, .. } => ChannelTrouble::Archived,
        Channel { is_member: false, is_private: true, .. } => ChannelTrouble::NotInvited,
        Channel { is_member: false, .. } if !may_enter => ChannelTrouble::NotInvited,
        _ => return Ok(()),
    };
    Err(Error::ChannelRefused(Provider::Slack, trouble))
}

/// What Slack's refusal says of a channel that somebody named.
pub(super) fn refused(error: ProviderError) -> Error {
    match trouble(&error) {
        Some(ChannelTrouble::NotFound) => Error::ChannelNotFound(Provider::Slack),
        Some(trouble) if error.fault == Fault::Rejected => {
            Error::ChannelRefused(Provider::Slack, trouble)
        }
        _ => error.into(),
    }
}

fn kinds(named: Option<Vec<String>>) -> Result<BTreeSet<NoteKind>> {
    let Some(named) = named else { return Ok(NoteKind::defaults()) };
    let words = || NoteKind::ALL.map(NoteKind::key).join(", ");
    let unknown = || {
        let text = Text::new("expected-one-of").with("field", "kinds");
        Error::InvalidRequest(text.with("words", words()))
    };
    named.iter().map(|name| NoteKind::parse(name).ok_or_else(unknown)).collect()
}
