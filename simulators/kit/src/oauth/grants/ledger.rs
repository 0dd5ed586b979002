//! What [`Grants`](super::Grants) keeps behind its lock; every method is one whole transaction.

use std::collections::HashMap;

use jiff::Timestamp;

use crate::oauth::code::{Authorization, CodeFault, Codes, Presented};
use crate::oauth::token::{Access, Kind, Mint, Refresh, RefreshFault, Standing, Token, TokenFault};
use crate::oauth::{Grant, GrantId};

#[derive(Default)]
pub(super) struct Ledger {
    pub(super) codes: Codes,
    /// A grant's id is its place here; none is ever removed.
    grants: Vec<Grant>,
    tokens: HashMap<String, Token>,
}

impl Ledger {
    pub(super) fn redeem(
        &mut self,
        code: &str,
        presented: Presented<'_>,
        now: Timestamp,
    ) -> Result<(Grant, Authorization), CodeFault> {
        let id = GrantId(self.grants.len());
        let authorization = self.codes.redeem(code, presented, id, now)?;
        let grant = Grant::open(id, &authorization, now);
        self.grants.push(grant.clone());
        Ok((grant, authorization))
    }

    pub(super) fn issue_access(
        &mut self,
        grant: GrantId,
        scopes: &[String],
        mint: &Mint,
        now: Timestamp,
    ) -> String {
        self.issue(Kind::Access, grant, scopes.to_vec(), (mint, now))
    }

    pub(super) fn issue_refresh(&mut self, grant: GrantId, mint: &Mint, now: Timestamp) -> String {
        self.issue(Kind::Refresh, grant, Vec::new(), (mint, now))
    }

    fn issue(
        &mut self,
        kind: Kind,
        grant: GrantId,
        scopes: Vec<String>,
        (mint, now): (&Mint, Timestamp),
    ) -> String {
        let token = Token {
            kind,
            grant,
            scopes,
            issued_at: now,
            used_at: now,
            lifetime: mint.lifetime,
            mark: Standing::Good,
        };
        let text = mint.text();
        self.tokens.insert(text.clone(), token);
        text
    }

    pub(super) fn inspect(
        &self,
        text: &str,
        now: Timestamp,
    ) -> Option<(Access, Option<TokenFault>)> {
        let token = self.tokens.get(text).filter(|token| token.kind == Kind::Access)?;
        let grant = self.grant(token.grant)?;
        let access = Access {
            grant: grant.clone(),
            scopes: token.scopes.clone(),
            issued_at: token.issued_at,
            expires_at: token.expires_at(),
        };
        Some((access, fault(grant, token, now)))
    }

    pub(super) fn refresh(
        &mut self,
        text: &str,
        client_id: &str,
        now: Timestamp,
    ) -> Result<Refresh, RefreshFault> {
        let token = self.tokens.get_mut(text).filter(|token| token.kind == Kind::Refresh);
        let token = token.ok_or(RefreshFault::Unknown)?;
        let grant = self.grants.get(token.grant.0).ok_or(RefreshFault::Unknown)?;
        if grant.client_id != client_id {
            return Err(RefreshFault::OtherClient);
        }
        match token.standing(now) {
            _ if grant.revoked => return Err(RefreshFault::Revoked),
            Standing::Revoked => return Err(RefreshFault::Revoked),
            Standing::Expired => return Err(RefreshFault::Expired),
            Standing::RotatedOut => return Err(RefreshFault::Reused(grant.clone())),
            Standing::Good => token.used_at = now,
        }
        let (issued_at, expires_at) = (token.issued_at, token.expires_at());
        Ok(Refresh { grant: grant.clone(), issued_at, expires_at })
    }

    pub(super) fn rotate(&mut self, text: &str, mint: &Mint, now: Timestamp) -> Option<String> {
        let token = self.tokens.get_mut(text).filter(|token| token.kind == Kind::Refresh)?;
        token.mark = Standing::RotatedOut;
        let grant = token.grant;
        Some(self.issue_refresh(grant, mint, now))
    }

    pub(super) fn holder(&self, text: &str, now: Timestamp) -> Result<Grant, TokenFault> {
        let token = self.tokens.get(text).ok_or(TokenFault::Unknown)?;
        let grant = self.grant(token.grant).ok_or(TokenFault::Unknown)?;
        fault(grant, token, now).map_or_else(|| Ok(grant.clone()), Err)
    }

    pub(super) fn live(&self, account: &str, client_id: &str, now: Timestamp) -> Vec<Grant> {
        let lives = |grant: &Grant| {
            let mut own = self.tokens.values().filter(|token| token.grant == grant.id);
            own.any(|token| token.standing(now) == Standing::Good)
        };
        self.consents(account, client_id).into_iter().filter(lives).collect()
    }

    pub(super) fn consents(&self, account: &str, client_id: &str) -> Vec<Grant> {
        let held = |grant: &&Grant| {
            !grant.revoked && grant.account == account && grant.client_id == client_id
        };
        self.grants.iter().filter(held).cloned().collect()
    }

    pub(super) fn revoke_where(&mut self, condition: impl Fn(&Grant) -> bool) {
        self.grants.iter_mut().filter(|grant| condition(grant)).for_each(|grant| {
            grant.revoked = true;
        });
    }

    pub(super) fn expire_refresh_tokens(&mut self, account: &str) {
        for token in self.tokens.values_mut().filter(|token| token.kind == Kind::Refresh) {
            let own = self.grants.get(token.grant.0).is_some_and(|grant| grant.account == account);
            if own && token.mark == Standing::Good {
                token.mark = Standing::Expired;
            }
        }
    }

    pub(super) fn drop_oldest_refresh_tokens(
        &mut self,
        account: &str,
        client_id: &str,
        keep: usize,
        now: Timestamp,
    ) {
        let consents = self.consents(account, client_id);
        let own = |token: &&mut Token| {
            token.kind == Kind::Refresh
                && token.standing(now) == Standing::Good
                && consents.iter().any(|grant| grant.id == token.grant)
        };
        let mut tokens: Vec<&mut Token> = self.tokens.values_mut().filter(own).collect();
        tokens.sort_by_key(|token| (token.issued_at, token.grant));
        let surplus = tokens.len().saturating_sub(keep);
        tokens.into_iter().take(surplus).for_each(|token| token.mark = Standing::Revoked);
    }

    fn grant(&self, id: GrantId) -> Option<&Grant> {
        self.grants.get(id.0)
    }
}

fn fault(grant: &Grant, token: &Token, now: Timestamp) -> Option<TokenFault> {
    match token.standing(now) {
        _ if grant.revoked => Some(TokenFault::Revoked),
        Standing::Good => None,
        Standing::Expired => Some(TokenFault::Expired),
        Standing::Revoked | Standing::RotatedOut => Some(TokenFault::Revoked),
    }
}
