//! Channels: `conversations.list` and `conversations.info`.

use serde::Deserialize;
use url::Url;
use url::form_urlencoded::Serializer;

use super::Slack;
use crate::model::fault::ProviderError;
use crate::platform::lenient;

/// What Slack takes as `limit`: "an integer under 1000".
const LIMIT: &str = "999";
/// No channel's id is longer.
const ID_LIMIT: usize = 32;

/// A channel.
#[derive(Clone, Debug, Deserialize)]
pub struct Channel {
    pub id: String,
    /// Without the `#`.
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub is_private: bool,
    #[serde(default)]
    pub is_archived: bool,
    /// Whether our bot was invited.
    #[serde(default)]
    pub is_member: bool,
    /// Whether people of other organizations read it, or other workspaces of this one.
    #[serde(default)]
    is_ext_shared: bool,
    #[serde(default)]
    is_org_shared: bool,
    #[serde(default)]
    is_shared: bool,
    #[serde(default)]
    is_pending_ext_shared: bool,
}

/// Some of the channels.
#[derive(Debug)]
pub struct Page {
    pub channels: Vec<Channel>,
    /// Where it goes on; `None` at the end. A page may be empty before that.
    pub next: Option<String>,
}

#[derive(Deserialize)]
struct Listed {
    channels: Vec<Channel>,
    #[serde(default, deserialize_with = "lenient::or_default")]
    response_metadata: Metadata,
}

#[derive(Default, Deserialize)]
struct Metadata {
    #[serde(default)]
    next_cursor: String,
}

#[derive(Deserialize)]
struct Found {
    channel: Channel,
}

impl Channel {
    /// Whether it is read beyond the company, or will be.
    pub const fn is_shared(&self) -> bool {
        self.is_ext_shared || self.is_org_shared || self.is_shared || self.is_pending_ext_shared
    }

    /// Whether others than its invited members may read it.
    pub const fn is_open(&self) -> bool {
        !self.is_private || self.is_shared()
    }
}

impl Slack {
    /// A page of up to 999 channels that are not archived, of these `types`, from `cursor` on.
    ///
    /// # Errors
    /// [`ProviderError`]; with the code `invalid_cursor` for a cursor that is none, or not any more.
    pub async fn channels(&self, types: &str, cursor: &str) -> Result<Page, ProviderError> {
        let query = query(types, cursor);
        let answer = self.read("conversations.list", &query).await?;
        let Listed { channels, response_metadata } = self.rest.read(answer)?;
        let next = Some(response_metadata.next_cursor).filter(|next| !next.is_empty());
        Ok(Page { channels, next })
    }

    /// The channel of this id, as it is now.
    ///
    /// # Errors
    /// [`ProviderError`].
    pub async fn channel(&self, id: &str) -> Result<Channel, ProviderError> {
        let query = Serializer::new(String::new()).append_pair("channel", id).finish();
        let answer = self.read("conversations.info", &query).await?;
        let Found { channel } = self.rest.read(answer)?;
        Ok(channel)
    }
}

fn query(types: &str, cursor: &str) -> String {
    let mut query = Serializer::new(String::new());
    query.append_pair("types", types).append_pair("exclude_archived", "true");
    query.append_pair("limit", LIMIT);
    if !cursor.is_empty() {
        query.append_pair("cursor", cursor);
    }
    query.finish()
}

/// The id that `text` is, or that the copied link of a channel holds
/// (`https://acme.slack.com/archives/C0123`); `None` where it is neither.
pub fn channel_id(text: &str) -> Option<String> {
    let text = text.trim();
    let is_id = |id: &str| {
        let letters = id.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
        id.len() <= ID_LIMIT && id.len() > 2 && id.starts_with(['C', 'G']) && letters
    };
    if is_id(text) {
        return Some(text.to_owned());
    }
    let url = Url::parse(text).ok().filter(|url| url.scheme() == "https")?;
    let is_slack = url.host_str().is_some_and(|host| host.ends_with(".slack.com"));
    let mut parts = url.path_segments()?;
    let is_archive = parts.next() == Some("archives");
    let id = parts.next().filter(|id| is_slack && is_archive && is_id(id))?;
    Some(id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_channel_is_named_by_its_id_or_its_copied_link() {
        for (text, id) in [
            (" C0123ABC ", Some("C0123ABC")),
            ("G0123ABC", Some("G0123ABC")),
            ("https://acme.slack.com/archives/C0123ABC", Some("C0123ABC")),
            ("https://acme.enterprise.slack.com/archives/C0123ABC/p17", Some("C0123ABC")),
            ("https://evil.example/archives/C0123ABC", None),
            ("https://evilslack.com/archives/C0123ABC", None),
            ("http://acme.slack.com/archives/C0123ABC", None),
            ("https://acme.slack.com/team/U0123ABC", None),
            ("U0123ABC", None),
            ("#recrutement", None),
            ("C0123abc", None),
            ("", None),
        ] {
            assert_eq!(channel_id(text).as_deref(), id, "{text}");
        }
    }

    #[test]
    fn s51_a_private_channel_that_others_share_is_as_open_as_a_public_one() {
        let channel = |text: &str| serde_json::from_str::<Channel>(text).unwrap().is_open();
        assert!(channel(r#"{"id":"C1"}"#));
        assert!(!channel(r#"{"id":"C1","is_private":true}"#));
        for name in ["is_ext_shared", "is_org_shared", "is_shared", "is_pending_ext_shared"] {
            assert!(channel(&format!(r#"{{"id":"C1","is_private":true,"{name}":true}}"#)));
        }
    }
}
