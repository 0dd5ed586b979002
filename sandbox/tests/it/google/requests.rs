//! What the functions send to Google, read by the types that are generated from Google's own
//! description: what they do not know would be lost on the way through them.

use google_calendar3::api::{Event, FreeBusyRequest};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use shared::model::provider::Provider::GoogleCalendar;
use simulator_kit::wire::Received;

use crate::calendars::wire;
use crate::interviews::{self, scheduled_whole, search, update};
use crate::scene::MARIAM;

const EVENTS: &str = "/calendar/v3/calendars/primary/events";

/// `body` after it was read as a `T` and written again.
fn through<T: DeserializeOwned + Serialize>(body: &Value) -> Value {
    let read: T = serde_json::from_value(body.clone()).unwrap();
    set(serde_json::to_value(read).unwrap())
}

/// The document without its nulls: the types write one for each property that was not there.
fn set(document: Value) -> Value {
    match document {
        Value::Object(fields) => {
            let set = fields.into_iter().filter(|(_, value)| !value.is_null());
            Value::Object(set.map(|(name, value)| (name, self::set(value))).collect())
        }
        Value::Array(items) => items.into_iter().map(set).collect(),
        scalar => scalar,
    }
}

/// What Google's types make of a request.
fn understood(request: &Received) -> Value {
    match (request.method.as_str(), request.path.as_str()) {
        ("POST", EVENTS) => through::<Event>(&request.body),
        ("PATCH", path) if path.starts_with(EVENTS) => through::<Event>(&request.body),
        ("POST", "/calendar/v3/freeBusy") => through::<FreeBusyRequest>(&request.body),
        other => panic!("what is {other:?}?"),
    }
}

#[tokio::test]
async fn google_s_own_types_lose_nothing_of_what_is_sent() {
    let (scene, id) = scheduled_whole(GoogleCalendar).await;
    let asked = (MARIAM, GoogleCalendar);
    update(&scene, asked, &id, interviews::every_change()).await.ok();
    search(&scene, asked, json!({})).await.ok();
    let requests = wire(&scene, GoogleCalendar).requests();
    let bodies: Vec<_> = requests.iter().filter(|request| request.body.is_object()).collect();
    assert_eq!(bodies.len(), 4, "created, changed, asked for busy times twice");
    for request in bodies {
        assert_eq!(understood(request), request.body, "{} {}", request.method, request.path);
    }
}

#[test]
fn a_misspelt_property_would_be_noticed() {
    let body = json!({"summary": "Entretien", "sumary": "Entretien"});
    assert_ne!(through::<Event>(&body), body);
}
