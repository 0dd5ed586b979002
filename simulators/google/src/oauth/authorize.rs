//! `GET` and `POST /o/oauth2/v2/auth`: asks a person, and takes the decision back to the app.

use axum::extract::{Form, State};
use axum::response::{IntoResponse, Response};
use http::{StatusCode, Uri, header};
use url::form_urlencoded;

use super::consent;
use super::refusal::Refusal;
use super::request::AuthorizationRequest;
use crate::Google;
use crate::account::Account;
use crate::query::Query;
use crate::scope::{self, Scopes};
use simulator_kit::oauth::Authorization;

/// Google's codes begin with this; the slash tells apps that decode once from those that do not.
pub const CODE_PREFIX: &str = "4/0A";
/// Not published; about ten minutes in practice.
const CODE_LIFETIME: i64 = 600;
const ISSUER: &str = "https://accounts.google.com";

/// Shows the consent page; with `prompt=none`, answers at once.
pub async fn ask(
    State(google): State<Google>,
    uri: Uri,
    query: Query,
) -> Result<Response, Refusal> {
    let request = AuthorizationRequest::read(&query, &google.registration)?;
    if request.prompt.none {
        return Ok(silently(&google, &request));
    }
    let action = uri.path_and_query().map(|target| target.as_str()).unwrap_or_default();
    Ok(consent::page(&request, action).into_response())
}

/// Takes the person's decision; see the [module](super) for the form.
pub async fn decide(
    State(google): State<Google>,
    query: Query,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Response, Refusal> {
    let request = AuthorizationRequest::read(&query, &google.registration)?;
    let values = |name: &'static str| {
        form.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    };
    match values("decision").next() {
        Some("allow") => {}
        Some("cancel") => return Ok(refused(&request, "access_denied")),
        _ => return Err(Refusal::invalid_request("decision is allow or cancel")),
    }
    let account = values("account").next().and_then(Account::by_id);
    let account = account.ok_or_else(|| Refusal::invalid_request("no such account"))?;
    let granted = granted(&request, values("scope").map(scope::normalized).collect())?;
    if granted.is_empty() {
        return Ok(refused(&request, "access_denied"));
    }
    Ok(allowed(&google, &request, account, granted))
}

/// `prompt=none`: only what the hinted account allowed before can be given again.
fn silently(google: &Google, request: &AuthorizationRequest) -> Response {
    let hint = request.login_hint.as_deref().unwrap_or_default();
    let Some(account) = Account::by_hint(hint) else { return refused(request, "login_required") };
    if !earlier(google, account).is_superset(&request.scopes) {
        return refused(request, "interaction_required");
    }
    allowed(google, request, account, request.scopes.clone())
}

/// Sign-in scopes are always given. The others have boxes where there are several; a single one is
/// given by pressing Allow ("How to handle granular permissions").
fn granted(request: &AuthorizationRequest, ticked: Scopes) -> Result<Scopes, Refusal> {
    if !ticked.is_subset(&request.scopes) {
        return Err(Refusal::invalid_request("a ticked scope was not asked for"));
    }
    let boxes = request.optional_scopes().count() > 1;
    let given = |scope: &&String| !boxes || scope::is_sign_in(scope) || ticked.contains(*scope);
    Ok(request.scopes.iter().filter(given).cloned().collect())
}

fn earlier(google: &Google, account: &Account) -> Scopes {
    let consents = google.grants.consents(account.id, &google.registration.client_id);
    consents.into_iter().flat_map(|grant| grant.scopes).collect()
}

fn allowed(
    google: &Google,
    request: &AuthorizationRequest,
    account: &Account,
    mut scopes: Scopes,
) -> Response {
    let withheld = google.roster.token_knobs(account.id).withheld_scopes;
    scopes.retain(|scope| !withheld.contains(scope));
    let earlier = earlier(google, account);
    let first_consent = earlier.is_empty();
    if request.include_granted {
        scopes.extend(earlier);
    }
    let code = google.grants.issue_code(authorization(request, account, &scopes), CODE_LIFETIME);
    if request.offline && (first_consent || request.prompt.consent) {
        google.offline_codes().insert(code.clone());
    }
    let code = format!("{CODE_PREFIX}{code}");
    let scope = joined(&scopes);
    let prompt = if request.prompt.none { "none" } else { "consent" };
    let mut answer = vec![("iss", ISSUER), ("code", &code), ("scope", &scope), ("authuser", "0")];
    answer.extend(account.hd.map(|hd| ("hd", hd)));
    answer.push(("prompt", prompt));
    redirect(request, &answer)
}

fn authorization(
    request: &AuthorizationRequest,
    account: &Account,
    scopes: &Scopes,
) -> Authorization {
    Authorization {
        client_id: request.client_id.clone(),
        redirect_uri: request.redirect_uri.clone(),
        account: account.id.to_owned(),
        scopes: scopes.iter().cloned().collect(),
        code_challenge: request.code_challenge.clone(),
        nonce: request.nonce.clone(),
    }
}

fn joined(scopes: &Scopes) -> String {
    scopes.iter().map(String::as_str).collect::<Vec<_>>().join(" ")
}

fn refused(request: &AuthorizationRequest, error: &str) -> Response {
    redirect(request, &[("error", error)])
}

/// 302 to the app, `state` first; spaces as `%20`, as Google sends them.
fn redirect(request: &AuthorizationRequest, answer: &[(&str, &str)]) -> Response {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(request.state.iter().map(|state| ("state", state)));
    let query = query.extend_pairs(answer).finish().replace('+', "%20");
    let separator = if request.redirect_uri.contains('?') { '&' } else { '?' };
    let location = format!("{}{separator}{query}", request.redirect_uri);
    (StatusCode::FOUND, [(header::LOCATION, location)]).into_response()
}
