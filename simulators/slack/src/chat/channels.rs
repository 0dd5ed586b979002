//! The channels of each workspace.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::account::{ACCOUNTS, Account};

/// A channel as the bot meets it.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Channel {
    pub id: String,
    /// Without the `#`.
    pub name: String,
    pub is_private: bool,
    /// Whether the bot was invited.
    pub is_member: bool,
    pub is_archived: bool,
    /// Whether people of other organizations read it (Slack Connect).
    pub is_ext_shared: bool,
    /// Whether other workspaces of the same organization read it.
    pub is_org_shared: bool,
    /// Whether only administrators may post.
    pub is_read_only: bool,
}

/// The channels of all workspaces, by account.
pub struct Channels(HashMap<&'static str, Vec<Channel>>);

impl Default for Channels {
    fn default() -> Self {
        let own = ACCOUNTS.iter().enumerate();
        Self(own.map(|(at, account)| (account.id, three(at + 1))).collect())
    }
}

impl Channels {
    /// The channels of `account`'s workspace, and `crowd` more.
    pub fn of(&self, account: &Account, crowd: usize) -> Vec<Channel> {
        let own = self.0.get(account.id).cloned().unwrap_or_default();
        let more = (1..=crowd).map(|at| channel(format!("C1{at:08}"), format!("canal-{at:04}")));
        own.into_iter().chain(more).collect()
    }

    /// The channel of this id.
    pub fn find(&self, account: &Account, id: &str, crowd: usize) -> Option<Channel> {
        self.of(account, crowd).into_iter().find(|channel| channel.id == id)
    }

    /// Changes the channel `name`: merges `changes` into it; whether there is one. `null` deletes it.
    pub fn change(&mut self, account: &Account, name: &str, changes: &Value) -> bool {
        let Some(own) = self.0.get_mut(account.id) else { return false };
        let Some(at) = own.iter().position(|channel| channel.name == name) else { return false };
        let Value::Object(changes) = changes else {
            own.remove(at);
            return true;
        };
        let Some(channel) = own.get_mut(at) else { return false };
        let known = serde_json::to_value(&*channel).unwrap_or_default();
        let known = known.as_object().cloned().unwrap_or_default();
        let merged: Value = known.into_iter().chain(changes.clone()).collect();
        serde_json::from_value(merged).map(|changed| *channel = changed).is_ok()
    }
}

impl Channel {
    /// As the API shows it.
    pub fn json(&self) -> Value {
        json!({
            "id": self.id,
            "name": self.name,
            "is_channel": true,
            "is_private": self.is_private,
            "is_member": self.is_member,
            "is_archived": self.is_archived,
            "is_ext_shared": self.is_ext_shared,
            "is_org_shared": self.is_org_shared,
            "is_shared": self.is_ext_shared || self.is_org_shared,
            "is_read_only": self.is_read_only,
        })
    }
}

fn three(at: usize) -> Vec<Channel> {
    let id = |name: &str| format!("C0{name}{at}");
    vec![
        channel(id("RECRUT0"), "recrutement".to_owned()),
        Channel {
            is_private: true,
            is_member: true,
            ..channel(id("DIRECT0"), "direction".to_owned())
        },
        Channel { is_archived: true, ..channel(id("ARCHIV0"), "archive".to_owned()) },
    ]
}

const fn channel(id: String, name: String) -> Channel {
    Channel {
        id,
        name,
        is_private: false,
        is_member: false,
        is_archived: false,
        is_ext_shared: false,
        is_org_shared: false,
        is_read_only: false,
    }
}
