//! `POST /v1.0/me/calendar/getSchedule`: free/busy of colleagues.

use axum::extract::State;
use axum::response::{AppendHeaders, IntoResponse, Response};
use axum::{Extension, Json};
use jiff::SignedDuration;
use serde::Deserialize;
use serde_json::{Value, json};

use super::body::Body;
use super::caller::Caller;
use super::prefer::Prefer;
use crate::Microsoft;
use crate::directory::{self, Person};
use crate::outlook::availability::{self, Block};
use crate::outlook::event::Span;
use crate::outlook::fault::Fault;
use crate::outlook::moment::Moment;

/// The most schedules of one request (Graph reference, getSchedule).
const SCHEDULES: usize = 20;
/// The longest time asked for (seen on the live service).
const LONGEST: SignedDuration = SignedDuration::from_hours(62 * 24);

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Parameters {
    schedules: Vec<String>,
    start_time: Moment,
    end_time: Moment,
    #[serde(default = "half_hour")]
    availability_view_interval: i64,
}

/// One entry per schedule; those that cannot be resolved carry an error inside a 200.
pub async fn find(
    State(microsoft): State<Microsoft>,
    Extension(caller): Extension<Caller>,
    prefer: Prefer,
    body: Body,
) -> Result<Response, Fault> {
    caller.reads_free_busy()?;
    let parameters: Parameters = body.parameters()?;
    let span = asked(&parameters)?;
    let interval = SignedDuration::from_mins(parameters.availability_view_interval);
    let entry = |email: &String| match colleague(caller.person, email) {
        Some(person) => known(&microsoft, (person, email), (span, interval), &prefer),
        None => unknown(email),
    };
    let value: Vec<Value> = parameters.schedules.iter().map(entry).collect();
    let context = format!(
        "{}/v1.0/$metadata#Collection(microsoft.graph.scheduleInformation)",
        microsoft.origin
    );
    let answer = json!({ "@odata.context": context, "value": value });
    Ok((AppendHeaders(prefer.applied()), Json(answer)).into_response())
}

/// The person of `email` whose free/busy `asker` can see: of the same tenant, with a mailbox.
pub fn colleague(asker: &Person, email: &str) -> Option<&'static Person> {
    directory::by_email(email)
        .filter(|person| person.has_mailbox && person.tenant.id == asker.tenant.id)
}

fn half_hour() -> i64 {
    30
}

fn asked(parameters: &Parameters) -> Result<Span, Fault> {
    let span = Span::new(parameters.start_time.instant()?, parameters.end_time.instant()?);
    let span = span.filter(|span| span.start < span.end).ok_or_else(|| {
        Fault::bad_request(
            "ErrorInvalidTimeInterval",
            "The end of the time interval must be after its start.",
        )
    })?;
    if span.duration() > LONGEST {
        let message = "The requested time duration specified for FreeBusyViewOptions.TimeWindow is not within the \
                       allowed limits. The maximum number of days is 62.";
        return Err(Fault::bad_request("ErrorTimeIntervalTooBig", message));
    }
    if !(5..=1440).contains(&parameters.availability_view_interval) {
        let message = "The interval of the merged view is 5 to 1440 minutes.";
        return Err(Fault::bad_request("ErrorInvalidMergedFreeBusyInterval", message));
    }
    if parameters.schedules.is_empty() || parameters.schedules.len() > SCHEDULES {
        return Err(Fault::bad_request(
            "ErrorInvalidRequest",
            "One to 20 schedules can be requested.",
        ));
    }
    Ok(span)
}

fn known(
    microsoft: &Microsoft,
    (person, email): (&'static Person, &str),
    (span, interval): (Span, SignedDuration),
    prefer: &Prefer,
) -> Value {
    let blocks = microsoft.outlook.blocks(person, span);
    json!({
        "scheduleId": email,
        "availabilityView": view(&blocks, span, interval),
        "scheduleItems": blocks.iter().map(|block| item(block, prefer)).collect::<Vec<_>>(),
        "workingHours": {
            "daysOfWeek": ["monday", "tuesday", "wednesday", "thursday", "friday"],
            "startTime": "08:00:00.0000000",
            "endTime": "17:00:00.0000000",
            "timeZone": { "name": person.windows_zone },
        },
    })
}

fn unknown(email: &str) -> Value {
    let message =
        format!("Unable to resolve e-mail address {email} to an Active Directory object.");
    json!({
        "scheduleId": email,
        "availabilityView": "",
        "scheduleItems": null,
        "error": { "message": message, "responseCode": "5016" },
    })
}

/// One digit per interval; the last may be shorter than the others.
fn view(blocks: &[Block], span: Span, interval: SignedDuration) -> String {
    let mut view = String::new();
    let mut from = span.start;
    while from < span.end {
        let to = (from + interval).min(span.end);
        view.push(availability::digit(availability::status(blocks, Span { start: from, end: to })));
        from = to;
    }
    view
}

fn item(block: &Block, prefer: &Prefer) -> Value {
    json!({
        "isPrivate": block.is_private,
        "status": block.status,
        "subject": block.subject,
        "location": block.location,
        "start": Moment::of(block.span.start, &prefer.zone),
        "end": Moment::of(block.span.end, &prefer.zone),
    })
}

#[cfg(test)]
mod tests;
