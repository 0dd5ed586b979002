//! What a notification says, as far as it is believed.

use http::HeaderMap;
use secrecy::SecretString;
use serde::Deserialize;
use serde_json::Value;
use shared::connection::{Address, Said};

/// The most items of a body that are judged: Graph sends some dozens.
const ITEMS: usize = 1000;

/// All that the messages of one request say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Words {
    /// Whether something in the calendar changed.
    pub(crate) is_changed: bool,
    /// What is said of the channel itself; that it is gone, before that it must be renewed.
    pub(crate) said: Option<Said>,
}

/// One item of a body. What is no text in it is told by nobody.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Item {
    client_state: String,
    #[serde(default)]
    lifecycle_event: Option<String>,
}

/// A message of Google is its headers ("Push notifications", "Understanding the notification message format"). The
/// first one, `sync`, says that the channel is there, and of no change.
pub(crate) fn of_google(headers: &HeaderMap, address: &Address) -> Words {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let secret = SecretString::from(text("x-goog-channel-token").unwrap_or_default());
    let is_its = text("x-goog-channel-id") == address.channel_id.as_deref();
    let is_believed = address.is_told(&secret) && is_its;
    let state = text("x-goog-resource-state");
    Words { is_changed: is_believed && state.is_some_and(|state| state != "sync"), said: None }
}

/// A message of Graph is a list of items, maybe of several subscriptions: each is judged by its own secret.
/// `reauthorizationRequired` and `subscriptionRemoved` are of the subscription; after `missed`, and after the
/// removal, changes were lost.
pub(crate) fn of_graph(body: &[u8], address: &Address) -> Words {
    let body: Value = serde_json::from_slice(body).unwrap_or_default();
    let items = body.get("value").and_then(Value::as_array).into_iter().flatten().take(ITEMS);
    let items = items.filter_map(|item| Item::deserialize(item).ok());
    let own = items.filter(|item| address.is_told(&SecretString::from(item.client_state.clone())));
    own.fold(Words::default(), |words, item| words.with(item.lifecycle_event.as_deref()))
}

impl Words {
    fn with(self, lifecycle_event: Option<&str>) -> Self {
        match lifecycle_event {
            None | Some("missed") => Self { is_changed: true, ..self },
            Some("subscriptionRemoved") => Self { is_changed: true, said: Some(Said::Removed) },
            Some("reauthorizationRequired") => {
                Self { said: self.said.or(Some(Said::Renew)), ..self }
            }
            // Graph may say more one day; what nobody understands asks for nothing.
            Some(_) => self,
        }
    }
}
