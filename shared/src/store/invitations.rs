//! The ledger of requests to schedule: a row is written before the calendar is called, so that a
//! double click and a retried request get one answer, and a crash leaves a trace (F3, F4, F31).
//!
//! Calendars recognise a repeated request by its id, so an attempt that broke off can always be
//! repeated: unlike a publication's, its outcome needs no window of time.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::ledger::{Claimed, Entry};
use super::turns::on_index;
use super::{EventState, Item, RowKey, ScheduledEvent, Store};
use crate::model::error::Result;
use crate::model::interview::{Booking, EventKey, Room, look_at};
use crate::model::ledger::{Claim, is_under_way};
use crate::model::provider::{CalendarProvider, Provider};

/// How long a row is kept: as long as what it scheduled, so that the same request gets the same answer.
const KEPT: SignedDuration = SignedDuration::from_hours(24 * 183);

/// What makes two requests the same request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvitationKey {
    pub company_id: i64,
    pub provider: CalendarProvider,
    pub application_id: i64,
    /// A hash of the client's `Idempotency-Key`, or of the content where it sent none.
    pub key: String,
}

/// One row of the ledger.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Invitation {
    /// Who asked.
    pub user_id: i64,
    /// A hash of what was asked: the same key must come with the same content.
    pub content_hash: String,
    /// How far it got.
    pub state: Progress,
    /// Counts attempts; only the newest may record its outcome.
    pub attempt: u32,
    /// Random, new for each claim: tells our own row from another request's where the answer to our
    /// write was lost and the SDK sent it again.
    pub nonce: u64,
    /// When the newest attempt began.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub started_at: Timestamp,
    /// The event, once known.
    pub event_id: Option<String>,
    /// The generation of the event's id; see [`crate::model::interview::EventKey::id`].
    pub generation: u32,
    /// The interview as it is listed where it has no item of its own (F36); `None` where there
    /// certainly is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interview: Option<ScheduledEvent>,
    /// Its room beside the calendar; `None` where none is wanted, or there certainly is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<Booking>,
}

/// How an attempt ended.
#[derive(Clone, Debug)]
pub enum Ending {
    /// In the calendar.
    Scheduled(Box<ScheduledEvent>),
    /// Certainly not in the calendar.
    Refused,
    /// Nobody knows.
    Unknown,
}

/// How far a request got.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    /// Under way, or broken off without a trace.
    Attempting,
    /// In the calendar.
    Scheduled,
    /// Ended without an event, as far as is known.
    Failed,
    /// Ended certainly without an event; its room may be there.
    Refused,
}

/// What an earlier request to schedule has left.
#[derive(Clone, Debug)]
pub enum Traces {
    /// It was done: the row with the event's id.
    Done(Box<Invitation>),
    /// It broke off with another account, in whose calendar it may be (S48): the interview as noted.
    Elsewhere(Box<ScheduledEvent>),
    /// There is a row, and it can't be read: what it scheduled only the calendar tells (F35).
    Unreadable,
}

impl Store {
    /// Claims the request `row` under `key`, or tells why not.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn claim_invitation(
        &self,
        key: &InvitationKey,
        row: Invitation,
        now: Timestamp,
    ) -> Result<Claim<Invitation, Traces>> {
        let decide = |old: Invitation, new: &Invitation| match old.decide(new, now) {
            Claim::Granted(next) => Claim::Granted(next.named(key)),
            claim => claim,
        };
        match self.claim_entry(key, row.named(key), decide).await? {
            Claimed::Decided(claim) => Ok(claim),
            Claimed::Unreadable(_) => Ok(Claim::Settled(Traces::Unreadable)),
        }
    }

    /// Claims a request that was `done` for `row` anew, because its event is gone: with the next
    /// generation.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn claim_again(
        &self,
        key: &InvitationKey,
        done: Invitation,
        row: Invitation,
    ) -> Result<Claim<Invitation, Traces>> {
        let (attempt, generation) = (done.attempt + 1, done.generation + 1);
        self.take_over(key, Invitation { attempt, generation, ..row }.named(key)).await
    }

    /// Claims a request that broke off, to find out what is there of it; its `nonce` is random. `None` while
    /// somebody else is at it.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn look_after(
        &self,
        key: &InvitationKey,
        row: Invitation,
        nonce: u64,
        now: Timestamp,
    ) -> Result<Option<Invitation>> {
        let (attempt, state) = (row.attempt + 1, Progress::Attempting);
        let next = Invitation { attempt, state, nonce, started_at: now, ..row };
        Ok(match self.take_over::<Invitation, Traces>(key, next).await? {
            Claim::Granted(row) => Some(row),
            Claim::Busy | Claim::Reused | Claim::Settled(_) => None,
        })
    }

    /// Ends the claim under `key` that was written with `nonce`, where it stands: nothing was asked for under it. What
    /// an earlier attempt may have left of a room is looked after by the schedule.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn take_back(&self, key: &InvitationKey, nonce: u64) -> Result<()> {
        let Some(item) = self.get(key.item()).await? else { return Ok(()) };
        let Ok(row) = self.read::<Invitation>(item) else { return Ok(()) };
        if row.nonce != nonce || row.state != Progress::Attempting {
            return Ok(());
        }
        let ending = if row.attempt == 1 { Ending::Refused } else { Ending::Unknown };
        let room = row.room.clone().filter(|_| row.attempt > 1);
        self.record_invitation(key, Invitation { room, ..row }, ending).await
    }

    /// Notes the room that was made for `row`, or is to be, whose attempt goes on.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn note_room(&self, key: &InvitationKey, row: &Invitation) -> Result<()> {
        self.record_entry(key, row.attempt, row).await
    }

    /// Records how the attempt of `row` ended; a newer attempt's record is left alone.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn record_invitation(
        &self,
        key: &InvitationKey,
        row: Invitation,
        ending: Ending,
    ) -> Result<()> {
        let attempt = row.attempt;
        self.record_entry(key, attempt, &row.ended(ending)).await
    }
}

