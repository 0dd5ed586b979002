//! `GET /v1.0/me/calendarView/delta`: what changed in a window of time ("Get incremental changes to events").
//!
//! The window does not slide: it is the one that the first request names, and stands in every link. What is no
//! longer in it, or never was, comes as `@removed` when it changes, as does what was deleted. On command
//! (`POST /_calendars/{account}/expire`) every link that was given is refused.

mod expire;
mod link;
#[cfg(test)]
mod tests;

use axum::extract::{Query, RawQuery, State};
use axum::response::{AppendHeaders, IntoResponse, Response};
use axum::{Extension, Json};
use http::{HeaderValue, StatusCode, header};
use serde_json::{Map, Value, json};

use super::calendar_view::view;
use super::caller::Caller;
use super::page::PageQuery;
use super::prefer::Prefer;
use super::wire;
use crate::Microsoft;
use crate::outlook::event::{Event, Span};
use crate::outlook::fault::Fault;

pub use expire::{Expiries, expire};
use link::Link;

/// What cannot be asked for.
const REFUSED: [&str; 6] = ["$orderby", "$filter", "$select", "$expand", "$search", "$top"];

/// A page: of the window where no token is sent, else of what changed since the token's round began.
pub async fn list(
    State(microsoft): State<Microsoft>,
    Extension(caller): Extension<Caller>,
    prefer: Prefer,
    RawQuery(raw): RawQuery,
    Query(query): Query<PageQuery>,
) -> Result<Response, Fault> {
    caller.reads_calendar()?;
    let sent: Vec<_> = form(raw.as_deref());
    if sent.iter().any(|(name, _)| REFUSED.contains(&name.to_lowercase().as_str())) {
        let refused = REFUSED.join(", ");
        return Err(Fault::bad_request(
            "ErrorInvalidUrlQuery",
            format!(
                "The following parameters are not supported with change tracking over the 'CalendarView' \
                 resource: '{refused}'."
            ),
        ));
    }
    let generation = microsoft.expiries.of(caller.person);
    let (version, named) = (microsoft.outlook.version(), |wanted: &str| {
        sent.iter().find(|(name, _)| name == wanted).map(|(_, token)| token)
    });
    let link = match (named("$skiptoken"), named("$deltatoken")) {
        (Some(token), _) => Link::read(token, caller.person),
        (None, Some(token)) => Link::read(token, caller.person).map(|link| link.begun(version)),
        (None, None) => Some(Link::first(view(&query)?, generation, version)),
    };
    let link = match link {
        Some(link) if link.generation == generation => link,
        stale => return Ok(reset(&microsoft, &caller, stale)),
    };
    let page = page(&microsoft, &caller, link, &prefer);
    Ok((AppendHeaders(prefer.applied()), Json(page)).into_response())
}

fn page(microsoft: &Microsoft, caller: &Caller, link: Link, prefer: &Prefer) -> Value {
    let changed = microsoft.outlook.since(caller.person, link.since);
    let told = |event: &Event| link.since.is_some() || is_in(event, &link.window);
    let shown = |event: &Event| microsoft.shows(caller.person.id, event);
    let mut rest = changed
        .into_iter()
        .filter(|event| event.version > link.after && told(event) && shown(event));
    let taken: Vec<_> = rest.by_ref().take(prefer.page_size).collect();
    let last = taken.last().map_or(link.after, |event| event.version);
    let value: Vec<_> =
        taken.iter().map(|event| item(microsoft, event, &link.window, prefer)).collect();
    let next = match rest.next() {
        Some(_) => ("@odata.nextLink", "$skiptoken", Link { after: last, ..link }),
        None => ("@odata.deltaLink", "$deltatoken", link.next_round()),
    };
    let (name, parameter, link) = next;
    let url = format!(
        "{}/v1.0/me/calendarView/delta?{parameter}={}",
        microsoft.origin,
        link.token(caller.person)
    );
    let context = format!("{}/v1.0/$metadata#Collection(event)", microsoft.origin);
    let mut page = Map::from_iter([("@odata.context".to_owned(), context.into())]);
    page.insert("value".to_owned(), value.into());
    page.insert(name.to_owned(), url.into());
    page.into()
}

fn item(microsoft: &Microsoft, event: &Event, window: &Span, prefer: &Prefer) -> Value {
    match is_in(event, window) {
        true => wire::event(microsoft, event, prefer).into(),
        false => {
            json!({"id": event.ids.shown(prefer.immutable_ids), "@removed": {"reason": "deleted"}})
        }
    }
}

fn is_in(event: &Event, window: &Span) -> bool {
    !event.is_deleted && event.span.overlaps(window)
}

/// How a link that is no good any more is refused, in either of the two ways that are documented.
fn reset(microsoft: &Microsoft, caller: &Caller, stale: Option<Link>) -> Response {
    let message = "The sync state generation is not found; a full synchronization is required.";
    let status = match microsoft.roster.knobs(caller.person.id).delta_reset_as_400 {
        true => StatusCode::BAD_REQUEST,
        false => StatusCode::GONE,
    };
    let mut response = Fault::new(status, "SyncStateNotFound", message).into_response();
    let window = stale.map(|link| {
        format!("?startDateTime={}&endDateTime={}", link.window.start, link.window.end)
    });
    let again =
        format!("{}/v1.0/me/calendarView/delta{}", microsoft.origin, window.unwrap_or_default());
    if let (StatusCode::GONE, Ok(again)) = (status, HeaderValue::from_str(&again)) {
        response.headers_mut().insert(header::LOCATION, again);
    }
    response
}

fn form(query: Option<&str>) -> Vec<(String, String)> {
    url::form_urlencoded::parse(query.unwrap_or_default().as_bytes()).into_owned().collect()
}
