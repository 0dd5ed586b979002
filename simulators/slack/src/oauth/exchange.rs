//! `POST /api/oauth.v2.access`: codes and refresh tokens become access tokens. Every answer has status 200.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use simulator_kit::oauth::{CodeFault, Presented};

use super::client::TokenForm;
use super::tokens::Issued;
use crate::Slack;
use crate::account::{APP_ID, Account};
use crate::api::error::{Refusal, refusal};

/// Answers tokens, or `{"ok": false, "error": ..}`.
pub(super) async fn access(State(slack): State<Slack>, form: TokenForm) -> Response {
    let answer = match form.field("grant_type") {
        None | Some("authorization_code") => exchange(&slack, &form),
        Some("refresh_token") => refresh(&slack, &form),
        Some(_) => Err(refusal("invalid_grant_type")),
    };
    answer.map_or_else(IntoResponse::into_response, |tokens| Json(tokens).into_response())
}

fn exchange(slack: &Slack, form: &TokenForm) -> Result<Value, Refusal> {
    if form.field("code_verifier").is_some() {
        return Err(refusal("pkce_not_allowed"));
    }
    let code = form.field("code").ok_or_else(|| refusal("invalid_code"))?;
    let presented = Presented {
        client_id: &slack.registration.client_id,
        redirect_uri: form.field("redirect_uri").unwrap_or_default(),
        code_verifier: None,
    };
    let (grant, _) = slack.grants.redeem(code, presented).map_err(|fault| match fault {
        CodeFault::OtherRedirect => refusal("bad_redirect_uri"),
        _ => refusal("invalid_code"),
    })?;
    let account = Account::by_id(&grant.account).ok_or_else(|| refusal("invalid_code"))?;
    canned(slack, account)?;
    let rotates = slack.roster.knobs(account.id).rotation;
    let issued = slack.tokens().install(account, &grant, rotates, slack.now());
    Ok(answer(slack, account, issued))
}

fn refresh(slack: &Slack, form: &TokenForm) -> Result<Value, Refusal> {
    let token = form.field("refresh_token").ok_or_else(|| refusal("invalid_refresh_token"))?;
    let dead = || refusal("invalid_refresh_token");
    let account = slack.tokens().refresh_holder(token).ok_or_else(dead)?;
    canned(slack, account)?;
    let stands = |grant| slack.stands(account, grant);
    let issued = slack.tokens().refresh(token, slack.now(), stands).ok_or_else(dead)?;
    Ok(answer(slack, account, issued))
}

/// What a knob put in place of tokens.
fn canned(slack: &Slack, account: &Account) -> Result<(), Refusal> {
    match slack.roster.take_token_error(account.id) {
        None => Ok(()),
        Some((status, body)) => Err(Refusal::of((status, Json(body)))),
    }
}

fn answer(slack: &Slack, account: &Account, issued: Issued) -> Value {
    let knobs = slack.roster.knobs(account.id);
    let (team, enterprise) = match knobs.org_install {
        true => (Value::Null, json!({"id": account.enterprise_id, "name": account.team})),
        false => (json!({"id": account.team_id, "name": account.team}), Value::Null),
    };
    let body = json!({
        "ok": true,
        "access_token": issued.access,
        "token_type": "bot",
        "scope": knobs.tokens.listed(&issued.scopes).join(","),
        "bot_user_id": account.bot_user_id,
        "app_id": APP_ID,
        "team": team,
        "enterprise": enterprise,
        "is_enterprise_install": knobs.org_install,
        "authed_user": {"id": account.user_id},
    });
    let Some(refresh) = issued.refresh else { return body };
    let expires_in = knobs.tokens.told_lifetime(super::tokens::LIFE.as_secs());
    let more =
        [("refresh_token".to_owned(), refresh.into()), ("expires_in".to_owned(), expires_in)];
    let all = body.as_object().cloned().unwrap_or_default();
    all.into_iter().chain(more).collect()
}
