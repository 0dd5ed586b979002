//! `auth.test` and `auth.revoke`.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::HeaderMap;
use serde_json::json;

use super::caller::Caller;
use super::error::{Refusal, refusal};
use super::input::{Fields, Text};
use crate::Slack;
use crate::account::APP_ID;

/// Whose token it is; this one reading method takes JSON as well.
pub(super) async fn test(State(slack): State<Slack>, caller: Caller, _: Fields) -> Response {
    let account = caller.account;
    let is_org = slack.roster.knobs(account.id).org_install;
    let team_id = if is_org { account.enterprise_id } else { account.team_id };
    Json(json!({
        "ok": true,
        "url": account.url,
        "team": account.team,
        "user": "intowork",
        "team_id": team_id,
        "user_id": account.bot_user_id,
        "bot_id": "B0INTOWORK",
        "app_id": APP_ID,
        "is_enterprise_install": is_org,
    }))
    .into_response()
}

/// With token rotation one token ends, be it a refresh token; without, the installation does, of which Slack
/// tells.
pub(super) async fn revoke(
    State(slack): State<Slack>,
    headers: HeaderMap,
    caller: Result<Caller, Refusal>,
    text: Text,
) -> Response {
    let header = headers.get("authorization").and_then(|it| it.to_str().ok());
    let token = header.and_then(|text| text.strip_prefix("Bearer ")).unwrap_or_default();
    let is_refresh = slack.tokens().has_refresh(token);
    let caller = match (caller, is_refresh) {
        (Ok(caller), _) => Some(caller),
        (Err(_), true) => None,
        (Err(refused), false) => return refused.into_response(),
    };
    if text.flag("test") {
        return Json(json!({"ok": true, "revoked": false})).into_response();
    }
    match caller {
        Some(caller) if !caller.rotates() => slack.uninstall(caller.account).await,
        _ if slack.tokens().revoke(token) => {}
        _ => return refusal("token_revoked").into_response(),
    }
    Json(json!({"ok": true, "revoked": true})).into_response()
}
