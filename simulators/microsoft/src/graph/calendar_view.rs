//! `GET /v1.0/me/calendarView`: the events of a stretch of time.

use axum::extract::{OriginalUri, Query, State};
use axum::response::{AppendHeaders, IntoResponse, Response};
use axum::{Extension, Json};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::caller::Caller;
use super::page::{self, PageQuery};
use super::prefer::Prefer;
use super::wire;
use crate::Microsoft;
use crate::outlook::event::Span;
use crate::outlook::fault::Fault;

/// The longest view (seen on the live service).
const LIMIT: SignedDuration = SignedDuration::from_hours(1825 * 24);

/// A page of the events that lie in the view, by start; 400 without a view or beyond 1825 days.
pub async fn list(
    State(microsoft): State<Microsoft>,
    Extension(caller): Extension<Caller>,
    prefer: Prefer,
    OriginalUri(uri): OriginalUri,
    Query(query): Query<PageQuery>,
) -> Result<Response, Fault> {
    caller.reads_calendar()?;
    let view = view(&query)?;
    let events = microsoft.outlook.events(caller.person).into_iter();
    let events = events.filter(|event| !event.is_deleted && event.span.overlaps(&view));
    let events = events.filter(|event| microsoft.shows(caller.person.id, event));
    let events = events.map(|event| wire::event(&microsoft, &event, &prefer));
    let selected = events.map(|event| wire::select(event, query.select.as_deref()));
    let page = page::page(&microsoft, (&uri, &query), selected.collect())?;
    Ok((AppendHeaders(prefer.applied()), Json(page)).into_response())
}

/// The window that is asked for.
pub fn view(query: &PageQuery) -> Result<Span, Fault> {
    let (Some(start), Some(end)) = (&query.start, &query.end) else {
        let message = "This request requires a time window specified by the query string parameters \
                       StartDateTime and EndDateTime.";
        return Err(Fault::bad_request("ErrorInvalidParameter", message));
    };
    let view = Span::new(instant(start)?, instant(end)?);
    let view = view.ok_or_else(|| invalid("The end of the time window is before its start."))?;
    if view.duration() > LIMIT {
        return Err(invalid("The time window is longer than 1825 days."));
    }
    Ok(view)
}

fn instant(text: &str) -> Result<Timestamp, Fault> {
    let zoned = text.parse::<Timestamp>();
    let plain =
        || text.parse::<DateTime>().ok().and_then(|civil| TimeZone::UTC.to_timestamp(civil).ok());
    zoned
        .ok()
        .or_else(plain)
        .ok_or_else(|| invalid("The value of the time window is not a date and time."))
}

fn invalid(message: &str) -> Fault {
    Fault::bad_request("ErrorInvalidParameter", message)
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use crate::testing::{Bench, Words};

    #[tokio::test]
    async fn the_view_holds_what_overlaps_it() {
        let bench = Bench::new();
        let graph = bench.graph("lead").await;
        let view =
            "/me/calendarView?startDateTime=2026-11-23T09:30:00Z&endDateTime=2026-11-23T15:00:00";
        let subjects = |page: Value| {
            let events = page["value"].as_array().unwrap().clone();
            events
                .iter()
                .map(|event| event["subject"].as_str().unwrap().to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(subjects(graph.get(view).await.json()), ["Point d'équipe", "Revue de code"]);
    }

    #[tokio::test]
    async fn a_view_is_required_and_at_most_1825_days_long() {
        let bench = Bench::new();
        let graph = bench.graph("lead").await;
        let view = |start: &str, end: &str| {
            format!("/me/calendarView?startDateTime={start}&endDateTime={end}")
        };
        assert_eq!(
            graph.get(&view("2026-01-01T00:00:00Z", "2030-12-31T00:00:00Z")).await.status,
            200
        );
        for path in [
            view("2026-01-01T00:00:00Z", "2030-12-31T00:00:01Z"),
            view("2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z"),
            view("tomorrow", "2026-01-01T00:00:00Z"),
            "/me/calendarView".to_owned(),
        ] {
            graph.get(&path).await.refused(400, "ErrorInvalidParameter");
        }
    }
}
