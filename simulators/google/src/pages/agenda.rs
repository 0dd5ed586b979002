//! `GET /calendar`: a calendar as its owner sees it.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use jiff::tz::TimeZone;
use maud::{Markup, html};

use super::{description, layout, when};
use crate::Google;
use crate::account::{ACCOUNTS, Account};
use crate::calendar::draft::{Attendee, Response as Answer, Status};
use crate::calendar::event::Event;
use crate::calendar::view;
use crate::query::Query;

/// Zones offered above an agenda.
const ZONES: [&str; 4] = ["Africa/Abidjan", "Africa/Lagos", "Europe/Paris", "America/New_York"];

/// Lists the accounts.
pub async fn chooser() -> Markup {
    let content = html! {
        h1 { "Calendars" }
        ul {
            @for account in &ACCOUNTS {
                li {
                    a href={ "/calendar/" (account.id) } { (account.name) }
                    " " small { (account.email) }
                    " · " a href={ "/mail/" (account.email) } { "mail" }
                }
            }
        }
    };
    layout::page("Calendars", &content)
}

/// Leads an `htmlLink` to the event on its reader's agenda.
pub async fn event(query: Query) -> Response {
    let named = query.text("eid").and_then(view::decode_eid);
    let found = named.and_then(|(id, email)| Some((id, Account::by_email(&email)?)));
    match found {
        Some((id, account)) => {
            Redirect::to(&format!("/calendar/{}#{id}", account.id)).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Every event of the account, day by day; deleted ones struck through.
pub async fn agenda(
    State(google): State<Google>,
    Path(account): Path<String>,
    query: Query,
) -> Response {
    let Some(account) = Account::by_id(&account) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let zone = when::reader_zone(&query).unwrap_or_else(|| account.time_zone());
    let calendars = google.calendars();
    let mut events: Vec<_> = calendars.of(account).collect();
    events.sort_by_key(|event| event.span());
    let days = events.chunk_by(|a, b| day(a, &zone) == day(b, &zone));
    let content = html! {
        h1 { (account.name) " " small { (account.email) } }
        p { "Times in " (zone_links(&zone)) " · " a href={ "/mail/" (account.email) } { "mail" } }
        @for events in days {
            @if let Some(first) = events.first() { h2 { (day(first, &zone)) } }
            @for event in events { (entry(event, account, &zone)) }
        }
    };
    layout::page("Calendar", &content).into_response()
}

fn day(event: &Event, zone: &TimeZone) -> String {
    when::heading(event.span().0, zone)
}

fn zone_links(current: &TimeZone) -> Markup {
    html! {
        @for name in ZONES {
            @if current.iana_name() == Some(name) { b { (name) } } @else {
                a href={ "?tz=" (name) } { (name) }
            }
            " "
        }
    }
}

fn entry(event: &Event, reader: &Account, zone: &TimeZone) -> Markup {
    let cancelled = event.status == Status::Cancelled;
    let own_zone = when::own_zone(event);
    html! {
        article id=(event.id) class={ @if cancelled { "cancelled" } } {
            h3 { (event.details.summary.as_deref().unwrap_or("(No title)")) }
            p { (when::span(event, zone)) @if cancelled { " · cancelled" } }
            @if own_zone != *zone { p.muted { (when::span(event, &own_zone)) } }
            @if let Some(place) = &event.details.location { p.muted { (place) } }
            (room(event))
            @if let Some(text) = &event.details.description { p { (description::render(text)) } }
            (guests(event, reader))
            @if !cancelled && event.owner == reader { (drag_form(event, reader)) }
            @if !cancelled { (delete_form(event, reader)) }
        }
    }
}

fn room(event: &Event) -> Markup {
    let Some(conference) = &event.conference else { return html! {} };
    html! {
        p {
            @match conference.link() {
                Some(link) => a.button.primary href=(link) { "Join with Google Meet" },
                None => span.muted { "No Google Meet room (yet)" },
            }
        }
    }
}

fn guests(event: &Event, reader: &Account) -> Markup {
    html! {
        @if !event.attendees().is_empty() {
            ul {
                li { (event.owner.email) " " small { "organizer" } }
                @for guest in event.attendees().iter().filter(|guest| !guest.is(event.owner)) {
                    li {
                        (name(guest)) " " small { (answer(guest.response_status)) }
                        @if let Some(comment) = &guest.comment { " " q { (comment) } }
                        @if event.status != Status::Cancelled { (answer_form(event, guest, reader)) }
                    }
                }
            }
        }
    }
}

fn name(guest: &Attendee) -> String {
    let name = guest.display_name.as_deref();
    name.map_or_else(|| guest.email.clone(), |name| format!("{name} <{}>", guest.email))
}

fn answer(answer: Answer) -> &'static str {
    match answer {
        Answer::NeedsAction => "no answer yet",
        Answer::Declined => "no",
        Answer::Tentative => "maybe",
        Answer::Accepted => "yes",
    }
}

/// What the guest would find in the mail.
fn answer_form(event: &Event, guest: &Attendee, reader: &Account) -> Markup {
    html! {
        form method="post" action=(action(event, reader, "answer")) {
            input type="hidden" name="guest" value=(guest.email);
            input name="comment" placeholder="Note" aria-label={ "note of " (guest.email) };
            @for (response, label) in [("accepted", "Yes"), ("declined", "No"), ("tentative", "Maybe")] {
                button name="response" value=(response) { (label) }
            }
        }
    }
}

fn delete_form(event: &Event, reader: &Account) -> Markup {
    html! {
        form method="post" action=(action(event, reader, "delete")) { button { "Delete" } }
    }
}

fn action(event: &Event, reader: &Account, what: &str) -> String {
    format!("/calendar/{}/events/{}/{what}", reader.id, event.id)
}

fn drag_form(event: &Event, reader: &Account) -> Markup {
    html! {
        form method="post" action=(action(event, reader, "move")) {
            small { "Move by" }
            input type="number" name="minutes" value="30" step="15" aria-label="minutes";
            small { "minutes" }
            button { "Move" }
        }
    }
}
