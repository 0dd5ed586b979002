//! One attempt: the room, the event, and what is noted of both.

use futures::future::join_all;

use crate::model::error::{Error, Result};
use crate::model::fault::{Fault, ProviderError};
use crate::model::interview::{Booking, Interview, Room};
use crate::model::warning::Warning;
use crate::scheduling::absence::{self, Absence};
use crate::scheduling::calendar::{Created, Making};
use crate::scheduling::room::{Host, behind};
use crate::store::{Ending, Invitation, ScheduledEvent};

use super::Scheduler;
use super::order::Order;

impl Scheduler<'_> {
    /// The event is there or not whatever becomes of the two records. Each is tried as often as new tokens
    /// are (F8); from what is noted of the request, the interview is listed and found where both fail (F36).
    pub(super) async fn make(
        &self,
        row: Invitation,
        is_offered: bool,
    ) -> Result<(ScheduledEvent, Vec<Warning>)> {
        let (row, made) = self.with_room(row).await?;
        let room = made.as_ref().map(|made| &made.room);
        let note_room = async {
            if room.is_some() {
                self.note("room", || self.app.store.note_room(&self.key, &row)).await;
            }
        };
        let draft = self.unconfirmed();
        let watched = self.app.store.want_watch_of(self.key.company_id, &draft);
        let (created, watched, ()) =
            tokio::join!(self.create(&row, is_offered, room), watched, note_room);
        let (row, created) = self.judged(row, created);
        let is_new = made.as_ref().is_some_and(|made| made.is_new);
        let row = match &created {
            // Nobody would find it. One that was there may be an earlier attempt's event's.
            Err(error) if is_new && !is_open(error) => self.without_room(row).await,
            _ => row,
        };
        let event = self.made((row, watched.is_ok()), created).await?;
        Ok((event, made.map(|made| made.warnings).unwrap_or_default()))
    }

    /// Records what came of the attempt of `row`; whether its calendar was asked to be watched already (`is_watched`).
    pub(super) async fn made(
        &self,
        (row, is_watched): (Invitation, bool),
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
                let put = || async {
                    match is_watched {
                        true => store.put_watched_event(key.company_id, event).await,
                        false => store.put_event(key.company_id, event).await,
                    }
                };
                self.note("interview", put).await;
            }
        };
        let record = || store.record_invitation(key, row.clone(), ending.clone());
        let used = async {
            if event.is_ok() {
                let hosts = self.order.host.iter().map(Host::note_use);
                tokio::join!(self.session.note_use(), join_all(hosts));
            }
        };
        tokio::join!(event_put, self.note("outcome of scheduling", record), used);
        let event = event.ok();
        created?;
        event.ok_or(Error::Internal)
    }

    /// `row` and what came of its attempt: nothing that is known yet where the calendar has the event and does not show
    /// it. What was said before of an event that may have been made now counts for nothing.
    fn judged(
        &self,
        row: Invitation,
        making: Result<Making, ProviderError>,
    ) -> (Invitation, Result<Created, ProviderError>) {
        let (generation, result) = match making {
            Ok(Making::Made(created)) => return (row, Ok(*created)),
            Ok(Making::Hidden(generation)) => {
                let provider = self.key.provider.into();
                let fault = Fault::OutcomeUnknown;
                (Some(generation), ProviderError { provider, fault, status: None, code: None })
            }
            Err(error) => (None, error),
        };
        let fresh = row.interview.clone().map(absence::undoubted);
        let known = row.interview.clone().filter(|_| generation == Some(row.generation)).or(fresh);
        let noted = known.map(|known| match (generation, self.heard(&known)) {
            (Some(_), Absence::Doubted(noted)) => *noted,
            (Some(_), Absence::Believed) | (None, _) => known,
        });
        let generation = generation.unwrap_or(row.generation);
        (Invitation { generation, interview: noted, ..row }, Err(result))
    }

    fn heard(&self, known: &ScheduledEvent) -> Absence {
        absence::heard(known, self.app.clock.now())
    }

    async fn create(
        &self,
        row: &Invitation,
        is_offered: bool,
        room: Option<&Room>,
    ) -> Result<Making, ProviderError> {
        let noted = row.interview.as_ref();
        let is_gone = noted.is_some_and(|noted| self.heard(noted) == Absence::Believed);
        let first = (row.generation, is_gone);
        let key = &self.key.event_key();
        let Order { interview, wants_meeting, .. } = self.order;
        let location =
            room.map_or_else(|| interview.location.clone(), |room| room.place(&interview.location));
        let interview = &Interview { location, ..interview.clone() };
        let with_meeting = *wants_meeting && room.is_none() && is_offered;
        self.session
            .call(|calendar| async move {
                calendar.create(interview, key, first, with_meeting).await
            })
            .await
    }
}

/// Whether the event may stand all the same: only a refusal of the request itself tells that it does not.
pub(super) fn is_open(error: &ProviderError) -> bool {
    let is_server_s = error.status.is_some_and(|status| status >= 500);
    error.fault == Fault::OutcomeUnknown || is_server_s
}
