//! An event in Graph's JSON (resource type `event`).

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use serde::Deserialize;
use serde_json::{Value, json};

use super::zone::Zone;
use super::{OutlookCalendar, body};
use crate::model::fault::ProviderError;
use crate::model::interview::{
    Attendee, Changes, Content, Event, Interview, Link, Reply, Response, Span, is_same,
};
use crate::platform::lenient;
use crate::providers::rest::set_fields;

/// What we read of an event.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    id: String,
    #[serde(rename = "@odata.etag")]
    etag: String,
    #[serde(default, deserialize_with = "lenient::address")]
    web_link: Option<String>,
    #[serde(default, deserialize_with = "lenient::or_default")]
    subject: Option<String>,
    #[serde(default, deserialize_with = "lenient::or_default")]
    is_all_day: bool,
    #[serde(default)]
    location: Value,
    #[serde(default, deserialize_with = "lenient::or_default")]
    start: Option<Moment>,
    #[serde(default, deserialize_with = "lenient::or_default")]
    end: Option<Moment>,
    #[serde(default, deserialize_with = "lenient::or_default")]
    attendees: Vec<Value>,
    #[serde(default)]
    online_meeting: Option<Value>,
    #[serde(default, deserialize_with = "lenient::or_default")]
    is_organizer: bool,
    #[serde(default, deserialize_with = "lenient::or_default")]
    r#type: String,
}

/// Somebody who is invited.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Guest {
    #[serde(default, deserialize_with = "lenient::or_default")]
    r#type: String,
    #[serde(default, deserialize_with = "lenient::or_default")]
    email_address: Address,
    #[serde(default, deserialize_with = "lenient::or_default")]
    status: Status,
    #[serde(default, deserialize_with = "lenient::or_default")]
    proposed_new_time: Option<Slot>,
}

#[derive(Default, Deserialize)]
struct Address {
    #[serde(default, deserialize_with = "lenient::or_default")]
    address: String,
    #[serde(default, deserialize_with = "lenient::or_default")]
    name: Option<String>,
}

/// What somebody answered, and when; year 1 where they have not.
#[derive(Default, Deserialize)]
struct Status {
    #[serde(default, deserialize_with = "lenient::or_default")]
    response: String,
    #[serde(default, deserialize_with = "lenient::or_default")]
    time: Option<Timestamp>,
}

#[derive(Deserialize)]
struct Slot {
    start: Moment,
    end: Moment,
}

impl Guest {
    fn is_person(&self) -> bool {
        let (is_organizer, is_room) =
            (self.status.response == "organizer", self.r#type == "resource");
        !is_organizer && !is_room && !self.email_address.address.is_empty()
    }

    /// Graph keeps no comment with an answer: it is in the mail.
    fn reply(&self) -> Reply {
        let response = match self.status.response.as_str() {
            "accepted" => Response::Accepted,
            "declined" => Response::Declined,
            "tentativelyAccepted" => Response::Tentative,
            _ => Response::NeedsAction,
        };
        let at = self.status.time.filter(|at| *at > Timestamp::UNIX_EPOCH);
        let slot = self.proposed_new_time.as_ref();
        let proposed = slot.and_then(|slot| Span::new(slot.start.instant()?, slot.end.instant()?));
        let Address { address, name } = &self.email_address;
        Reply { response, at, proposed, ..Reply::new(address, name.as_deref(), None) }
    }
}

/// Whether a person called the meeting off; their copy may stay in the bin for a while.
pub(super) fn is_cancelled(event: &Value) -> bool {
    event.get("isCancelled").and_then(Value::as_bool) == Some(true)
}

/// `dateTimeTimeZone`: a local time without an offset. We ask for UTC and get it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Moment {
    date_time: DateTime,
    time_zone: String,
}

impl Moment {
    /// The instant; `None` where the answer is not in UTC.
    pub(super) fn instant(&self) -> Option<Timestamp> {
        let at = Offset::UTC.to_timestamp(self.date_time).ok()?;
        (self.time_zone == "UTC").then_some(at)
    }

    /// The day, of an event that lasts whole ones.
    fn day(&self) -> Date {
        self.date_time.date()
    }
}

/// `at` in UTC, for what nobody reads.
pub(super) fn moment(at: Timestamp) -> Value {
    Zone::utc().moment(at)
}

/// The property by which an event is found by the name in its [`crate::model::interview::EventKey`] ("Outlook extended properties");
/// the id is of our own making and never changes.
pub(super) const MARK: &str =
    "String {6d2c1f0e-8a57-4b0b-9d3e-5f1c7a2e94b6} Name intowork_interview";

