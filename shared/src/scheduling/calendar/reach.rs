//! Whether an interview can be changed in the connected calendar.
//!
//! An event is its account's: what another account doesn't find may stand all the same, and guests come
//! (S48). One whose scheduling broke off is looked for first (F36).

use super::Session;
use crate::connection::Maker;
use crate::model::error::{Error, Result};
use crate::model::interview::{Event, Sight};
use crate::store::{Ending, EventState, Invitation, InvitationKey, Known, ScheduledEvent, insist};

impl Session {
    /// The interview as an event of the connected account; `None` where it turns out never to have been
    /// made. One that stands where its account was not noted is taken for the account's own.
    ///
    /// # Errors
    /// [`Error::OtherAccount`] where another account made it, or may have; the calendar's refusals; outages.
    pub async fn reach(&self, known: Known) -> Result<Option<ScheduledEvent>> {
        let Known { event, request } = known;
        let maker = self.maker(event.account.as_ref());
        match (maker, request) {
            (Maker::Other(account), _) => Err(self.other_account(self.told(account))),
            (maker, Some((key, row))) if event.state == EventState::Unconfirmed => {
                self.confirmed(event, (key, row), maker).await
            }
            (Maker::Connected, _) => Ok(Some(event)),
            (Maker::Unknown, _) => self.adopted(event).await.map(Some),
        }
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

    /// The event of a request whose outcome is not recorded, which is recorded now.
    async fn confirmed(
        &self,
        event: ScheduledEvent,
        (key, row): (InvitationKey, Invitation),
        maker: Maker,
    ) -> Result<Option<ScheduledEvent>> {
        let (name, first) = (&key.event_key(), row.generation);
        let found = self.call(|calendar| async move { calendar.named(name, first).await }).await?;
        let found = found.filter(|found| found.is_organizer);
        if found.is_none() && maker == Maker::Unknown {
            return Err(self.other_account(None));
        }
        let event = found.map(|found| self.as_own(event, &found));
        let ending =
            event.clone().map_or(Ending::Refused, |event| Ending::Scheduled(Box::new(event)));
        let store = &self.app.store;
        insist(|| store.record_invitation(&key, row.clone(), ending.clone())).await?;
        Ok(event)
    }

    /// An event of which nobody noted whose it is: the calendar that organizes it, or remembers its
    /// deletion, is the one.
    async fn adopted(&self, event: ScheduledEvent) -> Result<ScheduledEvent> {
        let id = event.event_id.as_str();
        let sight = self.call(|calendar| async move { calendar.sight(id).await }).await?;
        match sight {
            Sight::There(found) if found.is_organizer => {}
            Sight::Deleted => {}
            Sight::There(_) | Sight::Absent => return Err(self.other_account(None)),
        }
        Ok(ScheduledEvent { account: self.account(), ..event })
    }

    fn as_own(&self, event: ScheduledEvent, found: &Event) -> ScheduledEvent {
        let (account, event_id) = (self.account(), found.id.clone());
        let state = EventState::Scheduled;
        ScheduledEvent { account, event_id, state, ..event.seen(found, self.app.clock.now()) }
    }

    fn other_account(&self, account: Option<String>) -> Error {
        Error::OtherAccount { provider: self.provider().into(), account }
    }
}
