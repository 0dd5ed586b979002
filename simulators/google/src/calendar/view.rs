//! An event as the API answers it: every reader sees his own copy.

use data_encoding::BASE64_NOPAD;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::conference::Conference;
use super::draft::{Attendee, Status};
use super::event::Event;
use super::moment::utc_millis;
use crate::account::Account;
use crate::object::Object;

/// Fields that somebody who sees only free or busy gets to see.
const BUSY_FIELDS: [&str; 6] = ["kind", "etag", "id", "status", "start", "end"];

/// The event on `reader`'s calendar, times in `zone`; `origin` begins its link.
pub fn full(event: &Event, reader: &Account, zone: &TimeZone, origin: &str) -> Value {
    let head = Object::of(json!({
        "kind": "calendar#event",
        "etag": event.etag(),
        "id": event.id,
        "status": event.status,
        "htmlLink": html_link(event, reader, origin),
        "created": utc_millis(event.created),
        "updated": utc_millis(event.updated),
        "creator": person(event.owner, reader),
        "organizer": person(event.owner, reader),
        "start": event.start.wire(zone),
        "end": event.end.wire(zone),
        "iCalUID": format!("{}@google.com", event.id),
        "sequence": event.sequence,
        "reminders": {"useDefault": true},
        "eventType": "default",
    }));
    let conference = event.conference.as_ref();
    head.and(details(event, reader))
        .with_some("conferenceData", conference.map(Conference::wire))
        .with_some("hangoutLink", conference.and_then(Conference::link))
        .into()
}

/// The event for somebody who may only know that its owner is busy.
pub fn busy(event: &Event, zone: &TimeZone) -> Value {
    let mut body = Object::of(full(event, event.owner, zone, ""));
    body.0.retain(|field, _| BUSY_FIELDS.contains(&field.as_str()));
    body.with("visibility", "private").into()
}

/// The deleted event where no more of it is told than its id ("Deleted events are only guaranteed to have the
/// id field populated").
pub fn bare(event: &Event) -> Value {
    let (kind, status) = ("calendar#event", Status::Cancelled);
    json!({"kind": kind, "etag": event.etag(), "id": event.id, "status": status})
}

/// What the `eid` of a link stands for: the event's id and the calendar's address.
pub fn decode_eid(eid: &str) -> Option<(String, String)> {
    let text = String::from_utf8(BASE64_NOPAD.decode(eid.as_bytes()).ok()?).ok()?;
    text.split_once(' ').map(|(id, email)| (id.to_owned(), email.to_owned()))
}

fn html_link(event: &Event, reader: &Account, origin: &str) -> String {
    let eid = BASE64_NOPAD.encode(format!("{} {}", event.id, reader.email).as_bytes());
    format!("{origin}/calendar/event?eid={}", eid.replace('+', "%2B"))
}

fn person(account: &Account, reader: &Account) -> Value {
    let own = (account == reader).then_some(true);
    Object::of(json!({"email": account.email})).with_some("self", own).into()
}

fn details(event: &Event, reader: &Account) -> Object {
    let guests = visible_guests(event, reader);
    let omitted = guests.len() < event.attendees().len();
    let guests: Vec<_> = guests.into_iter().map(|guest| attendee(guest, event, reader)).collect();
    let mut details = Object::of(&event.details);
    if event.owner != reader {
        details.0.remove("reminders");
        hide_private_properties(&mut details);
    }
    details
        .with_some("attendees", (!guests.is_empty()).then_some(guests))
        .with_some("attendeesOmitted", omitted.then_some(true))
}

fn visible_guests<'a>(event: &'a Event, reader: &Account) -> Vec<&'a Attendee> {
    let all = event.owner == reader || event.details.guests_can_see_other_guests != Some(false);
    let visible = |guest: &&Attendee| all || guest.is(reader);
    event.attendees().iter().filter(visible).collect()
}

fn attendee(guest: &Attendee, event: &Event, reader: &Account) -> Value {
    Object::of(guest)
        .with_some("organizer", guest.is(event.owner).then_some(true))
        .with_some("self", guest.is(reader).then_some(true))
        .into()
}

/// Private properties belong to one copy of the event; the organizer's are not the guest's.
fn hide_private_properties(details: &mut Object) {
    if let Some(Value::Object(properties)) = details.0.get_mut("extendedProperties") {
        properties.remove("private");
    }
}
