//! Access and refresh tokens: how they look, how long they live, what can be wrong with them.

use jiff::Timestamp;

use super::{Grant, GrantId, random};

/// How one kind of token looks and how long it lives.
#[derive(Clone, Copy, Debug)]
pub struct Mint {
    /// What its text begins with, such as `ya29.`.
    pub prefix: &'static str,
    /// Random characters after the prefix.
    pub length: usize,
    /// How long it lives.
    pub lifetime: Lifetime,
}

/// How long a token lives.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Lifetime {
    /// This many seconds from issue.
    Seconds(i64),
    /// This many seconds from its last use (or issue).
    IdleSeconds(i64),
    /// Until it is revoked.
    Endless,
}

/// Why an access token is refused.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum TokenFault {
    /// Never issued, or no access token.
    Unknown,
    /// Its lifetime is over.
    Expired,
    /// It, or its grant, was withdrawn.
    Revoked,
}

/// Why a refresh token is refused.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum RefreshFault {
    /// Never issued, or no refresh token.
    Unknown,
    /// Issued to another client.
    OtherClient,
    /// Its lifetime is over, or it was unused for too long.
    Expired,
    /// It, or its grant, was withdrawn.
    Revoked,
    /// It was rotated out before; the provider decides whether that kills the grant.
    Reused(Grant),
}

/// What an access token stands for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Access {
    /// The grant it was made from: app, account and consent.
    pub grant: Grant,
    /// What it may be used for: the grant's scopes or fewer.
    pub scopes: Vec<String>,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// When it stops working; none for [`Lifetime::Endless`].
    pub expires_at: Option<Timestamp>,
}

/// What a refresh token stands for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Refresh {
    /// The grant it was made from: app, account and consent.
    pub grant: Grant,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// When it stops working; none for [`Lifetime::Endless`].
    pub expires_at: Option<Timestamp>,
}

impl Access {
    /// Whether the token may be used for `scope`.
    pub fn allows(&self, scope: &str) -> bool {
        self.scopes.iter().any(|own| own == scope)
    }
}

impl Mint {
    pub(super) fn text(&self) -> String {
        format!("{}{}", self.prefix, random::text(self.length))
    }
}

#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) enum Kind {
    Access,
    Refresh,
}

#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) enum Standing {
    Good,
    Expired,
    Revoked,
    RotatedOut,
}

pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) grant: GrantId,
    pub(super) scopes: Vec<String>,
    pub(super) issued_at: Timestamp,
    pub(super) used_at: Timestamp,
    pub(super) lifetime: Lifetime,
    /// Set from outside; time is judged by [`Token::standing`].
    pub(super) mark: Standing,
}

impl Token {
    pub(super) fn expires_at(&self) -> Option<Timestamp> {
        match self.lifetime {
            Lifetime::Seconds(seconds) => Some(later(self.issued_at, seconds)),
            Lifetime::IdleSeconds(seconds) => Some(later(self.used_at, seconds)),
            Lifetime::Endless => None,
        }
    }

    pub(super) fn standing(&self, now: Timestamp) -> Standing {
        let over = self.expires_at().is_some_and(|at| at <= now);
        if self.mark == Standing::Good && over { Standing::Expired } else { self.mark }
    }
}

/// `seconds` after `at`, within what a timestamp can hold.
pub(super) fn later(at: Timestamp, seconds: i64) -> Timestamp {
    let limit = if seconds < 0 { Timestamp::MIN } else { Timestamp::MAX };
    at.checked_add(jiff::SignedDuration::from_secs(seconds)).unwrap_or(limit)
}
