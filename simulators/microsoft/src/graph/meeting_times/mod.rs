//! `POST /v1.0/me/findMeetingTimes`: suggestions from the organizer's and colleagues' calendars.

use axum::extract::State;
use axum::response::{AppendHeaders, IntoResponse, Response};
use axum::{Extension, Json};
use jiff::{SignedDuration, Span as Duration, SpanRelativeTo};
use serde::Deserialize;
use serde_json::{Value, json};

use super::body::Body;
use super::caller::Caller;
use super::prefer::Prefer;
use super::schedule::colleague;
use crate::Microsoft;
use crate::outlook::attendee::Attendee;
use crate::outlook::event::Span;
use crate::outlook::fault::Fault;
use crate::outlook::moment::Moment;
use crate::outlook::suggestion::{Suggestion, Wish};

/// Where the client says nothing (Graph reference, findMeetingTimes).
const DURATION: &str = "PT30M";
const MINIMUM: f64 = 50.0;
const CANDIDATES: usize = 20;
/// How far ahead is looked where no time is given.
const HORIZON: SignedDuration = SignedDuration::from_hours(7 * 24);

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Parameters {
    #[serde(default)]
    attendees: Vec<Attendee>,
    /// Rooms are not simulated.
    #[serde(rename = "locationConstraint")]
    _location_constraint: Option<Value>,
    time_constraint: Option<TimeConstraint>,
    meeting_duration: Option<String>,
    max_candidates: Option<usize>,
    is_organizer_optional: Option<bool>,
    return_suggestion_reasons: Option<bool>,
    minimum_attendee_percentage: Option<f64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct TimeConstraint {
    #[serde(default)]
    activity_domain: ActivityDomain,
    #[serde(default, alias = "timeslots")]
    time_slots: Vec<TimeSlot>,
}

#[derive(Default, Deserialize, PartialEq)]
#[serde(rename_all = "camelCase")]
enum ActivityDomain {
    #[default]
    Work,
    Personal,
    Unrestricted,
    Unknown,
}

#[derive(Deserialize)]
struct TimeSlot {
    start: Moment,
    end: Moment,
}

/// 200 with suggestions, or with none and the reason.
pub async fn find(
    State(microsoft): State<Microsoft>,
    Extension(caller): Extension<Caller>,
    prefer: Prefer,
    body: Body,
) -> Result<Response, Fault> {
    caller.finds_meeting_times()?;
    let parameters: Parameters = body.parameters()?;
    let wish = wish(&microsoft, &parameters)?;
    let emails =
        parameters.attendees.iter().map(|attendee| attendee.email_address.address.as_str());
    let people: Vec<_> = emails.map(|email| colleague(caller.person, email)).collect();
    let found = microsoft.outlook.suggest(caller.person, &people, &wish);
    let (suggestions, reason) =
        found.map_or_else(|reason| (Vec::new(), reason), |found| (found, ""));
    let most = parameters.max_candidates.unwrap_or(CANDIDATES);
    let numbered = suggestions.iter().take(most).enumerate();
    let shown: Vec<Value> = numbered.map(|entry| shown(entry, &parameters, &prefer)).collect();
    let context =
        format!("{}/v1.0/$metadata#microsoft.graph.meetingTimeSuggestionsResult", microsoft.origin);
    let answer = json!({
        "@odata.context": context,
        "emptySuggestionsReason": reason,
        "meetingTimeSuggestions": shown,
    });
    Ok((AppendHeaders(prefer.applied()), Json(answer)).into_response())
}

fn wish(microsoft: &Microsoft, parameters: &Parameters) -> Result<Wish, Fault> {
    let now = microsoft.clock.now();
    let constraint = parameters.time_constraint.as_ref();
    let slots = constraint.map(|constraint| constraint.time_slots.as_slice()).unwrap_or_default();
    let slots: Vec<Span> = match slots {
        [] => vec![Span { start: now, end: now.checked_add(HORIZON).unwrap_or(now) }],
        slots => slots.iter().map(slot).collect::<Result<_, _>>()?,
    };
    let domain = constraint.map(|constraint| &constraint.activity_domain);
    let anytime = matches!(domain, Some(ActivityDomain::Unrestricted | ActivityDomain::Personal));
    Ok(Wish {
        slots,
        duration: duration(parameters.meeting_duration.as_deref().unwrap_or(DURATION))?,
        working_hours: !anytime,
        organizer_optional: parameters.is_organizer_optional.unwrap_or(false),
        minimum: parameters.minimum_attendee_percentage.unwrap_or(MINIMUM),
    })
}

fn slot(slot: &TimeSlot) -> Result<Span, Fault> {
    Span::new(slot.start.instant()?, slot.end.instant()?).ok_or_else(|| {
        Fault::bad_request("ErrorInvalidTimeInterval", "A time slot ends before it starts.")
    })
}

fn duration(text: &str) -> Result<SignedDuration, Fault> {
    let span: Option<Duration> = text.parse().ok();
    let duration = span.and_then(|span| span.to_duration(SpanRelativeTo::days_are_24_hours()).ok());
    duration.filter(|duration| duration.is_positive()).ok_or_else(|| {
        Fault::bad_request(
            "ErrorInvalidArgument",
            "The value of meetingDuration is not a positive duration.",
        )
    })
}

fn shown(
    (at, suggestion): (usize, &Suggestion),
    parameters: &Parameters,
    prefer: &Prefer,
) -> Value {
    let pairs = parameters.attendees.iter().zip(&suggestion.attendees);
    let availability = |(attendee, status): (&Attendee, _)| {
        let attendee = json!({ "type": attendee.kind, "emailAddress": attendee.email_address });
        json!({ "availability": status, "attendee": attendee })
    };
    let reasons = parameters.return_suggestion_reasons.unwrap_or(false);
    json!({
        "confidence": suggestion.confidence,
        "order": at + 1,
        "organizerAvailability": suggestion.organizer,
        "suggestionReason": reasons.then(|| reason(suggestion)),
        "meetingTimeSlot": {
            "start": Moment::of(suggestion.span.start, &prefer.zone),
            "end": Moment::of(suggestion.span.end, &prefer.zone),
        },
        "attendeeAvailability": pairs.map(availability).collect::<Vec<_>>(),
        "locations": [],
    })
}

fn reason(suggestion: &Suggestion) -> &'static str {
    if suggestion.confidence >= 100.0 {
        "Suggested because it is one of the nearest times when all attendees are available."
    } else {
        "Suggested because it is one of the nearest times when some attendees are available."
    }
}

#[cfg(test)]
mod tests;
