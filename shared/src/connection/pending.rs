//! An authorization that was begun. Pure.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::model::owner::ConnectionId;

/// How long a person may take at the provider's consent page.
const LIFE: SignedDuration = SignedDuration::from_mins(10);

/// An authorization request that left and was not answered yet. The state it is stored under is not in it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PendingAuthorization {
    /// The connection that it is to become.
    #[serde(flatten)]
    pub connection: ConnectionId,
    /// Who began.
    pub user_id: i64,
    /// Whether another account may take the place of the connected one (S14).
    pub replace: bool,
    /// From when the answer is refused; the table's TTL only cleans up (S5).
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub expires_at: Timestamp,
}

impl PendingAuthorization {
    /// A request that leaves at `now`.
    pub fn new(connection: ConnectionId, user_id: i64, replace: bool, now: Timestamp) -> Self {
        let expires_at = now.saturating_add(LIFE).unwrap_or(now);
        Self { connection, user_id, replace, expires_at }
    }
}
