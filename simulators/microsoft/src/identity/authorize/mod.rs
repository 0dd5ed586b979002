//! `/{tenant}/oauth2/v2.0/authorize`: a person is asked, and answers.

use axum::Form;
use axum::extract::{OriginalUri, Path, Query, State};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::request::{self, AuthorizationRequest};
use super::{consent_page, refusal, scope};
use crate::directory::{self, Person};
use crate::{Microsoft, uuid};
use simulator_kit::oauth::Authorization;

/// Seconds a code can be redeemed ("about 10 minutes").
const CODE_LIFETIME: i64 = 600;

/// What the person chose.
#[derive(Debug, Deserialize)]
pub struct Choice {
    /// Short name of the account.
    #[serde(default)]
    account: String,
    decision: Decision,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Decision {
    Accept,
    Cancel,
}

/// Shows the page, unless the request is wrong.
pub async fn ask(
    State(microsoft): State<Microsoft>,
    Path(tenant): Path<String>,
    OriginalUri(uri): OriginalUri,
    Query(query): Query<request::Query>,
) -> Response {
    let request = match AuthorizationRequest::read(&microsoft, &tenant, query) {
        Ok(request) => request,
        Err(answer) => return *answer,
    };
    let unasked = request.unasked(microsoft.clock.now());
    unasked.unwrap_or_else(|| consent_page::page(&microsoft, &request, &uri).into_response())
}

/// Takes the answer; the request is checked again, since the browser holds it.
pub async fn decide(
    State(microsoft): State<Microsoft>,
    Path(tenant): Path<String>,
    Query(query): Query<request::Query>,
    Form(choice): Form<Choice>,
) -> Response {
    let request = match AuthorizationRequest::read(&microsoft, &tenant, query) {
        Ok(request) => request,
        Err(answer) => return *answer,
    };
    match choice.decision {
        Decision::Accept => accept(&microsoft, &request, &choice.account),
        Decision::Cancel => cancel(&request),
    }
}

fn cancel(request: &AuthorizationRequest) -> Response {
    request.back.with(&[
        ("error", "access_denied"),
        ("error_subcode", "cancel"),
        ("error_description", "AADSTS65004: User declined to consent to access the app."),
    ])
}

fn accept(microsoft: &Microsoft, request: &AuthorizationRequest, account: &str) -> Response {
    let now = microsoft.clock.now();
    let audience = microsoft.application.audience();
    let admitted =
        directory::person(account).filter(|person| request.authority.admits(person, audience));
    let Some(person) = admitted else { return refusal::page(50020, now) };
    if lacks_admin_consent(microsoft, person, request) {
        return request.back.with_error("access_denied", 90094, now);
    }
    let code =
        microsoft.grants.issue_code(authorization(microsoft, request, person), CODE_LIFETIME);
    request.back.with(&[("code", &code), ("session_state", &uuid::fresh())])
}

fn lacks_admin_consent(
    microsoft: &Microsoft,
    person: &Person,
    request: &AuthorizationRequest,
) -> bool {
    microsoft.roster.knobs(person.id).needs_admin_consent
        && request.scopes.touch_calendars()
        && !microsoft.admin_consents.cover(person.tenant, &request.scopes)
}

fn authorization(
    microsoft: &Microsoft,
    request: &AuthorizationRequest,
    person: &Person,
) -> Authorization {
    let mut scopes = microsoft.roster.token_knobs(person.id).granted(request.scopes.names.clone());
    scopes.retain(|name| person.is_work() || !scope::is_work_only(name));
    Authorization {
        client_id: request.query.client_id.clone(),
        redirect_uri: request.query.redirect_uri.clone(),
        account: person.id.to_owned(),
        scopes,
        code_challenge: request.query.code_challenge.clone(),
        nonce: request.query.nonce.clone(),
    }
}

#[cfg(test)]
mod tests;
