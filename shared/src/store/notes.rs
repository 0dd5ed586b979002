//! Notes that were posted: that an event was told, for as long as its record may come again, and an
//! interview's first note, which later ones change and answer. That one is about to be posted is noted before: who
//! dies, or can't write, after it was posted posts once more, and no oftener.

use jiff::{SignedDuration, Timestamp};

use super::transactions::Transacted;
use super::{Item, RowKey, Store, erased, number, text, to_item};
use crate::connection::schedule::later;
use crate::model::delivery::Delivery;
use crate::model::error::Result;
use crate::model::provider::CalendarProvider;
use crate::providers::slack::Posted;

/// How often it was about to be posted.
const BEGUN: &str = "begun";

/// The stream keeps a day, and an event that waits is tried for three.
const TOLD: SignedDuration = SignedDuration::from_hours(5 * 24);
/// One note stands for what has the same cause for so long.
const FOLDED: SignedDuration = SignedDuration::from_hours(1);
/// An interview may be moved or cancelled for a while.
const KEPT: SignedDuration = SignedDuration::from_hours(183 * 24);

/// Of which interview a note is, by the calendar's id of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotedInterview {
    /// The calendar.
    pub provider: CalendarProvider,
    /// The id under which the API knows it.
    pub event_id: String,
}

/// What is known of the note of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noted {
    /// It is in the channel, or counts as if it were.
    Told,
    /// It was about to be posted so many times, and may be in the channel if that is any.
    Begun(u32),
}

/// What a note that is in the channel stands for beside its event.
#[derive(Clone, Copy, Debug, Default)]
pub struct StandsFor<'a> {
    /// An interview whose first note it is.
    pub first: Option<(&'a NotedInterview, &'a Posted)>,
    /// What other events have the same cause.
    pub cause: Option<&'a str>,
}

impl Store {
    /// Whether the event of `delivery` was told.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn noted(&self, delivery: &Delivery) -> Result<Noted> {
        let item = self.get(told_key(delivery).item()).await?;
        let Some(item) = item else { return Ok(Noted::Begun(0)) };
        let begun = item.get(BEGUN).and_then(|value| value.as_n().ok()?.parse().ok());
        Ok(begun.map_or(Noted::Told, Noted::Begun))
    }

    /// Notes at `now` that the note of `delivery` was, or is about to be, posted so many times; `false` where nothing
    /// is to be told, since the company was erased.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn begin_note(
        &self,
        delivery: &Delivery,
        times: u32,
        now: Timestamp,
    ) -> Result<bool> {
        let mut item = kept(told_key(delivery), TOLD, now);
        item.insert(BEGUN.to_owned(), number(i64::from(times)));
        let writes = vec![self.absent(&erased::key(delivery.company))?, self.put(item)?];
        Ok(self.transact(writes).await? == Transacted::Done)
    }

    /// Whether a note was posted within the hour before `now` that stands for all of `cause` in the company.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn is_cause_noted(
        &self,
        company_id: i64,
        cause: &str,
        now: Timestamp,
    ) -> Result<bool> {
        let item = self.get(cause_key(company_id, cause).item()).await?;
        let end = item.as_ref().and_then(|item| item.get("ttl")?.as_n().ok()?.parse().ok());
        Ok(end.is_some_and(|end: i64| end > now.as_second()))
    }

    /// The first note of an interview.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn first_note(
        &self,
        company_id: i64,
        interview: &NotedInterview,
    ) -> Result<Option<Posted>> {
        let item = self.get(interview_key(company_id, interview).item()).await?;
        Ok(item.and_then(|item| self.read(item).ok()))
    }

    /// Notes at `now` that the event of `delivery` was told, and what else its note stands for. Nothing is written for a company that was erased.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn note(
        &self,
        delivery: &Delivery,
        StandsFor { first, cause }: StandsFor<'_>,
        now: Timestamp,
    ) -> Result<()> {
        let told = kept(told_key(delivery), TOLD, now);
        let mut writes = vec![self.absent(&erased::key(delivery.company))?, self.put(told)?];
        if let Some(cause) = cause {
            writes.push(self.put(kept(cause_key(delivery.company, cause), FOLDED, now))?);
        }
        if let Some((interview, posted)) = first {
            let RowKey { pk, sk } = interview_key(delivery.company, interview);
            let mut item: Item = to_item(posted, text(pk), text(sk))?;
            item.insert("ttl".to_owned(), number(later(now, KEPT).as_second()));
            writes.push(self.put(item)?);
        }
        match self.transact(writes).await? {
            Transacted::Done | Transacted::Refused => Ok(()),
        }
    }
}

fn kept(key: RowKey, time: SignedDuration, now: Timestamp) -> Item {
    let mut item = key.item();
    item.insert("ttl".to_owned(), number(later(now, time).as_second()));
    item
}

fn cause_key(company_id: i64, cause: &str) -> RowKey {
    RowKey { pk: format!("COMPANY#{company_id}"), sk: format!("NOTE#plans#{cause}") }
}

fn told_key(delivery: &Delivery) -> RowKey {
    let Delivery { company, event_id, .. } = delivery;
    RowKey { pk: format!("COMPANY#{company}"), sk: format!("NOTE#{event_id}") }
}

fn interview_key(company_id: i64, interview: &NotedInterview) -> RowKey {
    let NotedInterview { provider, event_id } = interview;
    RowKey {
        pk: format!("COMPANY#{company_id}"),
        sk: format!("NOTE#{}#{event_id}", provider.key()),
    }
}
