//! Offers on the boards. Each write is over the version that was read, and counts in the company's feed in the
//! same transaction: a feed that was read between two equal counts is whole. An offer that is taken off leaves a row
//! that says so (`removal`).

mod place;
mod removal;

use aws_sdk_dynamodb::types::{AttributeValue, Put, TransactWriteItem};
use futures::FutureExt;
use jiff::{SignedDuration, Timestamp};

use super::feeds::saved;
use super::{FeedAddress, Item, RowKey, Save, Store, number, text, to_item, unless_refused};
use crate::connection::schedule::later;
use crate::model::error::{Error, Result};
use crate::model::offer::Offer;

pub use place::Place;
pub use removal::Removal;

/// How long an offer is kept after its last day.
const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

impl Store {
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
        let change = (offer.job_id, Some(offer.ends_on));
        self.transact(vec![put, self.feed_changes(&feed.hash, change, now)?]).await.map(saved)
    }

    /// Notes when the ATS was asked for `offer` (`looked_at`), and whether what it said was clear (`is_unclear`):
    /// nothing that a feed shows.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`]; where another is there meanwhile, or none, [`Save::Lost`].
    pub async fn note_look(&self, company_id: i64, offer: &Offer) -> Result<Save> {
        let update = self.client.update_item().table_name(&self.table);
        let update = if offer.is_unclear {
            update
                .update_expression("SET looked_at = :asked, is_unclear = :unclear")
                .expression_attribute_values(":unclear", AttributeValue::Bool(true))
        } else {
            update.update_expression("SET looked_at = :asked REMOVE is_unclear")
        };
        let answer = update
            .set_key(Some(key(company_id, offer.job_id).item()))
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
}

fn key(company_id: i64, job_id: i64) -> RowKey {
    RowKey { pk: format!("COMPANY#{company_id}"), sk: format!("OFFER#{job_id}") }
}
