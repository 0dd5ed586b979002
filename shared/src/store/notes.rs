//! Notes that were posted: that an event was told, for as long as its record may come again, and an
//! interview's first note, which later ones change and answer. Whoever dies between a post and this row posts
//! once more.

use jiff::{SignedDuration, Timestamp};

use super::transactions::Transacted;
use super::{Item, RowKey, Store, erased, number, text, to_item};
use crate::connection::schedule::later;
use crate::model::delivery::Delivery;
use crate::model::error::Result;
use crate::model::provider::CalendarProvider;
use crate::providers::slack::Posted;

/// The stream keeps a day, and an event that waits is tried for three.
const TOLD: SignedDuration = SignedDuration::from_hours(5 * 24);
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

impl Store {
    /// Whether the event of `delivery` was told.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn was_noted(&self, delivery: &Delivery) -> Result<bool> {
        Ok(self.row(&told_key(delivery)).await?.is_some())
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

    /// Notes at `now` that the event of `delivery` was told, as the `first` note of an interview where it is one.
    /// Nothing is written for a company that was erased.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn note(
        &self,
        delivery: &Delivery,
        first: Option<(&NotedInterview, &Posted)>,
        now: Timestamp,
    ) -> Result<()> {
        let mut told = told_key(delivery).item();
        told.insert("ttl".to_owned(), number(later(now, TOLD).as_second()));
        let mut writes = vec![self.absent(&erased::key(delivery.company))?, self.put(told)?];
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
