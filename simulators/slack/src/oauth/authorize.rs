//! `GET /oauth/v2/authorize`: the consent page, and what a person decides there.

use std::collections::HashMap;

use axum::Form;
use axum::extract::{OriginalUri, Query, State};
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use maud::html;
use simulator_kit::oauth::Authorization;
use url::form_urlencoded;

use super::consent;
use crate::Slack;
use crate::account::Account;
use crate::pages::layout;
use crate::scope;

/// "The code is valid for ten minutes.", in seconds.
const CODE_LIFETIME: i64 = 600;

/// What an app asks for.
pub(super) struct Asked {
    pub(super) client_id: String,
    pub(super) redirect_uri: String,
    pub(super) scopes: Vec<String>,
    state: Option<String>,
}

/// Shows who may agree to what.
pub(super) async fn ask(
    State(slack): State<Slack>,
    OriginalUri(uri): OriginalUri,
    Query(query): Query<HashMap<String, String>>,
) -> Response {
    match asked(&slack, &query) {
        Ok(asked) => consent::page(&asked, &uri.to_string()).into_response(),
        Err(word) => refused(word),
    }
}

/// Takes the decision.
pub(super) async fn decide(
    State(slack): State<Slack>,
    Query(query): Query<HashMap<String, String>>,
    Form(form): Form<HashMap<String, String>>,
) -> Response {
    let asked = match asked(&slack, &query) {
        Ok(asked) => asked,
        Err(word) => return refused(word),
    };
    let value = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    match value("decision") {
        "allow" => {}
        "cancel" => return back(&asked, ("error", "access_denied")),
        _ => return refused("invalid_request"),
    }
    let Some(account) = Account::by_id(value("account")) else { return refused("invalid_user") };
    let knobs = slack.roster.knobs(account.id);
    if knobs.approval_needed {
        return consent::approval_needed().into_response();
    }
    let code = slack.grants.issue_code(
        Authorization {
            client_id: asked.client_id.clone(),
            redirect_uri: asked.redirect_uri.clone(),
            account: account.id.to_owned(),
            scopes: knobs.tokens.granted(asked.scopes.clone()),
            code_challenge: None,
            nonce: None,
        },
        CODE_LIFETIME,
    );
    back(&asked, ("code", &code))
}

fn asked(slack: &Slack, query: &HashMap<String, String>) -> Result<Asked, &'static str> {
    let value = |name: &str| query.get(name).map(String::as_str).unwrap_or_default();
    let client_id = value("client_id");
    if client_id != slack.registration.client_id {
        return Err("invalid_client_id");
    }
    let redirect_uri = value("redirect_uri");
    if !slack.registration.redirect_uris.iter().any(|own| is_at_or_under(redirect_uri, own)) {
        return Err("bad_redirect_uri");
    }
    if query.contains_key("code_challenge") {
        return Err("pkce_not_allowed");
    }
    let scopes: Vec<_> = value("scope").split(',').map(str::to_owned).collect();
    if value("scope").is_empty() {
        return Err("no_scopes");
    }
    if scopes.iter().any(|scope| !scope::ALL.contains(&scope.as_str())) {
        return Err("invalid_scope");
    }
    Ok(Asked {
        client_id: client_id.to_owned(),
        redirect_uri: redirect_uri.to_owned(),
        scopes,
        state: query.get("state").cloned(),
    })
}

/// "The URL must be the same as, or a subdirectory of, a configured one."
fn is_at_or_under(asked: &str, own: &str) -> bool {
    asked.strip_prefix(own).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
}

fn back(asked: &Asked, (name, value): (&str, &str)) -> Response {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair(name, value);
    query.extend_pairs(asked.state.iter().map(|state| ("state", state)));
    let separator = if asked.redirect_uri.contains('?') { '&' } else { '?' };
    let location = format!("{}{separator}{}", asked.redirect_uri, query.finish());
    (StatusCode::FOUND, [(header::LOCATION, location)]).into_response()
}

/// What Slack tells a browser that it can't send back.
fn refused(word: &str) -> Response {
    let content = html! { h1 { "Something went wrong when authorizing this app." } p { (word) } };
    (StatusCode::BAD_REQUEST, layout::page("Error", &content)).into_response()
}
