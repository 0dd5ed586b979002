//! Which tokens live: one installation in a workspace, with bot tokens that never end, or, with token rotation,
//! at most two of 12 hours and a refresh token that is good once.

use std::collections::{BTreeSet, HashMap};

use jiff::{SignedDuration, Timestamp};
use simulator_kit::oauth::{Grant, GrantId, random};

use crate::Slack;
use crate::account::Account;

/// "Access tokens expire every 12 hours."
pub const LIFE: SignedDuration = SignedDuration::from_hours(12);
/// How long a used refresh token is taken again; Slack does not say, and it is short.
const GRACE: SignedDuration = SignedDuration::from_secs(5);
/// "There can be two active tokens at a time."
const ACTIVE: usize = 2;

/// All tokens that were ever issued.
#[derive(Default)]
pub struct Tokens {
    access: Vec<Access>,
    refresh: Vec<Refresh>,
    /// The scopes of each workspace's installation, which never shrink.
    scopes: HashMap<&'static str, BTreeSet<String>>,
}

struct Access {
    text: String,
    account: &'static Account,
    grant: GrantId,
    expires_at: Option<Timestamp>,
    is_revoked: bool,
}

struct Refresh {
    text: String,
    account: &'static Account,
    grant: GrantId,
    used_at: Option<Timestamp>,
    is_revoked: bool,
}

/// What the token endpoint answers with.
pub(super) struct Issued {
    pub(super) access: String,
    pub(super) refresh: Option<String>,
    pub(super) scopes: Vec<String>,
}

/// Why an access token is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenFault {
    /// Unknown, or no token at all.
    Unknown,
    /// Its twelve hours are over.
    Expired,
    /// It was revoked alone.
    Revoked,
    /// The app was removed.
    Removed,
}

/// A call's token.
pub struct Living {
    /// In whose workspace.
    pub account: &'static Account,
    /// What may be done.
    pub scopes: BTreeSet<String>,
    /// Whether tokens rotate.
    pub rotates: bool,
}

impl Slack {
    /// Whether `grant` of `account` was not withdrawn.
    pub fn stands(&self, account: &Account, grant: GrantId) -> bool {
        let held = self.grants.consents(account.id, &self.registration.client_id);
        held.iter().any(|own| own.id == grant)
    }

    /// Whose token `text` is, and what it may do.
    ///
    /// # Errors
    /// Why it is not taken.
    pub fn living(&self, text: &str) -> Result<Living, TokenFault> {
        let tokens = self.tokens();
        let token = tokens.access.iter().find(|token| token.text == text);
        let token = token.ok_or(TokenFault::Unknown)?;
        if !self.stands(token.account, token.grant) {
            return Err(TokenFault::Removed);
        }
        if token.is_revoked {
            return Err(TokenFault::Revoked);
        }
        if token.expires_at.is_some_and(|end| end <= self.now()) {
            return Err(TokenFault::Expired);
        }
        let scopes = tokens.scopes.get(token.account.id).cloned().unwrap_or_default();
        Ok(Living { account: token.account, scopes, rotates: token.expires_at.is_some() })
    }
}

impl Tokens {
    pub(super) fn install(
        &mut self,
        account: &'static Account,
        grant: &Grant,
        rotates: bool,
        now: Timestamp,
    ) -> Issued {
        self.scopes.entry(account.id).or_default().extend(grant.scopes.iter().cloned());
        self.issue(account, grant.id, rotates, now)
    }

    pub(super) fn refresh_holder(&self, text: &str) -> Option<&'static Account> {
        self.refresh.iter().find(|token| token.text == text).map(|token| token.account)
    }

    /// Whether `text` is a refresh token.
    pub fn has_refresh(&self, text: &str) -> bool {
        self.refresh_holder(text).is_some()
    }

    /// New tokens for the refresh token `text`; `None` where it is spent for longer than the grace, or dead.
    pub(super) fn refresh(
        &mut self,
        text: &str,
        now: Timestamp,
        stands: impl Fn(GrantId) -> bool,
    ) -> Option<Issued> {
        let token = self.refresh.iter_mut().find(|token| token.text == text)?;
        let is_spent = token.used_at.is_some_and(|at| now.duration_since(at) >= GRACE);
        if is_spent || token.is_revoked || !stands(token.grant) {
            return None;
        }
        token.used_at = token.used_at.or(Some(now));
        let (account, grant) = (token.account, token.grant);
        Some(self.issue(account, grant, true, now))
    }

    /// Revokes the one token `text`, an access or a refresh token; whether there is one that lives.
    pub fn revoke(&mut self, text: &str) -> bool {
        let access = self.access.iter_mut().filter(|token| token.text == text);
        let access = access.map(|token| !std::mem::replace(&mut token.is_revoked, true)).next();
        let refresh = self.refresh.iter_mut().filter(|token| token.text == text);
        let refresh = refresh.map(|token| !std::mem::replace(&mut token.is_revoked, true)).next();
        access.or(refresh).unwrap_or(false)
    }

    fn issue(
        &mut self,
        account: &'static Account,
        grant: GrantId,
        rotates: bool,
        now: Timestamp,
    ) -> Issued {
        let prefix = if rotates { "xoxe.xoxb-1-" } else { "xoxb-" };
        let access = format!("{prefix}{}", random::text(60));
        let expires_at = rotates.then(|| now.saturating_add(LIFE).unwrap_or(now));
        let text = access.clone();
        self.access.push(Access { text, account, grant, expires_at, is_revoked: false });
        self.keep_two(account);
        let refresh = rotates.then(|| format!("xoxe-1-{}", random::text(80)));
        if let Some(text) = refresh.clone() {
            let token = Refresh { text, account, grant, used_at: None, is_revoked: false };
            self.refresh.push(token);
        }
        let scopes = self.scopes.get(account.id).into_iter().flatten().cloned().collect();
        Issued { access, refresh, scopes }
    }

    /// The oldest token that ends by itself goes where there would be a third.
    fn keep_two(&mut self, account: &Account) {
        let of_account = |token: &&mut Access| {
            token.account == account && token.expires_at.is_some() && !token.is_revoked
        };
        let mut living: Vec<_> = self.access.iter_mut().filter(of_account).collect();
        let surplus = living.len().saturating_sub(ACTIVE);
        living.iter_mut().take(surplus).for_each(|token| token.is_revoked = true);
    }
}
