//! The browser's visit: passes code and state on to the frontend's interstitial page.
//!
//! They travel in the fragment, which reaches no server log and no `Referer`. Scheme, host and path
//! of the redirect are ours whatever the query says (S9, S10).

use lambda_http::Request;
use secrecy::ExposeSecret;
use shared::error::Error;
use shared::oauth::{AuthorizationError, AuthorizationResponse, UnverifiedGrant};
use shared::provider::Provider;
use shared::request::Query;
use shared::response::Redirect;
use url::form_urlencoded::Serializer;

/// What the providers say when the person pressed Cancel (S17).
const CANCELLED: [&str; 3] = ["access_denied", "user_cancelled_login", "user_cancelled_authorize"];

/// The longest fragment that is sent on, in bytes: all headers of an answer share 10,240 at API Gateway,
/// and encoding can make three of one.
const FRAGMENT_LIMIT: usize = 8192;

/// Where the browser goes next.
pub(super) fn bounce(frontend_url: &str, provider: Provider, request: &Request) -> Redirect {
    match Query::of(request).and_then(|query| AuthorizationResponse::parse(&query)) {
        Ok(AuthorizationResponse::Granted(UnverifiedGrant { code, state, issuer })) => {
            let mut fragment = Serializer::new(String::new());
            fragment.append_pair("code", code.expose_secret()).append_pair("state", state.value());
            if let Some(issuer) = issuer {
                fragment.append_pair("iss", &issuer);
            }
            let (slug, fragment) = (provider.slug(), fragment.finish());
            if fragment.len() > FRAGMENT_LIMIT {
                let error = Error::InvalidRequest(String::new());
                return failed(frontend_url, provider, error.code());
            }
            Redirect(format!(
                "{frontend_url}/dashboard/integrations/callback?provider={slug}#{fragment}"
            ))
        }
        Ok(AuthorizationResponse::Refused(error)) => failed(frontend_url, provider, reason(&error)),
        Ok(AuthorizationResponse::AdminConsented) => {
            let slug = provider.slug();
            Redirect(format!(
                "{frontend_url}/dashboard/integrations?provider={slug}&admin_consent=granted"
            ))
        }
        Err(error) => failed(frontend_url, provider, error.code()),
    }
}

fn failed(frontend_url: &str, provider: Provider, code: &str) -> Redirect {
    let slug = provider.slug();
    Redirect(format!(
        "{frontend_url}/dashboard/integrations?provider={slug}&success=false&error={code}"
    ))
}

/// Our code for a provider's refusal; the provider's own words go nowhere. Microsoft says
/// `access_denied` for several situations and tells them apart by number (Entra, "AADSTS error codes").
fn reason(AuthorizationError { error, aadsts }: &AuthorizationError) -> &'static str {
    match (error.as_str(), aadsts) {
        // Only an administrator may agree to what was asked for.
        (_, Some(90_094 | 90_095)) => "admin_consent_required",
        // Conditional access, or the app is not assigned to the person.
        (_, Some(53_000..=53_004 | 50_105)) => "blocked_by_policy",
        // The person is not of the tenant that is asked.
        (_, Some(50_020 | 50_034)) => "wrong_account",
        (error, _) if CANCELLED.contains(&error) => Error::Cancelled.code(),
        ("unauthorized_scope_error" | "invalid_scope", _) => "provider_misconfigured",
        // Google Workspace: an administrator blocks the app.
        ("admin_policy_enforced" | "org_internal", _) => "blocked_by_policy",
        ("consent_required" | "interaction_required" | "login_required", _) => "consent_required",
        ("temporarily_unavailable" | "server_error", _) => "provider_unavailable",
        _ => "provider_error",
    }
}
