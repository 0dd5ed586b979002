//! `chat.postMessage` and `chat.update`.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::Slack;
use crate::model::fault::ProviderError;
use crate::providers::rest::set_fields;

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
        let more = json!({"thread_ts": thread, "reply_broadcast": thread.map(|_| is_loud)});
        let body = body(channel, message, more);
        let answer = self.write("chat.postMessage", &body).await?;
        self.rest.read(answer)
    }

    /// Puts `message` in the place of the one that was `posted`.
    ///
    /// # Errors
    /// [`ProviderError`].
    pub async fn update(&self, posted: &Posted, message: &Message) -> Result<(), ProviderError> {
        let body = body(&posted.channel, message, json!({"ts": posted.ts}));
        self.write("chat.update", &body).await.map(drop).map_err(ProviderError::repeatable)
    }
}

/// `message` for `channel`, with the fields of `more` that are set.
fn body(channel: &str, message: &Message, more: Value) -> Value {
    let body = json!({
        "channel": channel,
        "text": message.text,
        "blocks": message.blocks,
        "unfurl_links": false,
        "unfurl_media": false,
    });
    match (body, set_fields(more)) {
        (Value::Object(body), Value::Object(more)) => body.into_iter().chain(more).collect(),
        (body, _) => body,
    }
}
