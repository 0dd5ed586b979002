//! Deleting the room beside the calendar, with its interview or later: in a turn of one's own, so that nobody moves
//! it, or makes it anew, at the same time.

use crate::app::App;
use crate::model::error::{Error, Result};
use crate::model::fault::Fault;
use crate::model::provider::Provider;
use crate::model::warning::Warning;
use crate::people::actor::Actor;
use crate::people::employer::Employer;
use crate::scheduling::calendar::Session;
use crate::scheduling::room::{Agreed, agree};
use crate::scheduling::turn;
use crate::store::{EventState, Known, ScheduledEvent, insist};

/// Cancels `event`, and deletes its room. Where no request can at present, because its connection is gone, lacks the
/// scope or the meeting has begun, that is told.
///
/// # Errors
/// As [`super::call_off`]; after Zoom's, the interview is cancelled, and the schedule or the next request tries again.
pub(super) async fn cancel(
    app: &App,
    session: &Session,
    (event, is_stored): (ScheduledEvent, bool),
) -> Result<Option<Warning>> {
    let company_id = session.company_id();
    let taken = turn::take(app, (company_id, session.actor(), true), &event, is_stored).await?;
    // Whose it is was found out, where that was not noted.
    let event = ScheduledEvent { account: event.account, ..taken.event };
    let is_left = taken.is_left;
    if event.state == EventState::Cancelled {
        return clear(app, (company_id, session.actor()), event, is_left).await;
    }
    let called = super::call(session, &event).await;
    let was_there = called.as_ref().is_ok_and(|was_there| *was_there);
    if called.is_ok() && !was_there && !super::is_believed(app, &event, is_left) {
        turn::end(app, company_id, event, None, None).await;
        return Err(Error::ProviderUnavailable(session.provider().into()));
    }
    if let Err(error) = called {
        let is_open = matches!(error.fault, Fault::Transient | Fault::OutcomeUnknown);
        let error = Error::from(error);
        let left = turn::left(app, &event, Some(&error)).filter(|_| is_open || is_left);
        turn::end(app, company_id, event, None, left).await;
        return Err(error);
    }
    let agreed = agree(app, company_id, (&event, None), session.actor(), is_left).await;
    let (room, left) = turn::outcome(app, &event, &agreed);
    let event = super::gone(app, event, was_there).held_in(room).after_turn(left);
    let event = session.changed(event);
    insist(|| app.store.put_event(company_id, &event)).await?;
    agreed.map(warning)
}

/// Does what an earlier request could not do about the room of an interview that is cancelled.
///
/// # Errors
/// Zoom's refusals for now, and outages: the schedule or the next request tries again.
pub(super) async fn finish(app: &App, employer: Employer, known: Known) -> Result<Option<Warning>> {
    let Known { event, request } = known;
    if event.room.as_ref().is_none_or(|room| room.is_done) {
        return Ok(None);
    }
    let (company_id, actor) = (employer.company_id, employer.actor());
    let taken =
        turn::take(app, (company_id, Actor::Nobody, false), &event, request.is_none()).await?;
    clear(app, (company_id, actor), taken.event, true).await
}

/// Deletes the room of `event`, which is cancelled.
async fn clear(
    app: &App,
    (company_id, actor): (i64, Actor),
    event: ScheduledEvent,
    is_left: bool,
) -> Result<Option<Warning>> {
    let agreed = agree(app, company_id, (&event, None), actor, is_left).await;
    let (room, left) = turn::outcome(app, &event, &agreed);
    turn::end(app, company_id, event, room, left).await;
    agreed.map(warning)
}

fn warning(agreed: Option<Agreed>) -> Option<Warning> {
    let is_barred = agreed.is_some_and(|agreed| agreed.is_barred);
    is_barred.then(|| Warning::room_left(Provider::Zoom))
}
