//! The interview of a choice: made by the ledger of `create-event`, moved as `update-event` moves it.

use shared::model::error::{Error, Result};
use shared::model::interview::{Attendee, Changes, Interview, Span, When};
use shared::notifying::notes::Guest;
use shared::scheduling::calendar::Session;
use shared::scheduling::changing::update;
use shared::scheduling::choice::{Candidate, idempotency_key};
use shared::scheduling::making::{Order, Scheduler, inviting, party, readable};
use shared::scheduling::room::Host;
use shared::scheduling::{guests, interviewers};
use shared::store::{Known, Link, ScheduledEvent};
use shared::vault::Sealed;

use crate::failed::Failed;
use crate::visit::Visit;

impl Visit {
    /// The interview of `link` at `span`: the one that stands is moved.
    ///
    /// # Errors
    /// The calendar's and the room's refusals; outages.
    pub(crate) async fn made(
        &self,
        session: &Session,
        link: &Link,
        span: Span,
    ) -> Result<ScheduledEvent, Failed> {
        let when = When { span, zone: link.timezone.clone() };
        match &self.event {
            Some(event) => self.moved(event.clone(), when).await,
            None => self.scheduled(session, link, when).await,
        }
    }

    async fn moved(&self, event: ScheduledEvent, when: When) -> Result<ScheduledEvent, Failed> {
        let session = Session::of_organizer(&self.app, self.employer(), &event).await?;
        let candidate_zone = self.own_zone.clone();
        let changes = Changes { when: Some(when), candidate_zone, ..Changes::default() };
        let known = Known { event, request: None };
        let result = update(&self.app, &session, (known, &changes)).await;
        let moved = session.conclude("update_event", result).await;
        moved.map(|(event, _)| event).map_err(Failed::of)
    }

    async fn scheduled(
        &self,
        session: &Session,
        link: &Link,
        when: When,
    ) -> Result<ScheduledEvent, Failed> {
        let order = self.order(session, link, when).await?;
        let scheduler = Scheduler::new(&self.app, self.employer(), session, &order);
        let result = Box::pin(scheduler.schedule()).await;
        let scheduled = session.conclude("schedule", result).await;
        scheduled.map(|scheduled| scheduled.event).map_err(Failed::of)
    }

    async fn order(&self, session: &Session, link: &Link, when: When) -> Result<Order> {
        let (app, employer) = (&self.app, self.employer());
        let company = self.key.company;
        let (candidate, interviewers, host) = tokio::try_join!(
            Candidate::of(app, company, link),
            interviewers::find(app, employer, &link.interviewers),
            self.host(link),
        )?;
        let (key, sealed_guest) =
            tokio::join!(guests::key(app, company), self.noted(link, candidate.name.clone()));
        let attendee = Attendee { email: candidate.email.clone(), name: candidate.name };
        let asked = Interview {
            title: link.topic.clone(),
            description: candidate.description,
            location: candidate.location,
            when,
            attendees: vec![attendee],
        };
        let guests = readable(&asked, &candidate.email);
        let asked = inviting(asked, &interviewers, session.owner());
        let party = party(&asked, &interviewers, &candidate.email);
        Ok(Order {
            application_id: link.application_id,
            interview: asked.clone(),
            asked,
            guests,
            party,
            key,
            interviewers,
            candidate_zone: self.own_zone.clone(),
            wants_meeting: link.room.is_some(),
            host,
            idempotency_key: Some(idempotency_key(&self.key, link)),
            sealed_guest,
        })
    }

    /// The connection that makes its room, where one beside the calendar does.
    async fn host(&self, link: &Link) -> Result<Option<Host>> {
        let Some(id) = link.room_host(self.key.company) else { return Ok(None) };
        Host::open(&self.app, id, self.employer()).await.map(Some)
    }

    /// What notes say of it, where the company has a channel for them. It is booked whatever becomes of that.
    async fn noted(&self, link: &Link, name: Option<String>) -> Option<Sealed> {
        let company = self.key.company;
        let Ok(Some(_)) = self.app.store.channel(company).await else { return None };
        let guest = Guest { name, position: Some(link.title.clone()) };
        let sealed: Result<Sealed, Error> = guest.seal(&self.app, company).await;
        sealed.ok()
    }
}
