//! The authorization request (RFC 6749, section 4.1.1), checked in Microsoft's order.

use axum::response::Response;
use jiff::Timestamp;
use serde::Deserialize;

use super::authority::Authority;
use super::refusal::{self, Return};
use super::scope::Scopes;
use crate::Microsoft;
use simulator_kit::oauth::pkce;

/// The query as it arrives.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Query {
    #[serde(default)]
    pub client_id: String,
    #[serde(default)]
    pub redirect_uri: String,
    #[serde(default)]
    pub response_type: String,
    pub response_mode: Option<String>,
    pub scope: Option<String>,
    pub state: Option<String>,
    pub nonce: Option<String>,
    pub prompt: Option<String>,
    pub login_hint: Option<String>,
    pub code_challenge: Option<String>,
    pub code_challenge_method: Option<String>,
}

/// A request that can be put before a person.
#[derive(Clone, Debug)]
pub struct AuthorizationRequest {
    /// Who may sign in.
    pub authority: Authority,
    /// What is asked for.
    pub scopes: Scopes,
    /// Where the answer goes.
    pub back: Return,
    /// What is passed through.
    pub query: Query,
}

impl AuthorizationRequest {
    /// The request, or the answer it gets instead: Microsoft's page as long as the app or its
    /// redirect URI is in doubt, an error redirect afterwards.
    pub fn read(microsoft: &Microsoft, tenant: &str, query: Query) -> Result<Self, Box<Response>> {
        let now = microsoft.clock.now();
        let (authority, back) = addressed(microsoft, tenant, &query)
            .map_err(|number| Box::new(refusal::page(number, now)))?;
        let scopes = asked(&query)
            .map_err(|(error, number)| Box::new(back.with_error(error, number, now)))?;
        Ok(Self { authority, scopes, back, query })
    }

    /// Where nobody may be asked (`prompt=none`): there is never a session.
    pub fn unasked(&self, now: Timestamp) -> Option<Response> {
        (self.query.prompt.as_deref() == Some("none"))
            .then(|| self.back.with_error("login_required", 50058, now))
    }
}

/// The part whose errors stay on Microsoft's page, as AADSTS numbers.
fn addressed(
    microsoft: &Microsoft,
    tenant: &str,
    query: &Query,
) -> Result<(Authority, Return), u32> {
    let authority = Authority::of(tenant, &microsoft.application);
    if let Err(90002) = authority {
        return Err(90002);
    }
    if query.client_id != microsoft.registration.client_id {
        return Err(700_016);
    }
    let authority = authority?;
    if !microsoft.registration.allows_redirect(&query.redirect_uri) {
        return Err(50011);
    }
    let in_fragment = query.response_mode.as_deref() == Some("fragment");
    Ok((
        authority,
        Return {
            redirect_uri: query.redirect_uri.clone(),
            state: query.state.clone(),
            in_fragment,
        },
    ))
}

/// The part whose errors go back to the app, as OAuth error and AADSTS number.
fn asked(query: &Query) -> Result<Scopes, (&'static str, u32)> {
    if query.response_type != "code" {
        return Err(("unsupported_response_type", 700_054));
    }
    if !matches!(query.response_mode.as_deref(), None | Some("query" | "fragment")) {
        return Err(("invalid_request", 90023));
    }
    let challenge = query.code_challenge.as_deref();
    let method = query.code_challenge_method.as_deref();
    match (challenge, method) {
        (None, None) => {}
        (Some(challenge), Some("S256")) if pkce::is_challenge(challenge) => {}
        // A method nobody knows, or `plain`, which the simulator leaves out on purpose.
        _ => return Err(("invalid_request", 501_491)),
    }
    let scope = query.scope.as_deref().filter(|scope| !scope.trim().is_empty());
    let scopes = Scopes::read(scope.ok_or(("invalid_request", 900_144))?);
    scopes.map_err(|_| ("invalid_scope", 70011))
}
