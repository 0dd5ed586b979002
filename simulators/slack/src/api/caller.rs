//! Who calls, with which rights.

use axum::extract::FromRequestParts;
use http::header;
use http::request::Parts;

use super::error::{Refusal, missing_scope, refusal, throttled};
use crate::Slack;
use crate::account::Account;
use crate::oauth::tokens::{Living, TokenFault};

/// Seconds that a throttled workspace is to be left alone.
const PAUSE: u64 = 30;

/// An authenticated call.
pub struct Caller {
    /// In whose workspace.
    pub account: &'static Account,
    living: Living,
}

impl Caller {
    /// Whether tokens rotate in its workspace.
    pub const fn rotates(&self) -> bool {
        self.living.rotates
    }

    /// Whether the app has the scope.
    pub fn has(&self, scope: &str) -> bool {
        self.living.scopes.contains(scope)
    }

    /// # Errors
    /// `missing_scope` where the app lacks it.
    pub fn needs(&self, scope: &str) -> Result<(), Refusal> {
        let provided: Vec<_> = self.living.scopes.iter().map(String::as_str).collect();
        if self.has(scope) { Ok(()) } else { Err(missing_scope(scope, &provided.join(","))) }
    }
}

impl FromRequestParts<Slack> for Caller {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, slack: &Slack) -> Result<Self, Refusal> {
        let header = parts.headers.get(header::AUTHORIZATION).and_then(|it| it.to_str().ok());
        // The word is told from `bearer`.
        let token = header.and_then(|text| text.strip_prefix("Bearer "));
        let token = token.ok_or_else(|| refusal("not_authed"))?;
        let living = slack.living(token).map_err(|fault| {
            refusal(match fault {
                TokenFault::Unknown => "invalid_auth",
                TokenFault::Expired => "token_expired",
                TokenFault::Revoked => "token_revoked",
                TokenFault::Removed => "account_inactive",
            })
        })?;
        let account = living.account;
        let knobs = slack.roster.knobs(account.id);
        if knobs.dead {
            std::future::pending::<()>().await;
        }
        if knobs.throttled {
            return Err(throttled(PAUSE));
        }
        if let Some(word) = knobs.refuses {
            return Err(refusal(&word));
        }
        Ok(Self { account, living })
    }
}
