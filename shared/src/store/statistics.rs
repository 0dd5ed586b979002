//! Companies whose posts' figures are followed.
//!
//! A marker per company, not per post, sits on the index `refresh-due` in shards of its own
//! (`statistics#0` … ): the sweep finds what is due without reading the table, and a company without
//! recent posts costs nothing.

use aws_sdk_dynamodb::types::AttributeValue;
use futures::FutureExt;
use jiff::Timestamp;

use super::{
    Item, RowKey, Store, all_pages, company, number, readable, text, unavailable, unless_refused,
};
use crate::model::error::Result;

/// Shards of the index the companies are spread over.
pub const SHARDS: u64 = 16;

/// A company that is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Followed {
    pub company_id: i64,
    /// Since when it has been due; tells whether the marker was renewed meanwhile.
    pub due: Timestamp,
}

impl Store {
    /// Follows the company's figures from `due` on. The last one counts: each stands for a new post.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn follow_statistics(&self, company_id: i64, due: Timestamp) -> Result<()> {
        let item = mark(company_id, due);
        let request = self.client.put_item().table_name(&self.table).set_item(Some(item));
        request.send().boxed().await.map_err(|error| unavailable(&error))?;
        Ok(())
    }

    /// Follows it on from `due`, unless it was marked anew since it was read: a post that was published
    /// meanwhile is looked at when its mark says.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn follow_on(&self, seen: Followed, due: Timestamp) -> Result<()> {
        let request = self.client.put_item().table_name(&self.table);
        let answer = request
            .set_item(Some(mark(seen.company_id, due)))
            .condition_expression("refresh_at = :seen")
            .expression_attribute_values(":seen", number(seen.due.as_second()))
            .send()
            .boxed()
            .await;
        unless_refused(answer).map(drop)
    }

    /// Follows it no longer, unless it was marked anew since it was read.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn unfollow_statistics(&self, seen: Followed) -> Result<()> {
        let answer = self
            .client
            .delete_item()
            .table_name(&self.table)
            .set_key(Some(key(seen.company_id)))
            .condition_expression("refresh_at = :seen")
            .expression_attribute_values(":seen", number(seen.due.as_second()))
            .send()
            .boxed()
            .await;
        unless_refused(answer).map(drop)
    }

    /// The companies of one shard that are due at `now`, the longest waiting first.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn due_statistics(
        &self,
        number_of_shard: u64,
        now: Timestamp,
    ) -> Result<Vec<Followed>> {
        let request = self.due_in(&shard(number_of_shard), now);
        Ok(readable(all_pages(request).await?, |item| {
            let unnamed =
                || self.tell_unreadable(RowKey::of(&item).as_ref(), &"no company is due here");
            followed(&item).ok_or_else(unnamed)
        }))
    }
}

fn shard(number: u64) -> String {
    format!("statistics#{number}")
}

fn mark(company_id: i64, due: Timestamp) -> Item {
    let mut item = key(company_id);
    item.insert("refresh_shard".to_owned(), text(shard(company_id.unsigned_abs() % SHARDS)));
    item.insert("refresh_at".to_owned(), number(due.as_second()));
    item
}

fn key(company_id: i64) -> Item {
    Item::from([("pk".to_owned(), company(company_id)), ("sk".to_owned(), text("STATISTICS"))])
}

/// The index holds keys only, and all that is needed is in them.
fn followed(item: &Item) -> Option<Followed> {
    let pk = item.get("pk").and_then(|pk| pk.as_s().ok())?;
    let due: i64 = item.get("refresh_at").map(AttributeValue::as_n)?.ok()?.parse().ok()?;
    let company_id = pk.strip_prefix("COMPANY#")?.parse().ok()?;
    Some(Followed { company_id, due: Timestamp::from_second(due).ok()? })
}
