//! The authorization server's memory: codes, grants and tokens, judged by the simulator's clock.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::clock::MovableClock;
use jiff::Timestamp;

use super::code::{Authorization, CodeFault, Presented};
use super::token::{Access, Mint, Refresh, RefreshFault, TokenFault, later};
use super::{Grant, GrantId};

mod ledger;
#[cfg(test)]
mod tests;

use ledger::Ledger;

/// A handle to one provider's codes, grants and tokens; clones share them.
#[derive(Clone)]
pub struct Grants {
    clock: MovableClock,
    ledger: Arc<Mutex<Ledger>>,
}

impl Grants {
    /// Nothing granted yet; `clock` decides what has expired.
    pub fn new(clock: MovableClock) -> Self {
        Self { clock, ledger: Arc::default() }
    }

    /// A code for `authorization`, valid for `lifetime` seconds and once.
    pub fn issue_code(&self, authorization: Authorization, lifetime: i64) -> String {
        let expires_at = later(self.now(), lifetime);
        self.lock().codes.issue(authorization, expires_at)
    }

    /// What `code` was issued for, whether or not it can still be redeemed.
    pub fn authorization(&self, code: &str) -> Option<Authorization> {
        self.lock().codes.authorization(code).cloned()
    }

    /// Spends `code` and opens the grant it stands for; refused, it stays unspent.
    pub fn redeem(
        &self,
        code: &str,
        presented: Presented<'_>,
    ) -> Result<(Grant, Authorization), CodeFault> {
        self.lock().redeem(code, presented, self.now())
    }

    /// A new access token of `grant` for `scopes` (the grant's, or fewer).
    pub fn issue_access(&self, grant: GrantId, scopes: &[String], mint: &Mint) -> String {
        self.lock().issue_access(grant, scopes, mint, self.now())
    }

    /// A new refresh token of `grant`; earlier ones stay as they are.
    pub fn issue_refresh(&self, grant: GrantId, mint: &Mint) -> String {
        self.lock().issue_refresh(grant, mint, self.now())
    }

    /// What the bearer of an access token may do (RFC 6750).
    pub fn authenticate(&self, bearer: &str) -> Result<Access, TokenFault> {
        let (access, fault) = self.inspect(bearer).ok_or(TokenFault::Unknown)?;
        fault.map_or(Ok(access), Err)
    }

    /// An access token and what is wrong with it, as introspection tells (RFC 7662); none for a
    /// text that never was one.
    pub fn inspect(&self, access_token: &str) -> Option<(Access, Option<TokenFault>)> {
        self.lock().inspect(access_token, self.now())
    }

    /// Uses a refresh token (RFC 6749, section 6). It stays valid: the provider then issues an
    /// access token and, where it rotates, calls [`Grants::rotate`].
    pub fn refresh(&self, refresh_token: &str, client_id: &str) -> Result<Refresh, RefreshFault> {
        self.lock().refresh(refresh_token, client_id, self.now())
    }

    /// Replaces a refresh token: a new one of the same grant, and from now on
    /// [`RefreshFault::Reused`] for the old one. None for a text that never was one.
    pub fn rotate(&self, refresh_token: &str, mint: &Mint) -> Option<String> {
        self.lock().rotate(refresh_token, mint, self.now())
    }

    /// The grant behind a living access or refresh token (RFC 7009 takes either).
    pub fn holder(&self, token: &str) -> Result<Grant, TokenFault> {
        self.lock().holder(token, self.now())
    }

    /// Grants the account gave the app that are not revoked and still have a living token.
    pub fn live(&self, account: &str, client_id: &str) -> Vec<Grant> {
        self.lock().live(account, client_id, self.now())
    }

    /// Grants the account gave the app that are not revoked, oldest first, even where every token
    /// of theirs has expired: the consent itself.
    pub fn consents(&self, account: &str, client_id: &str) -> Vec<Grant> {
        self.lock().consents(account, client_id)
    }

    /// Withdraws one grant and with it all its tokens.
    pub fn revoke(&self, grant: GrantId) {
        self.lock().revoke_where(|held| held.id == grant);
    }

    /// Withdraws everything the account gave to any app.
    pub fn revoke_account(&self, account: &str) {
        self.lock().revoke_where(|held| held.account == account);
    }

    /// Withdraws everything the account gave to one app.
    pub fn revoke_consent(&self, account: &str, client_id: &str) {
        self.lock().revoke_where(|held| held.account == account && held.client_id == client_id);
    }

    /// Lets the account's refresh tokens die as though they had not been used for too long.
    pub fn expire_refresh_tokens(&self, account: &str) {
        self.lock().expire_refresh_tokens(account);
    }

    /// Silently withdraws the oldest living refresh tokens the account gave the app, so that `keep`
    /// remain (Google keeps 100).
    pub fn drop_oldest_refresh_tokens(&self, account: &str, client_id: &str, keep: usize) {
        self.lock().drop_oldest_refresh_tokens(account, client_id, keep, self.now());
    }

    fn now(&self) -> Timestamp {
        self.clock.now()
    }

    fn lock(&self) -> MutexGuard<'_, Ledger> {
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
