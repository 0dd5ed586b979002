//! `/v1.0/me/events/{id}`: one event.

use axum::extract::{Path, Query, State};
use axum::response::{AppendHeaders, IntoResponse, Response};
use axum::{Extension, Json};
use http::{HeaderMap, StatusCode, header};

use super::body::Body;
use super::caller::Caller;
use super::events::entity;
use super::page::PageQuery;
use super::prefer::Prefer;
use super::wire;
use crate::Microsoft;
use crate::outlook::Item;
use crate::outlook::fault::Fault;
use crate::outlook::sent::Sent;

/// The event; 404 once it is deleted.
pub async fn show(
    State(microsoft): State<Microsoft>,
    Extension(caller): Extension<Caller>,
    prefer: Prefer,
    Path(id): Path<String>,
    Query(query): Query<PageQuery>,
) -> Result<Response, Fault> {
    caller.reads_calendar()?;
    let item =
        Item { owner: caller.person, id: &id, immutable: prefer.immutable_ids, if_match: None };
    let fields = entity(&microsoft, &microsoft.shown(item)?, &prefer);
    let selected = Json(wire::select(fields, query.select.as_deref()));
    Ok((AppendHeaders(prefer.applied()), selected).into_response())
}

/// Changes what is sent; 412 for an `If-Match` of another version.
pub async fn change(
    State(microsoft): State<Microsoft>,
    Extension(caller): Extension<Caller>,
    prefer: Prefer,
    (Path(id), headers): (Path<String>, HeaderMap),
    Body(object): Body,
) -> Result<Response, Fault> {
    caller.writes_calendar()?;
    let owner = caller.person;
    let item =
        Item { owner, id: &id, immutable: prefer.immutable_ids, if_match: if_match(&headers) };
    microsoft.shown(item)?;
    let event = microsoft.outlook.change(
        item,
        &Sent::checked(object)?,
        microsoft.policy(owner.id, prefer.immutable_ids),
    )?;
    Ok((AppendHeaders(prefer.applied()), Json(entity(&microsoft, &event, &prefer))).into_response())
}

/// Deletes the event: 204, and 404 the second time.
pub async fn delete(
    State(microsoft): State<Microsoft>,
    Extension(caller): Extension<Caller>,
    prefer: Prefer,
    (Path(id), headers): (Path<String>, HeaderMap),
) -> Result<StatusCode, Fault> {
    caller.writes_calendar()?;
    let (owner, immutable) = (caller.person, prefer.immutable_ids);
    let item = Item { owner, id: &id, immutable, if_match: if_match(&headers) };
    microsoft.shown(item)?;
    microsoft.outlook.delete(item)?;
    Ok(StatusCode::NO_CONTENT)
}

fn if_match(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::IF_MATCH).and_then(|value| value.to_str().ok())
}

#[cfg(test)]
mod tests;
