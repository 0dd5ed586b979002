//! Scheduled interviews: one item per event, under the provider's id of it.
//!
//! No address is stored in clear. An item is cleaned up half a year after the interview is followed no longer. What
//! the calendar took and no item records is found by its request ([`super::Known`]).

mod change;
mod link;
mod noting;
mod scheduled;

use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::types::{AttributeValue, ReturnValuesOnConditionCheckFailure};
use futures::FutureExt;
use jiff::SignedDuration;

pub use self::change::{Happened, What};
pub use self::noting::ToCancel;
pub use self::scheduled::{Attempt, EventState, ScheduledEvent};
use super::turns::on_index;
use super::{Item, Save, Store, company, number, text, to_item, unavailable};
use crate::model::error::Result;
use crate::model::provider::CalendarProvider;

/// How long an item is kept after the interview, and after it was last seen: a slip of years is put right some day.
const KEPT: SignedDuration = SignedDuration::from_hours(24 * 183);

/// No provider's ids are longer, in bytes; a sort key takes 1024.
pub(super) const ID_LIMIT: usize = 900;

impl Store {
    /// The company's event of this id at `provider`, whatever its state, read consistently.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn event(
        &self,
        company_id: i64,
        provider: CalendarProvider,
        event_id: &str,
    ) -> Result<Option<ScheduledEvent>> {
        if !(1..=ID_LIMIT).contains(&event_id.len()) {
            return Ok(None);
        }
        let key = key(company_id, provider, event_id);
        // One that can't be read is missing in the list too.
        Ok(self.get(key).await?.and_then(|item| self.read(item).ok()))
    }

    /// Stores `event` over the version of it that was read: a sight of the calendar that is older than what
    /// is stored meanwhile never takes its place. A cancellation takes any version's, and what is cancelled
    /// stays so, whoever writes late: no provider uses an event's id again (F24).
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`]; a lost race is [`Save::Lost`].
    pub async fn put_event(&self, company_id: i64, event: &ScheduledEvent) -> Result<Save> {
        if event.state != EventState::Cancelled {
            self.want_watch_of(company_id, event).await?;
        }
        self.put_watched_event(company_id, event).await
    }

    /// [`Store::put_event`] of one whose calendar was asked to be watched before ([`Store::want_watch_of`]), or that
    /// stands as it stood.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`]; a lost race is [`Save::Lost`].
    pub async fn put_watched_event(&self, company_id: i64, event: &ScheduledEvent) -> Result<Save> {
        let written = self.write_event(company_id, event, condition(event));
        if event.state != EventState::Cancelled {
            return written.await;
        }
        // Beside each other: a run that looks before the record stands keeps the channel until it is due again.
        tokio::join!(written, self.review_watch_of(company_id, event)).0
    }

    /// Has the next run look whether the calendar of `event`, which is cancelled, is to be watched any longer.
    async fn review_watch_of(&self, company_id: i64, event: &ScheduledEvent) {
        let calendar = event.calendar(company_id);
        if self.review_watch(calendar, self.clock.now()).await.is_err() {
            tracing::warn!("a calendar is watched longer than it needs to be");
        }
    }

    /// Stores `event` over the cancelled version that was read: a person has taken it out of the bin, which its
    /// calendar must have been asked after that was read.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`]; a lost race is [`Save::Lost`].
    pub async fn rewrite_cancelled(&self, company_id: i64, event: &ScheduledEvent) -> Result<Save> {
        let condition = match event.version {
            0 => "attribute_not_exists(version) AND #state = :cancelled",
            _ => "version = :seen AND #state = :cancelled",
        };
        if event.state != EventState::Cancelled {
            self.want_watch_of(company_id, event).await?;
        }
        self.write_event(company_id, event, condition).await
    }

    /// Asks for a watch as long as `event` is followed: before it is stored, so that none is stored in a calendar
    /// that nobody watches. Whoever asks beside another call stores it by [`Store::put_watched_event`] then.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn want_watch_of(&self, company_id: i64, event: &ScheduledEvent) -> Result<()> {
        let now = self.clock.now();
        if event.followed_until() <= now {
            return Ok(());
        }
        self.want_watch(event.calendar(company_id), now).await
    }

    async fn write_event(
        &self,
        company_id: i64,
        event: &ScheduledEvent,
        condition: &str,
    ) -> Result<Save> {
        let item = next_item(company_id, event)?;
        let request = self.client.put_item().table_name(&self.table);
        let mut request = request
            .set_item(Some(item.clone()))
            .condition_expression(condition)
            .expression_attribute_names("#state", "state")
            .expression_attribute_values(":cancelled", text("cancelled"))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
        if condition.contains(":seen") {
            request = request.expression_attribute_values(":seen", number(event.version));
        }
        let Err(error) = request.send().boxed().await else { return Ok(Save::Saved) };
        match error.as_service_error() {
            // Our own write, whose answer was lost, is no race.
            Some(PutItemError::ConditionalCheckFailedException(failure)) => {
                Ok(if failure.item.as_ref() == Some(&item) { Save::Saved } else { Save::Lost })
            }
            _ => Err(unavailable(&error)),
        }
    }
}

/// The item with the next version.
fn next_item(company_id: i64, event: &ScheduledEvent) -> Result<Item> {
    let key = sort_key(event.provider, &event.event_id);
    let next = ScheduledEvent { version: event.version + 1, ..event.clone() };
    let mut item = to_item(&next, company(company_id), key)?;
    let last = event.followed_until();
    let ttl = last.saturating_add(KEPT).unwrap_or(last);
    item.insert("ttl".to_owned(), number(ttl.as_second()));
    on_index(&mut item, event.turn.as_ref().map(|turn| turn.due_at), event.end);
    Ok(item)
}

/// What must stand there for `event` to be written.
const fn condition(event: &ScheduledEvent) -> &'static str {
    match (event.version, event.state) {
        (0, EventState::Cancelled) => "attribute_not_exists(pk) OR #state <> :cancelled",
        (_, EventState::Cancelled) => "attribute_exists(pk) AND #state <> :cancelled",
        (0, _) => {
            "attribute_not_exists(pk) OR (#state <> :cancelled AND attribute_not_exists(version))"
        }
        (_, _) => "version = :seen AND #state <> :cancelled",
    }
}

/// The key of the item of the company's event.
pub(super) fn key(company_id: i64, provider: CalendarProvider, event_id: &str) -> Item {
    Item::from([
        ("pk".to_owned(), company(company_id)),
        ("sk".to_owned(), sort_key(provider, event_id)),
    ])
}

fn sort_key(provider: CalendarProvider, event_id: &str) -> AttributeValue {
    text(format!("EVENT#{}#{event_id}", provider.key()))
}
