//! The room beside the calendar, which goes before its event: moved first, made anew where Zoom has lost it.
//!
//! Whatever breaks off afterwards, the next request finishes: moving twice moves once, and a room that was made
//! anew is found by its key.

use shared::app::App;
use shared::model::error::Result;
use shared::model::fault::{Fault, ProviderError};
use shared::model::interview::{Changes, Event, Room, Span};
use shared::model::provider::Provider;
use shared::model::warning::Warning;
use shared::scheduling::calendar::{Calendar, Session};
use shared::scheduling::room::{self, Host, Wanted};
use shared::store::ScheduledEvent;

/// A room in step with what is asked for.
pub(super) struct Followed {
    host: Option<Host>,
    /// As it was before.
    former: Room,
    /// The one that the interview has now.
    room: Room,
    warnings: Vec<Warning>,
}

/// Brings the room of `known` to where `changes` want the interview; `None` where it has none, or none of them
/// concerns it.
///
/// # Errors
/// Zoom's refusals and outages, before anything else is changed.
pub(super) async fn follow(
    app: &App,
    session: &Session,
    known: &ScheduledEvent,
    changes: &Changes,
) -> Result<Option<Followed>> {
    let Some(former) = known.room.clone() else { return Ok(None) };
    let span = changes.when.as_ref().map(|when| when.span);
    let topic = changes.title.as_deref();
    let still = Followed { host: None, room: former.clone(), former, warnings: Vec::new() };
    if span.is_none() && topic.is_none() {
        return Ok(Some(still));
    }
    let company = session.company_id();
    let Some(host) = room::of(app, company, &still.former, session.user_id()).await? else {
        return Ok(Some(still.warned()));
    };
    let result = match host.follow(&still.former, topic, span).await {
        Ok(true) => Ok(still.by(host.clone())),
        Ok(false) => anew(&host, known, changes, still).await,
        Err(error) if is_barred(&error) => Ok(still.warned()),
        Err(error) => Err(host.error(error)),
    };
    host.audit("move_room", &result);
    let followed = result?;
    host.note_use().await;
    Ok(Some(followed))
}

/// Whether no request of this connection can change the room: a scope lacks, or the meeting has begun.
fn is_barred(error: &ProviderError) -> bool {
    matches!(error.fault, Fault::Permission | Fault::Rejected)
}

/// A room that Zoom has lost is made anew, under a key that tells which it replaces.
async fn anew(
    host: &Host,
    known: &ScheduledEvent,
    changes: &Changes,
    still: Followed,
) -> Result<Followed> {
    let own = Span { start: known.start, end: known.end };
    let wanted = Wanted {
        topic: changes.title.as_deref().unwrap_or(&known.title),
        span: changes.when.as_ref().map_or(own, |when| when.span),
        key: &format!("instead-of-{}", still.former.meeting_id),
        may_be_there: true,
    };
    let made = host.make(wanted).await.map_err(|error| host.error(error))?;
    let (room, warnings) = (made.room, made.warnings);
    Ok(Followed { host: Some(host.clone()), room, warnings, ..still })
}

impl Followed {
    fn by(self, host: Host) -> Self {
        Self { host: Some(host), ..self }
    }

    fn warned(self) -> Self {
        Self { warnings: vec![Warning::room_not_moved(Provider::Zoom)], ..self }
    }

    /// `changes` with the link where people look for it.
    ///
    /// # Errors
    /// The calendar's, where its place is to be read.
    pub(super) async fn placed(
        &self,
        session: &Session,
        event_id: &str,
        changes: Changes,
    ) -> Result<Changes, ProviderError> {
        let location = match &changes.location {
            Some(location) => self.room.place(location),
            None if self.room == self.former => return Ok(changes),
            None => {
                let find = |calendar: Calendar| async move { calendar.find(event_id).await };
                let Some(current) = session.call(find).await? else { return Ok(changes) };
                self.room.place_after(&self.former, &current.content.location)
            }
        };
        Ok(Changes { location: Some(location), ..changes })
    }

    /// The interview with its room.
    pub(super) fn held(&self, event: ScheduledEvent) -> ScheduledEvent {
        event.held_in(Some(self.room.clone()))
    }

    /// What users may want to know.
    pub(super) fn warnings(&self) -> Vec<Warning> {
        self.warnings.clone()
    }

    /// Back to where a person has put the interview meanwhile; as well as can be done now.
    pub(super) async fn return_to(&self, event: &Event) {
        if let Some(host) = &self.host {
            let title = Some(event.content.title.as_str());
            if let Err(error) = host.follow(&self.room, title, event.content.span).await {
                tracing::warn!(%error, "a room is not where its interview is");
            }
        }
    }

    /// After the calendar's `error`, as well as can be done now: a room that was made anew goes, since nothing
    /// would lead to it, and one that was moved goes back where the change was refused for good. Where the
    /// calendar may have taken the change it stays: the next request finishes.
    pub(super) async fn undo(&self, known: &ScheduledEvent, error: &ProviderError) {
        if self.room != self.former {
            self.leave().await;
        } else if let Some(host) = self.host.as_ref().filter(|_| is_barred(error)) {
            let span = Span { start: known.start, end: known.end };
            let returned = host.follow(&self.room, Some(&known.title), Some(span)).await;
            if let Err(error) = returned {
                tracing::warn!(%error, "a room is not where its interview is");
            }
        }
    }

    /// Deletes the room of an interview that is gone; as well as can be done now.
    pub(super) async fn leave(&self) {
        if let Some(host) = &self.host
            && let Err(error) = host.remove(&self.room).await
        {
            tracing::warn!(%error, "the room of an interview that is gone was left");
        }
    }
}
