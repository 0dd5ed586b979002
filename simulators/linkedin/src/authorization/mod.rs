//! `/oauth/v2/authorization`: the member's consent (RFC 6749, section 3.1).
//!
//! A browser gets a page. A test decides in one call: `POST` to the same address, original query
//! included, with the form fields `account=kofi` and `decision=allow` (or `cancel`,
//! `cancel_login`); the answer is 303 to the app.

use axum::Router;
use axum::extract::{Form, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use http::{HeaderMap, StatusCode, header};
use serde::Deserialize;

use super::LinkedIn;
use super::accounts::member;
use super::consent::consent;
use simulator_kit::oauth::Authorization;

mod request;
#[cfg(test)]
mod tests;

use request::{Asked, Refusal};

/// How long a code lives, in seconds ("Authorization Code Flow").
const CODE_LIFETIME: i64 = 30 * 60;
/// Who is signed in on this browser. LinkedIn skips the consent page where a grant lives.
const COOKIE: &str = "li_simulator_member";

/// The authorization endpoint, and `POST /_sign-out` to be asked again.
pub fn routes() -> Router<LinkedIn> {
    Router::new()
        .route("/oauth/v2/authorization", get(ask).post(decide))
        .route("/_sign-out", post(sign_out))
}

#[derive(Deserialize)]
struct Decided {
    account: String,
    decision: Decision,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Decision {
    Allow,
    Cancel,
    CancelLogin,
}

async fn ask(
    State(site): State<LinkedIn>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    let scopes = match site.asked(&asked) {
        Ok(scopes) => scopes,
        Err(refusal) => return asked.refused(refusal),
    };
    let agreed = cookie(&headers).and_then(member).filter(|member| {
        let live = site.grants.live(member.id, &asked.client_id);
        live.iter().any(|grant| grant.has_same_scopes(&scopes))
    });
    match agreed {
        Some(member) => allow(&site, &asked, member.id, scopes),
        None => consent(&scopes).into_response(),
    }
}

async fn decide(
    State(site): State<LinkedIn>,
    Query(asked): Query<Asked>,
    Form(decided): Form<Decided>,
) -> Response {
    match site.asked(&asked).and_then(|scopes| decided.agreed(scopes)) {
        Ok(scopes) => {
            let cookie = format!("{COOKIE}={}; Path=/; HttpOnly; SameSite=Lax", decided.account);
            let answer = allow(&site, &asked, &decided.account, scopes);
            ([(header::SET_COOKIE, cookie)], answer).into_response()
        }
        Err(refusal) => asked.refused(refusal),
    }
}

impl LinkedIn {
    fn asked(&self, asked: &Asked) -> Result<Vec<String>, Refusal> {
        asked.scopes(&self.registration, self.application.settings().kind)
    }
}

impl Decided {
    /// The scopes, where a member of ours allows them.
    fn agreed(&self, scopes: Vec<String>) -> Result<Vec<String>, Refusal> {
        let cancelled =
            |error, what: &str| Refusal::ToApp(error, format!("The user cancelled {what}"));
        match self.decision {
            Decision::Cancel => Err(cancelled("user_cancelled_authorize", "the authorization")),
            Decision::CancelLogin => Err(cancelled("user_cancelled_login", "LinkedIn login")),
            Decision::Allow if member(&self.account).is_none() => {
                Err(Refusal::Page(StatusCode::BAD_REQUEST, "Unknown account"))
            }
            Decision::Allow => Ok(scopes),
        }
    }
}

async fn sign_out() -> impl IntoResponse {
    let cookie = format!("{COOKIE}=; Path=/; Max-Age=0");
    ([(header::SET_COOKIE, cookie)], Redirect::to("/feed"))
}

/// Sends the member back with a code. Another set of scopes ends every earlier grant to the app.
fn allow(site: &LinkedIn, asked: &Asked, account: &str, scopes: Vec<String>) -> Response {
    let scopes = site.roster.token_knobs(account).granted(scopes);
    let earlier = site.grants.consents(account, &asked.client_id);
    if earlier.iter().any(|grant| !grant.has_same_scopes(&scopes)) {
        site.grants.revoke_consent(account, &asked.client_id);
    }
    let authorization = Authorization {
        client_id: asked.client_id.clone(),
        redirect_uri: asked.redirect_uri.clone(),
        account: account.to_owned(),
        scopes,
        code_challenge: None,
        nonce: asked.nonce.clone(),
    };
    let code = site.grants.issue_code(authorization, CODE_LIFETIME);
    asked.answered(&[("code", &code)])
}

fn cookie(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = cookies.flat_map(|value| value.split("; "));
    let mut pairs = pairs.filter_map(|pair| pair.split_once('='));
    pairs.find(|(name, _)| *name == COOKIE).map(|(_, value)| value)
}
