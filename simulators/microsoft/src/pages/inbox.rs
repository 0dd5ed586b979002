//! `/mail/{email}`: the invitations, updates and cancellations one address got.

use axum::extract::{Path, Query, State};
use maud::{Markup, PreEscaped, html};

use super::layout;
use super::reader::{self, Reader};
use crate::outlook::answer::Choice;
use crate::outlook::mail::{Mail, Occasion};
use crate::{Microsoft, directory};

/// Where readers outside the directory are taken to live.
const HOME: &str = "Africa/Abidjan";

/// The mails of any address, the newest first.
pub async fn inbox(
    State(microsoft): State<Microsoft>,
    Path(email): Path<String>,
    Query(choice): Query<reader::Choice>,
) -> Markup {
    let home = directory::by_email(&email).map_or(HOME, |person| person.zone);
    let reader = Reader::new(&choice, home);
    let mails = microsoft.outlook.mails(&email);
    layout::page(
        &email,
        &html! {
            h1 { "Inbox of " (email) }
            (reader.form())
            @if mails.is_empty() { p { "No mail." } }
            @for mail in &mails { (letter(mail, &reader)) }
        },
    )
}

fn letter(mail: &Mail, reader: &Reader) -> Markup {
    let (label, comment) = match &mail.occasion {
        Occasion::Invitation => ("Invitation", None),
        Occasion::Update => ("Updated", None),
        Occasion::Cancellation(comment) => {
            ("Canceled", Some(comment).filter(|comment| !comment.is_empty()))
        }
        Occasion::Answer { choice, proposes, comment } => {
            (answer(*choice, *proposes), Some(comment).filter(|comment| !comment.is_empty()))
        }
    };
    html! {
        article.gone[label == "Canceled"] {
            h2 { (label) ": " (mail.subject) }
            dl {
                dt { "From" } dd { (mail.from.name) " <" (mail.from.address) ">" }
                dt { "Sent" } dd { (reader.instant(mail.at)) }
                dt { "When" } dd { (reader.span(mail.span)) }
                @if !mail.location.is_empty() { dt { "Where" } dd { (mail.location) } }
                @if let Some(url) = &mail.join_url { dt { "Teams" } dd { a href=(url) { "Join the meeting" } } }
            }
            @if let Some(comment) = comment { p { (comment) } }
            @if !mail.body.is_empty() { div.body { (PreEscaped(&mail.body)) } }
        }
    }
}

fn answer(choice: Choice, proposes: bool) -> &'static str {
    match choice {
        _ if proposes => "New Time Proposed",
        Choice::Accepted => "Accepted",
        Choice::Declined => "Declined",
        Choice::Tentative => "Tentative",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::testing::Bench;

    #[tokio::test]
    async fn the_candidate_reads_every_mail_in_their_own_zone() {
        let bench = Bench::new();
        let graph = bench.graph("fatou").await;
        let event = graph.create(json!({})).await;
        let path = format!("/me/events/{}", event["id"].as_str().unwrap());
        graph.patch(&path, json!({ "subject": "Entretien final" })).await;
        graph.post(&format!("{path}/cancel"), json!({ "comment": "Poste pourvu" })).await;
        let inbox = bench.get("/mail/Candidate@example.com?tz=Africa/Lagos").await.text;
        let labels = [
            "Canceled: Entretien final",
            "Poste pourvu",
            "Updated: Entretien final",
            "Invitation: Entretien - Dev Rust",
        ];
        let places: Vec<_> = labels
            .iter()
            .map(|label| inbox.find(label).unwrap_or_else(|| panic!("{label}")))
            .collect();
        assert!(places.is_sorted());
        assert!(inbox.contains("11:00 – 12:00 (Africa/Lagos)"));
        assert!(bench.get("/mail/other@example.com").await.text.contains("No mail."));
    }
}
