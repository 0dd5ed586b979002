//! Cancelling the interview that was chosen, until an hour before it.

use shared::model::booking::State;
use shared::model::error::{Error, Result};
use shared::scheduling::calendar::may_organize;
use shared::scheduling::cancelling::call_off;
use shared::store::{Known, Link};

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
    Box::pin(call_off(app, employer, (known, &read))).await?;
    let cancelled = |link: Link| match link.state {
        // A recruiter has taken the link back meanwhile.
        State::Revoked | State::Expired => link,
        State::Open | State::Booked | State::Cancelled => {
            Link { state: State::Cancelled, booked: None, ..link }
        }
    };
    visit.note(visit.link.clone(), cancelled).await?;
    let link = Link { state: State::Cancelled, booked: None, ..visit.link.clone() };
    let seen = Visit { link, event: None, offered: None, ..visit };
    match seen.again().await {
        Ok(visit) => visit.view().await,
        // It was offered until now.
        Err(Error::NotFound(_)) => Ok(seen.with(&[])),
        Err(error) => Err(error),
    }
}
