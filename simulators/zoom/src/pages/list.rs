//! Meetings as their host and their guests see them.

use std::collections::HashMap;

use axum::Json;
use axum::extract::{Path, Query, State};
use http::StatusCode;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use serde_json::{Value, json};

use super::layout;
use crate::Zoom;
use crate::account::{ACCOUNTS, Account};
use crate::meetings::meeting::{Meeting, Status};

/// Whose meetings there are to look at.
pub(super) async fn chooser() -> Markup {
    let content = html! {
        h1 { "Whose meetings?" }
        @for account in &ACCOUNTS {
            p { a href=(format!("/meetings/{}", account.id)) { (account.name) } " "
                small { (account.email) ", " (account.kind()) } }
        }
    };
    layout::page("Meetings", &content)
}

/// The meetings of one person, times in the zone `tz` or in their own.
pub(super) async fn meetings(
    State(zoom): State<Zoom>,
    Path(account): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Markup, StatusCode> {
    let account = Account::by_id(&account).ok_or(StatusCode::NOT_FOUND)?;
    let named = query.get("tz").and_then(|name| TimeZone::get(name).ok());
    let zone = named.or_else(|| TimeZone::get(account.zone).ok()).unwrap_or(TimeZone::UTC);
    let meetings = zoom.meetings();
    let own: Vec<_> = meetings.of(account).collect();
    let content = html! {
        h1 { "Meetings of " (account.name) }
        @if own.is_empty() { p.muted { "None." } }
        @for meeting in own { (shown(meeting, &zone)) }
        h2 { "Apps" }
        form method="post" action=(format!("/meetings/{}/remove", account.id)) {
            button { "Remove the app" }
        }
    };
    Ok(layout::page("Meetings", &content))
}

/// The same for programs, asked for without a token.
pub(super) async fn all(
    State(zoom): State<Zoom>,
    Path(account): Path<String>,
) -> Result<Json<Value>, StatusCode> {
    let account = Account::by_id(&account).ok_or(StatusCode::NOT_FOUND)?;
    let meetings = zoom.meetings();
    let own: Vec<_> = meetings.of(account).map(|one| one.listed(&zoom.origin)).collect();
    Ok(Json(json!({"meetings": own})))
}

fn shown(meeting: &Meeting, zone: &TimeZone) -> Markup {
    let details = &meeting.details;
    let start = details.start.map(|start| start.to_zoned(zone.clone()));
    let deed = |deed: &str| format!("/j/{}/{deed}", meeting.id);
    html! {
        article {
            h3 { (details.topic) }
            @if let Some(start) = start {
                p { (start.strftime("%a %-d %b %Y, %H:%M").to_string()) ", " (details.duration)
                    " minutes (" (zone.iana_name().unwrap_or("UTC")) ")" }
            }
            p.muted { "Meeting " (meeting.id) }
            @if meeting.status == Status::Waiting {
                form method="post" action=(deed("start")) { button { "Start" } } " "
                form method="post" action=(deed("delete")) { button { "Delete" } }
            } @else {
                form method="post" action=(deed("end")) { button { "End" } }
            }
        }
    }
}

/// What a guest sees; without the link's own `pwd` they would be asked for the passcode.
pub(super) async fn join(
    State(zoom): State<Zoom>,
    Path(id): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Markup, StatusCode> {
    let mut meetings = zoom.meetings();
    let meeting = meetings.find(&id).ok_or(StatusCode::NOT_FOUND)?;
    let is_let_in = query.get("pwd") == Some(&meeting.pwd);
    let content = html! {
        h1 { (meeting.details.topic) }
        @if !is_let_in { p { "Enter the passcode." } }
        @else if meeting.status == Status::Started { p { "The host will let you in soon." } }
        @else { p { "Waiting for the host to start this meeting." } }
    };
    Ok(layout::page("Join", &content))
}
