//! The channels by which a connection's calendar says that something changed. Pure.
//!
//! Google calls them channels, Graph subscriptions. Neither is trusted to be there: one that is being made is
//! noted among those that are to end before its provider is asked, and leaves them once it is known to be
//! there, so that a crash in between leaves nothing behind that nobody would stop.

use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::digest::{SHA256, digest};
use data_encoding::HEXLOWER;
use jiff::{SignedDuration, Timestamp};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use super::schedule::later;
use super::{Connection, Lease};
use crate::model::owner::ConnectionId;
use crate::model::provider::CalendarProvider;

/// How long before its end a channel is renewed, or replaced: a day of outages costs none.
const OVERLAP: SignedDuration = SignedDuration::from_hours(24);
/// How much of the overlap is up to chance, so that what was made at once is not renewed at once.
const SPREAD: SignedDuration = SignedDuration::from_hours(6);
/// A wish for a watch is believed for as long without an interview that shows why.
const BELIEVED: SignedDuration = SignedDuration::from_mins(15);
/// The pause after a first failure, doubled with each further one up to [`LONGEST_PAUSE`].
const FIRST_PAUSE: SignedDuration = SignedDuration::from_mins(5);
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_hours(6);

/// What is kept of a connection's channels, from the first wish for them on: a row `CHANNEL#…`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Channels {
    /// The connection whose calendar it is.
    #[serde(flatten)]
    pub id: ConnectionId<CalendarProvider>,
    /// When an interview last asked for it.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub wanted_at: Timestamp,
    /// The one that speaks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current: Option<Channel>,
    /// Those that are to be stopped, and one that is being made.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ending: Vec<Channel>,
    /// What the provider has said of the channel itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<Said>,
    /// How often looking after it failed in a row.
    #[serde(default)]
    pub failures: u32,
    /// When `watch-calendars` looks at it next.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub refresh_at: Timestamp,
    /// Who is at it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lease: Option<Lease>,
}

/// A channel at its provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Channel {
    /// Its id there: ours to choose at Google, Graph's own, and so absent while that one is being made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Google's id of what is watched, without which it stops nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource_id: Option<String>,
    /// The hash of the name in its address, under which [`Address`] is stored.
    pub address: String,
    /// The account that granted it, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account_id: Option<String>,
    /// When the connection was made with whose grant it was made.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub connected_at: Timestamp,
    /// When it ends by itself.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub expires_at: Timestamp,
    /// When it is renewed, or replaced.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub renew_at: Timestamp,
}

/// What a provider says of a channel itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Said {
    /// It speaks no longer unless it is renewed (Graph's `reauthorizationRequired`).
    Renew,
    /// It is gone (`subscriptionRemoved`).
    Removed,
}

/// Where a channel's notifications come in: a row under the hash of the random name in the path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// The connection whose watch it is.
    #[serde(flatten)]
    pub id: ConnectionId<CalendarProvider>,
    /// The hash of the secret that comes with each notification.
    pub secret: String,
    /// The channel's id at its provider, where that is known before it is made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel_id: Option<String>,
    /// When the table may clean it up: some time after the channel's own end.
    #[serde(rename = "ttl", with = "jiff::fmt::serde::timestamp::second::required")]
    pub expires_at: Timestamp,
}

impl Channels {
    /// Of a connection of which nothing is known any more, in the hands of a run.
    pub const fn new(id: ConnectionId<CalendarProvider>, lease: Lease, now: Timestamp) -> Self {
        Self {
            id,
            wanted_at: now,
            current: None,
            ending: Vec::new(),
            said: None,
            failures: 0,
            refresh_at: now,
            lease: Some(lease),
        }
    }

    /// Until when it is believed that somebody wants it though nothing shows why: what is to be watched is stored
    /// only after it was asked for.
    pub fn believed_until(&self) -> Timestamp {
        later(self.wanted_at, BELIEVED)
    }

    /// After one more failure at `now`.
    #[must_use]
    pub fn failed(mut self, now: Timestamp) -> Self {
        let pause = FIRST_PAUSE * 2_i32.saturating_pow(self.failures.min(8));
        self.failures = self.failures.saturating_add(1);
        self.refresh_at = later(now, pause.min(LONGEST_PAUSE));
        self
    }
}

impl Address {
    /// Under what the address called `name` in its path is stored.
    pub fn hash_of(name: &str) -> String {
        HEXLOWER.encode(digest(&SHA256, format!("address:{name}").as_bytes()).as_ref())
    }

    /// How the `secret` that comes with each notification is stored. It is random, so that a hash of it tells
    /// nothing.
    pub fn secret_of(secret: &SecretString) -> String {
        let secret = format!("secret:{}", secret.expose_secret());
        HEXLOWER.encode(digest(&SHA256, secret.as_bytes()).as_ref())
    }

    /// Whether a notification came with the channel's `secret`; in a time that tells nothing (S49).
    pub fn is_told(&self, secret: &SecretString) -> bool {
        let told = Self::secret_of(secret);
        verify_slices_are_equal(told.as_bytes(), self.secret.as_bytes()).is_ok()
    }
}

impl Channel {
    /// Whether it was made with the grant of `connection`, which may have been renewed since.
    pub fn is_of(&self, connection: &Connection) -> bool {
        let account = connection.account.as_ref().map(|account| &account.id);
        self.connected_at.as_second() == connection.connected_at.as_second()
            && self.account_id.as_ref() == account
    }

    /// Whether it was granted by the account of `connection`, whose grant stops it then.
    pub fn is_stopped_by(&self, connection: &Connection) -> bool {
        let account = connection.account.as_ref().map(|account| &account.id);
        self.account_id.is_some() && self.account_id.as_ref() == account
            || self.connected_at.as_second() == connection.connected_at.as_second()
    }

    /// This channel, which its provider lets live from `now` until `expires_at`. It is renewed a day before that,
    /// some hours sooner by `luck` (any number); after half of its life where that is shorter than two days.
    #[must_use]
    pub fn living(self, expires_at: Timestamp, now: Timestamp, luck: u32) -> Self {
        let chance = SPREAD.mul_f64(f64::from(luck) / f64::from(u32::MAX));
        let planned = later(expires_at, -OVERLAP - chance);
        let half = later(now, expires_at.duration_since(now) / 2);
        Self { expires_at, renew_at: planned.max(half), ..self }
    }
}
