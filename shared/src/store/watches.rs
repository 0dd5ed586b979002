//! Watches: a row `WATCH#…` beside each calendar connection with interviews to come, on the index `refresh-due`
//! in shards of their own.
//!
//! Three write it, and none over another. `watch-calendars` makes it, begins it anew and ends it; a notification
//! marks it, which is a single write; and who reads the calendar has its lease, without which nothing of theirs
//! is stored. A mark makes the watch due at once. So "due" is all there is to ask, whether the stream brought
//! the mark or the schedule finds it, and a reader that is overtaken by a mark leaves the watch due.

use aws_sdk_dynamodb::types::{AttributeValue, ReturnValue};
use futures::FutureExt;
use jiff::Timestamp;

use super::due::{self, Page, since};
use super::upkeep::{Assignment, assignment};
use super::{
    Cursor, Item, RowKey, Save, Store, number, readable, text, to_item, unavailable, unless_refused,
};
use crate::connection::schedule::{SHARDS, shard};
use crate::connection::{Lease, Watch};
use crate::model::error::Result;
use crate::model::owner::ConnectionId;
use crate::model::provider::CalendarProvider;

/// Shards of the index the watches are spread over.
pub const WATCH_SHARDS: u8 = SHARDS;

const PREFIX: &str = "WATCH#";
/// What a reader writes. The mark and `heard_until` are others' to write.
const READING: [&str; 7] =
    ["cursor", "synced_at", "delayed_since", "failures", "rests_until", "refresh_at", "lease"];
/// What of it a reader writes that was overtaken by a mark: all but when the watch is due, which is now.
const OVERTAKEN: [&str; 6] =
    ["cursor", "synced_at", "delayed_since", "failures", "rests_until", "lease"];

/// A calendar that is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DueCalendar {
    /// The connection to it.
    pub id: ConnectionId<CalendarProvider>,
    /// Since when.
    pub since: Timestamp,
}

/// What became of a watch that was let go of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Released {
    /// It is stored, and due when it says.
    Done,
    /// It is stored, and due still: the calendar has said something since it was claimed.
    Marked,
    /// Nothing is stored: the lease was somebody else's by then, or the watch was begun anew, or ended.
    Lost,
}

