//! Authorization codes (RFC 6749, section 4.1.2): bound to a request, short-lived, used once.

use std::collections::HashMap;

use jiff::Timestamp;

use super::{GrantId, pkce, random};

/// What the person agreed to; what a code stands for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Authorization {
    /// The app it was given to.
    pub client_id: String,
    /// Where the code was sent.
    pub redirect_uri: String,
    /// Id of the account that agreed.
    pub account: String,
    /// Scopes agreed to, in the provider's own spelling.
    pub scopes: Vec<String>,
    /// The `S256` challenge of the request (RFC 7636), where it had one.
    pub code_challenge: Option<String>,
    /// OpenID Connect's `nonce` of the request, where it had one.
    pub nonce: Option<String>,
}

/// What the app shows together with a code.
#[derive(Clone, Copy, Debug)]
pub struct Presented<'a> {
    /// The authenticated client.
    pub client_id: &'a str,
    /// `redirect_uri` of the token request.
    pub redirect_uri: &'a str,
    /// `code_verifier` of the token request.
    pub code_verifier: Option<&'a str>,
}

/// Why a code is refused. A refused code stays unspent, so that one mistake does not hide the next.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum CodeFault {
    /// Never issued.
    Unknown,
    /// Redeemed before, for this grant (which RFC 6749, section 4.1.2, advises to revoke).
    AlreadyRedeemed(GrantId),
    /// Its lifetime is over.
    Expired,
    /// Issued to another client.
    OtherClient,
    /// Issued for another redirect URI.
    OtherRedirect,
    /// It was asked for with a challenge, and came without a verifier.
    VerifierMissing,
    /// The verifier does not belong to the challenge.
    VerifierWrong,
    /// A verifier, but the code was asked for without a challenge.
    VerifierUnneeded,
}

struct Code {
    authorization: Authorization,
    expires_at: Timestamp,
    redeemed: Option<GrantId>,
}

/// Every code ever issued, so that a used one is told from an unknown one.
#[derive(Default)]
pub(super) struct Codes(HashMap<String, Code>);

impl Codes {
    pub(super) fn issue(&mut self, authorization: Authorization, expires_at: Timestamp) -> String {
        let text = random::text(86);
        self.0.insert(text.clone(), Code { authorization, expires_at, redeemed: None });
        text
    }

    pub(super) fn authorization(&self, code: &str) -> Option<&Authorization> {
        self.0.get(code).map(|code| &code.authorization)
    }

    /// Spends the code for `grant`, which the caller then opens.
    pub(super) fn redeem(
        &mut self,
        code: &str,
        presented: Presented<'_>,
        grant: GrantId,
        now: Timestamp,
    ) -> Result<Authorization, CodeFault> {
        let code = self.0.get_mut(code).ok_or(CodeFault::Unknown)?;
        code.check(presented, now)?;
        code.redeemed = Some(grant);
        Ok(code.authorization.clone())
    }
}

impl Code {
    fn check(&self, presented: Presented<'_>, now: Timestamp) -> Result<(), CodeFault> {
        if let Some(grant) = self.redeemed {
            return Err(CodeFault::AlreadyRedeemed(grant));
        }
        if self.expires_at <= now {
            return Err(CodeFault::Expired);
        }
        if self.authorization.client_id != presented.client_id {
            return Err(CodeFault::OtherClient);
        }
        if self.authorization.redirect_uri != presented.redirect_uri {
            return Err(CodeFault::OtherRedirect);
        }
        check_verifier(self.authorization.code_challenge.as_deref(), presented.code_verifier)
    }
}

fn check_verifier(challenge: Option<&str>, verifier: Option<&str>) -> Result<(), CodeFault> {
    match (challenge, verifier) {
        (None, None) => Ok(()),
        (None, Some(_)) => Err(CodeFault::VerifierUnneeded),
        (Some(_), None) => Err(CodeFault::VerifierMissing),
        (Some(challenge), Some(verifier)) if pkce::verify(challenge, verifier) => Ok(()),
        (Some(_), Some(_)) => Err(CodeFault::VerifierWrong),
    }
}
