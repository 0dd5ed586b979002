//! What the token endpoints' refusals of a refresh mean, in one table for all providers.
//!
//! Four kinds matter: the grant is gone (only what is listed here), our registration is wrong (an
//! operator acts, F21), the customer's administrator or the account's protection keeps us out (only they
//! can act), and everything else, which is tried again. No kind but the first ends a connection. Sources:
//! RFC 6749, section 5.2; LinkedIn "Programmatic refresh tokens"; Google "Using OAuth 2.0 for web
//! server applications"; Microsoft "Error codes for the OAuth 2.0 token endpoint" and "AADSTS".

use jiff::Timestamp;

use crate::model::fault::{Fault, ProviderError};
use crate::model::provider::Provider::{self, GoogleCalendar, LinkedIn, OutlookCalendar};
use crate::model::reason::Reason;
use crate::oauth::{Refusal, TokenError};
use crate::platform::retry_after;

/// Seconds to wait where a provider says "too often" and no time.
const UNTOLD_PAUSE: u64 = 300;

/// What `error`, the answer to a refresh, means.
pub fn refresh_fault(provider: Provider, error: &TokenError, now: Timestamp) -> ProviderError {
    let (fault, status, code) = match error {
        TokenError::Refused(refusal) => {
            (refusal_fault(provider, refusal), None, Some(refusal.to_string()))
        }
        TokenError::Unavailable { status, retry_after } => {
            (busy(*status, retry_after.as_deref(), now), Some(*status), None)
        }
        TokenError::Http(_) | TokenError::Malformed => (Fault::Transient, None, None),
    };
    ProviderError { provider, fault, status, code }
}

/// What the token endpoint's `refusal` means, of a code as of a refresh token. That a grant is gone is
/// concluded of a refresh token only: a code that is refused has never been one.
pub fn refusal_fault(provider: Provider, refusal: &Refusal) -> Fault {
    let is_among = |codes: &[u64]| refusal.error_codes.iter().any(|code| codes.contains(code));
    match (provider, refusal.error.as_str()) {
        // The directory of one organization, as far as this refusal alone tells.
        (OutlookCalendar, _) if is_of_a_directory(provider, refusal) => Fault::Permission,
        // The administrator has to approve, or bars the app by a rule of access.
        (OutlookCalendar, _) if is_among(&[90094, 90095]) => Fault::Permission,
        (OutlookCalendar, "access_denied") if is_among(&[53003]) => Fault::Permission,
        // The Workspace's administrator, Advanced Protection, or a restricted account.
        (GoogleCalendar, "admin_policy_enforced" | "policy_enforced" | "access_denied") => {
            Fault::Permission
        }
        (GoogleCalendar, "deleted_client" | "disabled_client" | "org_internal") => Fault::Config,
        // Our id, secret or registration.
        (_, "invalid_client" | "unauthorized_client" | "invalid_scope") => Fault::Config,
        (LinkedIn, "unauthorized_scope_error") => Fault::Config,
        (_, "unsupported_grant_type") => Fault::Config,
        (LinkedIn, "invalid_redirect_uri") | (GoogleCalendar, "redirect_uri_mismatch") => {
            Fault::Config
        }
        (GoogleCalendar, "invalid_request") => Fault::Config,
        // Tenant not found, redirect mismatch, app not multi-tenant, secret wrong, expired or absent.
        (OutlookCalendar, _)
            if is_among(&[90002, 50011, 50194, 7_000_215, 7_000_222, 7_000_218]) =>
        {
            Fault::Config
        }
        // Told as `invalid_grant`, and yet about us: refreshed too often. The grant lives.
        (OutlookCalendar, _) if is_among(&[50196]) => Fault::Throttled(Some(UNTOLD_PAUSE)),
        (OutlookCalendar, _) if is_among(&[90006, 90024, 90033, 50033]) => Fault::Transient,
        // LinkedIn has one word for a dead token and for a parameter we forgot.
        (LinkedIn, "invalid_request")
            if refusal.error_description.contains("required parameter") =>
        {
            Fault::Config
        }
        (LinkedIn, "invalid_request" | "invalid_grant") => Fault::GrantGone,
        (GoogleCalendar, "invalid_grant") => Fault::GrantGone,
        (OutlookCalendar, "invalid_grant" | "interaction_required") => Fault::GrantGone,
        (OutlookCalendar, "consent_required" | "login_required") => Fault::GrantGone,
        _ => Fault::Transient,
    }
}

