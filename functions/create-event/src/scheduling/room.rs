//! The room beside the calendar, which is made before its event.

use shared::model::error::Result;
use shared::model::interview::{Booking, Interview};
use shared::scheduling::room::{self, Made, Wanted};
use shared::store::{Ending, Invitation};

use super::Scheduler;
use super::attempt::is_open;

impl Scheduler<'_> {
    /// `row` with its room beside the calendar, made before the event, where one is wanted.
    pub(super) async fn with_room(&self, row: Invitation) -> Result<(Invitation, Option<Made>)> {
        let Some(host) = &self.order.host else { return Ok((row, None)) };
        if let Some(Booking::Made(room)) = &row.room {
            let made = Made { room: room.clone(), is_new: false, warnings: Vec::new() };
            return Ok((row, Some(made)));
        }
        let Interview { title, when, .. } = &self.order.interview;
        let wanted = Wanted {
            topic: title,
            span: when.span,
            key: &self.key.event_key().id(row.generation),
            may_be_there: row.attempt > 1,
        };
        match host.make(wanted).await {
            Ok(made) => {
                host.audit("make_room", &Ok(()));
                Ok((row.held_in(made.room.clone()), Some(made)))
            }
            Err(error) => {
                let room = row.room.clone().filter(|_| is_open(&error));
                let row = Invitation { room, ..row };
                let error = host.error(error);
                let record =
                    || self.app.store.record_invitation(&self.key, row.clone(), Ending::Refused);
                self.note("outcome of making a room", record).await;
                let result = Err(error);
                host.audit::<()>("make_room", &result);
                result.map(|()| (row, None))
            }
        }
    }

    /// `row` once its room is deleted; where that fails, the next attempt uses it.
    pub(super) async fn without_room(&self, row: Invitation) -> Invitation {
        match self.leave(row.room.as_ref()).await {
            true => Invitation { room: None, ..row },
            false => row,
        }
    }

    /// Deletes a room that no event leads to, with the connection that made it; whether there is none.
    pub(super) async fn leave(&self, booking: Option<&Booking>) -> bool {
        let Some(room) = booking.and_then(Booking::room) else { return true };
        let (company_id, user_id) = (self.key.company_id, self.session.user_id());
        match room::of(self.app, company_id, room, user_id).await {
            Ok(Some(host)) => host.remove(room).await.is_ok(),
            Ok(None) | Err(_) => false,
        }
    }
}
