//! The due index: which connections the schedule looks at, the longest due first.
//!
//! `refresh-due` is sparse and holds keys only, so a sweep costs what is due, not what is stored.

use std::result::Result as StdResult;

use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use aws_sdk_dynamodb::types::{AttributeValue, Select};
use futures::FutureExt;
use jiff::Timestamp;

use super::{Garbled, Item, RowKey, Store, number, readable, text, unavailable};
use crate::model::error::Result;
use crate::model::owner::ConnectionId;

const INDEX: &str = "refresh-due";
const DUE: &str = "refresh_shard = :shard AND refresh_at <= :now";
/// Keys read at once from a shard; with every shard open 800 are in memory.
pub(super) const PAGE: i32 = 50;

/// A connection on the due index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Due {
    /// Since when.
    pub since: Timestamp,
    /// Which one.
    pub id: ConnectionId,
}

/// How far a shard has been read.
#[derive(Clone, Debug, Default)]
pub enum Cursor {
    /// Not at all.
    #[default]
    Start,
    /// Up to this item.
    After(Item),
    End,
}

/// Keys of the index, and where to go on.
pub(super) struct Page {
    pub(super) items: Vec<Item>,
    pub(super) cursor: Cursor,
}

impl Store {
    /// The next connections of `shard` that were due at `now`, the longest due first, and where to go on.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn due(
        &self,
        shard: u8,
        now: Timestamp,
        cursor: Cursor,
    ) -> Result<(Vec<Due>, Cursor)> {
        let Page { items, cursor } = self.due_page(&shard.to_string(), now, PAGE, cursor).await?;
        Ok((readable(items, |item| self.due_one(&item)), cursor))
    }

    /// The query for what was due at `now` in `shard`, whatever stands in it, the longest due first.
    pub(super) fn due_in(&self, shard: &str, now: Timestamp) -> QueryFluentBuilder {
        let request = self.client.query().table_name(&self.table).index_name(INDEX);
        request
            .key_condition_expression(DUE)
            .expression_attribute_values(":shard", text(shard))
            .expression_attribute_values(":now", number(now.as_second()))
    }

    /// The keys of the first `limit` in `shard` that were due at `now`.
    pub(super) async fn due_keys(
        &self,
        shard: &str,
        now: Timestamp,
        limit: i32,
    ) -> Result<Vec<RowKey>> {
        let page = self.due_page(shard, now, limit, Cursor::Start).await?;
        Ok(page.items.iter().filter_map(RowKey::of).collect())
    }

    /// The next keys of `shard` that were due at `now`, `limit` at the most, and where to go on.
    pub(super) async fn due_page(
        &self,
        shard: &str,
        now: Timestamp,
        limit: i32,
        cursor: Cursor,
    ) -> Result<Page> {
        let start = match cursor {
            Cursor::Start => None,
            Cursor::After(key) => Some(key),
            Cursor::End => return Ok(Page { items: Vec::new(), cursor: Cursor::End }),
        };
        let request = self.due_in(shard, now).limit(limit).set_exclusive_start_key(start);
        let answer = request.send().boxed().await.map_err(|error| unavailable(&error))?;
        let cursor = answer.last_evaluated_key.map_or(Cursor::End, Cursor::After);
        Ok(Page { items: answer.items.unwrap_or_default(), cursor })
    }

    /// How many connections of `shard` are due at `now`; of very many (a megabyte of keys) the first.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn count_due(&self, shard: u8, now: Timestamp) -> Result<usize> {
        let request = self.due_in(&shard.to_string(), now).select(Select::Count);
        let answer = request.send().boxed().await.map_err(|error| unavailable(&error))?;
        Ok(usize::try_from(answer.count).unwrap_or(0))
    }

    /// An item of the index. One whose key is no connection's is nobody's to renew, and stays there until an
    /// operator, who is told of it, has looked.
    fn due_one(&self, item: &Item) -> StdResult<Due, Garbled> {
        let key = RowKey::of(item);
        let read = || Some(Due { since: since(item)?, id: key.as_ref()?.connection()? });
        read().ok_or_else(|| self.tell_unreadable(key.as_ref(), &"no connection is due here"))
    }
}

pub(super) fn since(item: &Item) -> Option<Timestamp> {
    let at = item.get("refresh_at").and_then(|at| AttributeValue::as_n(at).ok())?;
    Timestamp::from_second(at.parse().ok()?).ok()
}
