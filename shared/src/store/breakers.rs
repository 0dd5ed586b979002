//! Whether a sink fails everybody: one row for each, counted in by whoever sends.

use futures::FutureExt;
use jiff::{SignedDuration, Timestamp};

use super::{Item, RowKey, Save, Store, number, text, to_item, unavailable, unless_refused};
use crate::connection::schedule::later;
use crate::model::breaker::Breaker;
use crate::model::delivery::Sink;
use crate::model::error::Result;

/// How often a write that lost a race is decided anew: a run sends ten at once.
const TRIES: usize = 24;
/// How long a row stays after the last event.
const MEMORY: SignedDuration = SignedDuration::from_hours(7 * 24);

impl Store {
    /// What is known of `sink`.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`]. A row that can't be read tells nothing.
    pub async fn breaker(&self, sink: Sink) -> Result<Breaker> {
        let request = self.client.get_item().table_name(&self.table);
        let request = request.set_key(Some(key(sink).item())).consistent_read(true);
        let answer = request.send().boxed().await.map_err(|error| unavailable(&error))?;
        Ok(answer.item.and_then(|item| self.read(item).ok()).unwrap_or_default())
    }

    /// Stores what `change` makes of what is known of `sink`, unless it is `None`; whether it is stored. Where
    /// too many others count at the same time, it is not.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn change_breaker(
        &self,
        sink: Sink,
        now: Timestamp,
        change: impl Fn(Breaker) -> Option<Breaker>,
    ) -> Result<bool> {
        for _ in 0..TRIES {
            let known = self.breaker(sink).await?;
            let seen = known.version;
            let Some(changed) = change(known) else { return Ok(false) };
            if self.put_breaker(sink, &changed, seen, now).await? == Save::Saved {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Takes the company out of what is known of all sinks.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn leave_breakers(&self, company_id: i64, now: Timestamp) -> Result<()> {
        for sink in Sink::ALL {
            let leave =
                |breaker: Breaker| breaker.names(company_id).then(|| breaker.without(company_id));
            self.change_breaker(sink, now, leave).await?;
        }
        Ok(())
    }

    async fn put_breaker(
        &self,
        sink: Sink,
        breaker: &Breaker,
        seen: u64,
        now: Timestamp,
    ) -> Result<Save> {
        let RowKey { pk, sk } = key(sink);
        let mut item: Item = to_item(breaker, text(pk), text(sk))?;
        item.insert("ttl".to_owned(), number(later(now, MEMORY).as_second()));
        let request = self.client.put_item().table_name(&self.table).set_item(Some(item));
        let answer = request
            .condition_expression("attribute_not_exists(version) OR version = :seen")
            .expression_attribute_values(":seen", number(seen))
            .send()
            .boxed()
            .await;
        Ok(Save::of(unless_refused(answer)?))
    }
}

fn key(sink: Sink) -> RowKey {
    RowKey { pk: format!("SINK#{}", sink.key()), sk: "BREAKER".to_owned() }
}
