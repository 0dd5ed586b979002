//! One request at a time at an interview and its room: see [`Turn`].

use crate::app::App;
use crate::model::error::{Error, Result, Sought};
use crate::model::interview::{Room, Turn};
use crate::model::ledger::Claim;
use crate::people::actor::Actor;
use crate::platform::random;
use crate::scheduling::room::Agreed;
use crate::store::{ScheduledEvent, TakenTurn, in_turn, insist};

/// Takes the turn at `event` of the company, as it is stored then, for `actor`, to cancel it where `may_cancel`; waits
/// while somebody else has it. One that has no item yet (`is_stored`) gets one.
///
/// # Errors
/// [`Error::InProgress`] where that takes too long; [`Error::NotFound`] where it is gone; outages.
pub async fn take(
    app: &App,
    (company_id, actor, may_cancel): (i64, Actor, bool),
    event: &ScheduledEvent,
    is_stored: bool,
) -> Result<TakenTurn> {
    if !is_stored {
        insist(|| app.store.put_event(company_id, event)).await?;
    }
    let nonce = u64::from_be_bytes(random::bytes()?);
    let claim = in_turn(|| async {
        let now = app.clock.now();
        let turn = Turn::new(nonce, now).of(actor.user()).to(actor.is_candidate(), may_cancel);
        app.store.take_turn(company_id, event, turn, now).await
    });
    match claim.await? {
        Claim::Granted(taken) => Ok(taken),
        Claim::Busy | Claim::Reused => Err(Error::InProgress),
        Claim::Settled(()) => Err(Error::NotFound(Sought::Interview)),
    }
}

/// The room that the interview has after it was brought to where `event` is, or tried to be; and what that left to
/// be done.
pub fn outcome(
    app: &App,
    event: &ScheduledEvent,
    agreed: &Result<Option<Agreed>>,
) -> (Option<Room>, Option<Turn>) {
    match agreed {
        Ok(None) => (None, None),
        // Somebody may connect again, and a meeting ends.
        Ok(Some(Agreed { room, is_barred: true })) => (Some(room.clone()), left(app, event, None)),
        Ok(Some(Agreed { room, is_barred: false })) => (Some(room.clone()), None),
        Err(error) => (event.room.clone(), left(app, event, Some(error))),
    }
}

/// Ends the turn at `event`, with `room` as its room, where nothing else of it has changed; `left` where something is
/// left to be done. What can't be written is left to the schedule, which is told by the turn itself.
pub async fn end(
    app: &App,
    company_id: i64,
    event: ScheduledEvent,
    room: Option<Room>,
    left: Option<Turn>,
) {
    let event = event.held_in(room);
    let ended = insist(|| app.store.end_turn(company_id, &event, left.as_ref())).await;
    if let Err(error) = ended {
        tracing::warn!(code = error.code(), "a turn at an interview was not ended");
    }
}

/// What the turn of `event` leaves because of `error`.
pub fn left(app: &App, event: &ScheduledEvent, error: Option<&Error>) -> Option<Turn> {
    let retry_after = error.and_then(Error::retry_after);
    event.turn.clone().map(|turn| turn.left(app.clock.now(), retry_after))
}
