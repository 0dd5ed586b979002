//! What is kept of a calendar's channels: a row `CHANNEL#…` beside its connection, on the index `refresh-due` in
//! shards of their own.
//!
//! It begins with a wish: whoever keeps an interview, or connects a calendar, asks for a watch before that is
//! stored, so that nothing is stored that nobody looks after. `watch-calendars` decides what comes of it, under a
//! lease: what another run has written meanwhile is never written over.

use aws_sdk_dynamodb::types::ReturnValue;
use futures::FutureExt;
use jiff::Timestamp;

use super::due::{self, Page};
use super::upkeep::{Assignment, assignment};
use super::watches::{DueCalendar, calendar_of, lease};
use super::{
    Cursor, Item, RowKey, Save, Store, number, text, to_item, unavailable, unless_refused,
};
use crate::connection::schedule::shard;
use crate::connection::{Channels, Lease, Said};
use crate::model::error::Result;
use crate::model::owner::ConnectionId;
use crate::model::provider::CalendarProvider;

const PREFIX: &str = "CHANNEL#";
/// What a run writes while it goes on.
const WORK: [&str; 2] = ["current", "ending"];
/// What it writes at its end.
const END: [&str; 6] = ["current", "ending", "said", "failures", "refresh_at", "lease"];
/// The same where its provider has said something meanwhile: the row stays due, and what was said stays.
const OVERTAKEN: [&str; 4] = ["current", "ending", "failures", "lease"];

