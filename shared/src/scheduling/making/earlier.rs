//! What an earlier request that was the same has left.

use crate::connection::Maker;
use crate::model::error::{Error, Result};
use crate::model::interview::{Booking, Event, Sight};
use crate::people::actor::Actor;
use crate::scheduling::absence::{self, Absence};
use crate::scheduling::calendar::Session;
use crate::scheduling::room::{self, agree};
use crate::scheduling::turn;
use crate::store::{
    EventState, Invitation, InvitationKey, Save, ScheduledEvent, TakenTurn, insist,
};
use jiff::SignedDuration;

use super::Scheduler;
use super::order::{Order, content};

/// Within this time a repeated request is a double click and is answered without asking the calendar.
const DOUBLE_CLICK: SignedDuration = SignedDuration::from_mins(1);

impl Scheduler<'_> {
    /// What `row` scheduled, as the calendar has it; `None` where it was cancelled since and is wanted
    /// again. The same key always gets the same answer.
    pub(super) async fn earlier(&self, row: &Invitation) -> Result<Option<ScheduledEvent>> {
        let Some(id) = &row.event_id else { return Ok(None) };
        let InvitationKey { company_id, provider, .. } = self.key;
        let known = self.app.store.event(company_id, provider, id).await?;
        let version = known.as_ref().map_or(0, |known| known.version);
        let known = known.or_else(|| row.interview.clone());
        let has_key = self.order.idempotency_key.is_some();
        let is_double_click = !row.is_older(DOUBLE_CLICK, self.app.clock.now());
        let is_answer = |known: &ScheduledEvent| {
            has_key || (is_double_click && known.state == EventState::Scheduled)
        };
        if let Some(known) = known.as_ref().filter(|known| is_answer(known)) {
            return Ok(Some(self.session.with_url(known.clone())));
        }
        let stands = known.filter(|known| known.state != EventState::Cancelled);
        if let Some(known) = &stands {
            if known.organizer != self.session.owner() {
                return self.of_another(known.clone()).await;
            }
            if let Maker::Other(_) = self.session.maker(known.account.as_ref()) {
                return Err(self.elsewhere(known));
            }
        }
        let found = match &stands {
            Some(known) => self.shown(self.session, known).await?,
            None => self.session.call(|calendar| async move { calendar.find(id).await }).await?,
        };
        let event = match (found, stands) {
            // Its room may be another than the one it was made with.
            (Some(event), Some(known)) => return self.found(known, &event).await.map(Some),
            (Some(event), None) => {
                let room = row.room.as_ref().and_then(Booking::room);
                ScheduledEvent { version, ..self.scheduled(&event, row.generation, room) }
            }
            (None, Some(known)) => return self.gone(known).await.map(|()| None),
            (None, None) => return Ok(None),
        };
        self.note("interview", || self.app.store.put_event(company_id, &event)).await;
        Ok(Some(event))
    }

    /// The event of `known` in the calendar of `session`; `None` where it is gone.
    ///
    /// # Errors
    /// [`Error::OutcomeUnknown`] where the calendar says so for the first time: that is noted, and whoever reads it asks
    /// again soon.
    async fn shown(&self, session: &Session, known: &ScheduledEvent) -> Result<Option<Event>> {
        let id = known.event_id.as_str();
        match session.call(|calendar| async move { calendar.sight(id).await }).await? {
            Sight::There(event) => return Ok(Some(*event)),
            Sight::Deleted => return Ok(None),
            Sight::Absent => {}
        }
        let now = self.app.clock.now();
        let Absence::Doubted(noted) = absence::heard(known, now) else { return Ok(None) };
        let (store, company_id) = (&self.app.store, self.key.company_id);
        self.note("interview", || store.put_event(company_id, &noted)).await;
        self.note("doubt", || store.mark_changed(known.calendar(company_id), now)).await;
        Err(Error::OutcomeUnknown(known.provider.into()))
    }

    /// Deletes the room of an interview that somebody has deleted in the calendar, and records that; what can't be
    /// done now is left to the schedule.
    async fn gone(&self, known: ScheduledEvent) -> Result<()> {
        if known.room.is_none() {
            return Ok(());
        }
        let company_id = self.key.company_id;
        let is_stored = known.version > 0;
        let TakenTurn { event, is_left, .. } =
            turn::take(self.app, (company_id, Actor::Nobody, false), &known, is_stored).await?;
        let agreed =
            agree(self.app, company_id, (&event, None), self.session.actor(), is_left).await;
        let (room, left) = turn::outcome(self.app, &event, &agreed);
        let cancelled = event.cancelled().held_in(room).after_turn(left).changed_by(None);
        insist(|| self.app.store.put_event(company_id, &cancelled)).await.map(drop)
    }

    /// An interview that was asked for before and stands in another calendar of the company than this request
    /// would use: there it stays, and there it is looked for. `None` where it is gone.
    async fn of_another(&self, known: ScheduledEvent) -> Result<Option<ScheduledEvent>> {
        let session = Session::of_organizer(self.app, self.employer, &known).await?;
        if let Maker::Other(_) = session.maker(known.account.as_ref()) {
            return Err(self.elsewhere(&known));
        }
        let found = self.shown(&session, &known).await?;
        let Some(event) = found else { return self.gone(known).await.map(|()| None) };
        self.found(known, &event).await.map(Some)
    }

    /// `known` as its calendar has it, in `event`: recorded, and its room brought along. While another request is at
    /// it, and where somebody was faster, these do both.
    async fn found(&self, known: ScheduledEvent, event: &Event) -> Result<ScheduledEvent> {
        let (app, company_id) = (self.app, self.key.company_id);
        let now = app.clock.now();
        let (is_left, is_busy) = (known.turn.is_some(), known.is_being_changed(now));
        let new = known.clone().seen(event, now);
        let has_to_follow = room::follows(&known, &new);
        if has_to_follow && is_busy {
            return Ok(new);
        }
        let new = if has_to_follow { room::in_turn(app, new)? } else { new };
        let saved = self.note("interview", || app.store.put_event(company_id, &new)).await;
        if has_to_follow && saved == Some(Save::Saved) {
            let stored = ScheduledEvent { version: new.version + 1, ..new.clone() };
            room::bring(app, company_id, (stored, Some(event)), is_left).await;
        }
        Ok(new)
    }

    /// The interview of a row that can't be read, where it stands in the calendar. Where it does not, another
    /// account may have made it: nothing is made that might be there twice, and the row is left alone (F35).
    pub(super) async fn recovered(&self) -> Result<ScheduledEvent> {
        let name = &self.key.event_key();
        let found =
            self.session.call(|calendar| async move { calendar.named(name, 0).await }).await?;
        let Order { interview, idempotency_key, .. } = self.order;
        let is_it = |found: &Event| {
            let is_asked_for = idempotency_key.is_none() || found.content == content(interview);
            found.is_organizer && is_asked_for
        };
        let found = found.filter(is_it).ok_or(Error::OutcomeUnknown(self.key.provider.into()))?;
        let InvitationKey { company_id, provider, .. } = self.key;
        let known = self.app.store.event(company_id, provider, &found.id).await?;
        let version = known.map_or(0, |known| known.version);
        let event = ScheduledEvent { version, ..self.scheduled(&found, 0, None) };
        self.note("interview", || self.app.store.put_event(company_id, &event)).await;
        Ok(event)
    }
}
