//! `GET .../events`: `events.list`.

use axum::Json;
use axum::extract::{Path, State};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::draft::{ExtendedProperties, Status};
use super::event::Event;
use super::moment::utc_millis;
use super::view;
use crate::Google;
use crate::account::Account;
use crate::call::{Caller, Role};
use crate::error::ApiError;
use crate::object::Object;
use crate::query::Query;
use crate::scope::Method;

/// Parameters that select, and so exclude a `syncToken`.
const EXCLUDED_BY_SYNC: [&str; 8] = [
    "iCalUID",
    "orderBy",
    "privateExtendedProperty",
    "sharedExtendedProperty",
    "q",
    "timeMin",
    "timeMax",
    "updatedMin",
];

/// Answers one page of the calendar's events.
pub async fn list(
    State(google): State<Google>,
    caller: Caller,
    Path(calendar): Path<String>,
    query: Query,
) -> Result<Json<Value>, ApiError> {
    caller.may(Method::ReadEvents)?;
    let (owner, role) = caller.calendar(&calendar)?;
    let selection = Selection::read(&query)?;
    let page = Page::read(&query)?;
    let zone = query.zone()?.unwrap_or_else(|| owner.time_zone());
    let busy_only = role == Role::FreeBusyReader || caller.sees_only_busy();
    let render = |event: &Event| match busy_only {
        true => view::busy(event, &zone),
        false => view::full(event, owner, &zone, google.origin()),
    };
    let calendars = google.calendars();
    let mut events: Vec<_> = calendars.of(owner).filter(|event| selection.has(event)).collect();
    selection.sort(&mut events);
    let items: Vec<_> = events.iter().skip(page.start).take(page.size).map(|e| render(e)).collect();
    let end = page.start + page.size;
    let (token, value) = match end < events.len() {
        true => ("nextPageToken", format!("p{end}")),
        false => ("nextSyncToken", format!("s{}", calendars.version())),
    };
    let body = head(owner, role, &zone, google.now()).with("items", items).with(token, value);
    Ok(Json(body.into()))
}

fn head(owner: &Account, role: Role, zone: &TimeZone, now: Timestamp) -> Object {
    let access = if role == Role::Owner { "owner" } else { "freeBusyReader" };
    Object::of(json!({
        "kind": "calendar#events",
        "summary": owner.email,
        "timeZone": zone.iana_name(),
        "updated": utc_millis(now),
        "accessRole": access,
        "defaultReminders": [{"method": "popup", "minutes": 10}],
    }))
}

/// Which events are asked for, in which order.
struct Selection<'a> {
    query: &'a Query,
    time_min: Option<Timestamp>,
    time_max: Option<Timestamp>,
    updated_min: Option<Timestamp>,
    /// Only what changed after this version.
    since: Option<u64>,
    show_deleted: bool,
    order: Option<&'static str>,
}

impl<'a> Selection<'a> {
    fn read(query: &'a Query) -> Result<Self, ApiError> {
        let (time_min, time_max) = (query.instant("timeMin")?, query.instant("timeMax")?);
        if time_min.zip(time_max).is_some_and(|(min, max)| max <= min) {
            return Err(ApiError::empty_range());
        }
        let order = query.choice("orderBy", &["startTime", "updated"])?;
        if order == Some("startTime") && !query.boolean("singleEvents")? {
            let message = "The requested ordering is not available for the particular query.";
            return Err(ApiError::bad_request("badRequest", message));
        }
        let since = query.text("syncToken").map(|token| sync_version(token, query)).transpose()?;
        let show_deleted = query.boolean("showDeleted")? || since.is_some();
        let updated_min = query.instant("updatedMin")?;
        Ok(Self { query, time_min, time_max, updated_min, since, show_deleted, order })
    }

    fn has(&self, event: &Event) -> bool {
        let (start, end) = event.span();
        (self.show_deleted || event.status != Status::Cancelled)
            && self.time_min.is_none_or(|min| end > min)
            && self.time_max.is_none_or(|max| start < max)
            && self.updated_min.is_none_or(|min| event.updated >= min)
            && self.since.is_none_or(|version| event.version > version)
            && self.has_properties(event)
            && self.has_text(event)
    }

    /// Every `name=value` asked for is on the event (several must all be there).
    fn has_properties(&self, event: &Event) -> bool {
        let none = ExtendedProperties::default();
        let own = event.details.extended_properties.as_ref().unwrap_or(&none);
        let kinds =
            [("privateExtendedProperty", &own.private), ("sharedExtendedProperty", &own.shared)];
        kinds.into_iter().all(|(parameter, map)| {
            let pairs =
                self.query.all(parameter).map(|pair| pair.split_once('=').unwrap_or((pair, "")));
            pairs.into_iter().all(|(key, value)| map.get(key).is_some_and(|own| own == value))
        })
    }

    fn has_text(&self, event: &Event) -> bool {
        let uid = self.query.text("iCalUID");
        let uid_matches = uid.is_none_or(|uid| uid == format!("{}@google.com", event.id));
        let Some(words) = self.query.text("q") else { return uid_matches };
        let details = &event.details;
        let texts = [&details.summary, &details.description, &details.location];
        let text = texts.into_iter().flatten().map(|text| text.to_lowercase());
        uid_matches && text.into_iter().any(|text| text.contains(&words.to_lowercase()))
    }

    fn sort(&self, events: &mut [&Event]) {
        match self.order {
            Some("startTime") => events.sort_by_key(|event| event.span()),
            Some(_) => events.sort_by_key(|event| event.updated),
            None => {}
        }
    }
}

/// Where a page begins and how long it is.
struct Page {
    start: usize,
    size: usize,
}

impl Page {
    fn read(query: &Query) -> Result<Self, ApiError> {
        let size = query.integer("maxResults", 1..=u32::MAX)?.unwrap_or(250).min(2500);
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        let refused = || ApiError::invalid("Invalid page token value.");
        let start = match query.text("pageToken") {
            None => 0,
            Some(token) => {
                token.strip_prefix('p').and_then(|n| n.parse().ok()).ok_or_else(refused)?
            }
        };
        Ok(Self { start, size })
    }
}

fn sync_version(token: &str, query: &Query) -> Result<u64, ApiError> {
    if let Some(name) = EXCLUDED_BY_SYNC.iter().find(|name| query.text(name).is_some()) {
        let message = format!("Sync token cannot be used with {name}.");
        return Err(ApiError::bad_request("badRequest", message));
    }
    let version = token.strip_prefix('s').and_then(|number| number.parse().ok());
    version.ok_or_else(ApiError::full_sync_required)
}