impl Entry for Invitation {
    type Key = InvitationKey;

    const KEPT: SignedDuration = KEPT;

    fn place(key: &InvitationKey) -> (i64, String) {
        (key.company_id, key.sort_key())
    }

    fn attempt(&self) -> u32 {
        self.attempt
    }

    fn started_at(&self) -> Timestamp {
        self.started_at
    }

    /// A room that may be there without its event is looked after by the schedule.
    fn index(&self, item: &mut Item) {
        let is_loose = self.room.is_some() && self.state != Progress::Scheduled;
        if let Some(interview) = self.interview.as_ref().filter(|_| is_loose) {
            on_index(item, Some(look_at(self.started_at, self.attempt)), interview.end);
        }
    }
}

impl InvitationKey {
    fn sort_key(&self) -> String {
        format!("INVITATION#{}#{}#{}", self.provider.key(), self.application_id, self.key)
    }

    pub(super) fn item(&self) -> Item {
        let pk = format!("COMPANY#{}", self.company_id);
        RowKey { pk, sk: self.sort_key() }.item()
    }

    /// The key of the company's row `sort_key`.
    pub(super) fn read(company_id: i64, sort_key: &str) -> Option<Self> {
        let (provider, rest) = sort_key.strip_prefix("INVITATION#")?.split_once('#')?;
        let (application_id, key) = rest.split_once('#')?;
        Some(Self {
            company_id,
            provider: Provider::parse(provider).and_then(CalendarProvider::of)?,
            application_id: application_id.parse().ok()?,
            key: key.to_owned(),
        })
    }

    /// What names the request's events.
    pub fn event_key(&self) -> EventKey {
        EventKey::new(self.company_id, self.application_id, &self.key)
    }
}

impl Invitation {
    /// A first attempt at `now`, claimed with a fresh random `nonce`.
    pub fn new(user_id: i64, content_hash: &str, nonce: u64, now: Timestamp) -> Self {
        Self {
            user_id,
            content_hash: content_hash.to_owned(),
            state: Progress::Attempting,
            attempt: 1,
            nonce,
            started_at: now,
            event_id: None,
            generation: 0,
            interview: None,
            room: None,
        }
    }

    /// This row for `interview`, should scheduling it break off.
    #[must_use]
    pub fn of(self, interview: ScheduledEvent) -> Self {
        let state = EventState::Unconfirmed;
        Self { interview: Some(ScheduledEvent { state, ..interview }), ..self }
    }

    /// This row with the room that was made for it.
    #[must_use]
    pub fn held_in(self, room: Room) -> Self {
        let interview = self.interview.map(|interview| interview.held_in(Some(room.clone())));
        Self { interview, room: Some(Booking::Made(room)), ..self }
    }

    /// The interview as it is listed at `now`; `None` where there is none, or an attempt is under way.
    pub(super) fn listed(&self, now: Timestamp) -> Option<&ScheduledEvent> {
        self.found(now).filter(|_| self.state != Progress::Refused)
    }

    /// The interview as it is found under its name: the same, and one of which only a room may be there.
    pub(super) fn found(&self, now: Timestamp) -> Option<&ScheduledEvent> {
        let is_open = self.state == Progress::Attempting && is_under_way(self.started_at, now);
        self.interview.as_ref().filter(|_| !is_open)
    }

    /// The interview that is being scheduled at `now`; what was is found by itself.
    pub(super) fn taking(self, now: Timestamp) -> Option<ScheduledEvent> {
        let is_open = self.state == Progress::Attempting && is_under_way(self.started_at, now);
        self.interview.filter(|_| is_open)
    }

