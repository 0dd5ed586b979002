//! What a refusal means, as far as all providers share their words; each provider's own, which go first,
//! stand in its folder's `refusals`.
//!
//! Four kinds matter: the grant is gone (only what is listed there), our registration is wrong (an
//! operator acts, F21), the customer's administrator or the account's protection keeps us out (only they
//! can act), and everything else, which is tried again. No kind but the first ends a connection.

use jiff::Timestamp;

use super::{Settings, profile};
use crate::model::denial::Denial;
use crate::model::fault::{Fault, ProviderError};
use crate::model::provider::Provider;
use crate::oauth::TokenError;
use crate::platform::retry_after;

/// Seconds to wait where a provider says "too often" and no time.
pub(super) const UNTOLD_PAUSE: u64 = 300;

/// What a refusal of the token endpoint means.
#[derive(Clone, Copy, Debug)]
pub enum Judgement {
    /// The same, whoever else is told so.
    Plain(Fault),
    /// The person's organization doesn't know our app or has disabled it: its administrator's matter, unless
    /// so many say so that it must be ours.
    Organization(Organization),
}

/// Whose organization it is that refuses us.
#[derive(Clone, Copy, Debug)]
pub struct Organization {
    /// Whether it is the only one that we are set up for.
    pub is_only: bool,
    /// Its name within the id of an account.
    pub named_by: fn(&str) -> Option<&str>,
}

impl Judgement {
    /// The class, as far as this refusal alone tells.
    pub const fn fault(self) -> Fault {
        match self {
            Self::Plain(fault) => fault,
            Self::Organization(_) => Fault::Permission,
        }
    }
}

/// What `error`, the answer to a refresh, means, and whose organization says so where that matters.
pub fn of_refresh(
    provider: Provider,
    error: &TokenError,
    settings: &Settings,
    now: Timestamp,
) -> (ProviderError, Option<Organization>) {
    let of = |fault, status, code| ProviderError { provider, fault, status, code };
    match error {
        TokenError::Refused(refusal) => {
            let judgement = (profile(provider).refusals.token)(refusal, settings);
            let organization = match judgement {
                Judgement::Organization(organization) => Some(organization),
                Judgement::Plain(_) => None,
            };
            (of(judgement.fault(), None, Some(refusal.to_string())), organization)
        }
        TokenError::Unavailable { status, retry_after } => {
            (of(busy(*status, retry_after.as_deref(), now), Some(*status), None), None)
        }
        TokenError::Http(_) | TokenError::Malformed => (of(Fault::Transient, None, None), None),
    }
}

/// 429 and 5xx: too often where a time is named or 429 says so, otherwise out of order.
fn busy(status: u16, retry_after: Option<&str>, now: Timestamp) -> Fault {
    match (status, retry_after.and_then(|header| retry_after::parse(header, now))) {
        (429 | 503, Some(seconds)) => Fault::Throttled(Some(seconds)),
        (429, None) => Fault::Throttled(Some(UNTOLD_PAUSE)),
        _ => Fault::Transient,
    }
}

/// What a word of an authorization response means (RFC 6749, section 4.1.2.1; OpenID Connect Core, section
/// 3.1.2.6).
pub(super) fn standard_denial(word: &str) -> Denial {
    match word {
        "access_denied" => Denial::Cancelled,
        // What our app may not ask for, or not in this way: trying again changes nothing.
        "invalid_client" | "unauthorized_client" | "invalid_scope" => Denial::ProviderMisconfigured,
        "unsupported_response_type" => Denial::ProviderMisconfigured,
        "consent_required" | "interaction_required" | "login_required" => Denial::ConsentRequired,
        "temporarily_unavailable" | "server_error" => Denial::ProviderUnavailable,
        _ => Denial::ProviderError,
    }
}

/// What a word of the token endpoint means (RFC 6749, section 5.2): about our id, secret or registration,
/// or nothing that could be relied on.
pub(super) fn standard_fault(word: &str) -> Fault {
    match word {
        "invalid_client" | "unauthorized_client" | "invalid_scope" => Fault::Config,
        "unsupported_grant_type" => Fault::Config,
        _ => Fault::Transient,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::model::reason::Reason;
    use crate::oauth::{AuthorizationError, Refusal};

    /// Settings that let every tenant in.
    pub(in crate::providers) fn settings() -> Settings {
        let microsoft_tenant_id = "common".to_owned();
        Settings { linkedin_version: "202609".to_owned(), microsoft_tenant_id }
    }

    /// What the token endpoint's refusal with `body` means for a refresh.
    pub(in crate::providers) fn refused(provider: Provider, body: &str) -> Fault {
        let refusal: Refusal = serde_json::from_str(body).unwrap();
        let error = TokenError::Refused(refusal);
        of_refresh(provider, &error, &settings(), Timestamp::UNIX_EPOCH).0.fault
    }

    /// What an authorization response with `error` means.
    pub(in crate::providers) fn denied(
        provider: Provider,
        error: &str,
        aadsts: Option<u32>,
    ) -> Denial {
        let error = AuthorizationError { error: error.to_owned(), aadsts };
        (profile(provider).refusals.authorization)(&error)
    }

    #[test]
    fn what_is_not_recognised_is_tried_again() {
        for provider in Provider::ALL {
            for body in [r#"{"error":"slow_down"}"#, r#"{"error":""}"#, "{}"] {
                assert_eq!(refused(provider, body), Fault::Transient, "{provider} {body}");
            }
            assert_eq!(denied(provider, "slow_down", None), Denial::ProviderError, "{provider}");
        }
    }

    #[test]
    fn what_the_protocol_says_means_the_same_everywhere() {
        for provider in Provider::ALL {
            for word in ["invalid_client", "invalid_scope", "unsupported_grant_type"] {
                let body = format!(r#"{{"error":"{word}"}}"#);
                assert_eq!(refused(provider, &body), Fault::Config, "{provider} {word}");
            }
            let body = r#"{"error":"invalid_grant"}"#;
            let gone = Fault::GrantGone(Reason::Revoked);
            assert_eq!(refused(provider, body), gone, "{provider}");
            for (word, denial) in [
                ("access_denied", Denial::Cancelled),
                ("unsupported_response_type", Denial::ProviderMisconfigured),
                ("login_required", Denial::ConsentRequired),
                ("temporarily_unavailable", Denial::ProviderUnavailable),
            ] {
                assert_eq!(denied(provider, word, None), denial, "{provider} {word}");
            }
        }
    }

    #[test]
    fn f10_a_named_time_is_waited_for() {
        let fault = |status, header: Option<&str>| {
            let retry_after = header.map(str::to_owned);
            let error = TokenError::Unavailable { status, retry_after };
            let provider = Provider::GoogleCalendar;
            of_refresh(provider, &error, &settings(), Timestamp::UNIX_EPOCH).0.fault
        };
        assert_eq!(fault(429, Some("30")), Fault::Throttled(Some(30)));
        assert_eq!(fault(429, None), Fault::Throttled(Some(UNTOLD_PAUSE)));
        assert_eq!(fault(503, Some("30")), Fault::Throttled(Some(30)));
        assert_eq!(fault(503, None), Fault::Transient);
        assert_eq!(fault(500, Some("30")), Fault::Transient);
    }
}
