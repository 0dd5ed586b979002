//! One channel: what is watched, for whom, until when.

use aws_lc_rs::digest::{SHA256, digest};
use data_encoding::BASE64URL_NOPAD;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::notice::{Notice, State};
use crate::account::Account;
use crate::object::Object;

/// A notification channel on one calendar's events.
#[derive(Clone, Debug)]
pub(super) struct Channel {
    pub(super) id: String,
    pub(super) account: &'static Account,
    pub(super) address: String,
    pub(super) token: Option<String>,
    /// Until when it sends, in whole milliseconds.
    pub(super) expires: Timestamp,
    /// The number of the message before.
    pub(super) number: u64,
    pub(super) end: End,
}

/// How a channel ended, other than by its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// Not yet.
    Open,
    /// By `channels.stop`.
    Stopped(Timestamp),
    /// Without a word, on command.
    Killed,
}

/// The id of the watched resource: the same for every channel of a calendar.
pub(super) fn resource_id(account: &Account) -> String {
    let hash = digest(&SHA256, format!("events of {}", account.sub).as_bytes());
    BASE64URL_NOPAD.encode(hash.as_ref()).chars().take(27).collect()
}

/// The watched resource at `origin`.
pub(super) fn resource_uri(account: &Account, origin: &str) -> String {
    format!("{origin}/calendar/v3/calendars/{}/events?alt=json", account.email)
}

impl Channel {
    /// Whether it has neither ended nor expired.
    pub(super) fn is_live(&self, now: Timestamp) -> bool {
        self.end == End::Open && now < self.expires
    }

    /// Whether it sends: a stopped one goes on for a while.
    pub(super) fn sends(&self, now: Timestamp, after_stop: SignedDuration) -> bool {
        let open = match self.end {
            End::Open => true,
            End::Stopped(at) => now.duration_since(at) < after_stop,
            End::Killed => false,
        };
        open && now < self.expires
    }

    /// The next message. Its number is larger than that before, not always by one.
    pub(super) fn next(&mut self, state: State, origin: &str) -> Notice {
        self.number += match state {
            State::Sync => 1,
            State::Exists => 1 + self.number % 3,
        };
        Notice {
            channel: self.id.clone(),
            token: self.token.clone(),
            expires: self.expires,
            number: self.number,
            resource_id: resource_id(self.account),
            resource_uri: resource_uri(self.account, origin),
            state,
        }
    }

    /// As the API answers it.
    pub(super) fn wire(&self, origin: &str) -> Value {
        Object::of(json!({
            "kind": "api#channel",
            "id": self.id,
            "resourceId": resource_id(self.account),
            "resourceUri": resource_uri(self.account, origin),
            "expiration": self.expires.as_millisecond().to_string(),
        }))
        .with_some("token", self.token.as_ref())
        .into()
    }

    /// As `GET /_channels` lists it, without the token.
    pub(super) fn shown(&self, now: Timestamp) -> Value {
        let state = match self.end {
            End::Open if now < self.expires => "live",
            End::Open => "expired",
            End::Stopped(_) => "stopped",
            End::Killed => "killed",
        };
        json!({
            "id": self.id,
            "account": self.account.id,
            "address": self.address,
            "expires": self.expires,
            "messages": self.number,
            "state": state,
        })
    }
}
