//! Rooms that a request has left: one that no event leads to, or that is not where its interview is.
//!
//! Whoever asks for something of such an interview settles that first; here it is settled where nobody does.

use futures::stream::{self, StreamExt};
use jiff::Timestamp;
use shared::app::App;
use shared::model::error::{Error, Result};
use shared::model::interview::{Event, Room, Turn};
use shared::model::ledger::{Claim, is_under_way};
use shared::model::owner::ConnectionId;
use shared::people::actor::Actor;
use shared::platform::random;
use shared::scheduling::calendar::{Reached, Session};
use shared::scheduling::comparison::{Verdict, compare, told};
use shared::scheduling::room::{Agreed, agree};
use shared::scheduling::turn;
use shared::store::{
    Ending, Invitation, InvitationKey, Known, Left, Progress, RowKey, ScheduledEvent, TakenTurn,
    insist,
};

/// Interviews at a time.
const AT_A_TIME: usize = 4;

/// Works on what was due at `now`, until `last_start`; how many are settled, and how many are not.
///
/// # Errors
/// [`Error::StorageUnavailable`] where the index can't be read.
pub(crate) async fn settle(
    app: &App,
    now: Timestamp,
    last_start: Timestamp,
) -> Result<(usize, usize)> {
    let due = app.store.due_rooms(now).await?;
    let works = due.into_iter().map(|key| settle_one(app, key, last_start));
    let settled: Vec<_> = stream::iter(works).buffer_unordered(AT_A_TIME).collect().await;
    let count = |wanted| settled.iter().filter(|is_settled| **is_settled == Some(wanted)).count();
    Ok((count(true), count(false)))
}

/// Whether one is settled; `None` where somebody else is at it, or was.
async fn settle_one(app: &App, key: RowKey, last_start: Timestamp) -> Option<bool> {
    if app.clock.now() >= last_start {
        return Some(false);
    }
    match app.store.left(&key).await {
        Ok(None) => None,
        Ok(Some(Left::Event(company_id, event))) => of_event(app, company_id, *event).await,
        Ok(Some(Left::Request(key, row))) => of_request(app, key, *row).await,
        Err(_) => Some(false),
    }
}

/// Brings the room of an interview to where it is.
async fn of_event(app: &App, company_id: i64, event: ScheduledEvent) -> Option<bool> {
    let nonce = u64::from_be_bytes(random::bytes().ok()?);
    let now = app.clock.now();
    let claim = app.store.take_turn(company_id, &event, Turn::new(nonce, now), now).await;
    let event = match claim {
        Ok(Claim::Granted(TakenTurn { event, is_left: true, .. })) => event,
        // Somebody has settled it meanwhile.
        Ok(Claim::Granted(TakenTurn { event, is_left: false, .. })) => {
            turn::end(app, company_id, event, None, None).await;
            return None;
        }
        Ok(Claim::Busy | Claim::Reused | Claim::Settled(())) => return None,
        Err(_) => return Some(false),
    };
    let seen = match see(app, company_id, &event).await {
        Ok(seen) => seen,
        Err(error) => {
            let left = turn::left(app, &event, Some(&error));
            tracing::warn!(company_id, code = error.code(), "a room is not where its interview is");
            turn::end(app, company_id, event, None, left).await;
            return Some(false);
        }
    };
    let (found, new) = match seen {
        Seen::There(found, new) => (Some(found), new),
        Seen::Gone(new) => (None, new),
        Seen::Unclear(noted) => {
            let left = turn::left(app, &event, None);
            record(app, company_id, event, (None, left), noted).await;
            return Some(false);
        }
    };
    let agreed = agree(app, company_id, (&event, found.as_deref()), Actor::Nobody, true).await;
    let is_settled = matches!(&agreed, Ok(None | Some(Agreed { is_barred: false, .. })));
    if let Err(error) = &agreed {
        tracing::warn!(company_id, code = error.code(), "a room is not where its interview is");
    }
    let (room, left) = turn::outcome(app, &event, &agreed);
    let left = left.map(Turn::settled);
    let is_recorded = record(app, company_id, event, (room, left), new).await;
    Some(is_settled && is_recorded)
}

