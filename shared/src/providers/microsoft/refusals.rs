//! What Microsoft's refusals mean. Sources: "Error codes for the OAuth 2.0 token endpoint"; "AADSTS error
//! codes"; "Microsoft Graph error responses".

use http::{HeaderMap, header};
use jiff::Timestamp;
use serde_json::Value;

use super::account;
use crate::model::denial::Denial;
use crate::model::fault::Fault;
use crate::model::reason::Reason;
use crate::oauth::{AuthorizationError, Refusal};
use crate::providers::refusals::{
    Judgement, Organization, UNTOLD_PAUSE, standard_denial, standard_fault,
};
use crate::providers::{Answer, Settings};

/// Of an authorization request: `access_denied` stands for several situations, which the number tells apart.
pub(super) fn authorization(AuthorizationError { error, aadsts }: &AuthorizationError) -> Denial {
    match (error.as_str(), aadsts) {
        (_, Some(90_094 | 90_095)) => Denial::AdminConsentRequired,
        // 700016 and 7000112: the app was removed from, or is disabled in, the person's organization.
        (_, Some(53_000..=53_004 | 50_105 | 700_016 | 7_000_112)) => Denial::BlockedByPolicy,
        (_, Some(50_020 | 50_034)) => Denial::WrongAccount,
        ("invalid_resource", _) => Denial::ProviderMisconfigured,
        (word, _) => standard_denial(word),
    }
}

/// Of a code or a refresh token.
pub(super) fn token(refusal: &Refusal, settings: &Settings) -> Judgement {
    let is_among = |codes: &[u64]| refusal.error_codes.iter().any(|code| codes.contains(code));
    // A directory that doesn't know our app, or has disabled it.
    if is_among(&[700_016, 7_000_112]) {
        let is_only = is_one_tenant(&settings.microsoft_tenant_id);
        return Judgement::Organization(Organization { is_only, named_by: account::tenant });
    }
    Judgement::Plain(match refusal.error.as_str() {
        // The administrator has to approve, or bars the app by a rule of access.
        _ if is_among(&[90094, 90095]) => Fault::Permission,
        "access_denied" if is_among(&[53003]) => Fault::Permission,
        // Tenant not found, redirect mismatch, app not multi-tenant, secret wrong, expired or absent.
        _ if is_among(&[90002, 50011, 50194, 7_000_215, 7_000_222, 7_000_218]) => Fault::Config,
        // Told as `invalid_grant`, and yet about us: refreshed too often. The grant lives.
        _ if is_among(&[50196]) => Fault::Throttled(Some(UNTOLD_PAUSE)),
        _ if is_among(&[90006, 90024, 90033, 50033]) => Fault::Transient,
        "invalid_grant" => Fault::GrantGone(reason(refusal, is_among)),
        "interaction_required" | "consent_required" | "login_required" => {
            Fault::GrantGone(Reason::Interaction)
        }
        word => standard_fault(word),
    })
}

/// Why a grant is gone, as far as the refusal tells.
fn reason(refusal: &Refusal, is_among: impl Fn(&[u64]) -> bool) -> Reason {
    match refusal.suberror.as_str() {
        "consent_required" => Reason::Interaction,
        _ if is_among(&[50076, 50079, 50158, 53003, 70043]) => Reason::Interaction,
        // Unused for 90 days; a lifetime that is over.
        _ if is_among(&[700_082, 70008, 700_084]) => Reason::Expired,
        _ => Reason::Revoked,
    }
}

/// Whether a code is refused for being of a personal account where companies' accounts only are let in: it
/// is of another tenant (700005), or unknown there (50020). Where one tenant is configured, they may as well
/// mean another company's account, and nothing is concluded.
pub(super) fn is_wrong_account(refusal: &Refusal, settings: &Settings) -> bool {
    let is_personal = refusal.error_codes.iter().any(|code| matches!(code, 50_020 | 700_005));
    settings.microsoft_tenant_id == "organizations" && is_personal
}

/// Whether `MICROSOFT_TENANT_ID` is `configured` for one organization: what its directory says of our app
/// holds for everybody then.
fn is_one_tenant(configured: &str) -> bool {
    !matches!(configured, "common" | "organizations" | "consumers")
}

/// Of a call to Graph, by status and code.
pub(super) fn api(answer: &Answer, _: Timestamp) -> (Fault, Option<String>) {
    let Answer { status, headers, body } = answer;
    let code = body.pointer("/error/code").and_then(Value::as_str).unwrap_or_default();
    let fault = match (status.as_u16(), code) {
        (401, _) if asks_for_claims(headers) => Fault::GrantGone(Reason::Interaction),
        (401, _) => Fault::TokenRefused,
        // No Exchange Online mailbox, or a personal one where only work accounts are served.
        (_, "MailboxNotEnabledForRESTAPI") => Fault::Permission,
        (429, _) | (_, "ApplicationThrottled" | "activityLimitReached" | "TooManyRequests") => {
            Fault::Throttled(None)
        }
        (403, _) => Fault::Permission,
        (400 | 404 | 409 | 410 | 412, _) => Fault::Rejected,
        (500.., _) => Fault::OutcomeUnknown,
        _ => Fault::Transient,
    };
    (fault, (!code.is_empty()).then(|| code.to_owned()))
}

