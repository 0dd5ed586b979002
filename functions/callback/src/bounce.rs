//! The browser's visit: passes code and state on to the frontend's interstitial page.
//!
//! They travel in the fragment, which reaches no server log and no `Referer`. Scheme, host and path
//! of the redirect are ours whatever the query says (S9, S10).

use lambda_http::Request;
use secrecy::ExposeSecret;
use shared::error::Error;
use shared::oauth::{AuthorizationResponse, UnverifiedGrant};
use shared::provider::Provider;
use shared::request::Query;
use shared::response::Redirect;
use url::form_urlencoded::Serializer;

/// What the providers say when the person pressed Cancel (S17).
const CANCELLED: [&str; 3] = ["access_denied", "user_cancelled_login", "user_cancelled_authorize"];

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
            Redirect(format!(
                "{frontend_url}/dashboard/integrations/callback?provider={slug}#{fragment}"
            ))
        }
        Ok(AuthorizationResponse::Refused(error)) => failed(frontend_url, provider, reason(&error)),
        Err(error) => failed(frontend_url, provider, error.code()),
    }
}

fn failed(frontend_url: &str, provider: Provider, code: &str) -> Redirect {
    let slug = provider.slug();
    Redirect(format!(
        "{frontend_url}/dashboard/integrations?provider={slug}&success=false&error={code}"
    ))
}

/// Our code for a provider's `error`; the provider's own words go nowhere.
fn reason(error: &str) -> &'static str {
    match error {
        error if CANCELLED.contains(&error) => Error::Cancelled.code(),
        "unauthorized_scope_error" | "invalid_scope" => "provider_misconfigured",
        "consent_required" | "interaction_required" => "consent_required",
        "temporarily_unavailable" | "server_error" => "provider_unavailable",
        _ => "provider_error",
    }
}