impl Store {
    /// Begins to watch the calendar of `id`, due at `now`; one that is watched already goes on.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn begin_watch(
        &self,
        id: ConnectionId<CalendarProvider>,
        now: Timestamp,
    ) -> Result<()> {
        let request = self.client.put_item().table_name(&self.table);
        let request = request.set_item(Some(watch_item(&Watch::new(id, now))?));
        let answer = request.condition_expression("attribute_not_exists(pk)").send().boxed().await;
        unless_refused(answer).map(drop)
    }

    /// Begins the watch of `id` anew, whoever reads it: with a full round, due at `now`. Another grant's cursor
    /// is of no use, and may be of another calendar.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn begin_watch_anew(
        &self,
        id: ConnectionId<CalendarProvider>,
        now: Timestamp,
    ) -> Result<()> {
        let request = self.client.put_item().table_name(&self.table);
        let request = request.set_item(Some(watch_item(&Watch::new(id, now))?));
        request.send().boxed().await.map(drop).map_err(|error| unavailable(&error))
    }

    /// Notes until when a channel tells of changes; `None` where none does. A watch that has ended stays so.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn note_heard(
        &self,
        id: ConnectionId<CalendarProvider>,
        until: Option<Timestamp>,
    ) -> Result<()> {
        let request = self.client.update_item().table_name(&self.table);
        let request = request.set_key(Some(key(id).item()));
        let request = match until {
            None => request.update_expression("REMOVE heard_until"),
            Some(until) => request
                .update_expression("SET heard_until = :until")
                .expression_attribute_values(":until", number(until.as_second())),
        };
        let answer = request.condition_expression("attribute_exists(pk)").send().boxed().await;
        unless_refused(answer).map(drop)
    }

    /// Ends the watch of `id`, whoever reads it.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn end_watch(&self, id: ConnectionId<CalendarProvider>) -> Result<()> {
        self.erase(&key(id)).await
    }

    /// The watch of `id`, read consistently.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`]. One that can't be read is none.
    pub async fn watch(&self, id: ConnectionId<CalendarProvider>) -> Result<Option<Watch>> {
        Ok(self.get(key(id).item()).await?.and_then(|item| self.read(item).ok()))
    }

    /// The watches of the company's calendars. One that can't be read is none.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn watches(&self, company_id: i64) -> Result<Vec<Watch>> {
        let items = self.query(company_id, PREFIX, "WATCH$").await?;
        Ok(readable(items, |item| self.read(item)))
    }

    /// Marks the watch of `id`: its calendar has said at `now` that something changed, and it is due. The mark
    /// never moves back, and moves with every word, whatever the clocks say: a reader that has seen the last one
    /// must notice this one. A watch that has ended stays so.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn mark_changed(
        &self,
        id: ConnectionId<CalendarProvider>,
        now: Timestamp,
    ) -> Result<()> {
        let marked = self
            .client
            .update_item()
            .table_name(&self.table)
            .set_key(Some(key(id).item()))
            .update_expression("SET changed_at = :mark, refresh_at = :now")
            .condition_expression(
                "attribute_exists(pk) AND (attribute_not_exists(changed_at) OR changed_at < :mark)",
            )
            .expression_attribute_values(":mark", number(now.as_millisecond()))
            .expression_attribute_values(":now", number(now.as_second()))
            .send()
            .boxed()
            .await;
        if unless_refused(marked)?.is_some() {
            return Ok(());
        }
        let moved = self
            .client
            .update_item()
            .table_name(&self.table)
            .set_key(Some(key(id).item()))
            .update_expression("SET changed_at = changed_at + :one, refresh_at = :now")
            .condition_expression("attribute_exists(changed_at)")
            .expression_attribute_values(":one", number(1))
            .expression_attribute_values(":now", number(now.as_second()))
            .send()
            .boxed()
            .await;
        unless_refused(moved).map(drop)
    }

    /// The next watches at `provider` in `shard` (0 to [`WATCH_SHARDS`] - 1) that were due at `now`, the longest
    /// due first, and where to go on. Each provider has shards of its own: one that hangs keeps nobody else's
    /// from being read.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn due_watches(
        &self,
        provider: CalendarProvider,
        shard: u8,
        now: Timestamp,
        cursor: Cursor,
    ) -> Result<(Vec<ConnectionId<CalendarProvider>>, Cursor)> {
        let shard = named(provider, &shard.to_string());
        let Page { items, cursor } = self.due_page(&shard, now, due::PAGE, cursor).await?;
        let due = self.due_calendars(PREFIX, &items);
        Ok((due.into_iter().map(|due| due.id).collect(), cursor))
    }

    /// Claims the watch of `id`, which is due at `now`, until `until`, for the reader `owner`, a random name.
    /// `None` where it is not due or rests, where somebody else reads it, or where there is none. A row that
    /// can't be read is begun anew: all it holds is found again by a full round.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn claim_watch(
        &self,
        id: ConnectionId<CalendarProvider>,
        (owner, until): (&str, Timestamp),
        now: Timestamp,
    ) -> Result<Option<Watch>> {
        let answer = self
            .client
            .update_item()
            .table_name(&self.table)
            .set_key(Some(key(id).item()))
            .update_expression("SET #lease = :lease")
            .condition_expression(
                "refresh_at <= :now AND (attribute_not_exists(rests_until) OR rests_until <= :now) \
                 AND (attribute_not_exists(#lease) OR #lease.#until <= :now)",
            )
            .expression_attribute_names("#lease", "lease")
            .expression_attribute_names("#until", "until")
            .expression_attribute_values(":lease", lease(owner, until))
            .expression_attribute_values(":now", number(now.as_second()))
            .return_values(ReturnValue::AllNew)
            .send()
            .boxed()
            .await;
        let Some(item) = unless_refused(answer)?.and_then(|answer| answer.attributes) else {
            return Ok(None);
        };
        match self.read(item) {
            Ok(watch) => Ok(Some(watch)),
            Err(_) => {
                let lease = Some(Lease { owner: owner.to_owned(), until });
                let anew = Watch { lease, ..Watch::new(id, now) };
                let request = self.client.put_item().table_name(&self.table);
                let request = request.set_item(Some(watch_item(&anew)?));
                request.send().boxed().await.map_err(|error| unavailable(&error))?;
                Ok(Some(anew))
            }
        }
    }

    /// Stores how far the reader of `watch` has come, and keeps its lease until `until`: what a round has read
    /// so far is not read again where it breaks off.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`]; [`Save::Lost`] where the lease is not the reader's any
    /// more: it must stop.
    pub async fn save_watch(&self, watch: &Watch, until: Timestamp) -> Result<Save> {
        let lease = watch.lease.clone().map(|lease| Lease { until, ..lease });
        let kept = Watch { lease, ..watch.clone() };
        self.write_reading(watch, &kept, (&OVERTAKEN, "")).await
    }

    /// Stores what the reader of `watch` leaves behind (its cursor, when it was read, what failed, when it is due
    /// again) and lets go of it. `watch` is the claimed one with these changed; its mark is the one it was
    /// claimed with.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn release_watch(&self, watch: &Watch) -> Result<Released> {
        let free = Watch { lease: None, ..watch.clone() };
        let unmarked = match watch.changed_at {
            None => " AND attribute_not_exists(changed_at)",
            Some(_) => " AND changed_at = :mark",
        };
        if self.write_reading(watch, &free, (&READING, unmarked)).await? == Save::Saved {
            return Ok(Released::Done);
        }
        Ok(match self.write_reading(watch, &free, (&OVERTAKEN, "")).await? {
            Save::Saved => Released::Marked,
            Save::Lost => Released::Lost,
        })
    }

    /// Writes these attributes of `next` where the lease is that of `seen`, and `also` holds.
    async fn write_reading(
        &self,
        seen: &Watch,
        next: &Watch,
        (attributes, also): (&[&str], &str),
    ) -> Result<Save> {
        let Some(Lease { owner, .. }) = &seen.lease else { return Ok(Save::Lost) };
        let Assignment { expression, names, values } = assignment(watch_item(next)?, attributes);
        let mut request = self
            .client
            .update_item()
            .table_name(&self.table)
            .set_key(Some(key(seen.id).item()))
            .update_expression(expression)
            .condition_expression(format!("#lease.#owner = :owner{also}"))
            .set_expression_attribute_names(Some(names))
            .set_expression_attribute_values(Some(values))
            .expression_attribute_names("#owner", "owner")
            .expression_attribute_values(":owner", text(owner));
        if let (Some(mark), false) = (seen.changed_at, also.is_empty()) {
            request = request.expression_attribute_values(":mark", number(mark.as_millisecond()));
        }
        Ok(Save::of(unless_refused(request.send().boxed().await)?))
    }

    /// The calendars whose rows under `prefix` `items` are; an operator is told of any other.
    pub(super) fn due_calendars(&self, prefix: &str, items: &[Item]) -> Vec<DueCalendar> {
        let read = |item: &Item| {
            let key = RowKey::of(item);
            let id = key.as_ref().and_then(|key| calendar_of(prefix, key));
            let due = id.zip(since(item)).map(|(id, since)| DueCalendar { id, since });
            if due.is_none() {
                self.tell_unreadable(key.as_ref(), &"no calendar is due here");
            }
            due
        };
        items.iter().filter_map(read).collect()
    }
}

