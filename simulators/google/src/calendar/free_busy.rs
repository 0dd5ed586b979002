//! `POST /calendar/v3/freeBusy`: `freebusy.query`.

use axum::Json;
use axum::extract::State;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::moment::{rfc3339, utc_millis};
use crate::Google;
use crate::account::Account;
use crate::body::Body;
use crate::call::Caller;
use crate::error::ApiError;
use crate::scope::Method;

/// The discovery document's maximum of `calendarExpansionMax`.
const CALENDARS_LIMIT: usize = 50;
/// About three months; the exact limit is not published.
const LONGEST_SPAN: SignedDuration = SignedDuration::from_hours(24 * 92);

/// What is asked.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FreeBusyRequest {
    time_min: Option<String>,
    time_max: Option<String>,
    time_zone: Option<String>,
    calendar_expansion_max: Option<usize>,
    #[serde(default)]
    items: Vec<Item>,
}

#[derive(Debug, Deserialize)]
struct Item {
    id: Option<String>,
}

/// Answers 200 with the busy times of each calendar, or with an error entry for one that cannot be
/// seen: "notFound" means unknown, not free.
pub async fn query(
    State(google): State<Google>,
    caller: Caller,
    Body(request): Body<FreeBusyRequest>,
) -> Result<Json<Value>, ApiError> {
    caller.may(Method::FreeBusy)?;
    let window = Window::read(&request)?;
    let limit = request.calendar_expansion_max.unwrap_or(CALENDARS_LIMIT);
    if limit > CALENDARS_LIMIT {
        return Err(ApiError::invalid("Invalid value for: calendarExpansionMax is above 50."));
    }
    let mut calendars = Map::new();
    for (index, item) in request.items.iter().enumerate() {
        let id = item.id.as_deref().ok_or_else(|| ApiError::required("Missing calendar id."))?;
        let entry = match caller.calendar(id) {
            _ if index >= limit => failure("tooManyCalendarsRequested"),
            Ok((owner, _)) => json!({ "busy": window.busy(&google, owner) }),
            Err(_) => failure("notFound"),
        };
        calendars.insert(id.to_owned(), entry);
    }
    Ok(Json(json!({
        "kind": "calendar#freeBusy",
        "timeMin": utc_millis(window.min),
        "timeMax": utc_millis(window.max),
        "calendars": calendars,
    })))
}

fn failure(reason: &str) -> Value {
    json!({"errors": [{"domain": "global", "reason": reason}], "busy": []})
}

struct Window {
    min: Timestamp,
    max: Timestamp,
    zone: TimeZone,
}

impl Window {
    fn read(request: &FreeBusyRequest) -> Result<Self, ApiError> {
        let min = instant(request.time_min.as_deref(), "timeMin")?;
        let max = instant(request.time_max.as_deref(), "timeMax")?;
        if max <= min {
            return Err(ApiError::empty_range());
        }
        if max.duration_since(min) > LONGEST_SPAN {
            let message = "The requested time range is too long.";
            return Err(ApiError::bad_request("timeRangeTooLong", message));
        }
        let name = request.time_zone.as_deref().unwrap_or("UTC");
        let zone = TimeZone::get(name).map_err(|_| ApiError::invalid("Invalid time zone."))?;
        Ok(Self { min, max, zone })
    }

    /// When `owner` is busy within the window: in order, cut to it, overlaps joined.
    fn busy(&self, google: &Google, owner: &Account) -> Vec<Value> {
        let calendars = google.calendars();
        let spans = calendars.of(owner).filter(|event| event.blocks(owner)).map(|e| e.span());
        let within = spans.filter(|(start, end)| *start < self.max && *end > self.min);
        let cut = within.map(|(start, end)| (start.max(self.min), end.min(self.max)));
        let write = |at: Timestamp| rfc3339(&at.to_zoned(self.zone.clone()));
        let joined = joined(cut.collect()).into_iter();
        joined.map(|(start, end)| json!({"start": write(start), "end": write(end)})).collect()
    }
}

fn instant(text: Option<&str>, name: &str) -> Result<Timestamp, ApiError> {
    let text = text.ok_or_else(|| ApiError::required(format!("Missing {name} parameter.")))?;
    text.parse().map_err(|_| ApiError::bad_request("badRequest", "Bad Request"))
}

fn joined(mut spans: Vec<(Timestamp, Timestamp)>) -> Vec<(Timestamp, Timestamp)> {
    spans.sort();
    let mut joined: Vec<(Timestamp, Timestamp)> = Vec::new();
    for (start, end) in spans {
        match joined.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ => joined.push((start, end)),
        }
    }
    joined
}
