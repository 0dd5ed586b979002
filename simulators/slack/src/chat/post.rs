//! `chat.postMessage`, `chat.update` and `chat.delete`.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::blocks;
use super::channels::Channel;
use super::messages::Message;
use crate::Slack;
use crate::api::caller::Caller;
use crate::api::error::{Refusal, refusal, throttled};
use crate::api::input::Fields;

/// Posts that a channel takes within a second; Slack allows one, and short bursts.
const BURST: usize = 5;
/// What is over is cut without a word.
const CUT: usize = 40_000;
/// What `chat.update` takes of a text.
const UPDATED: usize = 4_000;

/// Posts a message.
pub(super) async fn post(State(slack): State<Slack>, caller: Caller, fields: Fields) -> Response {
    try_post(&slack, &caller, &fields).unwrap_or_else(IntoResponse::into_response)
}

fn try_post(slack: &Slack, caller: &Caller, fields: &Fields) -> Result<Response, Refusal> {
    caller.needs("chat:write")?;
    let (text, blocks) = content(fields)?;
    let channel = writable(slack, caller, fields)?;
    let account = caller.account.id;
    let now = slack.now();
    let mut messages = slack.messages();
    if messages.recent(account, &channel.id, now) >= BURST {
        return Err(throttled(1));
    }
    let thread_ts = fields.text("thread_ts").map(str::to_owned);
    if let Some(thread) = &thread_ts
        && messages.find(account, &channel.id, thread).is_none()
    {
        return Err(refusal("cannot_reply_to_message"));
    }
    let is_broadcast = matches!(fields.json("reply_broadcast"), Ok(Some(Value::Bool(true))));
    let ts = messages.next_ts(now);
    let message = Message {
        account,
        channel: channel.id.clone(),
        ts: ts.clone(),
        thread_ts,
        is_broadcast,
        text: text.chars().take(CUT).collect(),
        blocks,
        edits: 0,
        pings: Vec::new(),
        links: Vec::new(),
        at: now,
    };
    let message = message.read();
    let shown = json!({"text": message.text, "blocks": message.blocks, "ts": ts});
    messages.add(message);
    Ok(Json(json!({"ok": true, "channel": channel.id, "ts": ts, "message": shown})).into_response())
}

/// Changes a message of the bot's own.
pub(super) async fn update(State(slack): State<Slack>, caller: Caller, fields: Fields) -> Response {
    try_update(&slack, &caller, &fields).unwrap_or_else(IntoResponse::into_response)
}

fn try_update(slack: &Slack, caller: &Caller, fields: &Fields) -> Result<Response, Refusal> {
    caller.needs("chat:write")?;
    let (text, blocks) = content(fields)?;
    if text.chars().count() > UPDATED {
        return Err(refusal("msg_too_long"));
    }
    let channel = found(slack, caller, fields)?;
    if channel.is_archived {
        return Err(refusal("is_inactive"));
    }
    let ts = fields.text("ts").unwrap_or_default();
    let mut messages = slack.messages();
    let message = messages.find(caller.account.id, &channel.id, ts);
    let message = message.ok_or_else(|| refusal("message_not_found"))?;
    let edits = message.edits + 1;
    *message = Message { text: text.clone(), blocks, edits, ..message.clone() }.read();
    Ok(Json(json!({"ok": true, "channel": channel.id, "ts": ts, "text": text})).into_response())
}

/// Deletes a message of the bot's own.
pub(super) async fn delete(State(slack): State<Slack>, caller: Caller, fields: Fields) -> Response {
    let channel = fields.text("channel").unwrap_or_default();
    let ts = fields.text("ts").unwrap_or_default();
    if slack.messages().remove(caller.account.id, channel, ts) {
        return Json(json!({"ok": true, "channel": channel, "ts": ts})).into_response();
    }
    refusal("message_not_found").into_response()
}

fn content(fields: &Fields) -> Result<(String, Value), Refusal> {
    let blocks = fields.json("blocks").map_err(|_| refusal("invalid_blocks_format"))?;
    let text = fields.text("text").unwrap_or_default().to_owned();
    if let Some(blocks) = &blocks
        && !blocks::are_valid(blocks)
    {
        return Err(refusal("invalid_blocks"));
    }
    if text.is_empty() && blocks.is_none() {
        return Err(refusal("no_text"));
    }
    Ok((text, blocks.unwrap_or(Value::Array(Vec::new()))))
}

/// A private channel that the bot is not in is not there for it.
fn found(slack: &Slack, caller: &Caller, fields: &Fields) -> Result<Channel, Refusal> {
    let crowd = slack.roster.knobs(caller.account.id).crowd;
    let id = fields.text("channel").unwrap_or_default();
    let found = slack.channels().find(caller.account, id, crowd);
    let found = found.filter(|channel| !channel.is_private || channel.is_member);
    found.ok_or_else(|| refusal("channel_not_found"))
}

fn writable(slack: &Slack, caller: &Caller, fields: &Fields) -> Result<Channel, Refusal> {
    let channel = found(slack, caller, fields)?;
    if channel.is_archived {
        return Err(refusal("is_archived"));
    }
    if !channel.is_member && !caller.has("chat:write.public") {
        return Err(refusal("not_in_channel"));
    }
    if channel.is_read_only {
        return Err(refusal("restricted_action_read_only_channel"));
    }
    Ok(channel)
}
