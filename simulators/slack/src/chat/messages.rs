//! What was posted.

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;

use super::mrkdwn;

/// A message as it stands.
#[derive(Clone, Debug, Serialize)]
pub struct Message {
    /// The workspace's person, for whom it was posted.
    #[serde(skip)]
    pub account: &'static str,
    pub channel: String,
    /// Its name within the channel: seconds and a count.
    pub ts: String,
    /// The message in whose thread it stands.
    pub thread_ts: Option<String>,
    /// Whether the answer is shown in the channel as well.
    pub is_broadcast: bool,
    pub text: String,
    pub blocks: Value,
    /// How often it was changed.
    pub edits: u32,
    /// Whom its text and blocks call: `@channel`, `U0…`.
    pub pings: Vec<String>,
    /// Where its texts lead, as they are written: address and label.
    pub links: Vec<(String, String)>,
    #[serde(skip)]
    pub(super) at: Timestamp,
}

/// All messages, in the order in which they came.
#[derive(Default)]
pub struct Messages(Vec<Message>);

impl Messages {
    /// Those of an account's workspace.
    pub fn of(&self, account: &str) -> impl Iterator<Item = &Message> {
        self.0.iter().filter(move |message| message.account == account)
    }

    /// The message `ts` of `channel`.
    pub fn find(&mut self, account: &str, channel: &str, ts: &str) -> Option<&mut Message> {
        let is_it =
            |one: &&mut Message| one.account == account && one.channel == channel && one.ts == ts;
        self.0.iter_mut().find(is_it)
    }

    /// How many came to `channel` within the second before `now`.
    pub fn recent(&self, account: &str, channel: &str, now: Timestamp) -> usize {
        let of = self.of(account).filter(|message| message.channel == channel);
        of.filter(|message| now.duration_since(message.at).as_millis() < 1000).count()
    }

    /// A name that no message has.
    pub fn next_ts(&self, now: Timestamp) -> String {
        format!("{}.{:06}", now.as_second(), self.0.len() + 1)
    }

    /// Adds one.
    pub fn add(&mut self, message: Message) {
        self.0.push(message);
    }

    /// Takes one away; whether it was there.
    pub fn remove(&mut self, account: &str, channel: &str, ts: &str) -> bool {
        let before = self.0.len();
        self.0.retain(|one| !(one.account == account && one.channel == channel && one.ts == ts));
        self.0.len() < before
    }
}

impl Message {
    /// With what readers see in its texts.
    #[must_use]
    pub fn read(mut self) -> Self {
        let texts = mrkdwn::texts(&self.text, &self.blocks);
        self.pings = texts.iter().flat_map(|text| mrkdwn::pings(text)).collect();
        self.links = texts.iter().flat_map(|text| mrkdwn::links(text)).collect();
        self
    }
}
