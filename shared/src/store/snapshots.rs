//! Snapshots: a post's figures, one item per post and day, for 90 days.
//!
//! The day comes first in the sort key, so one query reads the window and nothing older, whether or
//! not the table has cleaned up yet.

use futures::FutureExt;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Store, company, number, readable, text, to_item, unavailable};
use crate::model::error::Result;
use crate::model::figures::Figures;

/// How far back figures are kept.
const WINDOW: SignedDuration = SignedDuration::from_hours(90 * 24);

/// A post's figures at an instant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The post's URN.
    pub post_id: String,
    /// When they were read.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub at: Timestamp,
    /// What LinkedIn told.
    #[serde(flatten)]
    pub figures: Figures,
}

impl Store {
    /// Stores `snapshot` in place of the same day's (UTC).
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn put_snapshot(&self, company_id: i64, snapshot: &Snapshot) -> Result<()> {
        let sort_key = format!("{}#{}", from_day(snapshot.at), snapshot.post_id);
        let mut item = to_item(snapshot, company(company_id), text(sort_key))?;
        let expiry = snapshot.at.saturating_add(WINDOW).unwrap_or(snapshot.at);
        item.insert("ttl".to_owned(), number(expiry.as_second()));
        let request = self.client.put_item().table_name(&self.table).set_item(Some(item));
        request.send().boxed().await.map_err(|error| unavailable(&error))?;
        Ok(())
    }

    /// The snapshots of all the company's posts of the last 90 days, oldest first.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn snapshots(&self, company_id: i64, now: Timestamp) -> Result<Vec<Snapshot>> {
        let first = from_day(now.saturating_sub(WINDOW).unwrap_or(now));
        let items = self.query(company_id, &first, "SNAPSHOT$").await?;
        Ok(readable(items, |item| self.read(item)))
    }
}

/// Where the snapshots of an instant's day begin.
fn from_day(at: Timestamp) -> String {
    format!("SNAPSHOT#{}", at.strftime("%Y-%m-%d"))
}
