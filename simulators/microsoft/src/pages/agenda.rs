//! `/calendar`: a mailbox's events as its owner sees them.

use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use maud::{Markup, PreEscaped, html};
use serde::Deserialize;

use super::layout;
use super::reader::{Choice, Reader};
use crate::directory::{self, Person};
use crate::outlook::attendee::Attendee;
use crate::outlook::event::Event;
use crate::{Microsoft, knobs};

/// Whose calendar, and which inboxes there are.
pub async fn everyone(State(microsoft): State<Microsoft>) -> Markup {
    layout::page(
        "Calendars",
        &html! {
            h1 { "Calendars" }
            ul { @for person in directory::people() {
                li { a href={ "/calendar/" (person.id) } { (person.name) } " " small { (knobs::kind(person)) } }
            } }
            h1 { "Inboxes" }
            ul { @for address in microsoft.outlook.recipients() {
                li { a href={ "/mail/" (address) } { (address) } }
            } }
        },
    )
}

/// The agenda of one account; 404 for an unknown one.
pub async fn agenda(
    State(microsoft): State<Microsoft>,
    Path(account): Path<String>,
    Query(choice): Query<Choice>,
) -> Response {
    let Some(person) = directory::person(&account) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let reader = Reader::new(&choice, person.zone);
    let events = microsoft.outlook.events(person);
    let page = layout::page(
        person.name,
        &html! {
            h1 { (person.name) " " small { (person.email) } }
            (reader.form())
            @if events.is_empty() { p { "Nothing planned." } }
            @for event in &events { (card(event, person, &reader)) }
        },
    );
    page.into_response()
}

/// What Outlook on the web calls the item of a `webLink`.
#[derive(Debug, Deserialize)]
pub struct Link {
    itemid: String,
}

/// Leads a `webLink` to the event on its owner's agenda; 404 where nobody has it.
pub async fn item(State(microsoft): State<Microsoft>, Query(link): Query<Link>) -> Response {
    let owned = |person: &'static Person| {
        let events = microsoft.outlook.events(person);
        let event = events.into_iter().find(|it| it.ids.answers_to(&link.itemid, true))?;
        Some(format!("/calendar/{}#{}", person.id, event.ids.mutable))
    };
    match directory::people().iter().find_map(owned) {
        Some(place) => Redirect::to(&place).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn card(event: &Event, person: &Person, reader: &Reader) -> Markup {
    let state = match (event.is_cancelled, event.is_deleted) {
        (true, _) => Some("Cancelled"),
        (false, true) => Some("Deleted"),
        (false, false) => None,
    };
    html! {
        article.gone[state.is_some()] id=(event.ids.mutable) {
            h2 { (event.details.subject) }
            dl {
                @if let Some(state) = state { dt { "State" } dd { (state) } }
                dt { "When" } dd { (reader.span(event.span)) }
                @let place = &event.details.location.display_name;
                @if !place.is_empty() { dt { "Where" } dd { (place) } }
                @if let Some(url) = &event.join_url { dt { "Teams" } dd { a href=(url) { "Join the meeting" } } }
                dt { "Organizer" } dd { (event.organizer.name) }
                @if event.is_meeting() { dt { "Guests" } dd { (guests(event, person)) } }
            }
            @if !event.body.is_empty() { div.body { (PreEscaped(&event.body)) } }
            @if event.is_live() { (drag(event, person)) (delete(event, person)) }
        }
    }
}

fn guests(event: &Event, person: &Person) -> Markup {
    html! {
        @for attendee in &event.details.attendees {
            @let contact = &attendee.email_address;
            div { (contact.name) " " a href={ "/mail/" (contact.address) } { (contact.address) }
                " " small { (attendee.status.response) }
                @if let Some(slot) = &attendee.proposed_new_time {
                    " " small { "proposes " (slot.start.date_time) " UTC" }
                }
                @if event.is_live() { (answer(event, attendee, person)) } }
        }
    }
}

/// What the guest would find in the mail.
fn answer(event: &Event, guest: &Attendee, person: &Person) -> Markup {
    let address = &guest.email_address.address;
    html! {
        form method="post" action=(action(event, person, "answer")) {
            input type="hidden" name="guest" value=(address);
            input name="comment" placeholder="Note" aria-label={ "note of " (address) };
            @for (response, label) in [("accepted", "Yes"), ("declined", "No"), ("tentative", "Maybe")] {
                button name="response" value=(response) { (label) }
            }
        }
        @if event.details.allow_new_time_proposals {
            form method="post" action=(action(event, person, "propose")) {
                input type="hidden" name="guest" value=(address);
                label { "Rather " input type="number" name="minutes" value="60" step="15"; " minutes later " }
                button { "Propose" }
            }
        }
    }
}

fn delete(event: &Event, person: &Person) -> Markup {
    html! {
        form method="post" action=(action(event, person, "delete")) { button { "Delete" } }
    }
}

fn action(event: &Event, person: &Person, what: &str) -> String {
    format!("/calendar/{}/events/{}/{what}", person.id, event.ids.mutable)
}

fn drag(event: &Event, person: &Person) -> Markup {
    html! {
        form method="post" action=(action(event, person, "move")) {
            label { "Move by " input type="number" name="minutes" value="30" step="15"; " minutes " }
            button { "Move" }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::testing::Bench;

    #[tokio::test]
    async fn the_agenda_shows_the_event_in_the_zone_chosen() {
        let bench = Bench::new();
        bench.graph("fatou").await.create(json!({})).await;
        let home = bench.get("/calendar/fatou").await.text;
        for shown in [
            "Entretien - Dev Rust",
            "Tue 01 Dec 2026, 10:00 – 11:00 (Africa/Abidjan)",
            "A. Koné",
            "Join the meeting",
            "Simulator",
        ] {
            assert!(home.contains(shown), "{shown}");
        }
        let paris = bench.get("/calendar/fatou?tz=Europe/Paris").await.text;
        assert!(paris.contains("Tue 01 Dec 2026, 11:00 – 12:00 (Europe/Paris)"));
        assert_eq!(bench.get("/calendar/nobody").await.status, 404);
    }

    #[tokio::test]
    async fn what_was_called_off_stays_in_sight() {
        let bench = Bench::new();
        let graph = bench.graph("fatou").await;
        let event = graph.create(json!({})).await;
        graph.delete(&format!("/me/events/{}", event["id"].as_str().unwrap())).await;
        assert!(bench.get("/calendar/fatou").await.text.contains("<dd>Cancelled</dd>"));
    }

    #[tokio::test]
    async fn subjects_are_escaped() {
        let bench = Bench::new();
        bench.graph("fatou").await.create(json!({ "subject": "<script>x()</script>" })).await;
        assert!(!bench.get("/calendar/fatou").await.text.contains("<script>"));
        assert!(bench.get("/calendar").await.text.contains("candidate@example.com"));
    }
}
