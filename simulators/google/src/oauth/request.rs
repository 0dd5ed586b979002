//! The authorization request: what the app asks for, checked as Google checks it.

use std::collections::BTreeSet;

use super::prompt::Prompt;
use super::refusal::Refusal;
use crate::query::Query;
use crate::scope::{self, Scopes};
use simulator_kit::oauth::{Registration, pkce};

const PARAMETERS: [&str; 13] = [
    "client_id",
    "redirect_uri",
    "response_type",
    "scope",
    "access_type",
    "state",
    "prompt",
    "include_granted_scopes",
    "login_hint",
    "hd",
    "code_challenge",
    "code_challenge_method",
    "nonce",
];

/// A request that may be shown to a person.
#[derive(Debug)]
pub struct AuthorizationRequest {
    /// The app.
    pub client_id: String,
    /// Where the answer goes: exactly a registered URI.
    pub redirect_uri: String,
    /// The scopes asked for, in Google's own spelling.
    pub scopes: Scopes,
    /// `access_type=offline`: a refresh token is wanted.
    pub offline: bool,
    /// Returned unchanged.
    pub state: Option<String>,
    /// What the person must or must not be shown.
    pub prompt: Prompt,
    /// The new token covers earlier grants too.
    pub include_granted: bool,
    /// Address or `sub` of the account that is probably meant.
    pub login_hint: Option<String>,
    /// RFC 7636, always as its `S256` form.
    pub code_challenge: Option<String>,
    /// Returned in the id token.
    pub nonce: Option<String>,
}

impl AuthorizationRequest {
    /// Reads the query; a [`Refusal`] is shown on Google's own page, never sent to the app.
    pub fn read(query: &Query, registration: &Registration) -> Result<Self, Refusal> {
        let repeated = PARAMETERS.iter().find(|name| query.all(name).count() > 1);
        if let Some(name) = repeated {
            return Err(Refusal::repeated(name));
        }
        let client_id = required(query, "client_id")?;
        if client_id != registration.client_id {
            return Err(Refusal::unknown_client());
        }
        let redirect_uri = required(query, "redirect_uri")?;
        if !registration.allows_redirect(&redirect_uri) {
            return Err(Refusal::redirect_uri_mismatch(&redirect_uri));
        }
        if required(query, "response_type")? != "code" {
            return Err(Refusal::invalid_request("Invalid response_type."));
        }
        Ok(Self {
            client_id,
            redirect_uri,
            scopes: scopes(&required(query, "scope")?)?,
            offline: choice(query, "access_type", ["offline", "online"])?,
            state: text(query, "state"),
            prompt: Prompt::read(query.text("prompt").unwrap_or_default())?,
            include_granted: choice(query, "include_granted_scopes", ["true", "false"])?,
            login_hint: text(query, "login_hint"),
            code_challenge: code_challenge(query)?,
            nonce: text(query, "nonce"),
        })
    }

    /// The scopes that need a tick: none for sign-in ones, which are always given.
    pub fn optional_scopes(&self) -> impl Iterator<Item = &String> {
        self.scopes.iter().filter(|scope| !scope::is_sign_in(scope))
    }
}

fn text(query: &Query, name: &str) -> Option<String> {
    query.text(name).filter(|text| !text.is_empty()).map(str::to_owned)
}

fn required(query: &Query, name: &str) -> Result<String, Refusal> {
    let missing = || Refusal::invalid_request(&format!("Missing required parameter: {name}"));
    text(query, name).ok_or_else(missing)
}

/// Whether the parameter is `yes`; absent is `no`, and other words are refused.
fn choice(query: &Query, name: &str, [yes, no]: [&str; 2]) -> Result<bool, Refusal> {
    match query.text(name) {
        None => Ok(false),
        Some(word) if word == no => Ok(false),
        Some(word) if word == yes => Ok(true),
        Some(other) => {
            let message = format!("Invalid parameter value for {name}: '{other}'");
            Err(Refusal::invalid_request(&message))
        }
    }
}

fn scopes(text: &str) -> Result<Scopes, Refusal> {
    let asked: BTreeSet<_> = text.split_ascii_whitespace().collect();
    let unknown: Vec<_> = asked.iter().filter(|scope| !scope::exists(scope)).copied().collect();
    if !unknown.is_empty() {
        return Err(Refusal::invalid_scope(&unknown));
    }
    Ok(asked.into_iter().map(scope::normalized).collect())
}

fn code_challenge(query: &Query) -> Result<Option<String>, Refusal> {
    let Some(challenge) = text(query, "code_challenge") else { return Ok(None) };
    match query.text("code_challenge_method").unwrap_or("plain") {
        "S256" if pkce::is_challenge(&challenge) => Ok(Some(challenge)),
        "S256" => Err(Refusal::invalid_request("Invalid code_challenge.")),
        "plain" => Ok(Some(pkce::challenge(&challenge))),
        _ => Err(Refusal::invalid_request("Unsupported code_challenge_method.")),
    }
}
