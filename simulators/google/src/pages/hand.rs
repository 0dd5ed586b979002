//! What people do to an event, behind every client's back.

use axum::extract::{Form, Path, State};
use axum::response::Redirect;
use http::StatusCode;
use jiff::{SignedDuration, ToSpan};
use serde::Deserialize;

use crate::Google;
use crate::account::Account;
use crate::calendar::draft::{Attendee, Response, Status};
use crate::calendar::event::Event;
use crate::calendar::mail::SendUpdates;
use crate::calendar::moment::Moment;

/// By how much.
#[derive(Debug, Deserialize)]
pub struct Drag {
    minutes: i32,
}

/// Who says what.
#[derive(Debug, Deserialize)]
pub struct Answer {
    guest: String,
    response: Choice,
    #[serde(default)]
    comment: String,
}

/// To whom.
#[derive(Debug, Deserialize)]
pub struct Gift {
    to: String,
}

/// The three buttons of an invitation.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Choice {
    Accepted,
    Declined,
    Tentative,
}

/// Moves start and end, tells nobody, and shows the agenda again; 404 for an event that is not the
/// account's own.
pub async fn drag(
    State(google): State<Google>,
    Path(event): Path<(String, String)>,
    Form(drag): Form<Drag>,
) -> Result<Redirect, StatusCode> {
    let now = google.now();
    change(&google, event, "move", |event, account| {
        own(event, account)?;
        Ok((moved(event, drag.minutes, now).ok_or(StatusCode::BAD_REQUEST)?, None))
    })
}

/// A guest answers, from a mail or a calendar of their own, with a note where they like; 404 for nobody's guest.
pub async fn answer(
    State(google): State<Google>,
    Path(event): Path<(String, String)>,
    Form(answer): Form<Answer>,
) -> Result<Redirect, StatusCode> {
    let now = google.now();
    change(&google, event, "answer", |event, _| {
        let guest = event.guest(&answer.guest).ok_or(StatusCode::NOT_FOUND)?;
        Ok((event.answered(&answer.guest, &answered(guest, &answer), now), None))
    })
}

/// The organizer deletes the event, and its guests are told; a guest's own copy goes, which declines.
pub async fn delete(
    State(google): State<Google>,
    Path(event): Path<(String, String)>,
) -> Result<Redirect, StatusCode> {
    let now = google.now();
    change(&google, event, "remove", |event, account| {
        Ok(match event.invitation(account) {
            Some(own) if event.owner != account => {
                let no = Attendee { response_status: Response::Declined, ..own.clone() };
                (event.answered(account.email, &no, now), None)
            }
            _ => (event.cancelled(now), Some(SendUpdates::All)),
        })
    })
}

/// The organizer hands the event over ("Transfer ownership of calendars & events"): somebody else organizes it, and
/// what is left to the one before is a guest's copy of the same id. 404 for an event that is not the account's own, or
/// nobody who could take it.
pub async fn give(
    State(google): State<Google>,
    Path((account, id)): Path<(String, String)>,
    Form(Gift { to }): Form<Gift>,
) -> Result<Redirect, StatusCode> {
    let account = Account::by_id(&account).ok_or(StatusCode::NOT_FOUND)?;
    let to = Account::by_email(&to).ok_or(StatusCode::NOT_FOUND)?;
    let mut calendars = google.calendars();
    let event = calendars.find(account, &id).map_err(|_| StatusCode::NOT_FOUND)?.clone();
    own(&event, account)?;
    calendars.hand_over(&event, to, google.now());
    Ok(Redirect::to(&format!("/calendar/{}#{id}", account.id)))
}

/// Keeps what `act` makes of an event that takes place, on the account's calendar, and tells the guests it says; 404
/// where there is none.
fn change(
    google: &Google,
    (account, id): (String, String),
    method: &'static str,
    act: impl FnOnce(&Event, &'static Account) -> Result<(Event, Option<SendUpdates>), StatusCode>,
) -> Result<Redirect, StatusCode> {
    let account = Account::by_id(&account).ok_or(StatusCode::NOT_FOUND)?;
    let mut calendars = google.calendars();
    let event = calendars.find(account, &id).ok();
    let event = event.filter(|event| event.status != Status::Cancelled);
    let (changed, send) = act(event.ok_or(StatusCode::NOT_FOUND)?, account)?;
    calendars.write(method, changed, send, google.now());
    Ok(Redirect::to(&format!("/calendar/{}#{id}", account.id)))
}

fn own(event: &Event, account: &Account) -> Result<(), StatusCode> {
    if event.owner == account { Ok(()) } else { Err(StatusCode::NOT_FOUND) }
}

fn answered(guest: &Attendee, answer: &Answer) -> Attendee {
    let response_status = match answer.response {
        Choice::Accepted => Response::Accepted,
        Choice::Declined => Response::Declined,
        Choice::Tentative => Response::Tentative,
    };
    let comment = Some(answer.comment.trim().to_owned()).filter(|comment| !comment.is_empty());
    Attendee { response_status, comment, ..guest.clone() }
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
