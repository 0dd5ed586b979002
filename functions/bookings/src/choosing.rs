//! Choosing a time, or another one. The hour is held, looked at once more, and then the interview is made or moved.

use serde::Deserialize;
use shared::model::error::{Error, Result, Sought};
use shared::model::interview::{Span, exact_instant};
use shared::scheduling::choice::{booked, let_go, note_held};
use shared::store::{Booked, Choice, Hold, Link, ScheduledEvent};
use shared::words::Text;

use crate::failed::Failed;
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
    let zone = zone.unwrap_or(&visit.link.timezone);
    let start = exact_instant("start_time", &body.start_time, zone)?;
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
    let (was_booked, again) = (visit.booked().is_some(), visit.clone());
    // Boxed, as what it calls: a choice holds a whole interview, and each layer would keep room for it.
    match Box::pin(carry_out(visit, link, span)).await {
        // What was to be moved was cancelled meanwhile; by the candidate, another is made.
        Err(Error::NotFound(Sought::Interview)) if was_booked => {
            Box::pin(choose(again.again().await?, body)).await
        }
        chosen => chosen,
    }
}

/// What is told of a time that is not free any more: those that are.
async fn taken(visit: &Visit) -> Result<Error> {
    let session = visit.session().await?;
    let attending = visit.attending(&session).await?;
    let free = visit.free(&session, &attending).await?;
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
        Err(Failed::Surely(error)) => {
            visit.note(link, |link| Link { choice: None, ..link }).await?;
            Err(error)
        }
        Err(Failed::Perhaps(error)) => {
            let left = |link: Link| Link { choice: link.choice.map(Choice::left), ..link };
            visit.note(link, left).await?;
            found_out(&visit, span, error).await
        }
    }
}

/// What came of a choice of `span` that broke off with `error`, where that can be found out at once. Else its hour stays
/// held, since its interview may stand.
async fn found_out(visit: &Visit, span: Span, error: Error) -> Result<View> {
    match Box::pin(visit.again().await?.settled()).await {
        Ok(seen) if seen.booked() == Some(span) => seen.view().await,
        Ok(_) => Err(error),
        Err(unknown) => {
            let (code, why) = (error.code(), unknown.code());
            tracing::warn!(code, why, "an hour stays held: its interview may have been made");
            Err(error)
        }
    }
}

/// The interview of `span`, and what was free beside it, while the hour is held. What is made, the table tells; what is
/// certainly not made is held no more.
async fn held(
    visit: &Visit,
    link: &Link,
    span: Span,
) -> Result<(ScheduledEvent, Vec<Span>), Failed> {
    let made = Box::pin(made(visit, link, span)).await;
    let (app, key, number) = (&visit.app, &visit.key, link.number);
    match made {
        Ok(_) => note_held(app, key, number).await,
        Err(Failed::Surely(_)) => let_go(app, key, number).await,
        Err(Failed::Perhaps(_)) => {}
    }
    made
}

async fn made(
    visit: &Visit,
    link: &Link,
    span: Span,
) -> Result<(ScheduledEvent, Vec<Span>), Failed> {
    let session = visit.session().await?;
    let (app, company) = (&visit.app, visit.key.company);
    let attending = visit.attending(&session).await?;
    let whose = (attending.involved.clone(), link.rules.padded(span));
    let hold = Hold::new(&visit.key, link, whose, app.clock.now());
    let is_held = app.store.hold_time(company, &hold).await?;
    let free = visit.free(&session, &attending).await?;
    if !is_held || !free.contains(&span) {
        return Err(Error::SlotTaken(visit.slots(&free)).into());
    }
    let event = Box::pin(visit.made(&session, link, span)).await?;
    Ok((event, free))
}
