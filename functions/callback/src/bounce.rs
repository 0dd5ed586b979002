//! The browser's visit: passes code and state on to the frontend's interstitial page, or tells an
//! administrator what came of the consent for a whole organization.
//!
//! Code and state travel in the fragment, which reaches no server log and no `Referer`. Scheme, host and
//! path of the redirect are ours whatever the query says (S9, S10).

use lambda_http::Request;
use secrecy::ExposeSecret;
use shared::model::error::Error;
use shared::model::provider::Provider;
use shared::oauth::{AuthorizationResponse, UnverifiedGrant};
use shared::platform::request::Query;
use shared::platform::response::Redirect;
use shared::providers::microsoft::ADMIN_CONSENT_STATE;
use url::form_urlencoded::Serializer;

use crate::refusal::Refusal;

/// The longest fragment that is sent on, in bytes: all headers of an answer share 10,240 at API Gateway,
/// and encoding can make three of one.
const FRAGMENT_LIMIT: usize = 8192;

/// Where the browser goes next.
pub(super) fn bounce(frontend_url: &str, provider: Provider, request: &Request) -> Redirect {
    let query = Query::of(request);
    let is_administrator = query.as_ref().is_ok_and(|query| is_administrator(provider, query));
    let next = match query.and_then(|query| AuthorizationResponse::parse(&query)) {
        Ok(AuthorizationResponse::AdminConsented) if provider == Provider::OutlookCalendar => {
            administrator(provider, "granted")
        }
        Ok(AuthorizationResponse::AdminConsented) => failed(provider, Refusal::InvalidRequest),
        _ if is_administrator => administrator(provider, "refused"),
        Ok(AuthorizationResponse::Granted(grant)) => granted(provider, &grant),
        Ok(AuthorizationResponse::Refused(error)) => failed(provider, Refusal::of(&error)),
        Err(Error::InvalidState) => failed(provider, Refusal::InvalidState),
        Err(_) => failed(provider, Refusal::InvalidRequest),
    };
    Redirect(format!("{frontend_url}/dashboard/integrations{next}"))
}

fn is_administrator(provider: Provider, query: &Query) -> bool {
    let state = query.one("state").ok().flatten();
    provider == Provider::OutlookCalendar && state == Some(ADMIN_CONSENT_STATE)
}

/// An administrator has no session with us: a page of its own says what happened.
fn administrator(provider: Provider, outcome: &str) -> String {
    format!("/admin-consent?provider={}&admin_consent={outcome}", provider.slug())
}

fn granted(provider: Provider, grant: &UnverifiedGrant) -> String {
    let UnverifiedGrant { code, state, issuer } = grant;
    let mut fragment = Serializer::new(String::new());
    fragment.append_pair("code", code.expose_secret()).append_pair("state", state.value());
    if let Some(issuer) = issuer {
        fragment.append_pair("iss", issuer);
    }
    let fragment = fragment.finish();
    if fragment.len() > FRAGMENT_LIMIT {
        return failed(provider, Refusal::InvalidRequest);
    }
    format!("/callback?provider={}#{fragment}", provider.slug())
}

fn failed(provider: Provider, refusal: Refusal) -> String {
    format!("?provider={}&success=false&error={}", provider.slug(), refusal.code())
}
