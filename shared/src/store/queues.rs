//! A company's queue for a sink: one row, on the index `refresh-due` in a shard of its own as long as events
//! wait. Its events are rows of their own ([`super::deliveries`]), of which only the first is tried.

use aws_sdk_dynamodb::types::ReturnValue;
use futures::FutureExt;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

use super::{RowKey, Save, Store, number, unless_refused};
use crate::connection::schedule::later;
use crate::model::delivery::Sink;
use crate::model::error::Result;

/// The part of the index that names the queues for `sink`: those of one never stand before another's.
pub(super) const fn shard(sink: Sink) -> &'static str {
    match sink {
        Sink::Ats => "deliveries",
        Sink::Slack => "deliveries-slack",
    }
}

/// How long a run may be at a queue before another one takes it: it has died.
const LEASE: SignedDuration = SignedDuration::from_mins(2);
/// How many queues a run looks at.
const PAGE: i32 = 500;

/// A queue that is due, in the hands of a run.
#[derive(Clone, Debug)]
pub struct DueQueue {
    /// Whose.
    pub company_id: i64,
    /// For whom.
    pub sink: Sink,
    /// How often its first event failed in a row.
    pub failures: u32,
    /// How many of these leave it open whether it was taken, or why not.
    pub doubts: u32,
    /// Counts what was put into it.
    tail: u64,
    /// Until when it is in these hands.
    until: Timestamp,
}

#[derive(Deserialize)]
struct Row {
    #[serde(default)]
    failures: u32,
    #[serde(default)]
    doubts: u32,
    #[serde(default)]
    tail: u64,
}

impl Store {
    /// Whether events of the company wait for `sink`.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn has_queue(&self, company_id: i64, sink: Sink) -> Result<bool> {
        Ok(self.row(&key(company_id, sink)).await?.is_some())
    }

    /// The queues for `sink` that were due at `now`, the longest due first.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn due_queues(&self, sink: Sink, now: Timestamp) -> Result<Vec<RowKey>> {
        self.due_keys(shard(sink), now, PAGE).await
    }

    /// Takes a due queue in hand; `None` where another run has it, or where it is gone.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn take_queue(&self, key: &RowKey, now: Timestamp) -> Result<Option<DueQueue>> {
        let until = later(now, LEASE);
        let answer = self
            .client
            .update_item()
            .table_name(&self.table)
            .set_key(Some(key.item()))
            .update_expression("SET refresh_at = :until")
            .condition_expression("refresh_at <= :now")
            .expression_attribute_values(":until", number(until.as_second()))
            .expression_attribute_values(":now", number(now.as_second()))
            .return_values(ReturnValue::AllNew)
            .send()
            .boxed()
            .await;
        let taken = unless_refused(answer)?.and_then(|answer| answer.attributes);
        let row: Option<Row> = taken.and_then(|item| self.read(item).ok());
        let named = key.pk.strip_prefix("COMPANY#").and_then(|id| id.parse().ok());
        let sink = key.sk.strip_prefix(PREFIX).and_then(Sink::parse);
        Ok(row.zip(named.zip(sink)).map(|(row, (company_id, sink))| {
            let Row { failures, doubts, tail } = row;
            DueQueue { company_id, sink, failures, doubts, tail, until }
        }))
    }

    /// Lets go of a queue whose first event has failed `failures` times in a row, `doubts` of them doubtful; it is
    /// due again at `at`.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`]; somebody else's queue is [`Save::Lost`].
    pub async fn rest_queue(
        &self,
        queue: &DueQueue,
        (failures, doubts): (u32, u32),
        at: Timestamp,
    ) -> Result<Save> {
        let answer = self
            .client
            .update_item()
            .table_name(&self.table)
            .set_key(Some(key(queue.company_id, queue.sink).item()))
            .update_expression("SET refresh_at = :at, failures = :failures, doubts = :doubts")
            .condition_expression("refresh_at = :until")
            .expression_attribute_values(":at", number(at.as_second()))
            .expression_attribute_values(":failures", number(failures))
            .expression_attribute_values(":doubts", number(doubts))
            .expression_attribute_values(":until", number(queue.until.as_second()))
            .send()
            .boxed()
            .await;
        Ok(Save::of(unless_refused(answer)?))
    }

    /// Ends a queue that is empty; one that has become longer since it was taken stays, and is
    /// [`Save::Lost`].
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn end_queue(&self, queue: &DueQueue) -> Result<Save> {
        let answer = self
            .client
            .delete_item()
            .table_name(&self.table)
            .set_key(Some(key(queue.company_id, queue.sink).item()))
            .condition_expression("tail = :tail AND refresh_at = :until")
            .expression_attribute_values(":tail", number(queue.tail))
            .expression_attribute_values(":until", number(queue.until.as_second()))
            .send()
            .boxed()
            .await;
        Ok(Save::of(unless_refused(answer)?))
    }
}

const PREFIX: &str = "QUEUE#";

/// The row of a company's queue for `sink`.
pub(super) fn key(company_id: i64, sink: Sink) -> RowKey {
    RowKey { pk: format!("COMPANY#{company_id}"), sk: format!("{PREFIX}{}", sink.key()) }
}