/// Ends the turn at `event`, with its `room` and what is `left` to be done, and records it as the `new` one where
/// there is something new.
async fn record(
    app: &App,
    company_id: i64,
    event: ScheduledEvent,
    (room, left): (Option<Room>, Option<Turn>),
    new: Option<Box<ScheduledEvent>>,
) -> bool {
    let Some(new) = new else {
        turn::end(app, company_id, event, room, left).await;
        return true;
    };
    let new = new.held_in(room).after_turn(left);
    insist(|| app.store.put_event(company_id, &new)).await.is_ok()
}

/// What the calendar says of an interview, and as what it is to be recorded where that is news.
enum Seen {
    There(Box<Event>, Option<Box<ScheduledEvent>>),
    Gone(Option<Box<ScheduledEvent>>),
    /// Nothing that can be believed yet.
    Unclear(Option<Box<ScheduledEvent>>),
}

/// Asks its calendar for `event`, and compares by the rules by which calendars are read.
async fn see(app: &App, company_id: i64, event: &ScheduledEvent) -> Result<Seen> {
    if event.is_cancelled() {
        return Ok(Seen::Gone(None));
    }
    let session = session(app, company_id, event).await?;
    session.demand_maker(event)?;
    let (id, asked_at) = (event.event_id.as_str(), app.clock.now());
    let sight = session.call(|calendar| async move { calendar.sight(id).await }).await?;
    let told = told(app, company_id, event, (&sight, asked_at)).await?;
    let maker = session.maker(event.account.as_ref());
    Ok(match (compare(event, &maker, told, app.clock.now()), sight.event()) {
        (Verdict::Changed(new) | Verdict::Restored(new), Some(found)) => {
            Seen::There(Box::new(found), Some(new))
        }
        (Verdict::Changed(new) | Verdict::Restored(new), None) => Seen::Gone(Some(new)),
        // Another's calendar organizes it, which nobody asks here.
        (Verdict::Same, Some(found)) if !found.is_organizer => Seen::Unclear(None),
        (Verdict::Same, Some(found)) => Seen::There(Box::new(found), None),
        (Verdict::Same, None) => Seen::Unclear(None),
        (Verdict::Unclear(noted), _) => Seen::Unclear(noted),
    })
}

async fn session(app: &App, company: i64, event: &ScheduledEvent) -> Result<Session> {
    let id = ConnectionId { company, owner: event.organizer, provider: event.provider };
    Session::open(app, id, None).await
}

/// Finds out what is there of a request that broke off, and deletes its room where there is no event.
async fn of_request(app: &App, key: InvitationKey, row: Invitation) -> Option<bool> {
    let is_open = row.state == Progress::Attempting;
    if is_open && is_under_way(row.started_at, app.clock.now()) {
        return None;
    }
    let reached = reach(app, &key, &row).await;
    if let Err(error) = &reached {
        let (company_id, code) = (key.company_id, error.code());
        tracing::warn!(company_id, code, "a room may be left by a request that broke off");
        put_off(app, &key, row).await;
    }
    Some(reached.unwrap_or(false))
}

/// Whether nothing is left to be done.
async fn reach(app: &App, key: &InvitationKey, row: &Invitation) -> Result<bool> {
    let event = row.interview.clone().ok_or(Error::Internal)?;
    let session = session(app, key.company_id, &event).await?;
    let request = Some((key.clone(), row.clone()));
    match session.reach(Known { event, request }).await? {
        Reached::Absent { room } => Ok(room.is_none()),
        Reached::There(event) => {
            insist(|| app.store.put_event(key.company_id, &event)).await?;
            Ok(true)
        }
    }
}

/// Looks at `row` later, as at a further attempt; one that somebody has touched meanwhile is left alone.
async fn put_off(app: &App, key: &InvitationKey, row: Invitation) {
    let ending = match row.state {
        Progress::Refused => Ending::Refused,
        Progress::Attempting | Progress::Scheduled | Progress::Failed => Ending::Unknown,
    };
    let Ok(nonce) = random::bytes().map(u64::from_be_bytes) else { return };
    let taken = app.store.look_after(key, row, nonce, app.clock.now()).await;
    if let Ok(Some(row)) = taken
        && let Err(error) = app.store.record_invitation(key, row, ending).await
    {
        tracing::warn!(code = error.code(), "a request that broke off was not put off");
    }
}
