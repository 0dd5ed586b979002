//! `microsoft.graph.event` as JSON.

use serde_json::{Map, Value, json};

use super::prefer::Prefer;
use crate::Microsoft;
use crate::outlook::event::Event;
use crate::outlook::html;
use crate::outlook::moment::Moment;

/// The event with every property, in the zone, ids and body type the client prefers.
pub fn event(microsoft: &Microsoft, event: &Event, prefer: &Prefer) -> Map<String, Value> {
    let mut fields: Map<String, Value> =
        serde_json::to_value(&event.details).and_then(serde_json::from_value).unwrap_or_default();
    for part in [
        identity(microsoft, event, prefer),
        times(event, prefer),
        content(event, prefer),
        people(event),
        online(event),
    ] {
        if let Value::Object(part) = part {
            fields.extend(part);
        }
    }
    if let Some(id) = &event.transaction_id {
        fields.insert("transactionId".into(), id.clone().into());
    }
    fields
}

/// Only the selected properties (OData `$select`), with `id` and annotations; `onlineMeeting` goes
/// missing unless `isOnlineMeeting` is selected with it.
pub fn select(fields: Map<String, Value>, names: Option<&str>) -> Map<String, Value> {
    let Some(names) = names else { return fields };
    let names: Vec<&str> = names.split(',').map(str::trim).collect();
    let online = names.contains(&"isOnlineMeeting");
    let keeps = |name: &str| {
        name == "id"
            || name.starts_with('@')
            || names.contains(&name) && (name != "onlineMeeting" || online)
    };
    fields.into_iter().filter(|(name, _)| keeps(name)).collect()
}

fn identity(microsoft: &Microsoft, event: &Event, prefer: &Prefer) -> Value {
    let id = event.ids.shown(prefer.immutable_ids);
    json!({
        "@odata.etag": event.etag(),
        "id": id,
        "changeKey": event.change_key(),
        "iCalUId": event.ical_uid,
        "type": "singleInstance",
        "seriesMasterId": null,
        "recurrence": null,
        "hasAttachments": false,
        "isDraft": false,
        "isCancelled": event.is_cancelled,
        "webLink": format!("{}/owa/?itemid={id}&exvsurl=1&path=/calendar/item", microsoft.origin),
    })
}

fn times(event: &Event, prefer: &Prefer) -> Value {
    let original = |moment: &Option<Moment>| moment.as_ref().map(|moment| moment.time_zone.clone());
    json!({
        "createdDateTime": format!("{:.7}", event.created),
        "lastModifiedDateTime": format!("{:.7}", event.modified),
        "start": Moment::of(event.span.start, &prefer.zone),
        "end": Moment::of(event.span.end, &prefer.zone),
        "originalStartTimeZone": original(&event.details.start),
        "originalEndTimeZone": original(&event.details.end),
    })
}

fn content(event: &Event, prefer: &Prefer) -> Value {
    let body = match prefer.text_body {
        true => json!({ "contentType": "text", "content": html::text(&event.body) }),
        false => json!({ "contentType": "html", "content": html::document(&event.body) }),
    };
    let location = &event.details.location;
    let locations = if location.display_name.is_empty() { vec![] } else { vec![location] };
    json!({ "body": body, "bodyPreview": html::preview(&event.body), "locations": locations })
}

fn people(event: &Event) -> Value {
    json!({
        "isOrganizer": event.is_organizer,
        "organizer": { "emailAddress": event.organizer },
        "responseStatus": event.response,
    })
}

fn online(event: &Event) -> Value {
    let provider = if event.join_url.is_some() { "teamsForBusiness" } else { "unknown" };
    json!({
        "isOnlineMeeting": event.join_url.is_some(),
        "onlineMeetingProvider": provider,
        "onlineMeetingUrl": null,
        "onlineMeeting": event.join_url.as_ref().map(|url| json!({ "joinUrl": url })),
    })
}