/// Whether Microsoft says that a directory doesn't know our app (700016) or has disabled it (7000112):
/// the organization's own, where one says so, and ours, where all do.
pub fn is_of_a_directory(provider: Provider, refusal: &Refusal) -> bool {
    let mut codes = refusal.error_codes.iter();
    provider == OutlookCalendar && codes.any(|code| matches!(code, 700_016 | 7_000_112))
}

/// 429 and 5xx: too often where a time is named or 429 says so, otherwise out of order.
fn busy(status: u16, retry_after: Option<&str>, now: Timestamp) -> Fault {
    match (status, retry_after.and_then(|header| retry_after::parse(header, now))) {
        (429 | 503, Some(seconds)) => Fault::Throttled(Some(seconds)),
        (429, None) => Fault::Throttled(Some(UNTOLD_PAUSE)),
        _ => Fault::Transient,
    }
}

/// Why a grant is gone, as far as the refusal tells.
pub fn reason(refusal: &Refusal) -> Reason {
    let is_among = |codes: &[u64]| refusal.error_codes.iter().any(|code| codes.contains(code));
    match refusal.error.as_str() {
        "interaction_required" | "consent_required" | "login_required" => Reason::Interaction,
        _ if refusal.suberror == "consent_required" || refusal.error_subtype == "invalid_rapt" => {
            Reason::Interaction
        }
        _ if is_among(&[50076, 50079, 50158, 53003, 70043]) => Reason::Interaction,
        // Unused for 90 days; a lifetime that is over.
        _ if is_among(&[700_082, 70008, 700_084]) => Reason::Expired,
        _ => Reason::Revoked,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(provider: Provider, body: &str) -> Fault {
        let refusal: Refusal = serde_json::from_str(body).unwrap();
        refresh_fault(provider, &TokenError::Refused(refusal), Timestamp::UNIX_EPOCH).fault
    }

    #[test]
    fn only_what_is_listed_ends_a_connection() {
        for (provider, body) in [
            (
                LinkedIn,
                r#"{"error":"invalid_request","error_description":"The provided authorization grant or refresh token is invalid, expired or revoked"}"#,
            ),
            (LinkedIn, r#"{"error":"invalid_grant"}"#),
            (GoogleCalendar, r#"{"error":"invalid_grant"}"#),
            (GoogleCalendar, r#"{"error":"invalid_grant","error_subtype":"invalid_rapt"}"#),
            (OutlookCalendar, r#"{"error":"invalid_grant","error_codes":[700082]}"#),
            (OutlookCalendar, r#"{"error":"interaction_required","error_codes":[50076]}"#),
            (OutlookCalendar, r#"{"error":"consent_required"}"#),
            (OutlookCalendar, r#"{"error":"login_required"}"#),
        ] {
            assert_eq!(refused(provider, body), Fault::GrantGone, "{provider} {body}");
        }
    }

    #[test]
    fn f21_what_is_wrong_with_us_is_config() {
        for (provider, body) in [
            (
                LinkedIn,
                r#"{"error":"invalid_request","error_description":"A required parameter \"client_id\" is missing"}"#,
            ),
            (LinkedIn, r#"{"error":"invalid_client"}"#),
            (LinkedIn, r#"{"error":"invalid_redirect_uri"}"#),
            (GoogleCalendar, r#"{"error":"redirect_uri_mismatch"}"#),
            (GoogleCalendar, r#"{"error":"unauthorized_client"}"#),
            (OutlookCalendar, r#"{"error":"invalid_client","error_codes":[7000222]}"#),
            (LinkedIn, r#"{"error":"unauthorized_scope_error"}"#),
            (GoogleCalendar, r#"{"error":"deleted_client"}"#),
            (GoogleCalendar, r#"{"error":"disabled_client"}"#),
            (GoogleCalendar, r#"{"error":"org_internal"}"#),
            (OutlookCalendar, r#"{"error":"unauthorized_client","error_codes":[700038]}"#),
            (OutlookCalendar, r#"{"error":"invalid_client","error_codes":[650053]}"#),
            (OutlookCalendar, r#"{"error":"invalid_request","error_codes":[90002]}"#),
            (OutlookCalendar, r#"{"error":"invalid_grant","error_codes":[50194]}"#),
        ] {
            assert_eq!(refused(provider, body), Fault::Config, "{provider} {body}");
        }
    }

    #[test]
    fn what_the_customer_s_administrator_can_mend_is_permission() {
        for (provider, body) in [
            (GoogleCalendar, r#"{"error":"admin_policy_enforced"}"#),
            (GoogleCalendar, r#"{"error":"policy_enforced"}"#),
            (
                GoogleCalendar,
                r#"{"error":"access_denied","error_description":"Account restricted"}"#,
            ),
            (OutlookCalendar, r#"{"error":"unauthorized_client","error_codes":[700016]}"#),
            (OutlookCalendar, r#"{"error":"unauthorized_client","error_codes":[7000112]}"#),
            (OutlookCalendar, r#"{"error":"access_denied","error_codes":[90094]}"#),
            (OutlookCalendar, r#"{"error":"invalid_grant","error_codes":[90095]}"#),
        ] {
            assert_eq!(refused(provider, body), Fault::Permission, "{provider} {body}");
        }
    }

    #[test]
    fn what_is_not_recognised_is_tried_again() {
        for provider in Provider::ALL {
            for body in [r#"{"error":"slow_down"}"#, r#"{"error":""}"#, "{}"] {
                assert_eq!(refused(provider, body), Fault::Transient, "{provider} {body}");
            }
        }
        let loops = r#"{"error":"invalid_grant","error_codes":[50196]}"#;
        assert_eq!(refused(OutlookCalendar, loops), Fault::Throttled(Some(UNTOLD_PAUSE)));
        let transient = r#"{"error":"temporarily_unavailable","error_codes":[90033]}"#;
        assert_eq!(refused(OutlookCalendar, transient), Fault::Transient);
    }

    #[test]
    fn f10_a_named_time_is_waited_for() {
        let fault = |status, header: Option<&str>| {
            let retry_after = header.map(str::to_owned);
            let error = TokenError::Unavailable { status, retry_after };
            refresh_fault(GoogleCalendar, &error, Timestamp::UNIX_EPOCH).fault
        };
        assert_eq!(fault(429, Some("30")), Fault::Throttled(Some(30)));
        assert_eq!(fault(429, None), Fault::Throttled(Some(UNTOLD_PAUSE)));
        assert_eq!(fault(503, Some("30")), Fault::Throttled(Some(30)));
        assert_eq!(fault(503, None), Fault::Transient);
        assert_eq!(fault(500, Some("30")), Fault::Transient);
    }

    #[test]
    fn the_reason_is_what_a_person_can_act_on() {
        let reason = |body: &str| reason(&serde_json::from_str(body).unwrap());
        assert_eq!(reason(r#"{"error":"invalid_grant"}"#), Reason::Revoked);
        assert_eq!(reason(r#"{"error":"invalid_grant","error_codes":[700082]}"#), Reason::Expired);
        let mfa = r#"{"error":"invalid_grant","error_codes":[50076]}"#;
        assert_eq!(reason(mfa), Reason::Interaction);
    }
}
