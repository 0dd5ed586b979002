//! `chat.postMessage` and `chat.update`.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::Slack;
use crate::model::fault::ProviderError;

/// A message to post.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// What notifications and screen readers say: markup counts in it.
    pub text: String,
    /// Block Kit.
    pub blocks: Value,
}

/// A message that was posted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posted {
    /// The channel's id.
    pub channel: String,
    /// The message's name in there.
    pub ts: String,
}

impl Slack {
    /// Posts in `channel`, in the thread of the message `thread` where there is one; `is_loud` shows it in the
    /// channel as well.
    ///
    /// # Errors
    /// [`ProviderError`]; [`crate::model::fault::Fault::OutcomeUnknown`] where it may be there: Slack
    /// recognises no repeated request.
    pub async fn post(
        &self,
        channel: &str,
        message: &Message,
        thread: Option<&str>,
        is_loud: bool,
    ) -> Result<Posted, ProviderError> {
        let mut body = body(channel, message);
        if let (Some(thread), Some(members)) = (thread, body.as_object_mut()) {
            members.insert("thread_ts".to_owned(), thread.into());
            members.insert("reply_broadcast".to_owned(), is_loud.into());
        }
        let answer = self.write("chat.postMessage", &body).await?;
        self.rest.read(answer)
    }

    /// Puts `message` in the place of the one that was `posted`.
    ///
    /// # Errors
    /// [`ProviderError`].
    pub async fn update(&self, posted: &Posted, message: &Message) -> Result<(), ProviderError> {
        let mut body = body(&posted.channel, message);
        if let Some(members) = body.as_object_mut() {
            members.insert("ts".to_owned(), posted.ts.as_str().into());
        }
        self.write("chat.update", &body).await.map(drop).map_err(ProviderError::repeatable)
    }
}

fn body(channel: &str, message: &Message) -> Value {
    json!({
        "channel": channel,
        "text": message.text,
        "blocks": message.blocks,
        "unfurl_links": false,
        "unfurl_media": false,
    })
}