/// A lease as it is stored.
pub(super) fn lease(owner: &str, until: Timestamp) -> AttributeValue {
    let members = [("owner", text(owner)), ("until", number(until.as_second()))];
    AttributeValue::M(members.map(|(name, value)| (name.to_owned(), value)).into())
}

/// The calendar connection whose row under `prefix` has this key.
pub(super) fn calendar_of(prefix: &str, key: &RowKey) -> Option<ConnectionId<CalendarProvider>> {
    let ConnectionId { company, owner, provider } = key.of_prefix(prefix)?;
    Some(ConnectionId { company, owner, provider: CalendarProvider::of(provider)? })
}

fn named(provider: CalendarProvider, shard: &str) -> String {
    format!("watches#{}#{shard}", provider.key())
}

fn key(id: ConnectionId<CalendarProvider>) -> RowKey {
    RowKey::of_kind(PREFIX, id.of_any())
}

fn watch_item(watch: &Watch) -> Result<Item> {
    let RowKey { pk, sk } = key(watch.id);
    let mut item = to_item(watch, text(pk), text(sk))?;
    let shard = named(watch.id.provider, &shard(watch.id.company));
    item.insert("refresh_shard".to_owned(), text(shard));
    Ok(item)
}

impl RowKey {
    /// The connection whose watch is kept under this key; `None` where none is.
    pub fn watch(&self) -> Option<ConnectionId<CalendarProvider>> {
        calendar_of(PREFIX, self)
    }
}
