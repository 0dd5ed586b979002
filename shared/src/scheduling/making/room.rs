//! The room beside the calendar, which is made before its event.
//!
//! The claim of the request notes with which connection it is going to be made. So whatever breaks off, the next
//! request of the interview finds it by our key, and so does the schedule.

use crate::model::error::{Error, Result};
use crate::model::interview::{Booking, Interview, Room};
use crate::scheduling::room::{self, Looked, Made, Wanted, booked};
use crate::store::{Ending, Invitation};

use super::Scheduler;
use super::attempt::is_open;

impl Scheduler<'_> {
    /// `row` with its room beside the calendar, made before the event, where one is wanted.
    pub(super) async fn with_room(&self, row: Invitation) -> Result<(Invitation, Option<Made>)> {
        let Some(host) = &self.order.host else { return Ok((row, None)) };
        if let Some(room) = self.earlier_room(&row).await? {
            let made = Made { room: room.clone(), is_new: false, warnings: Vec::new() };
            return Ok((row.held_in(room), Some(made)));
        }
        let row = self.booked_now(row).await?;
        let Interview { title, when, .. } = &self.order.interview;
        let key = &self.key.event_key().id(row.generation);
        match host.make(Wanted { topic: title, span: when.span, key }).await {
            Ok(mut made) => {
                // The same may be told of this attempt.
                made.warnings.extend(host.may_be_doubled().filter(|_| row.attempt > 1));
                made.warnings.dedup();
                host.audit("make_room", &Ok(()));
                Ok((row.held_in(made.room.clone()), Some(made)))
            }
            Err(error) => {
                let room = row.room.clone().filter(|_| is_open(&error));
                let error =
                    self.without(Invitation { room, ..row.clone() }, host.error(error)).await;
                let result = Err(error);
                host.audit::<()>("make_room", &result);
                result.map(|()| (row, None))
            }
        }
    }

    /// The room of an earlier attempt: as noted, or looked for where it may be there. Where that can't be found out,
    /// nothing is made.
    async fn earlier_room(&self, row: &Invitation) -> Result<Option<Room>> {
        match &row.room {
            Some(Booking::Made(room)) => return Ok(Some(room.clone())),
            Some(Booking::Open(_)) if row.attempt > 1 => {}
            Some(Booking::Open(_)) | None => return Ok(None),
        }
        match booked(self.app, (&self.key, row), self.session.actor()).await {
            Ok(Looked { room, .. }) => Ok(room),
            Err(error) => Err(self.without(row.clone(), error).await),
        }
    }

    /// `row` that notes with whose connection its room is made now, where an earlier attempt meant another.
    async fn booked_now(&self, row: Invitation) -> Result<Invitation> {
        let booking = self.order.host.as_ref().map(|host| Booking::Open(host.id()));
        if row.room == booking {
            return Ok(row);
        }
        let row = Invitation { room: booking, ..row };
        self.app.store.note_room(&self.key, &row).await?;
        Ok(row)
    }

    /// The `error` for which the attempt of `row` has ended before its event was asked for.
    async fn without(&self, row: Invitation, error: Error) -> Error {
        let record = || self.app.store.record_invitation(&self.key, row.clone(), Ending::Refused);
        self.note("outcome of making a room", record).await;
        error
    }

    /// `row` once its room is deleted; where that fails, the next attempt uses it, or the schedule deletes it.
    pub(super) async fn without_room(&self, row: Invitation) -> Invitation {
        match self.leave(row.room.as_ref()).await {
            true => Invitation { room: None, ..row },
            false => row,
        }
    }

    /// Deletes a room that no event leads to, with the connection that made it; whether there is none.
    async fn leave(&self, booking: Option<&Booking>) -> bool {
        let Some(room) = booking.and_then(Booking::room) else { return true };
        let user = self.session.actor();
        match room::of(self.app, self.key.company_id, &room.host(), user).await {
            Ok(Some(host)) => host.remove(room).await.is_ok(),
            Ok(None) | Err(_) => false,
        }
    }
}
