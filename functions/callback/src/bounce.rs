//! The browser's visit: passes code and state on to the frontend's interstitial page, or tells an
//! administrator what came of the consent for a whole organization.
//!
//! Code and state travel in the fragment, which reaches no server log and no `Referer`. Scheme, host and
//! path of the redirect are ours whatever the query says (S9, S10).

use lambda_http::Request;
use secrecy::ExposeSecret;
use shared::model::denial::Denial;
use shared::model::error::Error;
use shared::model::provider::Provider;
use shared::oauth::{AuthorizationResponse, UnverifiedGrant};
use shared::platform::request::Query;
use shared::platform::response::Redirect;
use shared::providers::profile;
use url::form_urlencoded::Serializer;

/// The longest fragment that is sent on, in bytes: all headers of an answer share 10,240 at API Gateway,
/// and encoding can make three of one.
const FRAGMENT_LIMIT: usize = 8192;

/// Where the browser goes next.
pub(super) fn bounce(frontend_url: &str, provider: Provider, request: &Request) -> Redirect {
    let query = Query::of(request);
    let is_administrator = query.as_ref().is_ok_and(|query| is_administrator(provider, query));
    let next = match query.and_then(|query| AuthorizationResponse::parse(&query)) {
        Ok(AuthorizationResponse::AdminConsented) => match profile(provider).admin_consent {
            Some(_) => administrator(provider, "granted"),
            None => failed(provider, Denial::InvalidRequest),
        },
        _ if is_administrator => administrator(provider, "refused"),
        Ok(AuthorizationResponse::Granted(grant)) => granted(provider, &grant),
        Ok(AuthorizationResponse::Refused(error)) => {
            failed(provider, (profile(provider).refusals.authorization)(&error))
        }
        Err(Error::InvalidState) => failed(provider, Denial::InvalidState),
        Err(_) => failed(provider, Denial::InvalidRequest),
    };
    Redirect(format!("{frontend_url}/dashboard/integrations{next}"))
}

fn is_administrator(provider: Provider, query: &Query) -> bool {
    let state = query.one("state").ok().flatten();
    profile(provider).admin_consent.as_ref().is_some_and(|consent| state == Some(consent.state))
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
        return failed(provider, Denial::InvalidRequest);
    }
    format!("/callback?provider={}#{fragment}", provider.slug())
}

fn failed(provider: Provider, denial: Denial) -> String {
    format!("?provider={}&success=false&error={}", provider.slug(), denial.code())
}
