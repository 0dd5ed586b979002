//! An interview that is cancelled because its calendar said so, not by a request: it may stand there again, and its
//! guests come.

use crate::app::App;
use crate::connection::Maker;
use crate::model::error::{Error, Result};
use crate::model::interview::Sight;
use crate::people::employer::Employer;
use crate::scheduling::calendar::Session;
use crate::store::{Known, Save, ScheduledEvent, insist};

/// The cancelled interview `known`, which is not in its calendar afterwards, as far as that can be asked.
///
/// # Errors
/// The calendar's refusals, and outages: it may stand.
pub(super) async fn confirm(app: &App, employer: Employer, known: Known) -> Result<Known> {
    if !known.event.is_open_in_calendar() {
        return Ok(known);
    }
    match Session::of_organizer(app, employer, &known.event).await {
        Ok(session) if session.maker(known.event.account.as_ref()) == Maker::Connected => {
            let result = cancel(app, &session, &known.event).await;
            let event = session.conclude("cancel_event", result).await?;
            Ok(Known { event: event.unwrap_or(known.event), ..known })
        }
        // Nobody can ask its calendar: what that has said last holds.
        Ok(_) => Ok(known),
        Err(
            Error::NotConnected(_)
            | Error::ReauthorizationRequired(_)
            | Error::OrganizerUnavailable { .. },
        ) => Ok(known),
        Err(error) => Err(error),
    }
}

/// Cancels it where it stands; as it is stored then.
async fn cancel(
    app: &App,
    session: &Session,
    event: &ScheduledEvent,
) -> Result<Option<ScheduledEvent>> {
    let id = event.event_id.as_str();
    match session.call(|calendar| async move { calendar.sight(id).await }).await? {
        Sight::There(found) if found.is_organizer => {}
        Sight::There(_) | Sight::Deleted | Sight::Absent => return Ok(None),
    }
    super::call(session, event).await?;
    let company_id = session.company_id();
    let done = session.changed(event.clone());
    let saved = insist(|| app.store.rewrite_cancelled(company_id, &done)).await?;
    if saved == Save::Lost {
        // It was found to stand meanwhile.
        insist(|| app.store.put_event(company_id, &done)).await?;
    }
    app.store.event(company_id, event.provider, id).await
}
