//! Whether an interview can be changed in the connected calendar.
//!
//! An event is its account's: what another account doesn't find may stand all the same, and guests come
//! (S48). One whose scheduling broke off is looked for first (F36).

use super::Session;
use crate::connection::Maker;
use crate::model::error::{Error, Result};
use crate::model::interview::{Booking, Event, Room, Sight};
use crate::platform::random;
use crate::scheduling::absence::{self, Absence};
use crate::scheduling::room::{behind, booked};
use crate::store::{
    Ending, EventState, Invitation, InvitationKey, Known, Progress, ScheduledEvent, insist,
};

/// What was found of a request.
enum Found {
    Event(Box<ScheduledEvent>),
    /// With a room that nobody could look for or delete.
    Nothing(Option<Booking>),
    /// Nothing yet: the interview, as it is noted until its calendar says so again.
    Doubted(Box<ScheduledEvent>),
}

/// What is there of an interview.
#[derive(Clone, Debug)]
pub enum Reached {
    /// Its event.
    There(Box<ScheduledEvent>),
    /// It was never made; perhaps nobody could delete its room.
    Absent {
        /// A room that stays.
        room: Option<Room>,
    },
}

impl Session {
    /// The interview as an event of the connected account. One that stands where its account was not noted is
    /// taken for the account's own.
    ///
    /// # Errors
    /// [`Error::OtherAccount`] where another account made it, or may have; the calendar's refusals; outages.
    pub async fn reach(&self, known: Known) -> Result<Reached> {
        let Known { event, request } = known;
        let maker = self.maker(event.account.as_ref());
        let may_stand = event.state == EventState::Unconfirmed && !matches!(maker, Maker::Other(_));
        match request {
            Some((key, row)) if may_stand => self.confirmed(event, (key, row), maker).await,
            _ => self.organized(event).await.map(|event| Reached::There(Box::new(event))),
        }
    }

    /// `event`, which was made, as one of the connected account: see [`Session::reach`].
    ///
    /// # Errors
    /// Those of [`Session::reach`].
    pub async fn organized(&self, event: ScheduledEvent) -> Result<ScheduledEvent> {
        self.demand_maker(&event)?;
        if self.maker(event.account.as_ref()) == Maker::Unknown {
            return self.adopted(event).await;
        }
        self.demand_organizer(&event).await.map(|()| event)
    }

    /// Nothing where `event` may stand in the connected account's calendar, as far as was noted.
    ///
    /// # Errors
    /// [`Error::OtherAccount`] where another account made it.
    pub fn demand_maker(&self, event: &ScheduledEvent) -> Result<()> {
        match self.maker(event.account.as_ref()) {
            Maker::Other(account) => Err(self.other_account(self.told(account))),
            Maker::Connected | Maker::Unknown => Ok(()),
        }
    }

    /// Nothing where the connected calendar may organize `event` still, which is asked where something of it is in
    /// doubt: whose it was may have handed it over. Who deletes a guest's copy only declines, and the others come.
    async fn demand_organizer(&self, event: &ScheduledEvent) -> Result<()> {
        if event.unseen_since.is_none() {
            return Ok(());
        }
        let id = event.event_id.as_str();
        match self.call(|calendar| async move { calendar.sight(id).await }).await {
            Ok(Sight::There(found)) if !found.is_organizer => Err(self.other_account(None)),
            // What keeps it from being asked, whoever changes it is told.
            Ok(_) | Err(_) => Ok(()),
        }
    }

