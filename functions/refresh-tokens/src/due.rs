//! The due index, read in rounds: a page of every shard, the longest due first.
//!
//! Companies are spread over the shards evenly, so the order within a round is close to the order of
//! all that is due, and memory holds one round whatever is stored.

use std::collections::BTreeSet;

use futures::future::try_join_all;
use jiff::Timestamp;
use shared::app::App;
use shared::model::error::Result;
use shared::store::{Cursor, Due};

/// The part of the due index that is not read yet.
pub(crate) struct Rounds {
    now: Timestamp,
    shards: Vec<(u8, Cursor)>,
}

impl Rounds {
    /// Everything in `shards` that is due at `now`.
    pub(crate) fn new(shards: &BTreeSet<u8>, now: Timestamp) -> Self {
        let shards = shards.iter().map(|shard| (*shard, Cursor::Start)).collect();
        Self { now, shards }
    }

    /// Whether everything was read.
    pub(crate) fn is_read(&self) -> bool {
        self.shards.is_empty()
    }

    /// The next round; empty when everything was read. A connection that leaves the index meanwhile
    /// does no harm: reading goes on after the last key.
    pub(crate) async fn next(&mut self, app: &App) -> Result<Vec<Due>> {
        let now = self.now;
        let mut round = Vec::new();
        while round.is_empty() && !self.shards.is_empty() {
            let shards = std::mem::take(&mut self.shards).into_iter();
            let pages = shards.map(|(shard, cursor)| async move {
                let (due, cursor) = app.store.due(shard, now, cursor).await?;
                Ok::<_, shared::model::error::Error>((due, shard, cursor))
            });
            for (due, shard, cursor) in try_join_all(pages).await? {
                round.extend(due);
                if !matches!(cursor, Cursor::End) {
                    self.shards.push((shard, cursor));
                }
            }
        }
        round.sort();
        Ok(round)
    }
}
