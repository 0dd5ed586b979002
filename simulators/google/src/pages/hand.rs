//! `POST /calendar/{account}/events/{id}/move`: a person drags an event, behind every client's back.

use axum::extract::{Form, Path, State};
use axum::response::Redirect;
use http::StatusCode;
use jiff::{SignedDuration, ToSpan};
use serde::Deserialize;

use crate::Google;
use crate::account::Account;
use crate::calendar::event::Event;
use crate::calendar::moment::Moment;

/// By how much.
#[derive(Debug, Deserialize)]
pub struct Drag {
    minutes: i32,
}

/// Moves start and end, tells nobody, and shows the agenda again; 404 for an event that is not the
/// account's own.
pub async fn drag(
    State(google): State<Google>,
    Path((account, id)): Path<(String, String)>,
    Form(drag): Form<Drag>,
) -> Result<Redirect, StatusCode> {
    let account = Account::by_id(&account).ok_or(StatusCode::NOT_FOUND)?;
    let mut calendars = google.calendars();
    let event = calendars.find(account, &id).map_err(|_| StatusCode::NOT_FOUND)?;
    if event.owner != account {
        return Err(StatusCode::NOT_FOUND);
    }
    let moved = moved(event, drag.minutes, google.now()).ok_or(StatusCode::BAD_REQUEST)?;
    calendars.write("move", moved, None, google.now());
    Ok(Redirect::to(&format!("/calendar/{}#{id}", account.id)))
}

/// The event, `minutes` later (or earlier); an all-day one by as many whole days as fit.
fn moved(event: &Event, minutes: i32, now: jiff::Timestamp) -> Option<Event> {
    let shift = |moment: &Moment| match moment {
        Moment::Day(date) => date.checked_add((minutes / (24 * 60)).days()).ok().map(Moment::Day),
        Moment::At(at, zone) => {
            let by = SignedDuration::from_mins(i64::from(minutes));
            at.checked_add(by).ok().map(|at| Moment::At(at, zone.clone()))
        }
    };
    let (start, end) = (shift(&event.start)?, shift(&event.end)?);
    let sequence = event.sequence + 1;
    Some(Event { start, end, sequence, updated: now, ..event.clone() })
}
