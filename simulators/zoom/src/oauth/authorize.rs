//! `GET` and `POST /oauth/authorize`: asks a person, and takes the decision back to the app.

use std::collections::HashMap;

use axum::extract::{Form, Query, State};
use axum::response::{IntoResponse, Response};
use http::{StatusCode, Uri, header};
use simulator_kit::oauth::{Authorization, Registration, pkce};
use url::form_urlencoded;

use super::consent;
use super::refusal::Refusal;
use crate::Zoom;
use crate::account::Account;

/// "Authorization codes expire in five minutes."
const CODE_LIFETIME: i64 = 300;

/// An authorization request that makes sense. Scopes are the app's, whatever `scope` says.
pub(super) struct AuthorizationRequest {
    pub(super) client_id: String,
    pub(super) redirect_uri: String,
    state: Option<String>,
    code_challenge: Option<String>,
}

type Parameters = Query<HashMap<String, String>>;

impl AuthorizationRequest {
    fn read(Query(mut query): Parameters, app: &Registration) -> Result<Self, Refusal> {
        let client_id = query.remove("client_id").unwrap_or_default();
        if client_id != app.client_id {
            return Err(Refusal::CLIENT);
        }
        let redirect_uri = query.remove("redirect_uri").unwrap_or_default();
        if !app.allows_redirect(&redirect_uri) {
            return Err(Refusal::REDIRECT);
        }
        if query.get("response_type").map(String::as_str) != Some("code") {
            return Err(Refusal::REQUEST);
        }
        let method = query.remove("code_challenge_method");
        let code_challenge = match (query.remove("code_challenge"), method.as_deref()) {
            (None, None) => None,
            (Some(challenge), Some("S256")) if pkce::is_challenge(&challenge) => Some(challenge),
            (Some(verifier), Some("plain")) => Some(pkce::challenge(&verifier)),
            _ => return Err(Refusal::REQUEST),
        };
        Ok(Self { client_id, redirect_uri, state: query.remove("state"), code_challenge })
    }
}

/// Shows the consent page.
pub(super) async fn ask(
    State(zoom): State<Zoom>,
    uri: Uri,
    query: Parameters,
) -> Result<Response, Refusal> {
    let request = AuthorizationRequest::read(query, &zoom.registration)?;
    let action = uri.path_and_query().map(|target| target.as_str()).unwrap_or_default();
    Ok(consent::page(&request, &zoom.app_scopes(), action).into_response())
}

/// Takes the person's decision; see the [module](super) for the form.
pub(super) async fn decide(
    State(zoom): State<Zoom>,
    query: Parameters,
    Form(form): Form<HashMap<String, String>>,
) -> Result<Response, Refusal> {
    let request = AuthorizationRequest::read(query, &zoom.registration)?;
    let value = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    match value("decision") {
        "allow" => {}
        "cancel" => return Ok(redirect(&request, ("error", "access_denied"))),
        _ => return Err(Refusal::REQUEST),
    }
    let account = Account::by_id(value("account")).ok_or(Refusal::REQUEST)?;
    let knobs = zoom.roster.knobs(account.id);
    if knobs.approval_needed {
        return Ok(consent::approval_needed().into_response());
    }
    let code = zoom.grants.issue_code(
        Authorization {
            client_id: request.client_id.clone(),
            redirect_uri: request.redirect_uri.clone(),
            account: account.id.to_owned(),
            scopes: knobs.tokens.granted(zoom.app_scopes().clone()),
            code_challenge: request.code_challenge.clone(),
            nonce: None,
        },
        CODE_LIFETIME,
    );
    Ok(redirect(&request, ("code", &code)))
}

fn redirect(request: &AuthorizationRequest, (name, value): (&str, &str)) -> Response {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair(name, value);
    query.extend_pairs(request.state.iter().map(|state| ("state", state)));
    let separator = if request.redirect_uri.contains('?') { '&' } else { '?' };
    let location = format!("{}{separator}{}", request.redirect_uri, query.finish());
    (StatusCode::FOUND, [(header::LOCATION, location)]).into_response()
}
