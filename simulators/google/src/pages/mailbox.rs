//! `GET /mail/{email}`: what an address was mailed about events; and the same for programs.

use axum::Json;
use axum::extract::{Path, State};
use jiff::tz::TimeZone;
use maud::{Markup, html};
use serde_json::{Value, json};

use super::{description, layout, when};
use crate::Google;
use crate::account::Account;
use crate::calendar::mail::{Mail, MailKind};
use crate::calendar::moment::utc_millis;
use crate::query::Query;

/// The mails of the address, newest first, times in the reader's zone.
pub async fn page(State(google): State<Google>, Path(email): Path<String>, query: Query) -> Markup {
    let own = Account::by_email(&email).map_or(TimeZone::UTC, Account::time_zone);
    let zone = when::reader_zone(&query).unwrap_or(own);
    let calendars = google.calendars();
    let mails: Vec<_> = to(&calendars.mails, &email).rev().collect();
    let content = html! {
        h1 { "Mail for " (email) }
        @if mails.is_empty() { p.muted { "No mail." } }
        @for mail in mails { (letter(mail, &zone)) }
    };
    layout::page("Mail", &content)
}

/// The same as JSON, oldest first: `{"mails": [{"kind", "event", "summary", "at"}]}`.
pub async fn mails(State(google): State<Google>, Path(email): Path<String>) -> Json<Value> {
    let calendars = google.calendars();
    let mails = to(&calendars.mails, &email).map(|mail| {
        json!({
            "kind": mail.kind,
            "event": mail.event.id,
            "summary": mail.event.details.summary,
            "at": utc_millis(mail.at),
        })
    });
    Json(json!({ "mails": mails.collect::<Vec<_>>() }))
}

/// `{"writes": [..]}`: every write, oldest first, with `send_updates` and who was mailed.
pub async fn writes(State(google): State<Google>) -> Json<Value> {
    Json(json!({ "writes": google.calendars().writes }))
}

fn to<'a>(mails: &'a [Mail], email: &'a str) -> impl DoubleEndedIterator<Item = &'a Mail> {
    mails.iter().filter(move |mail| mail.to.eq_ignore_ascii_case(email))
}

fn letter(mail: &Mail, zone: &TimeZone) -> Markup {
    let event = &mail.event;
    let subject = match mail.kind {
        MailKind::Invitation => "Invitation: ",
        MailKind::Update => "Updated invitation: ",
        MailKind::Cancellation => "Cancelled event: ",
    };
    html! {
        article class={ @if mail.kind == MailKind::Cancellation { "cancelled" } } {
            h3 { (subject) (event.details.summary.as_deref().unwrap_or("(No title)")) }
            p.muted { "From " (event.owner.email) ", sent " (when::heading(mail.at, zone)) }
            p { (when::span(event, zone)) }
            @if let Some(link) = event.conference.as_ref().and_then(|room| room.link()) {
                p { "Join with Google Meet: " a href=(link) { (link) } }
            }
            @if let Some(place) = &event.details.location { p.muted { (place) } }
            @if let Some(text) = &event.details.description { p { (description::render(text)) } }
        }
    }
}
