//! Companies that were erased: their number alone, for a month, so that nothing is written or sent for one
//! afterwards, however late the news of its last changes come (S55).

use futures::FutureExt;
use jiff::{SignedDuration, Timestamp};

use super::{RowKey, Store, number, unavailable};
use crate::connection::schedule::later;
use crate::model::error::Result;

/// How long: the stream keeps a day, and an event is tried for three.
const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

impl Store {
    /// Notes at `now` that the company is being erased. The last one counts: each means the same.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn note_erasure(&self, company_id: i64, now: Timestamp) -> Result<()> {
        let mut item = key(company_id).item();
        item.insert("ttl".to_owned(), number(later(now, KEPT).as_second()));
        let request = self.client.put_item().table_name(&self.table).set_item(Some(item));
        request.send().boxed().await.map(drop).map_err(|error| unavailable(&error))
    }

    /// Whether the company was erased within the last month.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn is_erased(&self, company_id: i64) -> Result<bool> {
        Ok(self.row(&key(company_id)).await?.is_some())
    }
}

/// The row of a company that was erased.
pub(super) fn key(company_id: i64) -> RowKey {
    RowKey { pk: format!("ERASED#{company_id}"), sk: "ERASED".to_owned() }
}
