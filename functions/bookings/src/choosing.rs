//! Choosing a time, or another one. The hour is held, looked at once more, and then the interview is made or moved.

use serde::Deserialize;
use shared::model::error::{Error, Result};
use shared::model::interview::{Span, instant};
use shared::scheduling::choice::booked;
use shared::store::{Booked, Link, ScheduledEvent};
use shared::words::Text;

use crate::view::View;
use crate::visit::Visit;

/// The request.
#[derive(Debug, Deserialize)]
pub(super) struct Body {
    /// Of one of the times that are offered: with an offset, or a local time of `timezone`.
    start_time: String,
    /// An IANA name; the link's own where absent. Of one that nobody knows, no local time is read.
    #[serde(default)]
    timezone: Option<String>,
}

impl Body {
    pub(super) fn timezone(&self) -> Option<&str> {
        self.timezone.as_deref()
    }
}

/// Books the time that `body` names with the link of `visit`, or moves what is booked.
///
/// # Errors
/// As [`crate::handle`].
pub(super) async fn choose(visit: Visit, body: &Body) -> Result<View> {
    let zone = body.timezone().filter(|name| !name.trim().is_empty());
    let start = instant("start_time", &body.start_time, zone.unwrap_or(&visit.link.timezone))?;
    let end = start.saturating_add(visit.link.rules.duration()).unwrap_or(start);
    let span = Span { start, end };
    if !visit.is_offerable(span) {
        let text = Text::new("slot-not-offered").with("field", "start_time");
        return Err(Error::InvalidRequest(text));
    }
    let visit = visit.settled().await?;
    if visit.booked() == Some(span) {
        return visit.view().await;
    }
    if visit.is_late() {
        return Err(Error::BookingTooLate);
    }
    if !visit.offers() {
        return Err(Error::BookingClosed);
    }
    if visit.is_past(span) {
        return Err(taken(&visit).await?);
    }
    let Some(link) = visit.taken(span).await? else {
        // Another tab was faster: it is waited for, and what it has chosen is moved, or is the same.
        return Box::pin(choose(visit.again().await?, body)).await;
    };
    // Boxed, as what it calls: a choice holds a whole interview, and each layer would keep room for it.
    Box::pin(carry_out(visit, link, span)).await
}

/// What is told of a time that is not free any more: those that are.
async fn taken(visit: &Visit) -> Result<Error> {
    let session = visit.session().await?;
    let free = visit.free(&session, None).await?;
    Ok(Error::SlotTaken(visit.slots(&free)))
}

/// Makes the choice `span` of `link`, or takes it back.
async fn carry_out(visit: Visit, link: Link, span: Span) -> Result<View> {
    match Box::pin(held(&visit, &link, span)).await {
        Ok((event, mut free)) => {
            let noted = visit.note(link, |link| booked(link, &event)).await;
            if let Err(error) = noted {
                // It stands, and whoever comes next finds it.
                tracing::error!(
                    alarm = "record_failed",
                    code = error.code(),
                    "a booking was not noted"
                );
            }
            free.retain(|other| !other.overlaps(span));
            let state = shared::model::booking::State::Booked;
            let booked = Some(Booked { event_id: event.event_id.clone(), span });
            let link = Link { state, booked, choice: None, ..visit.link.clone() };
            Ok(Visit { link, event: Some(event), ..visit }.with(&free))
        }
        Err(error) => {
            let is_open = is_open(&error);
            let undone = |link: Link| {
                let choice = link.choice.filter(|_| is_open).map(shared::store::Choice::left);
                Link { choice, ..link }
            };
            visit.note(link, undone).await?;
            Err(error)
        }
    }
}

/// The interview of `span`, and what was free beside it, while the hour is held.
async fn held(visit: &Visit, link: &Link, span: Span) -> Result<(ScheduledEvent, Vec<Span>)> {
    let session = visit.session().await?;
    let (store, calendar) = (&visit.app.store, session.calendar(visit.key.company));
    let padded = link.rules.padded(span);
    let Some(hold) = store.hold_time(&calendar, padded).await? else {
        return Err(taken(visit).await?);
    };
    let made = async {
        let free = visit.free(&session, Some(&hold)).await?;
        if !free.contains(&span) {
            return Err(Error::SlotTaken(visit.slots(&free)));
        }
        let event = Box::pin(visit.made(&session, link, span)).await?;
        Ok((event, free))
    };
    let made = made.await;
    // One that stays ends by itself; where nobody knows what was made, it must.
    if made.as_ref().err().is_none_or(|error| !is_open(error)) {
        store.let_go(&calendar, &hold).await.ok();
    }
    made
}

/// Whether something may have been made all the same.
const fn is_open(error: &Error) -> bool {
    matches!(
        error,
        Error::OutcomeUnknown(_)
            | Error::ProviderUnavailable(_)
            | Error::StorageUnavailable
            | Error::InProgress
            | Error::TimedOut
            | Error::Internal
    )
}
