//! One attempt: the room, the event, and what is noted of both.

use crate::model::error::{Error, Result};
use crate::model::fault::{Fault, ProviderError};
use crate::model::interview::{Booking, Interview, Room};
use crate::model::warning::Warning;
use crate::scheduling::calendar::Created;
use crate::scheduling::room::behind;
use crate::store::{Ending, Invitation, ScheduledEvent};

use super::Scheduler;
use super::order::Order;

impl Scheduler<'_> {
    /// The event is there or not whatever becomes of the two records. Each is tried as often as new tokens
    /// are (F8); from what is noted of the request, the interview is listed and found where both fail (F36).
    pub(super) async fn make(&self, row: Invitation) -> Result<(ScheduledEvent, Vec<Warning>)> {
        let (row, made) = self.with_room(row).await?;
        let room = made.as_ref().map(|made| &made.room);
        let (created, ()) = tokio::join!(self.create(row.generation, room), async {
            if room.is_some() {
                self.note("room", || self.app.store.note_room(&self.key, &row)).await;
            }
        });
        let is_new = made.as_ref().is_some_and(|made| made.is_new);
        let row = match &created {
            // Nobody would find it. One that was there may be an earlier attempt's event's.
            Err(error) if is_new && !is_open(error) => self.without_room(row).await,
            _ => row,
        };
        let event = self.made(row, created).await?;
        Ok((event, made.map(|made| made.warnings).unwrap_or_default()))
    }

    /// Records what came of the attempt of `row`.
    pub(super) async fn made(
        &self,
        row: Invitation,
        created: Result<Created, ProviderError>,
    ) -> Result<ScheduledEvent> {
        let room = row.room.as_ref().and_then(Booking::room).cloned();
        let event = created
            .as_ref()
            .map(|created| self.scheduled(&created.event, created.generation, room.as_ref()));
        // What an earlier attempt made, a person may have moved since.
        let event = event.map(|event| match row.attempt {
            ..=1 => event,
            _ => behind(self.app, &self.unconfirmed(), event.clone()).unwrap_or(event),
        });
        let ending = match &event {
            Ok(event) => Ending::Scheduled(Box::new(event.clone())),
            Err(error) if is_open(error) => Ending::Unknown,
            Err(_) => Ending::Refused,
        };
        let (store, key) = (&self.app.store, &self.key);
        let event_put = async {
            if let Ok(event) = &event {
                self.note("interview", || store.put_event(key.company_id, event)).await;
            }
        };
        let record = || store.record_invitation(key, row.clone(), ending.clone());
        let used = async {
            if let (Some(host), true) = (&self.order.host, event.is_ok()) {
                host.note_use().await;
            }
        };
        tokio::join!(event_put, self.note("outcome of scheduling", record), used);
        let event = event.ok();
        created?;
        event.ok_or(Error::Internal)
    }

    async fn create(&self, generation: u32, room: Option<&Room>) -> Result<Created, ProviderError> {
        let key = &self.key.event_key();
        let Order { interview, wants_meeting, .. } = self.order;
        let location =
            room.map_or_else(|| interview.location.clone(), |room| room.place(&interview.location));
        let interview = &Interview { location, ..interview.clone() };
        let wants_meeting = &(*wants_meeting && room.is_none());
        self.session
            .call(|calendar| async move {
                let with_meeting = *wants_meeting && calendar.offers_meetings().await?;
                calendar.create(interview, key, generation, with_meeting).await
            })
            .await
    }
}

/// Whether the event may stand all the same: only a refusal of the request itself tells that it does not.
pub(super) fn is_open(error: &ProviderError) -> bool {
    let is_server_s = error.status.is_some_and(|status| status >= 500);
    error.fault == Fault::OutcomeUnknown || is_server_s
}
