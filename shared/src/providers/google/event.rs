//! An event in Google's JSON (discovery document, schema `Event`).

use data_encoding::BASE64_NOPAD;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Value, json};

use super::GoogleCalendar;
use crate::model::fault::ProviderError;
use crate::model::interview::{
    Attendee, Changes, Content, Event, Interview, Link, Reply, Response, Span, When, is_same, text,
};
use crate::platform::endpoints::Endpoints;
use crate::platform::lenient;
use crate::providers::rest::set_fields;

/// Tells our events from others with the same id, should there ever be one.
const MARK: &str = "intowork_interview";

/// What we read of an event.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    id: String,
    etag: String,
    #[serde(default, deserialize_with = "lenient::address")]
    html_link: Option<String>,
    #[serde(default, deserialize_with = "lenient::or_default")]
    summary: String,
    #[serde(default, deserialize_with = "lenient::or_default")]
    location: String,
    #[serde(default, deserialize_with = "lenient::or_default")]
    start: Moment,
    #[serde(default, deserialize_with = "lenient::or_default")]
    end: Moment,
    #[serde(default, deserialize_with = "lenient::each")]
    attendees: Vec<Guest>,
    #[serde(default, deserialize_with = "lenient::address")]
    hangout_link: Option<String>,
    #[serde(default)]
    conference_data: Value,
    #[serde(default, deserialize_with = "lenient::or_default")]
    organizer: Organizer,
    #[serde(default, deserialize_with = "lenient::or_default")]
    recurrence: Vec<Value>,
}

#[derive(Default, Deserialize)]
struct Organizer {
    #[serde(default, rename = "self")]
    is_self: bool,
}

/// An all-day event has a `date` instead.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Moment {
    #[serde(default)]
    date_time: Option<Timestamp>,
    #[serde(default)]
    date: Option<Date>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Guest {
    #[serde(default, deserialize_with = "lenient::or_default")]
    email: String,
    #[serde(default, deserialize_with = "lenient::or_default")]
    display_name: Option<String>,
    #[serde(default, deserialize_with = "lenient::or_default")]
    response_status: String,
    #[serde(default, deserialize_with = "lenient::or_default")]
    comment: Option<String>,
    /// Whose calendar it is, who is there anyway.
    #[serde(default, deserialize_with = "lenient::or_default")]
    organizer: bool,
    /// A meeting room.
    #[serde(default, deserialize_with = "lenient::or_default")]
    resource: bool,
}

impl Guest {
    fn is_person(&self) -> bool {
        !self.organizer && !self.resource && !self.email.is_empty()
    }

    /// Google tells no time of an answer, and no proposed one.
    fn reply(&self) -> Reply {
        let response = match self.response_status.as_str() {
            "accepted" => Response::Accepted,
            "declined" => Response::Declined,
            "tentative" => Response::Tentative,
            _ => Response::NeedsAction,
        };
        let (name, comment) = (self.display_name.as_deref(), self.comment.as_deref());
        Reply { response, ..Reply::new(&self.email, name, comment) }
    }
}

/// The body of `events.insert`. A room is asked for with `conference`.
pub(super) fn insertion(interview: &Interview, id: &str, conference: bool) -> Value {
    let mut body = json!({
        "id": id,
        "summary": interview.title,
        "description": text::html(&interview.description),
        "location": interview.location,
        "start": moment(&interview.when, interview.when.span.start),
        "end": moment(&interview.when, interview.when.span.end),
        "attendees": interview.attendees.iter().map(guest).collect::<Vec<_>>(),
        "reminders": {"useDefault": false, "overrides": [
            {"method": "email", "minutes": 24 * 60},
            {"method": "popup", "minutes": 30},
        ]},
        "extendedProperties": {"private": {MARK: id}},
    });
    if let (true, Value::Object(body)) = (conference, &mut body) {
        let kind = json!({"type": "hangoutsMeet"});
        let request = json!({"requestId": id, "conferenceSolutionKey": kind});
        body.insert("conferenceData".to_owned(), json!({"createRequest": request}));
    }
    body
}

