//! Events that wait to be delivered, in the order of the company's changes, and those that were given up.
//!
//! A row of the company's queue ([`super::queues`]) is written with each, and nothing is written for a
//! company that was erased.

use aws_sdk_dynamodb::types::{TransactWriteItem, Update};
use futures::FutureExt;
use jiff::{SignedDuration, Timestamp};

use super::transactions::Transacted;
use super::{
    Item, RowKey, Store, company, erased, number, queues, readable, text, to_item, unavailable,
};
use crate::connection::schedule::later;
use crate::model::delivery::{Delivery, Sink};
use crate::model::error::{Error, Result};

/// What the sort keys of waiting events begin with.
const WAITING: &str = "DELIVERY#";

/// What those of events begin with that were given up.
const GIVEN_UP: &str = "DELIVERY_GIVEN_UP#";
/// Behind the keys of both.
pub(super) const END: &str = "DELIVERY_H";
/// The part of the index that names the latter.
const SHARD: &str = "undelivered";
/// How long a row is kept at most: what waits is given up after three days, and looked at within weeks.
const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);
/// Given-up events that are read at once.
const PAGE: i32 = 500;

/// What became of an event that was to be queued.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Queued {
    /// It waits.
    Stored,
    /// Its company was erased: it is gone.
    Erased,
}

/// How many events of a company wait for the ATS, and how many were given up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Those that wait.
    pub waiting: usize,
    /// Since when the oldest of them does.
    pub oldest: Option<Timestamp>,
    /// Those that were given up.
    pub given_up: usize,
}

impl Counts {
    /// Counts `item`, a row of the company; whether it is an event's at all. They come oldest first.
    pub(super) fn count(&mut self, item: &Item) -> bool {
        let key = item.get("sk").and_then(|key| key.as_s().ok());
        let rest_of = |with| key.and_then(|key| key.strip_prefix(with));
        let is_for_ats = |rest: &str| rest.split('#').next() == Some(Sink::Ats.key());
        // Notes in a channel are no matter of the recruiting system's.
        let (given_up, waiting) = (rest_of(GIVEN_UP), rest_of(WAITING));
        if given_up.or(waiting).is_some_and(|rest| !is_for_ats(rest)) {
            return true;
        }
        if given_up.is_some() {
            self.given_up += 1;
        } else if waiting.is_some() {
            self.waiting += 1;
            let since = item.get("since").and_then(|since| since.as_n().ok()?.parse().ok());
            self.oldest = self.oldest.or(since.and_then(|at| Timestamp::from_second(at).ok()));
        } else {
            return false;
        }
        true
    }
}

/// The key of an event that was given up.
#[derive(Clone, Debug)]
pub struct GivenUp(RowKey);

