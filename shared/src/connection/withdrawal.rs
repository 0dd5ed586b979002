//! A grant that nobody here wants any more and that its provider has not confirmed to be withdrawn. Pure.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::Connection;
use super::schedule::later;
use crate::model::provider::Provider;
use crate::vault::Sealed;

/// The pause after a first attempt, doubled with each further one up to [`LONGEST_PAUSE`].
const FIRST_PAUSE: SignedDuration = SignedDuration::from_mins(5);
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_hours(6);
/// For how long it is tried: an outage is over by then, and tokens that nobody wants are not kept longer.
const PATIENCE: SignedDuration = SignedDuration::from_hours(7 * 24);

/// What is kept of it: sealed as it was, and for nothing but to withdraw it (S33).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Withdrawal {
    /// Whose connection it was, or would have been.
    pub company_id: i64,
    /// Who had connected it, or would have; absent in what was noted before people were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_id: Option<i64>,
    /// Where it was granted.
    pub provider: Provider,
    /// The id of the account that granted it.
    pub account_id: String,
    /// The tokens.
    pub sealed_tokens: Sealed,
    /// Since when nobody wants it.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub since: Timestamp,
    /// When it is tried again.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub refresh_at: Timestamp,
    /// How often it was tried.
    pub attempts: u32,
    /// A random name, so that one grant's row never takes the place of another's.
    pub id: String,
}

impl Withdrawal {
    /// Of `connection`'s grant, unwanted since `now`; `None` where its account is not known, which an
    /// imported connection may lack: without it nobody can tell whose connections would end too.
    pub fn of(connection: &Connection, id: String, now: Timestamp) -> Option<Self> {
        let Connection { company_id, user_id, provider, .. } = *connection;
        let account_id = connection.account.as_ref()?.id.clone();
        let sealed_tokens = connection.sealed_tokens.clone();
        Some(Self::new((company_id, user_id, provider), account_id, sealed_tokens, id, now))
    }

    /// Of a person's grant whose tokens are sealed for the company, unwanted since `now`.
    pub fn new(
        (company_id, user_id, provider): (i64, i64, Provider),
        account_id: String,
        sealed_tokens: Sealed,
        id: String,
        now: Timestamp,
    ) -> Self {
        let refresh_at = later(now, FIRST_PAUSE);
        Self {
            company_id,
            user_id: Some(user_id),
            provider,
            account_id,
            sealed_tokens,
            since: now,
            refresh_at,
            attempts: 0,
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
