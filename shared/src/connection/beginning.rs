//! How a connection begins. Pure.

use jiff::{SignedDuration, Timestamp};

use super::schedule::later;
use super::{Connection, Holder, ProviderData, State};
use crate::model::owner::ConnectionId;
use crate::oauth::{Grant, Scopes};
use crate::vault::Sealed;

/// What every connection begins with, whether somebody consented or it was imported.
#[derive(Debug)]
pub struct Beginning {
    pub sealed_tokens: Sealed,
    /// What was granted.
    pub scopes: Scopes,
    /// When the access token dies; `None` where it never does.
    pub expires_at: Option<Timestamp>,
    /// When the person must consent again at the latest, where that is known.
    pub reauthorize_by: Option<Timestamp>,
    /// When the person consented.
    pub connected_at: Timestamp,
    /// A random start: see [`Connection::version`].
    pub version: u64,
}

impl Connection {
    /// The connection `id` that `user_id` made: active, of an account that is not known yet, not used and
    /// on no schedule.
    pub fn new(id: ConnectionId, user_id: i64, beginning: Beginning) -> Self {
        let Beginning { sealed_tokens, scopes, expires_at, .. } = beginning;
        Self {
            id,
            user_id,
            account: None,
            scopes,
            state: State::Active,
            reason: None,
            sealed_tokens,
            expires_at,
            reauthorize_by: beginning.reauthorize_by,
            connected_at: beginning.connected_at,
            granted_at: None,
            own_grant_until: None,
            last_used_at: None,
            provider_data: ProviderData::default(),
            refresh_at: None,
            warned: None,
            lease: None,
            failure: None,
            holder: Holder::default(),
            version: beginning.version,
        }
    }
}

/// When an access token granted in answer to a request sent at `sent_at` dies (F14: from the sending);
/// `None` where it never does.
pub fn expires_at(grant: &Grant, sent_at: Timestamp) -> Option<Timestamp> {
    Some(later(sent_at, SignedDuration::from_secs(grant.expires_in?)))
}

/// When the person must consent again, where the grant tells: the refresh token's end, or without
/// one the access token's.
pub fn reauthorize_by(grant: &Grant, sent_at: Timestamp) -> Option<Timestamp> {
    match (&grant.refresh_token, grant.refresh_token_expires_in) {
        (None, _) => expires_at(grant, sent_at),
        (Some(_), Some(seconds)) => sent_at.saturating_add(SignedDuration::from_secs(seconds)).ok(),
        (Some(_), None) => None,
    }
}
