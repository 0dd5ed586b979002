//! Cancelling an interview, whoever asks for it, and telling its guests.
//!
//! Cancelling what is cancelled, or was deleted in the calendar, is success: what was asked for is
//! the case, for which the calendar is asked where it was not done here. A room beside the calendar goes after its
//! event: while guests may still come, it is there.

mod by_id;
mod cancelled;
mod room;

pub use self::by_id::call_off_by_id;
use crate::app::App;
use crate::connecting::access::Read;
use crate::model::error::{Error, Result};
use crate::model::fault::ProviderError;
use crate::model::provider::Provider;
use crate::model::warning::Warning;
use crate::people::employer::Employer;
use crate::scheduling::absence;
use crate::scheduling::attempt::{self, Begun};
use crate::scheduling::calendar::{Reached, Session};
use crate::store::{EventState, Known, ScheduledEvent, insist};

/// Cancels the interview `known` for `employer` of its company, beside which the connections that may organize it were
/// `read`; what is left to be done by hand.
///
/// # Errors
/// No connection, a dead grant, another account than the one that made it (409); the provider's refusals; outages.
pub async fn call_off(
    app: &App,
    employer: Employer,
    (known, read): (Known, &Read),
) -> Result<Option<Warning>> {
    if known.event.state == EventState::Cancelled {
        let known = cancelled::confirm(app, employer, known).await?;
        return room::finish(app, employer, known).await;
    }
    let session = Session::of_organizer_read(app, employer, (&known.event, read)).await?;
    let result = cancel(app, &session, known).await;
    session.conclude("cancel_event", result).await
}

/// The calendar first: an item that says "cancelled" while guests still come would be a lie.
async fn cancel(app: &App, session: &Session, known: Known) -> Result<Option<Warning>> {
    let is_stored = known.request.is_none();
    let event = match session.reach(known).await? {
        Reached::There(event) => *event,
        // What was never made is not there: that is what was asked for.
        Reached::Absent { room } => return Ok(room.map(|_| Warning::room_left(Provider::Zoom))),
    };
    if event.room.is_some() {
        return room::cancel(app, session, (event, is_stored)).await;
    }
    let begun = match attempt::begin(app, session, (event.clone(), true)).await {
        // Somebody was faster: what is left to do is done once more.
        Err(Error::NotFound(_)) => Begun::unnoted(event),
        begun => begun?,
    };
    carry_out(app, session, begun).await?;
    Ok(None)
}

/// Cancels the interview `begun`, of which is noted that this is under way.
async fn carry_out(app: &App, session: &Session, begun: Begun) -> Result<()> {
    let company_id = session.company_id();
    let is_again = begun.may_be_cancelled(session, app.clock.now());
    let was_there = match call(session, &begun.event).await {
        Ok(was_there) if was_there || is_believed(app, &begun.event, is_again) => was_there,
        Ok(_) => return doubted(app, company_id, &begun).await,
        Err(error) => {
            let error = Error::from(error);
            attempt::release(app, company_id, &begun, &error).await;
            return Err(error);
        }
    };
    let event = session.changed(gone(app, begun.event, was_there));
    let record = insist(|| app.store.put_event(company_id, &event));
    tokio::join!(record, session.note_use()).0.map(drop)
}

/// Takes the note of `begun` back, since its calendar says not to have it and is not believed.
///
/// # Errors
/// [`Error::ProviderUnavailable`], unless somebody else has cancelled it meanwhile: that is why it is not there.
async fn doubted(app: &App, company_id: i64, begun: &Begun) -> Result<()> {
    attempt::free(app, company_id, begun).await;
    let event = &begun.event;
    match app.store.event(company_id, event.provider, &event.event_id).await? {
        Some(stored) if stored.is_cancelled() => Ok(()),
        _ => Err(Error::ProviderUnavailable(event.provider.into())),
    }
}

/// Whether `event`, which its calendar says not to have, counts as cancelled. Who wants it gone is content with one
/// word, but where it was made a moment ago, unless a request before this one may have cancelled it (`is_again`):
/// whoever reads the calendar finds it there otherwise, and guests come meanwhile.
fn is_believed(app: &App, event: &ScheduledEvent, is_again: bool) -> bool {
    is_again || !absence::is_young(event, app.clock.now())
}

/// `event` once it is cancelled, which its calendar has told just now where it `was_there`.
fn gone(app: &App, event: ScheduledEvent, was_there: bool) -> ScheduledEvent {
    let seen_at = if was_there { Some(app.clock.now()) } else { event.seen_at };
    ScheduledEvent { seen_at, ..event.cancelled() }
}

/// Cancels `event` in the calendar; whether that knew of it.
async fn call(session: &Session, event: &ScheduledEvent) -> Result<bool, ProviderError> {
    let id = event.event_id.as_str();
    session.call(|calendar| async move { calendar.cancel(id).await }).await
}
