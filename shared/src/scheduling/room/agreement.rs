//! Bringing a room to its interview, as the calendar has it.

use super::{Host, is_barred};
use crate::app::App;
use crate::model::error::Result;
use crate::model::fault::ProviderError;
use crate::model::interview::{Event, Room};
use crate::people::actor::Actor;
use crate::store::ScheduledEvent;

/// A room that is where it should be.
#[derive(Clone, Debug)]
pub struct Agreed {
    /// The one that the interview has, or had.
    pub room: Room,
    /// Whether it is not there after all, since nobody can change it: its connection is gone, lacks the scope, or
    /// the meeting has begun.
    pub is_barred: bool,
}

/// Brings the room of `known`, for `actor`, to where the calendar has its event; where
/// that is gone, so is the room afterwards. Where a request was making another in its place (`is_replaced`), that one
/// is looked for, and stays if the event leads to it.
///
/// `None` where the interview has no room.
///
/// # Errors
/// Zoom's refusals for now, and outages.
pub async fn agree(
    app: &App,
    company: i64,
    (known, event): (&ScheduledEvent, Option<&Event>),
    actor: Actor,
    is_replaced: bool,
) -> Result<Option<Agreed>> {
    let Some(room) = known.room.clone() else { return Ok(None) };
    let Some(host) = super::of(app, company, &room.host(), actor).await? else {
        return Ok(Some(Agreed { room, is_barred: true }));
    };
    let result = match event {
        Some(event) => host.bring(room.clone(), event, is_replaced).await,
        None => host.clear(room.clone(), is_replaced).await,
    };
    let result = match result {
        Ok(room) => Ok(Some(Agreed { room, is_barred: false })),
        Err(error) if is_barred(&error) => Ok(Some(Agreed { room, is_barred: true })),
        Err(error) => Err(host.error(error)),
    };
    host.audit(if event.is_some() { "move_room" } else { "delete_room" }, &result);
    result
}

impl Host {
    /// `room`, or its successor, where `event` is; one that Zoom has lost is noted as lost, which its next change mends.
    async fn bring(
        &self,
        room: Room,
        event: &Event,
        is_replaced: bool,
    ) -> Result<Room, ProviderError> {
        let (title, span) = (Some(event.content.title.as_str()), event.content.span);
        let is_there = self.follow(&room, title, span).await?;
        let room = room.found(is_there);
        if is_there || !is_replaced {
            return Ok(room);
        }
        let Some(successor) = self.find(&room.successor_key()).await? else { return Ok(room) };
        if event.content.location.contains(&successor.join_url) {
            self.follow(&successor, title, span).await?;
            return Ok(successor);
        }
        self.remove(&successor).await?;
        Ok(room)
    }

    /// Deletes `room` and its successor.
    async fn clear(&self, room: Room, is_replaced: bool) -> Result<Room, ProviderError> {
        let was_there = self.remove(&room).await?;
        if is_replaced
            && !was_there
            && let Some(successor) = self.find(&room.successor_key()).await?
        {
            self.remove(&successor).await?;
        }
        Ok(room.done())
    }
}
