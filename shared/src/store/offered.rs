//! Until when which offers are offered, noted in the feed's row by whoever changes one: so a feed whose offers are
//! read knows whether it was told of all.

use std::collections::{BTreeMap, BTreeSet};

use aws_sdk_dynamodb::operation::update_item::UpdateItemOutput;
use futures::FutureExt;
use jiff::Timestamp;
use jiff::civil::Date;

use super::feeds::feed_key;
use super::{Feed, Item, Store, number, unless_refused};
use crate::model::error::Result;
use crate::model::id::id;
use crate::model::offer::{Offer, day};

/// What begins the attribute of an offer. Each has one of its own, since who notes it again notes nothing else.
const PREFIX: &str = "offer_";
/// How many that have ended are forgotten at once.
const AT_ONCE: usize = 100;

impl Feed {
    /// Whether `read` holds all offers that are offered at `now`.
    pub fn is_whole(&self, read: &[Offer], now: Timestamp) -> bool {
        let live = read.iter().filter(|offer| offer.is_live(now));
        let live: BTreeSet<i64> = live.map(|offer| offer.job_id).collect();
        let today = day(now);
        self.offered.iter().all(|(job_id, until)| *until < today || live.contains(job_id))
    }
}

impl Store {
    /// Forgets until when the offers of `feed`, which stands under this hash, were offered that have ended at `now`;
    /// nothing where one changes meanwhile.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn forget_ended(&self, hash: &str, feed: &Feed, now: Timestamp) -> Result<()> {
        let ended = feed.offered.iter().filter(|(_, until)| **until < day(now)).take(AT_ONCE);
        let ended: Vec<String> = ended.map(|(job_id, _)| attribute(*job_id)).collect();
        if ended.is_empty() {
            return Ok(());
        }
        let update = self.client.update_item().table_name(&self.table);
        let answer = update
            .set_key(Some(feed_key(hash).item()))
            .update_expression(format!("REMOVE {}", ended.join(", ")))
            .condition_expression("version = :seen")
            .expression_attribute_values(":seen", number(feed.version))
            .send()
            .boxed()
            .await;
        unless_refused::<UpdateItemOutput, _, _>(answer).map(drop)
    }
}

/// The attribute of the job's offer.
pub(super) fn attribute(job_id: i64) -> String {
    format!("{PREFIX}{job_id}")
}

/// What `row` notes, a feed's.
pub(super) fn offered(row: &Item) -> BTreeMap<i64, Date> {
    let noted = row.iter().filter_map(|(name, until)| {
        Some((id(name.strip_prefix(PREFIX)?)?, until.as_s().ok()?.parse().ok()?))
    });
    noted.collect()
}
