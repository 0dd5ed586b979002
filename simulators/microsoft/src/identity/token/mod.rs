//! `POST /{tenant}/oauth2/v2.0/token`: a code or a refresh token becomes tokens.

use axum::Form;
use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode};
use serde::Deserialize;
use serde_json::Value;

use super::authority::Authority;
use super::scope::{self, Scopes};
use super::{aadsts, client, tokens};
use crate::Microsoft;
use crate::directory;
use simulator_kit::oauth::{CodeFault, Presented, RefreshFault};

/// The form of RFC 6749, sections 4.1.3 and 6.
#[derive(Debug, Default, Deserialize)]
pub struct Parameters {
    pub grant_type: Option<String>,
    pub client_id: Option<String>,
    pub client_secret: Option<String>,
    pub scope: Option<String>,
    pub code: Option<String>,
    pub redirect_uri: Option<String>,
    pub code_verifier: Option<String>,
    pub refresh_token: Option<String>,
}

/// Why there are no tokens.
enum Refused {
    /// A row of the AADSTS table.
    Number(u32),
    /// A knob's own answer.
    Canned(StatusCode, Value),
}

impl From<u32> for Refused {
    fn from(number: u32) -> Self {
        Self::Number(number)
    }
}

/// Tokens, or Microsoft's error body.
pub async fn token(
    State(microsoft): State<Microsoft>,
    Path(tenant): Path<String>,
    headers: HeaderMap,
    Form(parameters): Form<Parameters>,
) -> Response {
    match granted(&microsoft, &tenant, &headers, &parameters) {
        Ok(answer) => answer,
        Err(Refused::Canned(status, body)) => (status, Json(body)).into_response(),
        Err(Refused::Number(number)) => aadsts::answer(number, microsoft.clock.now()),
    }
}

fn granted(
    microsoft: &Microsoft,
    tenant: &str,
    headers: &HeaderMap,
    form: &Parameters,
) -> Result<Response, Refused> {
    let authority = Authority::of(tenant, &microsoft.application)?;
    let credentials = (form.client_id.as_deref(), form.client_secret.as_deref());
    client::authenticate(&microsoft.registration, headers, credentials)?;
    let scopes = Scopes::read(form.scope.as_deref().unwrap_or_default()).map_err(|_| 70011_u32)?;
    if scopes.mix_resources() {
        return Err(28000.into());
    }
    match form.grant_type.as_deref() {
        Some("authorization_code") => redeemed(microsoft, authority, form, &scopes),
        Some("refresh_token") => refreshed(microsoft, authority, form, &scopes),
        Some(_) => Err(70003.into()),
        None => Err(900_144.into()),
    }
}

fn redeemed(
    microsoft: &Microsoft,
    authority: Authority,
    form: &Parameters,
    scopes: &Scopes,
) -> Result<Response, Refused> {
    let code = form.code.as_deref().ok_or(900_144_u32)?;
    let issued = microsoft.grants.authorization(code).ok_or(70000_u32)?;
    admitted(microsoft, authority, &issued.account)?;
    let names = narrowed(&issued.scopes, scopes)?;
    let presented = Presented {
        client_id: &microsoft.registration.client_id,
        redirect_uri: form.redirect_uri.as_deref().ok_or(900_144_u32)?,
        code_verifier: form.code_verifier.as_deref(),
    };
    let (grant, _) = microsoft.grants.redeem(code, presented).map_err(code_number)?;
    let answer = tokens::Answer { microsoft, grant: &grant, names: &names };
    Ok(Json(answer.fresh(issued.nonce.as_deref())).into_response())
}

fn refreshed(
    microsoft: &Microsoft,
    authority: Authority,
    form: &Parameters,
    scopes: &Scopes,
) -> Result<Response, Refused> {
    let token = form.refresh_token.as_deref().ok_or(900_144_u32)?;
    let refresh = microsoft.grants.refresh(token, &microsoft.registration.client_id);
    let grant = refresh.map_err(|fault| refresh_number(microsoft, fault))?.grant;
    admitted(microsoft, authority, &grant.account)?;
    let names = narrowed(&grant.scopes, scopes)?;
    let answer = tokens::Answer { microsoft, grant: &grant, names: &names };
    Ok(Json(answer.renewed(token)).into_response())
}

/// The account may use this path (else 700005), and no knob stands in the way.
fn admitted(microsoft: &Microsoft, authority: Authority, account: &str) -> Result<(), Refused> {
    let person = directory::person(account).ok_or(70000_u32)?;
    if !authority.admits(person, microsoft.application.audience()) {
        return Err(700_005.into());
    }
    if let Some((status, body)) = microsoft.roster.take_token_error(person.id) {
        return Err(Refused::Canned(status, body));
    }
    match microsoft.roster.knobs(person.id).aadsts {
        Some(number) => Err(u32::from(number).into()),
        None => Ok(()),
    }
}

/// The scopes asked for, or all that were granted; 65001 for one that was not.
fn narrowed(granted: &[String], scopes: &Scopes) -> Result<Vec<String>, Refused> {
    if scopes.other_resource || scopes.names.iter().any(|name| !granted.contains(name)) {
        return Err(65001.into());
    }
    if scopes.names.is_empty() {
        return Ok(granted.to_vec());
    }
    let offline = |name: &&String| *name == scope::OFFLINE && !scopes.names.contains(name);
    Ok(scopes.names.iter().chain(granted.iter().filter(offline)).cloned().collect())
}

fn code_number(fault: CodeFault) -> u32 {
    match fault {
        CodeFault::Unknown | CodeFault::OtherClient => 70000,
        CodeFault::AlreadyRedeemed(_) => 54005,
        CodeFault::Expired => 70008,
        CodeFault::OtherRedirect => 500_112,
        CodeFault::VerifierMissing | CodeFault::VerifierWrong | CodeFault::VerifierUnneeded => {
            501_481
        }
    }
}

fn refresh_number(microsoft: &Microsoft, fault: RefreshFault) -> u32 {
    match fault {
        RefreshFault::Unknown | RefreshFault::OtherClient => 70000,
        RefreshFault::Expired => 700_082,
        // The person took the consent back at myapps.microsoft.com.
        RefreshFault::Revoked => 65001,
        RefreshFault::Reused(grant) => {
            if microsoft.roster.token_knobs(&grant.account).punish_reuse {
                microsoft.grants.revoke(grant.id);
            }
            50173
        }
    }
}

#[cfg(test)]
mod tests;
