//! `POST /calendar/{account}/events/{id}/move`: a person drags an event in Outlook.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use jiff::SignedDuration;
use serde::Deserialize;

use super::hand;
use crate::Microsoft;

/// By how much.
#[derive(Debug, Deserialize)]
pub struct Shift {
    /// Negative for earlier.
    minutes: i32,
}

/// Moves the event, which gets a new etag and tells its attendees.
pub async fn drag(
    State(microsoft): State<Microsoft>,
    Path(event): Path<(String, String)>,
    Form(shift): Form<Shift>,
) -> Response {
    let by = SignedDuration::from_mins(shift.minutes.into());
    hand::act(event, |item| microsoft.outlook.drag(item, by))
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