impl Store {
    /// Puts `delivery` at the end of its company's queue for `sink`. A queue that is new is tried at `due`. An
    /// event that waits already waits once.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn queue(&self, sink: Sink, delivery: &Delivery, due: Timestamp) -> Result<Queued> {
        let row = self.put(waiting_item(sink, delivery)?)?;
        let writes = vec![
            self.absent(&erased::key(delivery.company))?,
            row,
            self.lengthened(sink, delivery.company, due)?,
        ];
        Ok(match self.transact(writes).await? {
            Transacted::Done => Queued::Stored,
            Transacted::Refused => Queued::Erased,
        })
    }

    /// The first `count` events of the company's queue for `sink`.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`]. One that can't be read is left out, and an operator told.
    pub async fn waiting(&self, company_id: i64, sink: Sink, count: i32) -> Result<Vec<Delivery>> {
        let answer = self
            .client
            .query()
            .table_name(&self.table)
            .key_condition_expression("pk = :pk AND begins_with(sk, :sk)")
            .expression_attribute_values(":pk", company(company_id))
            .expression_attribute_values(":sk", text(format!("{WAITING}{}#", sink.key())))
            .consistent_read(true)
            .limit(count)
            .send()
            .boxed()
            .await
            .map_err(|error| unavailable(&error))?;
        Ok(readable(answer.items.unwrap_or_default(), |item| self.read(item)))
    }

    /// Takes `delivery` out of its queue, because it is delivered.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn delivered(&self, sink: Sink, delivery: &Delivery) -> Result<()> {
        self.erase(&key(WAITING, sink, delivery)).await
    }

    /// Takes `delivery` out of its queue, because it was tried long enough, and keeps it apart from `now` on.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn give_up(&self, sink: Sink, delivery: &Delivery, now: Timestamp) -> Result<()> {
        let mut item = item(GIVEN_UP, sink, delivery)?;
        item.insert("refresh_shard".to_owned(), text(SHARD));
        item.insert("refresh_at".to_owned(), number(now.as_second()));
        item.insert("ttl".to_owned(), number(later(now, KEPT).as_second()));
        let writes = vec![
            self.absent(&erased::key(delivery.company))?,
            self.put(item)?,
            self.delete(&key(WAITING, sink, delivery))?,
        ];
        self.transact(writes).await.map(drop)
    }

    /// The events of all companies that were given up by `now`, the earliest first.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn given_up(&self, now: Timestamp) -> Result<Vec<GivenUp>> {
        let keys = self.due_keys(SHARD, now, PAGE).await?;
        Ok(keys.into_iter().map(GivenUp).collect())
    }

    /// The events of a company that were given up, a page of them, in their order.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn given_up_of(&self, company_id: i64) -> Result<Vec<GivenUp>> {
        let answer = self
            .client
            .query()
            .table_name(&self.table)
            .key_condition_expression("pk = :pk AND begins_with(sk, :sk)")
            .expression_attribute_values(":pk", company(company_id))
            .expression_attribute_values(":sk", text(GIVEN_UP))
            .projection_expression("pk, sk")
            .consistent_read(true)
            .limit(PAGE)
            .send()
            .boxed()
            .await
            .map_err(|error| unavailable(&error))?;
        let items = answer.items.unwrap_or_default();
        Ok(items.iter().filter_map(RowKey::of).map(GivenUp).collect())
    }

    /// Puts an event that was given up back into its queue, as if it had happened at `now`; whether it was
    /// there still.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn take_up(&self, given_up: &GivenUp, now: Timestamp) -> Result<bool> {
        let GivenUp(row) = given_up;
        let request = self.client.get_item().table_name(&self.table).set_key(Some(row.item()));
        let answer = request.consistent_read(true).send().boxed().await;
        let stored = answer.map_err(|error| unavailable(&error))?.item;
        let stored = stored.and_then(|item| self.read::<Delivery>(item).ok());
        let sink = row.sk.strip_prefix(GIVEN_UP).and_then(|rest| rest.split('#').next());
        let (Some(stored), Some(sink)) = (stored, sink.and_then(Sink::parse)) else {
            return Ok(false);
        };
        let delivery = Delivery { since: now, ..stored };
        let writes = vec![
            self.absent(&erased::key(delivery.company))?,
            self.put(waiting_item(sink, &delivery)?)?,
            self.lengthened(sink, delivery.company, now)?,
            self.delete(row)?,
        ];
        Ok(self.transact(writes).await? == Transacted::Done)
    }

    /// Notes in the company's queue for `sink` that it is longer: who empties it must look again.
    fn lengthened(&self, sink: Sink, company_id: i64, due: Timestamp) -> Result<TransactWriteItem> {
        let update = Update::builder()
            .table_name(&self.table)
            .set_key(Some(queues::key(company_id, sink).item()))
            .update_expression(
                "SET refresh_shard = :shard, refresh_at = if_not_exists(refresh_at, :due), #ttl = :ttl ADD tail :one",
            )
            .expression_attribute_names("#ttl", "ttl")
            .expression_attribute_values(":shard", text(queues::shard(sink)))
            .expression_attribute_values(":due", number(due.as_second()))
            .expression_attribute_values(":ttl", number(later(due, KEPT).as_second()))
            .expression_attribute_values(":one", number(1))
            .build();
        let update = update.map_err(|_| Error::Internal)?;
        Ok(TransactWriteItem::builder().update(update).build())
    }
}

fn waiting_item(sink: Sink, delivery: &Delivery) -> Result<Item> {
    let mut item = item(WAITING, sink, delivery)?;
    item.insert("ttl".to_owned(), number(later(delivery.since, KEPT).as_second()));
    Ok(item)
}

fn item(kind: &str, sink: Sink, delivery: &Delivery) -> Result<Item> {
    let RowKey { pk, sk } = key(kind, sink, delivery);
    to_item(delivery, text(pk), text(sk))
}

fn key(kind: &str, sink: Sink, delivery: &Delivery) -> RowKey {
    let Delivery { company, place, .. } = delivery;
    RowKey { pk: format!("COMPANY#{company}"), sk: format!("{kind}{}#{place}", sink.key()) }
}