    /// The event of a request whose outcome is not recorded, which is recorded now. Its room is looked for too:
    /// where there is no event, there is no room afterwards, as far as it can be deleted.
    async fn confirmed(
        &self,
        event: ScheduledEvent,
        (key, row): (InvitationKey, Invitation),
        maker: Maker,
    ) -> Result<Reached> {
        let was = row.state;
        let row = self.claimed(&key, row).await?;
        // What broke off may have been made since its calendar was asked last.
        let event = if was == Progress::Failed { event } else { absence::undoubted(event) };
        let looked = self.looked_for(event, (&key, &row, was), maker).await;
        let (reached, row, ending) = match looked {
            Ok(Found::Event(event)) => {
                let row = event.room.clone().map_or(row.clone(), |room| row.held_in(room));
                (Ok(Reached::There(event.clone())), row, Ending::Scheduled(event))
            }
            Ok(Found::Nothing(booking)) => {
                let room = booking.as_ref().and_then(Booking::room).cloned();
                let row = Invitation { room: booking, ..row };
                (Ok(Reached::Absent { room }), row, Ending::Refused)
            }
            Ok(Found::Doubted(noted)) => {
                let error = Error::ProviderUnavailable(self.provider().into());
                (Err(error), Invitation { interview: Some(*noted), ..row }, Ending::Unknown)
            }
            Err(error) if row.room.is_none() => return Err(error),
            Err(error) if was == Progress::Refused => (Err(error), row, Ending::Refused),
            Err(error) => (Err(error), row, Ending::Unknown),
        };
        let store = &self.app.store;
        insist(|| store.record_invitation(&key, row.clone(), ending.clone())).await?;
        reached
    }

    /// `row` as one's own: nobody makes the interview, or looks for it, at the same time as its room.
    async fn claimed(&self, key: &InvitationKey, row: Invitation) -> Result<Invitation> {
        if row.room.is_none() {
            return Ok(row);
        }
        let nonce = u64::from_be_bytes(random::bytes()?);
        let claimed = self.app.store.look_after(key, row, nonce, self.app.clock.now());
        claimed.await?.ok_or(Error::InProgress)
    }

    async fn looked_for(
        &self,
        event: ScheduledEvent,
        (key, row, was): (&InvitationKey, &Invitation, Progress),
        maker: Maker,
    ) -> Result<Found> {
        let (name, first) = (&key.event_key(), row.generation);
        let found = self.call(|calendar| async move { calendar.named(name, first).await }).await?;
        let found = found.filter(|found| found.is_organizer);
        if found.is_none() && maker == Maker::Unknown {
            return Err(self.other_account(None));
        }
        // A refusal was certain.
        if found.is_none()
            && was != Progress::Refused
            && let Absence::Doubted(noted) = absence::heard(&event, self.app.clock.now())
        {
            return Ok(Found::Doubted(noted));
        }
        let looked = booked(&self.app, (key, row), self.actor()).await?;
        if let Some(found) = found {
            let noted = event.held_in(looked.room);
            let event = behind(&self.app, &noted, self.as_own(noted.clone(), &found))?;
            return Ok(Found::Event(Box::new(event)));
        }
        let is_gone = looked.remove().await?;
        Ok(Found::Nothing(row.room.clone().filter(|_| !is_gone)))
    }

    /// An event of which nobody can tell whether the connected account made it: the calendar that organizes it, or
    /// remembers its deletion, is the one.
    async fn adopted(&self, event: ScheduledEvent) -> Result<ScheduledEvent> {
        let id = event.event_id.as_str();
        let sight = self.call(|calendar| async move { calendar.sight(id).await }).await?;
        match sight {
            Sight::There(found) if found.is_organizer => {}
            Sight::Deleted => {}
            Sight::There(_) | Sight::Absent => return Err(self.other_account(None)),
        }
        // An imported connection knows no account, and what was noted is no less true.
        Ok(ScheduledEvent { account: self.account().or(event.account), ..event })
    }

    fn as_own(&self, event: ScheduledEvent, found: &Event) -> ScheduledEvent {
        let (account, event_id) = (self.account(), found.id.clone());
        let state = EventState::Scheduled;
        ScheduledEvent { account, event_id, state, ..event.seen(found, self.app.clock.now()) }
    }

    pub(in crate::scheduling) fn other_account(&self, account: Option<String>) -> Error {
        Error::OtherAccount { provider: self.provider().into(), account }
    }
}