/// Whether the person must meet a condition before any token is good again: a claims challenge
/// ("Continuous access evaluation").
fn asks_for_claims(headers: &HeaderMap) -> bool {
    let challenges = headers.get_all(header::WWW_AUTHENTICATE).iter();
    let mut challenges = challenges.filter_map(|value| value.to_str().ok());
    challenges.any(|challenge| challenge.contains("claims="))
}

#[cfg(test)]
mod tests {
    use http::StatusCode;
    use serde_json::json;

    use super::*;
    use crate::model::provider::Provider::OutlookCalendar;
    use crate::providers::refusals::tests::{denied, refused};

    #[test]
    fn only_what_is_listed_ends_a_connection() {
        for (body, reason) in [
            (r#"{"error":"invalid_grant","error_codes":[700082]}"#, Reason::Expired),
            (r#"{"error":"interaction_required","error_codes":[50076]}"#, Reason::Interaction),
            (r#"{"error":"consent_required"}"#, Reason::Interaction),
            (r#"{"error":"login_required"}"#, Reason::Interaction),
        ] {
            assert_eq!(refused(OutlookCalendar, body), Fault::GrantGone(reason), "{body}");
        }
    }

    #[test]
    fn the_reason_is_what_a_person_can_act_on() {
        for (body, reason) in [
            (r#"{"error":"invalid_grant"}"#, Reason::Revoked),
            (r#"{"error":"invalid_grant","error_codes":[700082]}"#, Reason::Expired),
            (r#"{"error":"invalid_grant","error_codes":[50076]}"#, Reason::Interaction),
            (r#"{"error":"invalid_grant","suberror":"consent_required"}"#, Reason::Interaction),
        ] {
            assert_eq!(refused(OutlookCalendar, body), Fault::GrantGone(reason), "{body}");
        }
    }

    #[test]
    fn f21_what_is_wrong_with_us_is_config() {
        for body in [
            r#"{"error":"invalid_client","error_codes":[7000222]}"#,
            r#"{"error":"unauthorized_client","error_codes":[700038]}"#,
            r#"{"error":"invalid_client","error_codes":[650053]}"#,
            r#"{"error":"invalid_request","error_codes":[90002]}"#,
            r#"{"error":"invalid_grant","error_codes":[50194]}"#,
        ] {
            assert_eq!(refused(OutlookCalendar, body), Fault::Config, "{body}");
        }
    }

    #[test]
    fn what_the_customer_s_administrator_can_mend_is_permission() {
        for body in [
            r#"{"error":"unauthorized_client","error_codes":[700016]}"#,
            r#"{"error":"unauthorized_client","error_codes":[7000112]}"#,
            r#"{"error":"access_denied","error_codes":[90094]}"#,
            r#"{"error":"invalid_grant","error_codes":[90095]}"#,
        ] {
            assert_eq!(refused(OutlookCalendar, body), Fault::Permission, "{body}");
        }
        let denials = [
            (Some(90_094), Denial::AdminConsentRequired),
            (Some(700_016), Denial::BlockedByPolicy),
            (Some(50_020), Denial::WrongAccount),
            (None, Denial::Cancelled),
        ];
        for (aadsts, denial) in denials {
            assert_eq!(denied(OutlookCalendar, "access_denied", aadsts), denial, "{aadsts:?}");
        }
    }

    #[test]
    fn what_is_said_as_a_dead_grant_and_is_none_is_tried_again() {
        let loops = r#"{"error":"invalid_grant","error_codes":[50196]}"#;
        assert_eq!(refused(OutlookCalendar, loops), Fault::Throttled(Some(UNTOLD_PAUSE)));
        let transient = r#"{"error":"temporarily_unavailable","error_codes":[90033]}"#;
        assert_eq!(refused(OutlookCalendar, transient), Fault::Transient);
    }

    #[test]
    fn f33_a_claims_challenge_and_no_other_401_says_that_only_the_person_can_help() {
        let told = |challenge: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::WWW_AUTHENTICATE, challenge.parse().unwrap());
            let answer = Answer { status: StatusCode::UNAUTHORIZED, headers, body: Value::Null };
            api(&answer, Timestamp::UNIX_EPOCH).0
        };
        assert_eq!(
            told("Bearer error=\"insufficient_claims\", claims=\"e30=\""),
            Fault::GrantGone(Reason::Interaction)
        );
        assert_eq!(told("Bearer error=\"invalid_token\""), Fault::TokenRefused);
    }

    fn fault(status: u16, code: &str) -> Fault {
        let body = json!({"error": {"code": code, "message": "m"}});
        let status = StatusCode::from_u16(status).unwrap();
        api(&Answer { status, headers: HeaderMap::new(), body }, Timestamp::UNIX_EPOCH).0
    }

    #[test]
    fn refusals_are_told_by_status_and_code() {
        assert_eq!(fault(401, "InvalidAuthenticationToken"), Fault::TokenRefused);
        assert_eq!(fault(403, "ErrorAccessDenied"), Fault::Permission);
        assert_eq!(fault(404, "MailboxNotEnabledForRESTAPI"), Fault::Permission);
        assert_eq!(fault(404, "ErrorItemNotFound"), Fault::Rejected);
        assert_eq!(fault(429, "ApplicationThrottled"), Fault::Throttled(None));
        assert_eq!(fault(503, "serviceNotAvailable"), Fault::OutcomeUnknown);
        assert_eq!(fault(418, ""), Fault::Transient);
    }
}
