//! An interview as it is recorded.

use crate::model::account::noted;
use crate::model::error::Result;
use crate::model::interview::{Event, Link, Meeting, Room};
use crate::scheduling::guests;
use crate::store::{EventState, InvitationKey, ScheduledEvent, insist};

use super::Scheduler;
use super::order::Order;

impl Scheduler<'_> {
    /// `event`, which the calendar has now, with its room beside the calendar.
    pub(super) fn scheduled(
        &self,
        event: &Event,
        generation: u32,
        room: Option<&Room>,
    ) -> ScheduledEvent {
        let draft = self.unconfirmed().held_in(room.cloned());
        let (event_id, state) = (event.id.clone(), EventState::Scheduled);
        ScheduledEvent { event_id, generation, state, ..draft.seen(event, self.app.clock.now()) }
    }

    /// The interview before the calendar has it.
    pub(super) fn unconfirmed(&self) -> ScheduledEvent {
        let Order {
            interview, application_id, wants_meeting, sealed_guest, candidate_zone, ..
        } = self.order;
        let span = interview.when.span;
        let event = ScheduledEvent {
            provider: self.key.provider,
            account: self.session.account(),
            organizer: self.session.owner(),
            organizer_label: self.session.connection().holder.email.as_deref().map(noted),
            event_id: String::new(),
            application_id: *application_id,
            user_id: self.session.user_id(),
            changed_by: None,
            is_candidate_s: self.employer.actor().is_candidate(),
            title: interview.title.clone(),
            sealed_guest: sealed_guest.clone(),
            start: span.start,
            end: span.end,
            timezone: interview.when.zone.clone(),
            candidate_timezone: candidate_zone.clone(),
            is_all_day: false,
            is_series: false,
            location: None,
            guests: Vec::new(),
            last_guest: 0,
            people: None,
            meeting: Meeting::of(*wants_meeting, &Link::Absent),
            room: None,
            event_url: None,
            etag: String::new(),
            fingerprint: String::new(),
            generation: 0,
            state: EventState::Unconfirmed,
            turn: None,
            seen_at: None,
            unseen_since: None,
            absent_since: None,
            attempt: None,
            history: Vec::new(),
            version: 0,
        };
        let party = (self.order.party.clone(), self.order.key.as_ref());
        guests::invited(&self.app.vault, self.key.company_id, event, party)
    }

    /// Writes as often as it takes within bounds, and gives what came of it; a failure (`None`) is told to an operator,
    /// since what was done is done.
    pub(super) async fn note<T, W>(&self, what: &'static str, write: impl Fn() -> W) -> Option<T>
    where
        W: Future<Output = Result<T>>,
    {
        let written = insist(write).await;
        if let Err(error) = &written {
            let InvitationKey { company_id, provider, application_id, .. } = self.key;
            tracing::error!(
                alarm = "record_failed",
                code = error.code(),
                what,
                company_id,
                provider = provider.key(),
                application_id,
                "what was done was not recorded"
            );
        }
        written.ok()
    }
}
