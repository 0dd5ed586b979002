//! Offers on the boards. Each write is over the version that was read, and counts in the company's feed in the
//! same transaction: a feed that was read between two equal counts is whole.

use aws_sdk_dynamodb::types::{Delete, Put, TransactWriteItem};
use futures::FutureExt;
use jiff::{SignedDuration, Timestamp};

use super::feeds::saved;
use super::{
    FeedAddress, Item, RowKey, Save, Store, number, readable, text, to_item, unless_refused,
};
use crate::connection::schedule::later;
use crate::model::error::{Error, Result};
use crate::model::offer::Offer;

/// How long an offer is kept after its last day.
const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);
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

impl Store {
    /// The company's offers, those of today and those that ended within a month, in no order. One that can't be
    /// read is left out, with an alarm (F35).
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn offers(&self, company_id: i64) -> Result<Vec<Offer>> {
        let items = self.query(company_id, "OFFER#", "OFFER$").await?;
        Ok(readable(items, |item| self.read(item)))
    }

    /// The same for a feed, which closes at its taker whatever it leaves out: one that can't be read is an error.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`]; [`Error::Internal`] where one can't be read.
    pub async fn whole_offers(&self, company_id: i64) -> Result<Vec<Offer>> {
        let items = self.query(company_id, "OFFER#", "OFFER$").await?;
        Ok(items.into_iter().map(|item| self.read(item)).collect::<Result<_, _>>()?)
    }

    /// The company's offer of the job.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`]; [`Error::Internal`] where it can't be read.
    pub async fn offer(&self, company_id: i64, job_id: i64) -> Result<Option<Offer>> {
        let item = self.get(key(company_id, job_id).item()).await?;
        Ok(item.map(|item| self.read(item)).transpose()?)
    }

    /// Stores `offer` in the place of version `seen`, or where none is there, at `now`.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`]; where another offer, or another feed, is there meanwhile,
    /// [`Save::Lost`].
    pub async fn save_offer(
        &self,
        company_id: i64,
        feed: &FeedAddress,
        (offer, seen): (&Offer, Option<i64>),
        now: Timestamp,
    ) -> Result<Save> {
        let RowKey { pk, sk } = key(company_id, offer.job_id);
        let mut item: Item = to_item(offer, text(pk), text(sk))?;
        item.insert("ttl".to_owned(), number(later(offer.ends_at(), KEPT).as_second()));
        let put = Put::builder().table_name(&self.table).set_item(Some(item));
        let put = match seen {
            None => put.condition_expression("attribute_not_exists(pk)"),
            Some(version) => put
                .condition_expression("version = :seen")
                .expression_attribute_values(":seen", number(version)),
        };
        let put = put.build().map_err(|_| Error::Internal)?;
        let put = TransactWriteItem::builder().put(put).build();
        self.transact(vec![put, self.feed_changes(&feed.hash, now)?]).await.map(saved)
    }

    /// Notes when the ATS was asked for `offer` (`looked_at`) and said what is stored: nothing that a feed shows.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`]; where another is there meanwhile, or none, [`Save::Lost`].
    pub async fn note_look(&self, company_id: i64, offer: &Offer) -> Result<Save> {
        let answer = self
            .client
            .update_item()
            .table_name(&self.table)
            .set_key(Some(key(company_id, offer.job_id).item()))
            .update_expression("SET looked_at = :asked")
            .condition_expression("version = :seen")
            .expression_attribute_values(":asked", number(offer.looked_at.as_second()))
            .expression_attribute_values(":seen", number(offer.version))
            .send()
            .boxed()
            .await;
        Ok(Save::of(unless_refused(answer)?))
    }

    /// Deletes all offers of the company, whose feed is closed.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn delete_offers(&self, company_id: i64) -> Result<()> {
        self.delete_all(company_id, "OFFER#", "OFFER$").await
    }

    /// Takes the offer of the job out of the company's feed at `now`; whether it was there to be taken.
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
        let key = key(company_id, job_id);
        for _ in 0..TRIES {
            let Some(row) = self.get(key.item()).await? else { return Ok(false) };
            let put_at = row.get("put_at").and_then(|at| at.as_n().ok()?.parse::<i64>().ok());
            if let (Removal::PutBefore(at), Some(put_at)) = (removal, put_at)
                && put_at > at.as_second()
            {
                return Ok(false);
            }
            let delete = Delete::builder().table_name(&self.table).set_key(Some(key.item()));
            // What can't be read has no version, and goes as well.
            let delete = match row.get("version") {
                Some(version) => delete
                    .condition_expression("version = :seen")
                    .expression_attribute_values(":seen", version.clone()),
                None => delete.condition_expression("attribute_exists(pk)"),
            };
            let delete = delete.build().map_err(|_| Error::Internal)?;
            let mut writes = vec![TransactWriteItem::builder().delete(delete).build()];
            if let Some(feed) = self.feed_address(company_id).await? {
                writes.push(self.feed_changes(&feed.hash, now)?);
            }
            if self.transact(writes).await.map(saved)? == Save::Saved {
                return Ok(true);
            }
        }
        Err(Error::StorageUnavailable)
    }
}

fn key(company_id: i64, job_id: i64) -> RowKey {
    RowKey { pk: format!("COMPANY#{company_id}"), sk: format!("OFFER#{job_id}") }
}
