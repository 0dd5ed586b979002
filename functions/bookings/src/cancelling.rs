//! Cancelling the interview that was chosen, until an hour before it.

use shared::model::error::{Error, Result};
use shared::scheduling::calendar::may_organize;
use shared::scheduling::cancelling::call_off;
use shared::scheduling::finding::find_out;
use shared::store::{Known, Link, ScheduledEvent};

use crate::view::View;
use crate::visit::Visit;

/// Cancels the interview of `visit`, after which another time can be chosen. Where none stands, that is success.
///
/// # Errors
/// As [`crate::handle`].
pub(super) async fn cancel(visit: Visit) -> Result<View> {
    let visit = visit.settled().await?;
    let standing = visit.event.clone().filter(|event| !event.is_cancelled());
    let Some(event) = standing else { return visit.view().await };
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
        Ok(visit) => visit.view().await,
        // It was offered until now.
        Err(Error::NotFound(_)) => Ok(seen.with(&[])),
        Err(error) => Err(error),
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
