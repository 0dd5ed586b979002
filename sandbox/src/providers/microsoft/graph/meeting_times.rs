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
use crate::providers::microsoft::Microsoft;
use crate::providers::microsoft::outlook::attendee::Attendee;
use crate::providers::microsoft::outlook::event::Span;
use crate::providers::microsoft::outlook::fault::Fault;
use crate::providers::microsoft::outlook::moment::Moment;
use crate::providers::microsoft::outlook::suggestion::{Suggestion, Wish};

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
mod tests {
    use serde_json::{Value, json};

    use crate::providers::microsoft::testing::Desk;

    fn asked(attendees: &[&str], changes: &Value) -> Value {
        let attendee =
            |address: &&str| json!({ "type": "required", "emailAddress": { "address": address } });
        let at =
            |time: &str| json!({ "dateTime": format!("2026-11-23T{time}"), "timeZone": "UTC" });
        let mut body = json!({
            "attendees": attendees.iter().map(attendee).collect::<Vec<_>>(),
            "timeConstraint": {
                "activityDomain": "work",
                "timeSlots": [{ "start": at("06:00:00"), "end": at("20:00:00") }],
            },
            "meetingDuration": "PT1H",
            "returnSuggestionReasons": true,
            "minimumAttendeePercentage": 100,
        });
        body.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        body
    }

    fn starts(answer: &Value) -> Vec<String> {
        let suggestions = answer["meetingTimeSuggestions"].as_array().unwrap();
        let start = |suggestion: &Value| {
            suggestion["meetingTimeSlot"]["start"]["dateTime"].as_str().unwrap()[11..16].to_owned()
        };
        suggestions.iter().map(start).collect()
    }

    #[tokio::test]
    async fn suggested_are_working_hours_in_which_everyone_is_free() {
        let desk = Desk::new();
        let graph = desk.graph("fatou").await;
        let answer =
            graph.post("/me/findMeetingTimes", asked(&["lead@acme.ci"], &json!({}))).await.json();
        // Lead: 9-10, 14-15 and from 15 on; Fatou: 11-12; work ends at 17.
        assert_eq!(starts(&answer), ["08:00", "10:00", "12:00", "12:30", "13:00"]);
        let first = &answer["meetingTimeSuggestions"][0];
        assert_eq!((&first["confidence"], &first["order"]), (&json!(100.0), &json!(1)));
        assert_eq!(first["attendeeAvailability"][0]["availability"], "free");
        assert_eq!(answer["emptySuggestionsReason"], "");
    }

    #[tokio::test]
    async fn confidence_is_the_mean_of_free_unknown_and_busy() {
        let desk = Desk::new();
        let graph = desk.graph("fatou").await;
        let changes = json!({ "minimumAttendeePercentage": 20, "maxCandidates": 100 });
        let body = asked(&["lead@acme.ci", "candidate@example.com"], &changes);
        let answer = graph.post("/me/findMeetingTimes", body).await.json();
        let suggestions = answer["meetingTimeSuggestions"].as_array().unwrap();
        let confidences: Vec<_> =
            suggestions.iter().map(|one| one["confidence"].as_f64().unwrap()).collect();
        assert!(confidences.is_sorted_by(|a, b| a >= b));
        assert_eq!((confidences[0], confidences[confidences.len() - 1]), (74.5, 24.5));
    }

    #[tokio::test]
    async fn no_suggestion_comes_with_a_reason() {
        let desk = Desk::new();
        let graph = desk.graph("fatou").await;
        let reason = async |attendees: &[&str], from: &str, to: &str| {
            let at = |time: &str| json!({ "dateTime": format!("2026-11-23T{time}:00"), "timeZone": "UTC" });
            let slots = json!({ "timeConstraint": { "timeSlots": [{ "start": at(from), "end": at(to) }] } });
            let answer = graph.post("/me/findMeetingTimes", asked(attendees, &slots)).await;
            assert_eq!(answer.status, 200);
            answer.json()["emptySuggestionsReason"].as_str().unwrap().to_owned()
        };
        assert_eq!(reason(&["lead@acme.ci"], "09:00", "10:00").await, "attendeesUnavailable");
        assert_eq!(reason(&["a@b.c"], "09:00", "10:00").await, "attendeesUnavailableOrUnknown");
        assert_eq!(reason(&["lead@acme.ci"], "11:00", "12:00").await, "organizerUnavailable");
        assert_eq!(reason(&["lead@acme.ci"], "18:00", "20:00").await, "unknown");
    }

    #[tokio::test]
    async fn it_is_for_work_accounts_with_the_shared_permission() {
        let desk = Desk::new();
        let sophie =
            desk.graph("sophie").await.post("/me/findMeetingTimes", asked(&[], &json!({}))).await;
        sophie.refused(404, "MailboxNotEnabledForRESTAPI");
        let own = desk.graph_for("fatou", "openid Calendars.ReadWrite").await;
        own.post("/me/findMeetingTimes", asked(&[], &json!({})))
            .await
            .refused(403, "ErrorAccessDenied");
        let never = json!({ "meetingDuration": "PT0S" });
        let fatou = desk.graph("fatou").await;
        fatou
            .post("/me/findMeetingTimes", asked(&[], &never))
            .await
            .refused(400, "ErrorInvalidArgument");
    }
}
