//! A grant that nobody here wants any more and that its provider has not confirmed to be withdrawn. Pure.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::schedule::later;
use super::{Channel, Connection};
use crate::model::owner::ConnectionId;
use crate::vault::Sealed;

/// The pause after a first attempt, doubled with each further one up to [`LONGEST_PAUSE`].
const FIRST_PAUSE: SignedDuration = SignedDuration::from_mins(5);
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_hours(6);
/// For how long it is tried: an outage is over by then, and tokens that nobody wants are not kept longer.
const PATIENCE: SignedDuration = SignedDuration::from_hours(7 * 24);

/// What is kept of it: sealed as it was, and for nothing but to withdraw it (S33).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Withdrawal {
    /// The connection it was of, or would have been.
    #[serde(flatten)]
    pub connection: ConnectionId,
    /// Who had connected it, or would have; absent in what was noted before people were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_id: Option<i64>,
    /// The id of the account that granted it.
    pub account_id: String,
    pub sealed_tokens: Sealed,
    /// Since when nobody wants it.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub since: Timestamp,
    /// When it is tried again.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub refresh_at: Timestamp,
    /// How often it was tried.
    pub attempts: u32,
    /// The channels that were made with it, which it stops before it goes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<Channel>,
    /// A random name, so that one grant's row never takes the place of another's.
    pub id: String,
}

impl Withdrawal {
    /// Of `unwanted`'s grant, unwanted since `now`; `None` where its account is not known, which an
    /// imported connection may lack: without it nobody can tell whose connections would end too.
    pub fn of(unwanted: &Connection, id: String, now: Timestamp) -> Option<Self> {
        let Connection { id: connection, user_id, .. } = *unwanted;
        let account_id = unwanted.account.as_ref()?.id.clone();
        let sealed_tokens = unwanted.sealed_tokens.clone();
        Some(Self::new((connection, user_id), account_id, sealed_tokens, id, now))
    }

    /// Of the grant of a person, `user_id`, whose tokens are sealed for `connection`, unwanted since `now`.
    pub fn new(
        (connection, user_id): (ConnectionId, i64),
        account_id: String,
        sealed_tokens: Sealed,
        id: String,
        now: Timestamp,
    ) -> Self {
        let refresh_at = later(now, FIRST_PAUSE);
        Self {
            connection,
            user_id: Some(user_id),
            account_id,
            sealed_tokens,
            since: now,
            refresh_at,
            attempts: 0,
            channels: Vec::new(),
            id,
        }
    }

    /// After one more attempt that began at `now`.
    #[must_use]
    pub fn tried(mut self, now: Timestamp) -> Self {
        self.attempts = self.attempts.saturating_add(1);
        let pause = FIRST_PAUSE * 2_i32.saturating_pow(self.attempts.min(8));
        self.refresh_at = later(now, pause.min(LONGEST_PAUSE));
        self
    }

    /// From when nobody tries any more.
    pub fn until(&self) -> Timestamp {
        later(self.since, PATIENCE)
    }
}