/// The body of "create event". A Teams meeting is asked for with `teams`.
pub(super) fn creation(
    interview: &Interview,
    name: &str,
    transaction_id: &str,
    teams: bool,
) -> Value {
    let zone = Zone::of(&interview.when);
    let mut event = json!({
        "subject": interview.title,
        "body": {"contentType": "html", "content": body::html(&interview.description)},
        "location": {"displayName": location(&interview.location, teams)},
        "start": zone.moment(interview.when.span.start),
        "end": zone.moment(interview.when.span.end),
        "attendees": interview.attendees.iter().map(guest).collect::<Vec<_>>(),
        "isReminderOn": true,
        "reminderMinutesBeforeStart": 30,
        "transactionId": transaction_id,
        "singleValueExtendedProperties": [{"id": MARK, "value": name}],
    });
    if let (true, Value::Object(event)) = (teams, &mut event) {
        event.insert("isOnlineMeeting".to_owned(), true.into());
        event.insert("onlineMeetingProvider".to_owned(), "teamsForBusiness".into());
    }
    event
}

/// The body of "update event": only what changes. The Teams block of the body stays.
pub(super) fn patch(current: &Event, changes: &Changes) -> Value {
    let teams = matches!(current.link, Link::Ready(_));
    let old = current.source.pointer("/body/content").and_then(Value::as_str).unwrap_or_default();
    let body = |lines: &String| json!({"contentType": "html", "content": body::replaced(old, lines, &current.link)});
    let place = |text: &String| json!({"displayName": location(text, teams)});
    let known = current.source.get("attendees").and_then(Value::as_array);
    let known = known.map(Vec::as_slice).unwrap_or_default();
    let guests = |all: &Vec<Attendee>| all.iter().map(|one| kept(one, known)).collect::<Vec<_>>();
    set_fields(json!({
        "subject": changes.title,
        "body": changes.description.as_ref().map(body),
        "location": changes.location.as_ref().map(place),
        "start": changes.when.as_ref().map(|when| Zone::of(when).moment(when.span.start)),
        "end": changes.when.as_ref().map(|when| Zone::of(when).moment(when.span.end)),
        "attendees": changes.attendees.as_ref().map(guests),
    }))
}

impl OutlookCalendar {
    /// Reads an answer.
    pub(super) fn event(&self, source: Value) -> Result<Event, ProviderError> {
        let answer: Answer = self.rest.read(source.clone())?;
        let text = |value: &Value, pointer: &str| {
            value.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned()
        };
        let at = |moment: &Option<Moment>| moment.as_ref().and_then(Moment::instant);
        let times = at(&answer.start).zip(at(&answer.end)).filter(|_| !answer.is_all_day);
        let span = times.and_then(|(start, end)| Span::new(start, end));
        let place = text(&answer.location, "/displayName");
        let emails: Vec<_> =
            answer.attendees.iter().map(|guest| text(guest, "/emailAddress/address")).collect();
        let emails: Vec<_> = emails.iter().map(String::as_str).collect();
        let subject = answer.subject.as_deref().unwrap_or_default();
        let content = Content::new(subject, &place, span, &emails);
        let join = answer.online_meeting.as_ref().map(|meeting| text(meeting, "/joinUrl"));
        let link = join
            .filter(|url| lenient::web_address(url).is_some())
            .map_or(Link::Absent, Link::Ready);
        let day = |moment: &Option<Moment>| moment.as_ref().map(Moment::day);
        let days = day(&answer.start).zip(day(&answer.end)).filter(|_| answer.is_all_day);
        let guests =
            answer.attendees.iter().map(|guest| Guest::deserialize(guest).unwrap_or_default());
        let replies = guests.filter(Guest::is_person).map(|guest| guest.reply()).collect();
        let is_series = answer.r#type == "seriesMaster";
        let Answer { id, etag, web_link: url, is_organizer, .. } = answer;
        Ok(Event { id, etag, url, link, content, is_organizer, days, is_series, replies, source })
    }
}

/// Outlook would fill an empty place of a Teams meeting in by itself, which looks like a person's change.
fn location(text: &str, teams: bool) -> &str {
    if text.is_empty() && teams { "Microsoft Teams" } else { text }
}

/// Somebody who stays is what they were: by name, optional, or a room. Answers are Exchange's to keep.
fn kept(attendee: &Attendee, known: &[Value]) -> Value {
    let is_it = |value: &&Value| {
        let address = value.pointer("/emailAddress/address").and_then(Value::as_str);
        address.is_some_and(|address| is_same(address, &attendee.email))
    };
    match known.iter().find(is_it) {
        Some(known) => {
            json!({"type": known.get("type"), "emailAddress": known.get("emailAddress")})
        }
        None => guest(attendee),
    }
}

fn guest(attendee: &Attendee) -> Value {
    let name = attendee.name.as_deref().unwrap_or(&attendee.email);
    json!({"type": "required", "emailAddress": {"address": attendee.email, "name": name}})
}
