//! The ledger of requests to schedule: a row is written before the calendar is called, so that a
//! double click and a retried request get one answer, and a crash leaves a trace (F3, F4, F31).
//!
//! Calendars recognise a repeated request by its id, so an attempt that broke off can always be
//! repeated: unlike a publication's, its outcome needs no window of time.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::ledger::Written;
use super::{Store, company, number, text, to_item};
use crate::error::{Error, Result};
use crate::provider::Provider;

/// How long an attempt may be under way: longer than a function can run.
const ATTEMPT_LIFE: SignedDuration = SignedDuration::from_secs(35);
/// How long a row is kept: as long as what it scheduled, so that the same request gets the same answer.
const ROW_LIFE: SignedDuration = SignedDuration::from_hours(24 * 183);

/// What makes two requests the same request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvitationKey {
    /// The company.
    pub company_id: i64,
    /// The calendar.
    pub provider: Provider,
    /// The application.
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
    /// The generation of the event's id; see [`crate::interview::EventKey::id`].
    pub generation: u32,
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
}

/// What a request may do.
#[derive(Clone, Debug)]
pub enum Turn {
    /// Call the calendar, and record the outcome with this row.
    Granted(Invitation),
    /// It was done: the row with the event's id.
    Done(Invitation),
    /// Another request is at it.
    Busy,
    /// The key was used for other content.
    Reused,
}

impl Store {
    /// Claims the request `row` under `key`, or tells why not.
    ///
    /// # Errors
    /// [`crate::error::Error::StorageUnavailable`].
    pub async fn claim_invitation(
        &self,
        key: &InvitationKey,
        row: Invitation,
        now: Timestamp,
    ) -> Result<Turn> {
        match self.put_invitation(key, &row, None).await? {
            Written::Stored => Ok(Turn::Granted(row)),
            Written::Refused(None) => Ok(Turn::Busy),
            Written::Unreadable => Err(Error::Internal),
            Written::Refused(Some(old)) => match old.decide(&row.content_hash, now) {
                Turn::Granted(next) => {
                    self.take_over(key, Invitation { nonce: row.nonce, ..next }).await
                }
                turn => Ok(turn),
            },
        }
    }

    /// Claims a request that was `done` for `row` anew, because its event is gone: with the next
    /// generation.
    ///
    /// # Errors
    /// [`crate::error::Error::StorageUnavailable`].
    pub async fn claim_again(
        &self,
        key: &InvitationKey,
        done: Invitation,
        row: Invitation,
    ) -> Result<Turn> {
        let (attempt, generation) = (done.attempt + 1, done.generation + 1);
        self.take_over(key, Invitation { attempt, generation, ..row }).await
    }

    /// Records how the attempt of `row` ended, with the event and its generation where there is one;
    /// a newer attempt's record is left alone.
    ///
    /// # Errors
    /// [`crate::error::Error::StorageUnavailable`].
    pub async fn record_invitation(
        &self,
        key: &InvitationKey,
        row: Invitation,
        event: Option<(String, u32)>,
    ) -> Result<()> {
        let attempt = row.attempt;
        let row = match event {
            Some((id, generation)) => {
                Invitation { state: Progress::Scheduled, event_id: Some(id), generation, ..row }
            }
            None => Invitation { state: Progress::Failed, ..row },
        };
        self.put_invitation(key, &row, Some(attempt)).await.map(drop)
    }

    async fn take_over(&self, key: &InvitationKey, next: Invitation) -> Result<Turn> {
        match self.put_invitation(key, &next, Some(next.attempt - 1)).await? {
            Written::Stored => Ok(Turn::Granted(next)),
            Written::Refused(_) | Written::Unreadable => Ok(Turn::Busy),
        }
    }

    /// Writes `row` over attempt `seen`, or where nothing is (`None`).
    async fn put_invitation(
        &self,
        key: &InvitationKey,
        row: &Invitation,
        seen: Option<u32>,
    ) -> Result<Written<Invitation>> {
        let mut item = to_item(row, company(key.company_id), text(key.sort_key()))?;
        let ttl = row.started_at.saturating_add(ROW_LIFE).unwrap_or(row.started_at);
        item.insert("ttl".to_owned(), number(ttl.as_second()));
        self.put_row(item, seen).await
    }
}

impl InvitationKey {
    fn sort_key(&self) -> String {
        format!("INVITATION#{}#{}#{}", self.provider.key(), self.application_id, self.key)
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
        }
    }

    /// Whether it was done at least `age` before `now`.
    pub fn is_older(&self, age: SignedDuration, now: Timestamp) -> bool {
        now.duration_since(self.started_at) >= age
    }

    /// What a request with `content_hash` may do at `now`, given this row.
    fn decide(self, content_hash: &str, now: Timestamp) -> Turn {
        if self.content_hash != content_hash {
            return Turn::Reused;
        }
        match self.state {
            Progress::Scheduled => Turn::Done(self),
            Progress::Attempting if !self.is_older(ATTEMPT_LIFE, now) => Turn::Busy,
            Progress::Attempting | Progress::Failed => Turn::Granted(self.next(now)),
        }
    }

    fn next(self, now: Timestamp) -> Self {
        let attempt = self.attempt + 1;
        Self { state: Progress::Attempting, attempt, started_at: now, ..self }
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
        assert!(matches!(row(Progress::Attempting).decide("hash", at(34)), Turn::Busy));
    }

    #[test]
    fn f3_an_attempt_that_broke_off_is_repeated() {
        let Turn::Granted(next) = row(Progress::Attempting).decide("hash", at(35)) else {
            panic!()
        };
        assert_eq!((next.attempt, next.generation, next.started_at), (2, 0, at(35)));
        assert!(matches!(row(Progress::Failed).decide("hash", at(0)), Turn::Granted(_)));
    }

    #[test]
    fn f31_what_is_done_stays_the_answer_and_other_content_is_refused() {
        assert!(matches!(row(Progress::Scheduled).decide("hash", at(80_000)), Turn::Done(_)));
        assert!(matches!(row(Progress::Scheduled).decide("other", at(1)), Turn::Reused));
    }
}
