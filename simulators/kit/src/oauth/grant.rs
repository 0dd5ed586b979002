//! A grant: one redeemed authorization. Revoking it kills every token made from it.

use jiff::Timestamp;

use super::Authorization;

/// Names a grant of one [`Grants`](super::Grants).
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct GrantId(pub(super) usize);

/// What one account allowed one app to do.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Grant {
    /// Its name.
    pub id: GrantId,
    /// The app it was given to.
    pub client_id: String,
    /// Id of the account that gave it.
    pub account: String,
    /// Scopes given, in the provider's own spelling.
    pub scopes: Vec<String>,
    /// When its code was redeemed.
    pub granted_at: Timestamp,
    /// Whether it was withdrawn, by whomever.
    pub revoked: bool,
}

impl Grant {
    /// Whether the grant covers the same scopes, in any order.
    pub fn has_same_scopes<S: AsRef<str>>(&self, scopes: &[S]) -> bool {
        let has = |scope: &str| self.scopes.iter().any(|own| own == scope);
        let asked = |own: &String| scopes.iter().any(|scope| scope.as_ref() == own);
        scopes.iter().all(|scope| has(scope.as_ref())) && self.scopes.iter().all(asked)
    }

    pub(super) fn open(id: GrantId, authorization: &Authorization, now: Timestamp) -> Self {
        Self {
            id,
            client_id: authorization.client_id.clone(),
            account: authorization.account.clone(),
            scopes: authorization.scopes.clone(),
            granted_at: now,
            revoked: false,
        }
    }
}
