//! `GET .../events`: `events.list`.

use axum::Json;
use axum::extract::{Path, State};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::cursor::Cursor;
use super::draft::{ExtendedProperties, Status};
use super::event::Event;
use super::moment::utc_millis;
use super::store::Calendars;
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

/// How far `updatedMin` may go back (not documented).
const CHANGES_KEPT: SignedDuration = SignedDuration::from_hours(28 * 24);

/// Answers one page of the calendar's events.
pub async fn list(
    State(google): State<Google>,
    caller: Caller,
    Path(calendar): Path<String>,
    query: Query,
) -> Result<Json<Value>, ApiError> {
    caller.may(Method::ReadEvents)?;
    let (owner, role) = caller.calendar(&calendar)?;
    let calendars = google.calendars();
    let selection = Selection::read(&query, &calendars, owner, google.now())?;
    let page = Page::read(&query, &calendars, owner)?;
    let zone = query.zone()?.unwrap_or_else(|| owner.time_zone());
    let busy_only = role == Role::FreeBusyReader || caller.sees_only_busy();
    let render = |event: &Event| match busy_only {
        _ if caller.knobs.bare_tombstones && event.status == Status::Cancelled => view::bare(event),
        true => view::busy(event, &zone),
        false => view::full(event, owner, &zone, google.origin()),
    };
    let events = selection.of(&calendars, owner);
    let events = events.into_iter().filter(|(_, event)| caller.sees(event, google.now()));
    let mut events = events.skip_while(|(place, _)| *place < page.begin.place);
    let items: Vec<_> = events.by_ref().take(page.size).map(|(_, event)| render(event)).collect();
    let (token, value) = match events.next() {
        Some((place, _)) => ("nextPageToken", Cursor { place, ..page.begin }.token("p", owner)),
        None => ("nextSyncToken", Cursor { place: 0, ..page.begin }.token("s", owner)),
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
    fn read(
        query: &'a Query,
        calendars: &Calendars,
        owner: &Account,
        now: Timestamp,
    ) -> Result<Self, ApiError> {
        let (time_min, time_max) = (query.instant("timeMin")?, query.instant("timeMax")?);
        if time_min.zip(time_max).is_some_and(|(min, max)| max <= min) {
            return Err(ApiError::empty_range());
        }
        let order = query.choice("orderBy", &["startTime", "updated"])?;
        if order == Some("startTime") && !query.boolean("singleEvents")? {
            let message = "The requested ordering is not available for the particular query.";
            return Err(ApiError::bad_request("badRequest", message));
        }
        let token = query.text("syncToken");
        let since = token.map(|token| sync_version(token, query, calendars, owner)).transpose()?;
        let updated_min = query.instant("updatedMin")?;
        if updated_min.is_some_and(|min| now.duration_since(min) > CHANGES_KEPT) {
            return Err(ApiError::updated_min_too_long_ago());
        }
        let show_deleted =
            query.boolean("showDeleted")? || since.is_some() || updated_min.is_some();
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

    /// The events, each with its place. Without an order that is where it was inserted, so that none is passed
    /// over where another leaves the selection between two pages.
    fn of<'c>(&self, calendars: &'c Calendars, owner: &'c Account) -> Vec<(usize, &'c Event)> {
        let all = calendars.of(owner).enumerate();
        let mut events: Vec<_> = all.filter(|(_, event)| self.has(event)).collect();
        match self.order {
            Some("startTime") => events.sort_by_key(|(_, event)| event.span()),
            Some(_) => events.sort_by_key(|(_, event)| event.updated),
            None => return events,
        }
        events.into_iter().map(|(_, event)| event).enumerate().collect()
    }
}

/// Where a page begins and how long it is.
struct Page {
    begin: Cursor,
    size: usize,
}

impl Page {
    fn read(query: &Query, calendars: &Calendars, owner: &Account) -> Result<Self, ApiError> {
        let size = query.integer("maxResults", 1..=u32::MAX)?.unwrap_or(250).min(2500);
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        let refused = || ApiError::invalid("Invalid page token value.");
        // What changes while pages are read comes again after the last: its token is of when the first was.
        let begin = match query.text("pageToken") {
            None => Cursor {
                generation: calendars.generation(owner),
                version: calendars.version(),
                place: 0,
            },
            Some(token) => Cursor::read(token, "p", owner).ok_or_else(refused)?,
        };
        Ok(Self { begin, size })
    }
}

fn sync_version(
    token: &str,
    query: &Query,
    calendars: &Calendars,
    owner: &Account,
) -> Result<u64, ApiError> {
    if let Some(name) = EXCLUDED_BY_SYNC.iter().find(|name| query.text(name).is_some()) {
        let message = format!("Sync token cannot be used with {name}.");
        return Err(ApiError::bad_request("badRequest", message));
    }
    if query.text("showDeleted") == Some("false") {
        let message = "Sync token cannot be used with showDeleted=false.";
        return Err(ApiError::bad_request("badRequest", message));
    }
    let cursor = Cursor::read(token, "s", owner);
    let valid = cursor.filter(|cursor| cursor.generation == calendars.generation(owner));
    valid.map(|cursor| cursor.version).ok_or_else(ApiError::full_sync_required)
}
