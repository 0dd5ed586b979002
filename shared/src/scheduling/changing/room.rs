//! The room beside the calendar, which goes before its event: moved first, made anew where Zoom has lost it.
//!
//! The turn at the interview is noted before. So whatever breaks off, the next request of the interview, or the
//! schedule, brings the room to where the calendar has the event ([`room::agree`]).

use crate::app::App;
use crate::model::error::{Error, Result};
use crate::model::fault::{Fault, ProviderError};
use crate::model::interview::{Changes, Room, Span};
use crate::model::provider::Provider;
use crate::model::warning::Warning;
use crate::scheduling::calendar::{Calendar, Session};
use crate::scheduling::room::{self, Host, Wanted, is_barred};
use crate::store::ScheduledEvent;

/// A room in step with what is asked for.
pub(super) struct Followed {
    /// As it was before.
    former: Room,
    /// The one that the interview has now.
    room: Room,
    /// Whether anything was done at Zoom.
    pub(super) is_moved: bool,
    /// Whether nobody could change it now: that may pass.
    pub(super) is_barred: bool,
    pub(super) warnings: Vec<Warning>,
}

/// Why a room did not follow.
pub(super) struct Stopped {
    pub(super) error: Error,
    /// Whether it certainly is as it was.
    pub(super) is_unmoved: bool,
}

impl From<Error> for Stopped {
    /// Before Zoom was asked for anything.
    fn from(error: Error) -> Self {
        Self { error, is_unmoved: true }
    }
}

/// Brings `former`, the room of `known`, to where `changes` want the interview.
///
/// # Errors
/// Zoom's refusals and outages, before anything else is changed.
pub(super) async fn follow(
    app: &App,
    session: &Session,
    (known, former): (&ScheduledEvent, Room),
    changes: &Changes,
) -> Result<Followed, Stopped> {
    let (mut span, mut topic) =
        (changes.when.as_ref().map(|when| when.span), changes.title.as_deref());
    if former.is_lost {
        // Whatever is changed, its guests get a link that leads somewhere.
        span = span.or(Some(Span { start: known.start, end: known.end }));
        topic = topic.or(Some(&known.title));
    }
    let still = Followed {
        room: former.clone(),
        former,
        is_moved: false,
        is_barred: false,
        warnings: Vec::new(),
    };
    if span.is_none() && topic.is_none() {
        return Ok(still);
    }
    let id = still.former.host();
    let Some(host) = room::of(app, session.company_id(), &id, session.actor()).await? else {
        return Ok(still.warned());
    };
    let (result, is_unmoved) = match host.follow(&still.former, topic, span).await {
        Ok(true) => (Ok(still.moved(&host, span)), false),
        Ok(false) => (anew(&host, known, changes, still).await, false),
        Err(error) if is_barred(&error) => (Ok(still.warned()), true),
        Err(error) => {
            let is_unmoved = !may_be_done(&error);
            (Err(error), is_unmoved)
        }
    };
    let result = result.map_err(|error| host.error(error));
    host.audit("move_room", &result);
    let followed = result.map_err(|error| Stopped { error, is_unmoved })?;
    host.note_use().await;
    Ok(followed)
}

/// Whether what was refused with `error` may have been done: a write that was not answered, or not understood.
pub(super) const fn may_be_done(error: &ProviderError) -> bool {
    matches!(error.fault, Fault::Transient | Fault::OutcomeUnknown)
}

/// A room that Zoom has lost is made anew, under a key that tells which it replaces. An earlier request may have made
/// it, for whichever time that wanted.
async fn anew(
    host: &Host,
    known: &ScheduledEvent,
    changes: &Changes,
    still: Followed,
) -> Result<Followed, ProviderError> {
    let own = Span { start: known.start, end: known.end };
    let span = changes.when.as_ref().map_or(own, |when| when.span);
    let topic = changes.title.as_deref().unwrap_or(&known.title);
    let key = &still.former.successor_key();
    if let Some(room) = host.find(key).await?
        && host.follow(&room, Some(topic), Some(span)).await?
    {
        return Ok(Followed { room, ..still.moved(host, Some(span)) });
    }
    let made = host.make(Wanted { topic, span, key }).await?;
    Ok(Followed { room: made.room, is_moved: true, warnings: made.warnings, ..still })
}

impl Followed {
    fn moved(self, host: &Host, span: Option<Span>) -> Self {
        let early = span.and_then(|span| host.ends_early(span));
        let (room, warnings) = (self.room.found(true), early.into_iter().collect());
        Self { room, is_moved: true, warnings, ..self }
    }

    fn warned(self) -> Self {
        Self { is_barred: true, warnings: vec![Warning::room_not_moved(Provider::Zoom)], ..self }
    }

    /// Whether another room has taken the place of the former one.
    pub(super) fn is_replaced(&self) -> bool {
        self.room.meeting_id != self.former.meeting_id
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
            None if !self.is_replaced() => return Ok(changes),
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
}