    /// This row with the name that its interview has in the calendar, as far as is known by now.
    fn named(mut self, key: &InvitationKey) -> Self {
        if let Some(interview) = &mut self.interview {
            interview.event_id = key.event_key().id(self.generation);
            interview.generation = self.generation;
        }
        self
    }

    /// This row with what was noted of its event when `earlier`, the attempt before, had ended. One that broke off may
    /// have made it since.
    fn doubted_as(mut self, earlier: &Self) -> Self {
        let noted = earlier.interview.as_ref().filter(|_| earlier.state == Progress::Failed);
        if let Some((interview, noted)) = self.interview.as_mut().zip(noted) {
            interview.unseen_since = noted.unseen_since;
            interview.absent_since = noted.absent_since;
        }
        self
    }

    fn ended(self, ending: Ending) -> Self {
        match ending {
            Ending::Scheduled(event) => Self {
                state: Progress::Scheduled,
                event_id: Some(event.event_id.clone()),
                generation: event.generation,
                interview: Some(*event),
                ..self
            },
            Ending::Refused if self.room.is_some() => Self { state: Progress::Refused, ..self },
            Ending::Refused => Self { state: Progress::Failed, interview: None, ..self },
            Ending::Unknown => Self { state: Progress::Failed, ..self },
        }
    }

    /// Whether it was done at least `age` before `now`.
    pub fn is_older(&self, age: SignedDuration, now: Timestamp) -> bool {
        now.duration_since(self.started_at) >= age
    }

    /// What the request of `row` may do at `now`, given this older row.
    fn decide(self, row: &Self, now: Timestamp) -> Claim<Self, Traces> {
        if self.content_hash != row.content_hash {
            return Claim::Reused;
        }
        match (self.state, self.other_account(row)) {
            (Progress::Scheduled, _) => Claim::Settled(Traces::Done(Box::new(self))),
            (Progress::Attempting, _) if is_under_way(self.started_at, now) => Claim::Busy,
            (Progress::Attempting | Progress::Failed, Some(event)) => {
                Claim::Settled(Traces::Elsewhere(Box::new(event)))
            }
            (Progress::Attempting | Progress::Failed | Progress::Refused, _) => {
                let (attempt, generation) = (self.attempt + 1, self.generation);
                let next = Self { attempt, generation, ..row.clone() }.doubted_as(&self);
                Claim::Granted(match self.room {
                    // What an earlier attempt has made is used, and what it may have made looked for.
                    Some(Booking::Made(room)) if next.room.is_some() => next.held_in(room),
                    // Not all that were noted named whose it would be.
                    Some(Booking::Open(host))
                        if next.room.is_some() && !host.account_id.is_empty() =>
                    {
                        Self { room: Some(Booking::Open(host)), ..next }
                    }
                    _ => next,
                })
            }
        }
    }

    /// This row's interview, where it may be in the calendar of another account than that of `row`.
    fn other_account(&self, row: &Self) -> Option<ScheduledEvent> {
        fn account(row: &Invitation) -> Option<&str> {
            row.interview.as_ref()?.account.as_ref().map(|account| account.id.as_str())
        }
        let (own, new) = account(self).zip(account(row))?;
        self.interview.clone().filter(|_| own != new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_780_000_000 + seconds).unwrap()
    }

    fn row(state: Progress) -> Invitation {
        Invitation { state, ..Invitation::new(7, "hash", 1, at(0)) }
    }

    #[test]
    fn f31_a_second_request_waits_while_the_first_is_under_way() {
        assert!(matches!(
            row(Progress::Attempting).decide(&row(Progress::Attempting), at(34)),
            Claim::Busy
        ));
    }

    #[test]
    fn f3_an_attempt_that_broke_off_is_repeated() {
        let again = Invitation::new(7, "hash", 2, at(35));
        let Claim::Granted(next) = row(Progress::Attempting).decide(&again, at(35)) else {
            panic!()
        };
        assert_eq!((next.attempt, next.generation, next.started_at), (2, 0, at(35)));
        assert!(matches!(
            row(Progress::Failed).decide(&row(Progress::Attempting), at(0)),
            Claim::Granted(_)
        ));
    }

    #[test]
    fn f31_what_is_done_stays_the_answer_and_other_content_is_refused() {
        assert!(matches!(
            row(Progress::Scheduled).decide(&row(Progress::Attempting), at(80_000)),
            Claim::Settled(Traces::Done(_))
        ));
        assert!(matches!(
            row(Progress::Scheduled).decide(&Invitation::new(7, "other", 1, at(1)), at(1)),
            Claim::Reused
        ));
    }
}
