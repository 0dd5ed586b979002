//! Cancelling the interview that was chosen, until an hour before it.

use std::time::Duration;

use shared::model::error::{Error, Result};
use shared::platform::deadline::{self, RESERVE};
use shared::scheduling::calendar::may_organize;
use shared::scheduling::cancelling::call_off;
use shared::scheduling::finding::find_out;
use shared::store::{Known, Link, ScheduledEvent};

use crate::view::View;
use crate::visit::Visit;

/// The longest that an answer waits for the times that are free then.
const TIME_BOX: Duration = Duration::from_secs(4);

/// Cancels the interview of `visit`, after which another time can be chosen. Where none stands, that is success, whatever
/// the calendar answers.
///
/// # Errors
/// As [`crate::handle`].
pub(super) async fn cancel(visit: Visit) -> Result<View> {
    let visit = visit.settled().await?;
    let standing = visit.event.clone().filter(|event| !event.is_cancelled());
    let Some(event) = standing else { return Ok(unbooked(&visit).await) };
    if visit.is_late() {
        return Err(Error::BookingTooLate);
    }
    let known = Known { event, request: None };
    let (app, employer) = (&visit.app, visit.employer());
    let read = may_organize(app, employer, known.event.provider).await?;
    let event = known.event.clone();
    if let Err(error) = Box::pin(call_off(app, employer, (known, &read))).await {
        found_out(&visit, &event, error).await?;
    }
    // What can't be noted now, the interview tells whoever comes next.
    if let Err(error) = visit.note(visit.link.clone(), Link::unbooked).await {
        tracing::warn!(code = error.code(), "a cancellation was not noted with its link");
    }
    let seen = Visit { link: visit.link.clone().unbooked(), event: None, offered: None, ..visit };
    match seen.again().await {
        Ok(visit) => Ok(unbooked(&visit).await),
        // It was offered until now, or nobody can tell what else there is of it.
        Err(_) => Ok(seen.with(&[])),
    }
}

/// What is told of `visit`, in which nothing is booked: that is so whether or not anybody knows what is free.
async fn unbooked(visit: &Visit) -> View {
    match deadline::limit(TIME_BOX, RESERVE, visit.view()).await {
        Ok(Ok(view)) => view,
        Ok(Err(error)) => {
            tracing::info!(code = error.code(), "nobody tells what is free");
            visit.with(&[])
        }
        Err(_) => visit.with(&[]),
    }
}

/// Whether the interview `event` is cancelled although that broke off with `error`.
///
/// # Errors
/// `error` where it stands, or nobody can find that out now.
async fn found_out(visit: &Visit, event: &ScheduledEvent, error: Error) -> Result<()> {
    let store = &visit.app.store;
    let Ok(Some(noted)) = store.event(visit.key.company, event.provider, &event.event_id).await
    else {
        return Err(error);
    };
    if find_out(&visit.app, visit.employer(), &noted).await.is_err() {
        return Err(error);
    }
    match store.event(visit.key.company, event.provider, &event.event_id).await {
        Ok(Some(event)) if event.is_cancelled() => Ok(()),
        _ => Err(error),
    }
}