impl Store {
    /// Asks at `now` for the calendar of `id` to be watched, and for nothing where it was asked before: the run
    /// of `watch-calendars` that comes next looks at it.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn want_watch(
        &self,
        id: ConnectionId<CalendarProvider>,
        now: Timestamp,
    ) -> Result<()> {
        let person = id.owner.person();
        let owner = person.map(|_| ", owner_id = :owner").unwrap_or_default();
        let mut request = self
            .client
            .update_item()
            .table_name(&self.table)
            .set_key(Some(key(id).item()))
            .update_expression(format!(
                "SET wanted_at = :now, company_id = :company, provider = :provider{owner}, \
                 refresh_shard = :shard, refresh_at = if_not_exists(refresh_at, :now)"
            ))
            .expression_attribute_values(":now", number(now.as_second()))
            .expression_attribute_values(":company", number(id.company))
            .expression_attribute_values(":provider", text(id.provider.key()))
            .expression_attribute_values(":shard", text(shard_of(id)));
        if let Some(person) = person {
            request = request.expression_attribute_values(":owner", number(person));
        }
        let answer = request.send().boxed().await;
        unless_refused(answer).map(drop)
    }

    /// Makes what is kept of the channels of `id` due at `now`, where something is: its connection or an
    /// interview is gone.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn review_watch(
        &self,
        id: ConnectionId<CalendarProvider>,
        now: Timestamp,
    ) -> Result<()> {
        let answer = self
            .client
            .update_item()
            .table_name(&self.table)
            .set_key(Some(key(id).item()))
            .update_expression("SET refresh_at = :now")
            .condition_expression("attribute_exists(pk)")
            .expression_attribute_values(":now", number(now.as_second()))
            .send()
            .boxed()
            .await;
        unless_refused(answer).map(drop)
    }

    /// Watches the calendar of `id` no longer, whose connection is gone since `now`: it is not read any more, and a
    /// mere wish is forgotten at once. Channels, and what a run has in hand, are looked after by the next run.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn unwatch(&self, id: ConnectionId<CalendarProvider>, now: Timestamp) -> Result<()> {
        // First: what breaks off here leaves the wish, and with it the run that does the rest.
        self.end_watch(id).await?;
        let answer = self
            .client
            .delete_item()
            .table_name(&self.table)
            .set_key(Some(key(id).item()))
            .condition_expression(
                "attribute_not_exists(#current) AND attribute_not_exists(ending) \
                 AND attribute_not_exists(#lease)",
            )
            .expression_attribute_names("#current", "current")
            .expression_attribute_names("#lease", "lease")
            .send()
            .boxed()
            .await;
        match unless_refused(answer)? {
            Some(_) => Ok(()),
            None => self.review_watch(id, now).await,
        }
    }

    /// Notes what its provider has said at `now` of the channel with the address `hash`, which is looked at then;
    /// of one that is not the calendar's any more nothing is noted.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn note_said(
        &self,
        id: ConnectionId<CalendarProvider>,
        hash: &str,
        said: Said,
        now: Timestamp,
    ) -> Result<()> {
        let said = serde_dynamo::to_attribute_value(said);
        let answer = self
            .client
            .update_item()
            .table_name(&self.table)
            .set_key(Some(key(id).item()))
            .update_expression("SET said = :said, refresh_at = :now")
            .condition_expression("#current.#address = :address")
            .expression_attribute_names("#current", "current")
            .expression_attribute_names("#address", "address")
            .expression_attribute_values(":said", said.map_err(|error| super::broken(&error))?)
            .expression_attribute_values(":address", text(hash))
            .expression_attribute_values(":now", number(now.as_second()))
            .send()
            .boxed()
            .await;
        unless_refused(answer).map(drop)
    }

    /// The next calendars at `provider` in `shard` (0 to [`super::WATCH_SHARDS`] - 1) whose channels were due at
    /// `now`, the longest due first, and where to go on.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn due_channels(
        &self,
        provider: CalendarProvider,
        shard: u8,
        now: Timestamp,
        cursor: Cursor,
    ) -> Result<(Vec<DueCalendar>, Cursor)> {
        let shard = named(provider, &shard.to_string());
        let Page { items, cursor } = self.due_page(&shard, now, due::PAGE, cursor).await?;
        Ok((self.due_calendars(PREFIX, &items), cursor))
    }

    /// What is kept of the channels of `id`, read consistently.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`]. A row that can't be read is none.
    pub async fn channels(&self, id: ConnectionId<CalendarProvider>) -> Result<Option<Channels>> {
        Ok(self.get(key(id).item()).await?.and_then(|item| self.read(item).ok()))
    }

    /// Claims what is kept of the channels of `id`, due at `now`, until `until` for the run `owner`, a random
    /// name. `None` where it is not due, where another run is at it, or where there is nothing. A row that can't
    /// be read is begun anew: its channels end by themselves within a week, and are nobody's until then.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn claim_channels(
        &self,
        id: ConnectionId<CalendarProvider>,
        (owner, until): (&str, Timestamp),
        now: Timestamp,
    ) -> Result<Option<Channels>> {
        let answer = self
            .client
            .update_item()
            .table_name(&self.table)
            .set_key(Some(key(id).item()))
            .update_expression("SET #lease = :lease")
            .condition_expression(
                "refresh_at <= :now AND (attribute_not_exists(#lease) OR #lease.#until <= :now)",
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
        if let Ok(channels) = self.read(item) {
            return Ok(Some(channels));
        }
        let anew = Channels::new(id, Lease { owner: owner.to_owned(), until }, now);
        let request = self.client.put_item().table_name(&self.table);
        let request = request.set_item(Some(channels_item(&anew)?));
        request.send().boxed().await.map_err(|error| unavailable(&error))?;
        Ok(Some(anew))
    }

    /// Stores what a run has done so far with the channels, under its lease.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`]; [`Save::Lost`] where the lease is not the run's any more:
    /// it must stop.
    pub async fn save_channels(&self, channels: &Channels) -> Result<Save> {
        self.write_channels(channels, channels, (&WORK, "")).await
    }

    /// Stores what a run leaves behind of the channels that it `claimed`, and lets go of them. Where the provider,
    /// or somebody here, has made them due since, they stay so.
    ///
    /// # Errors
    /// As [`Store::save_channels`].
    pub async fn release_channels(&self, claimed: &Channels, next: &Channels) -> Result<Save> {
        let next = Channels { lease: None, ..next.clone() };
        let untouched = match claimed.said {
            None => " AND refresh_at = :due AND attribute_not_exists(said)",
            Some(_) => " AND refresh_at = :due AND said = :heard",
        };
        match self.write_channels(claimed, &next, (&END, untouched)).await? {
            Save::Saved => Ok(Save::Saved),
            Save::Lost => self.write_channels(claimed, &next, (&OVERTAKEN, "")).await,
        }
    }

    /// Forgets the channels, all of which are stopped, unless a watch was asked for since they were claimed.
    ///
    /// # Errors
    /// As [`Store::save_channels`].
    pub async fn forget_channels(&self, channels: &Channels) -> Result<Save> {
        let Some(Lease { owner, .. }) = &channels.lease else { return Ok(Save::Lost) };
        let answer = self
            .client
            .delete_item()
            .table_name(&self.table)
            .set_key(Some(key(channels.id).item()))
            .condition_expression("#lease.#owner = :owner AND wanted_at = :wanted")
            .expression_attribute_names("#lease", "lease")
            .expression_attribute_names("#owner", "owner")
            .expression_attribute_values(":owner", text(owner))
            .expression_attribute_values(":wanted", number(channels.wanted_at.as_second()))
            .send()
            .boxed()
            .await;
        Ok(Save::of(unless_refused(answer)?))
    }

    /// Writes these attributes of `next` where the lease is that of `seen`, and `also` holds.
    async fn write_channels(
        &self,
        seen: &Channels,
        next: &Channels,
        (attributes, also): (&[&str], &str),
    ) -> Result<Save> {
        let Some(Lease { owner, .. }) = &seen.lease else { return Ok(Save::Lost) };
        let item = channels_item(next)?;
        let Assignment { expression, names, values } = assignment(item, attributes);
        let mut request = self
            .client
            .update_item()
            .table_name(&self.table)
            .set_key(Some(key(seen.id).item()))
            .update_expression(expression)
            .condition_expression(format!("#held.#owner = :owner{also}"))
            .set_expression_attribute_names(Some(names))
            .set_expression_attribute_values(Some(values))
            .expression_attribute_names("#held", "lease")
            .expression_attribute_names("#owner", "owner")
            .expression_attribute_values(":owner", text(owner));
        if !also.is_empty() {
            let due = number(seen.refresh_at.as_second());
            request = request.expression_attribute_values(":due", due);
        }
        if let (Some(said), false) = (seen.said, also.is_empty()) {
            let said = serde_dynamo::to_attribute_value(said);
            let said = said.map_err(|error| super::broken(&error))?;
            request = request.expression_attribute_values(":heard", said);
        }
        Ok(Save::of(unless_refused(request.send().boxed().await)?))
    }
}

fn named(provider: CalendarProvider, shard: &str) -> String {
    format!("channels#{}#{shard}", provider.key())
}

fn shard_of(id: ConnectionId<CalendarProvider>) -> String {
    named(id.provider, &shard(id.company))
}

fn key(id: ConnectionId<CalendarProvider>) -> RowKey {
    RowKey::of_kind(PREFIX, id.of_any())
}

fn channels_item(channels: &Channels) -> Result<Item> {
    let RowKey { pk, sk } = key(channels.id);
    let mut item = to_item(channels, text(pk), text(sk))?;
    item.insert("refresh_shard".to_owned(), text(shard_of(channels.id)));
    Ok(item)
}

impl RowKey {
    /// The connection whose channels are kept under this key; `None` where none are.
    pub fn channels(&self) -> Option<ConnectionId<CalendarProvider>> {
        calendar_of(PREFIX, self)
    }
}
