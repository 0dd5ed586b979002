//! `/v1.0/me/events` and `/v1.0/me/calendar/events`: the default calendar's events.

use axum::extract::{OriginalUri, Query, State};
use axum::response::{AppendHeaders, IntoResponse, Response};
use axum::{Extension, Json};
use http::{StatusCode, header};
use serde_json::{Map, Value};

use super::body::Body;
use super::caller::Caller;
use super::page::{self, PageQuery};
use super::prefer::Prefer;
use super::wire;
use crate::Microsoft;
use crate::outlook::event::Event;
use crate::outlook::fault::Fault;
use crate::outlook::sent::{Mark, Sent};

/// Properties `$filter` compares.
const FILTERED: [&str; 3] = ["iCalUId", "subject", "transactionId"];

/// Makes an event: 201, also for a repeated `transactionId` with the same content.
pub async fn create(
    State(microsoft): State<Microsoft>,
    Extension(caller): Extension<Caller>,
    prefer: Prefer,
    Body(object): Body,
) -> Result<Response, Fault> {
    caller.writes_calendar()?;
    let person = caller.person;
    let event = microsoft.outlook.create(
        person,
        Sent::checked(object)?,
        microsoft.policy(person.id, prefer.immutable_ids),
    )?;
    let id = event.ids.shown(prefer.immutable_ids);
    let location = [(header::LOCATION, format!("{}/v1.0/me/events/{id}", microsoft.origin))];
    let body = Json(entity(&microsoft, &event, &prefer));
    Ok((StatusCode::CREATED, location, AppendHeaders(prefer.applied()), body).into_response())
}

/// A page of events by start; `$filter` takes one `<property> eq '<text>'` or one extended property.
pub async fn list(
    State(microsoft): State<Microsoft>,
    Extension(caller): Extension<Caller>,
    prefer: Prefer,
    OriginalUri(uri): OriginalUri,
    Query(query): Query<PageQuery>,
) -> Result<Response, Fault> {
    caller.reads_calendar()?;
    let events =
        microsoft.outlook.events(caller.person).into_iter().filter(|event| !event.is_deleted);
    let events = events.filter(|event| microsoft.shows(caller.person.id, event));
    let marked = query.filter.as_deref().and_then(marked);
    let events = events.filter(|event| marked.as_ref().is_none_or(|it| event.marks.contains(it)));
    let events = events.map(|event| wire::event(&microsoft, &event, &prefer));
    let rest = query.filter.as_deref().filter(|_| marked.is_none());
    let events = filtered(events.collect(), rest)?;
    let selected = events.into_iter().map(|event| wire::select(event, query.select.as_deref()));
    let page = page::page(&microsoft, (&uri, &query), selected.collect())?;
    Ok((AppendHeaders(prefer.applied()), Json(page)).into_response())
}

/// One event with the annotation of a single answer.
pub fn entity(microsoft: &Microsoft, event: &Event, prefer: &Prefer) -> Map<String, Value> {
    let mut fields = wire::event(microsoft, event, prefer);
    let context = format!("{}/v1.0/$metadata#users('me')/events/$entity", microsoft.origin);
    fields.insert("@odata.context".into(), context.into());
    fields
}

fn filtered(
    events: Vec<Map<String, Value>>,
    filter: Option<&str>,
) -> Result<Vec<Map<String, Value>>, Fault> {
    let Some(filter) = filter else { return Ok(events) };
    let (name, value) = equality(filter).ok_or_else(|| {
        let message = format!("The simulator filters by one equality of {}.", FILTERED.join(", "));
        Fault::bad_request("ErrorInvalidUrlQueryFilter", message)
    })?;
    let matches =
        |event: &Map<String, Value>| event.get(name).and_then(Value::as_str) == Some(&value);
    Ok(events.into_iter().filter(matches).collect())
}

/// The extended property of `singleValueExtendedProperties/any(ep: ep/id eq '…' and ep/value eq '…')`
/// (Graph reference, "Get singleValueLegacyExtendedProperty").
fn marked(filter: &str) -> Option<Mark> {
    let inner = filter.strip_prefix("singleValueExtendedProperties/")?;
    let inner = inner.strip_prefix("any(ep: ").or_else(|| inner.strip_prefix("Any(ep: "))?;
    let (id, value) = inner.strip_suffix(')')?.split_once(" and ")?;
    let text = |part: &str, name: &str| {
        let quoted = part.strip_prefix(name)?.strip_prefix(" eq '")?.strip_suffix('\'')?;
        Some(quoted.to_owned())
    };
    Some(Mark { id: text(id, "ep/id")?, value: text(value, "ep/value")? })
}

fn equality(filter: &str) -> Option<(&str, String)> {
    let (name, value) = filter.split_once(" eq ")?;
    let value = value.trim().strip_prefix('\'')?.strip_suffix('\'')?;
    FILTERED.contains(&name.trim()).then(|| (name.trim(), value.replace("''", "'")))
}

#[cfg(test)]
mod tests;
