//! Channels as people see them.

use axum::Json;
use axum::extract::{Path, State};
use http::StatusCode;
use maud::{Markup, html};
use serde_json::{Value, json};

use super::layout;
use crate::Slack;
use crate::account::{ACCOUNTS, Account};
use crate::chat::channels::Channel;
use crate::chat::messages::Message;
use crate::chat::mrkdwn::shown;

/// Whose workspace there is to look at.
pub(super) async fn chooser() -> Markup {
    let content = html! {
        h1 { "Whose workspace?" }
        @for account in &ACCOUNTS {
            p { a href=(format!("/messages/{}", account.id)) { (account.team) } " "
                small { (account.name) ", " (account.kind()) } }
        }
    };
    layout::page("Messages", &content)
}

/// The channels of one workspace with their messages.
pub(super) async fn workspace(
    State(slack): State<Slack>,
    Path(account): Path<String>,
) -> Result<Markup, StatusCode> {
    let account = Account::by_id(&account).ok_or(StatusCode::NOT_FOUND)?;
    let channels = slack.channels().of(account, 0);
    let messages = slack.messages();
    let all: Vec<_> = messages.of(account.id).collect();
    let content = html! {
        h1 { (account.team) }
        @for channel in &channels { (one(channel, &all)) }
        h2 { "Apps" }
        form method="post" action=(format!("/messages/{}/remove", account.id)) {
            button { "Remove the app" }
        }
    };
    Ok(layout::page("Messages", &content))
}

fn one(channel: &Channel, all: &[&Message]) -> Markup {
    let own = || all.iter().filter(|message| message.channel == channel.id);
    html! {
        h2 { "#" (channel.name) " " small { code { (channel.id) }
            @if channel.is_private { " private" } @if channel.is_archived { " archived" } } }
        @for message in own().filter(|message| message.thread_ts.is_none()) {
            article {
                (content(message))
                @for answer in own().filter(|it| it.thread_ts.as_ref() == Some(&message.ts)) { article { (content(answer)) } }
            }
        }
    }
}

fn content(message: &Message) -> Markup {
    let blocks = message.blocks.as_array().into_iter().flatten();
    html! {
        @if message.edits > 0 { small { "(edited) " } }
        @if message.blocks.as_array().is_none_or(Vec::is_empty) { p { (shown(&message.text)) } }
        @for block in blocks {
            @match block.get("type").and_then(Value::as_str).unwrap_or_default() {
                "header" => { h3 { (text(block.get("text"))) } }
                "section" => {
                    @if block.get("text").is_some() { p { (text(block.get("text"))) } }
                    @for field in list(block, "fields") { p { (text(Some(field))) } }
                }
                "context" => {
                    @for part in list(block, "elements") { p.muted { (text(Some(part))) } }
                }
                "actions" => {
                    @for button in list(block, "elements") {
                        p { a href=(button.get("url").and_then(Value::as_str).unwrap_or("#")) {
                            (text(button.get("text"))) } }
                    }
                }
                _ => {}
            }
        }
        @for ping in &message.pings { p { b { "pings " (ping) } } }
    }
}

fn list<'a>(block: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    block.get(name).and_then(Value::as_array).into_iter().flatten()
}

fn text(object: Option<&Value>) -> String {
    let Some(object) = object else { return String::new() };
    let text = object.get("text").and_then(Value::as_str).unwrap_or_default();
    match object.get("type").and_then(Value::as_str) {
        Some("mrkdwn") => shown(text),
        _ => text.to_owned(),
    }
}

/// The same for programs, asked for without a token.
pub(super) async fn all(
    State(slack): State<Slack>,
    Path(account): Path<String>,
) -> Result<Json<Value>, StatusCode> {
    let account = Account::by_id(&account).ok_or(StatusCode::NOT_FOUND)?;
    let messages = slack.messages();
    let own: Vec<_> = messages.of(account.id).collect();
    Ok(Json(json!({"messages": own})))
}
