//! `POST /calendar/{account}/events/{id}/move`: a person drags an event in Outlook.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use jiff::SignedDuration;
use serde::Deserialize;

use crate::outlook::Item;
use crate::{Microsoft, directory};

/// By how much.
#[derive(Debug, Deserialize)]
pub struct Shift {
    /// Negative for earlier.
    minutes: i32,
}

/// Moves the event, which gets a new etag and tells its attendees, then shows the agenda; 404 for
/// an unknown account, Graph's status for an unknown event.
pub async fn drag(
    State(microsoft): State<Microsoft>,
    Path((account, id)): Path<(String, String)>,
    Form(shift): Form<Shift>,
) -> Response {
    let Some(owner) = directory::person(&account) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let item = Item { owner, id: &id, immutable: true, if_match: None };
    let by = SignedDuration::from_mins(shift.minutes.into());
    match microsoft.outlook.drag(item, by) {
        Ok(_) => Redirect::to(&format!("/calendar/{account}")).into_response(),
        Err(fault) => (fault.status, fault.message).into_response(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::testing::Bench;

    #[tokio::test]
    async fn a_dragged_event_has_another_time_etag_and_a_mail() {
        let bench = Bench::new();
        let graph = bench.graph("fatou").await;
        let event = graph.create(json!({})).await;
        let id = event["id"].as_str().unwrap();
        let path = format!("/calendar/fatou/events/{id}/move");
        let answer = bench.form(&path, &[("minutes", "-90")]).await;
        assert_eq!((answer.status.as_u16(), answer.header("location")), (303, "/calendar/fatou"));
        let moved = graph.get(&format!("/me/events/{id}")).await.json();
        assert_eq!(moved["start"]["dateTime"], "2026-12-01T08:30:00.0000000");
        assert_eq!(moved["end"]["dateTime"], "2026-12-01T09:30:00.0000000");
        assert_ne!(moved["@odata.etag"], event["@odata.etag"]);
        assert_eq!(bench.microsoft.outlook.mails("candidate@example.com").len(), 2);
        let patched =
            graph.patch(&format!("/me/events/{id}"), json!({ "subject": "Bis" })).await.json();
        assert_eq!(patched["start"], moved["start"]);
    }
}
