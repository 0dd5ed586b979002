//! Taking an offer off the boards. A row stays under its key for a month: by it, who began before that and is late
//! learns of it, and no version is counted twice. It holds nothing of what the offer said.

use aws_sdk_dynamodb::types::{Put, TransactWriteItem};
use jiff::Timestamp;

use super::super::feeds::saved;
use super::super::{Item, RowKey, Save, Store, number, text, to_item};
use super::place::TAKEN_OFF;
use super::{Place, key};
use crate::connection::schedule::later;
use crate::model::error::{Error, Result};
use crate::model::offer::{PAST_KEPT, Past};

/// How often a removal that meets another write is tried.
const TRIES: usize = 5;

/// What the ATS says of a job that an offer was made of, at the latest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Removal {
    /// It goes, whoever put it there and when.
    Whatever,
    /// It goes unless somebody has put it there for whom the ATS was asked later than this: a job that was closed
    /// may be offered again.
    PutBefore(Timestamp),
}

impl Removal {
    /// When the ATS called the job closed.
    const fn closed_at(self) -> Option<Timestamp> {
        match self {
            Self::Whatever => None,
            Self::PutBefore(at) => Some(at),
        }
    }

    /// Whether the offer in `row`, which may not be readable, stays.
    fn spares(self, row: &Item) -> bool {
        let put_at = row.get("put_at").and_then(|at| at.as_n().ok()?.parse::<i64>().ok());
        self.closed_at().zip(put_at).is_some_and(|(closed, put)| put > closed.as_second())
    }
}

impl Store {
    /// Takes the offer of the job out of the company's feed at `now`; whether it was there to be taken. Of a job that
    /// is closed it is noted also where no offer is there: one may be under way.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn remove_offer(
        &self,
        company_id: i64,
        job_id: i64,
        removal: Removal,
        now: Timestamp,
    ) -> Result<bool> {
        for _ in 0..TRIES {
            let row = self.get(key(company_id, job_id).item()).await?;
            let is_there = row.as_ref().is_some_and(|row| !row.contains_key(TAKEN_OFF));
            if row.as_ref().is_some_and(|row| is_there && removal.spares(row)) {
                return Ok(false);
            }
            let feed = self.feed_address(company_id).await?;
            if !is_there && (feed.is_none() || self.is_known(row.as_ref(), removal)) {
                return Ok(false);
            }
            let past = self.past(job_id, row.clone(), removal, now);
            let mut writes = vec![self.put_past(company_id, &past, row.as_ref())?];
            if let Some(feed) = feed.filter(|_| is_there) {
                writes.push(self.feed_changes(&feed.hash, (job_id, None), now)?);
            }
            if self.transact(writes).await.map(saved)? == Save::Saved {
                return Ok(is_there);
            }
        }
        Err(Error::StorageUnavailable)
    }

    /// Whether nothing follows from `removal` where no offer is there.
    fn is_known(&self, row: Option<&Item>, removal: Removal) -> bool {
        let Some(closed_at) = removal.closed_at() else { return true };
        match row.cloned().map(|row| self.place(row)) {
            Some(Ok(Place::TakenOff(past))) => past.is_closed_since(closed_at),
            _ => false,
        }
    }

    /// What stays of `row` after `removal`. What can't be read has no date, and a version where that can be.
    fn past(&self, job_id: i64, row: Option<Item>, removal: Removal, now: Timestamp) -> Past {
        let version = row.as_ref().and_then(|row| row.get("version")?.as_n().ok()?.parse().ok());
        let place = row.and_then(|row| self.place(row).ok()).unwrap_or(Place::Free);
        let (since, removed_at) = match &place {
            Place::Taken(offer) => (Some(offer.since).filter(|_| offer.is_live(now)), None),
            Place::TakenOff(past) => (past.since(now), past.removed_at),
            Place::Free => (None, None),
        };
        let (removed_at, closed_at) = match removal {
            Removal::Whatever => (Some(now), None),
            Removal::PutBefore(at) => (removed_at, Some(at)),
        };
        let version = version.unwrap_or(0_i64).saturating_add(1);
        Past { job_id, since, taken_off_at: now, removed_at, closed_at, version }
    }

    /// Puts `past` in the place of `seen`.
    fn put_past(
        &self,
        company_id: i64,
        past: &Past,
        seen: Option<&Item>,
    ) -> Result<TransactWriteItem> {
        let RowKey { pk, sk } = key(company_id, past.job_id);
        let mut item: Item = to_item(past, text(pk), text(sk))?;
        item.insert("ttl".to_owned(), number(later(past.taken_off_at, PAST_KEPT).as_second()));
        let put = Put::builder().table_name(&self.table).set_item(Some(item));
        let put = match seen.map(|seen| seen.get("version")) {
            None => put.condition_expression("attribute_not_exists(pk)"),
            Some(Some(version)) => put
                .condition_expression("version = :seen")
                .expression_attribute_values(":seen", version.clone()),
            // What can't be read has no version, and goes as well.
            Some(None) => put.condition_expression("attribute_exists(pk)"),
        };
        let put = put.build().map_err(|_| Error::Internal)?;
        Ok(TransactWriteItem::builder().put(put).build())
    }
}