/// The body of `events.patch`: only what changes. Guests who stay keep the answer they gave.
pub(super) fn patch(current: &Event, changes: &Changes) -> Value {
    let known = current.source.get("attendees").and_then(Value::as_array);
    let known = known.map(Vec::as_slice).unwrap_or_default();
    let kept = |all: &Vec<Attendee>| all.iter().map(|one| kept(one, known)).collect::<Vec<_>>();
    set_fields(json!({
        "summary": changes.title,
        "description": changes.description.as_deref().map(text::html),
        "location": changes.location,
        "start": changes.when.as_ref().map(|when| moment(when, when.span.start)),
        "end": changes.when.as_ref().map(|when| moment(when, when.span.end)),
        "attendees": changes.attendees.as_ref().map(kept),
    }))
}

/// Whether the event was deleted: its id stays taken, and reading it answers it as cancelled.
pub(super) fn is_cancelled(event: &Value) -> bool {
    event.get("status").and_then(Value::as_str) == Some("cancelled")
}

/// Whether we made the event.
pub(super) fn is_ours(event: &Event) -> bool {
    let mark = event.source.pointer("/extendedProperties/private").and_then(|map| map.get(MARK));
    mark.and_then(Value::as_str) == Some(&event.id)
}

impl GoogleCalendar {
    /// Reads an answer.
    pub(super) fn event(&self, source: Value) -> Result<Event, ProviderError> {
        let answer: Answer = self.rest.read(source.clone())?;
        let link = link(&answer);
        let emails: Vec<_> = answer.attendees.iter().map(|guest| guest.email.as_str()).collect();
        let times = answer.start.date_time.zip(answer.end.date_time);
        let span = times.and_then(|(start, end)| Span::new(start, end));
        let content = Content::new(&answer.summary, &answer.location, span, &emails);
        let days = answer.start.date.zip(answer.end.date).filter(|_| span.is_none());
        let people = answer.attendees.iter().filter(|guest| guest.is_person());
        let replies = people.map(Guest::reply).collect();
        let Answer { id, etag, html_link: url, organizer, recurrence, .. } = answer;
        let (is_organizer, is_series) = (organizer.is_self, !recurrence.is_empty());
        Ok(Event { id, etag, url, link, content, is_organizer, days, is_series, replies, source })
    }
}

/// The instant decides; the zone is what the organizer sees beside it.
fn moment(when: &When, at: Timestamp) -> Value {
    json!({"dateTime": at.to_string(), "timeZone": when.zone})
}

fn guest(attendee: &Attendee) -> Value {
    match &attendee.name {
        Some(name) => json!({"email": attendee.email, "displayName": name}),
        None => json!({"email": attendee.email}),
    }
}

fn kept(attendee: &Attendee, known: &[Value]) -> Value {
    let is_same = |value: &&Value| {
        let email = value.get("email").and_then(Value::as_str).unwrap_or_default();
        is_same(email, &attendee.email)
    };
    known.iter().find(is_same).cloned().unwrap_or_else(|| guest(attendee))
}

/// The room's video entry point, or where it is on its way (`createRequest.status`).
fn link(answer: &Answer) -> Link {
    let entries = answer.conference_data.get("entryPoints").and_then(Value::as_array);
    let is_video = |entry: &&Value| entry.get("entryPointType").is_some_and(|kind| kind == "video");
    let video = entries.and_then(|entries| entries.iter().find(is_video));
    let uri = video.and_then(|entry| entry.get("uri")).and_then(Value::as_str);
    let status = answer.conference_data.pointer("/createRequest/status/statusCode");
    let uri = uri.and_then(lenient::web_address).or(answer.hangout_link.as_deref());
    match (uri, status.and_then(Value::as_str)) {
        (Some(uri), _) => Link::Ready(uri.to_owned()),
        (None, Some("pending")) => Link::Pending,
        (None, _) => Link::Absent,
    }
}

/// Where the event `id` of the calendar `address` is opened, as Google writes it in `htmlLink` (seen, not
/// documented).
pub(crate) fn event_url(endpoints: &Endpoints, id: &str, address: &str) -> String {
    let eid = BASE64_NOPAD.encode(format!("{id} {address}").as_bytes());
    format!("{}/calendar/event?eid={}", endpoints.google_web, eid.replace('+', "%2B"))
}
