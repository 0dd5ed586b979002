//! `conversations.list` and `conversations.info`.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use data_encoding::BASE64;
use serde_json::json;

use super::caller::Caller;
use super::error::{Refusal, refusal};
use super::input::Text;
use crate::Slack;
use crate::chat::channels::Channel;

/// "Must be an integer under 1000."
const LIMIT: usize = 999;
/// Where nothing is said.
const DEFAULT: usize = 100;

/// A page of the channels that the bot may see. Pages are short, and one is empty, before the end.
pub(super) async fn list(State(slack): State<Slack>, caller: Caller, text: Text) -> Response {
    page(&slack, &caller, &text).unwrap_or_else(IntoResponse::into_response)
}

fn page(slack: &Slack, caller: &Caller, text: &Text) -> Result<Response, Refusal> {
    let types = text.get("types").unwrap_or("public_channel");
    for kind in types.split(',') {
        match kind {
            "public_channel" => caller.needs("channels:read")?,
            "private_channel" => caller.needs("groups:read")?,
            _ => return Err(refusal("invalid_types")),
        }
    }
    let limit = match text.get("limit").map(str::parse) {
        None => DEFAULT,
        Some(Ok(limit @ 1..=LIMIT)) => limit,
        Some(_) => return Err(refusal("invalid_limit")),
    };
    let at = match text.get("cursor") {
        None => 0,
        Some(cursor) => place(cursor).ok_or_else(|| refusal("invalid_cursor"))?,
    };
    let crowd = slack.roster.knobs(caller.account.id).crowd;
    let wanted = |channel: &Channel| {
        let kind = if channel.is_private { "private_channel" } else { "public_channel" };
        let is_seen = !channel.is_private || channel.is_member;
        types.contains(kind) && is_seen && !(text.flag("exclude_archived") && channel.is_archived)
    };
    let all = slack.channels().of(caller.account, crowd);
    let all: Vec<_> = all.into_iter().filter(wanted).collect();
    if at > all.len() {
        return Err(refusal("invalid_cursor"));
    }
    // The second page is empty, which is not the end.
    let is_empty = at == limit && text.get("cursor") == Some(&cursor(at, false));
    let end = if is_empty { at } else { (at + limit).min(all.len()) };
    let shown: Vec<_> = all.get(at..end).unwrap_or_default().iter().map(Channel::json).collect();
    let next = match end {
        _ if is_empty => cursor(end, true),
        end if end < all.len() => cursor(end, false),
        _ => String::new(),
    };
    let body = json!({"ok": true, "channels": shown, "response_metadata": {"next_cursor": next}});
    Ok(Json(body).into_response())
}

/// One channel.
pub(super) async fn info(State(slack): State<Slack>, caller: Caller, text: Text) -> Response {
    let crowd = slack.roster.knobs(caller.account.id).crowd;
    let id = text.get("channel").unwrap_or_default();
    let found = slack.channels().find(caller.account, id, crowd);
    let found = found.filter(|channel| !channel.is_private || channel.is_member);
    let Some(channel) = found else { return refusal("channel_not_found").into_response() };
    let scope = if channel.is_private { "groups:read" } else { "channels:read" };
    if let Err(refused) = caller.needs(scope) {
        return refused.into_response();
    }
    Json(json!({"ok": true, "channel": channel.json()})).into_response()
}

/// Names the place of the next page, and whether the empty page was answered already.
fn cursor(at: usize, is_past_empty: bool) -> String {
    let text = format!("{}:{at:06}", if is_past_empty { "again" } else { "team" });
    BASE64.encode(text.as_bytes())
}

fn place(cursor: &str) -> Option<usize> {
    let bytes = BASE64.decode(cursor.as_bytes()).ok()?;
    let text = String::from_utf8(bytes).ok()?;
    let (kind, at) = text.split_once(':')?;
    (kind == "team" || kind == "again").then(|| at.parse().ok())?
}
