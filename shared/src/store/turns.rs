//! Turns: who is changing an interview together with its room, and which interviews the schedule looks at
//! because a request has left something to be done.
//!
//! What is left stands on the index `refresh-due`, in a shard of its own: the interview's item, or the row of the
//! request that was to schedule it.

use aws_sdk_dynamodb::types::{AttributeValue, ReturnValue};
use futures::FutureExt;
use jiff::Timestamp;

use super::events::key;
use super::{
    Invitation, InvitationKey, Item, RowKey, Save, ScheduledEvent, Store, number, text,
    unless_refused,
};
use crate::model::error::Result;
use crate::model::interview::{Turn, is_worth_it};
use crate::model::ledger::Claim;

const SHARD: &str = "rooms";
/// How many a run works on.
const PAGE: i32 = 50;

/// An interview whose turn was taken.
#[derive(Clone, Debug)]
pub struct Taken {
    /// As it is stored now, with the turn.
    pub event: ScheduledEvent,
    /// Whether a turn before has left something to be done.
    pub is_left: bool,
    /// Whether nobody knows what became of the change in a turn before, whose this one is noted as.
    pub is_another_s: bool,
}

/// What a request has left to be done.
#[derive(Clone, Debug)]
pub enum Left {
    /// With an interview.
    Event(i64, Box<ScheduledEvent>),
    /// With one that was to be scheduled.
    Request(InvitationKey, Box<Invitation>),
}

impl Store {
    /// Takes the turn to change `event`, which has an item. [`Claim::Busy`] while somebody else has it;
    /// [`Claim::Settled`] where the item is gone.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`]; [`crate::model::error::Error::Internal`] where the item can't
    /// be read.
    pub async fn take_turn(
        &self,
        company_id: i64,
        event: &ScheduledEvent,
        turn: Turn,
        now: Timestamp,
    ) -> Result<Claim<Taken, ()>> {
        let free = "(attribute_not_exists(turn) OR turn.#until <= :now OR turn.nonce = :nonce)";
        let answer = self
            .client
            .update_item()
            .table_name(&self.table)
            .set_key(Some(key(company_id, event.provider, &event.event_id)))
            .update_expression(
                "SET turn = :turn, version = if_not_exists(version, :zero) + :one, \
                 refresh_shard = :shard, refresh_at = :due",
            )
            .condition_expression(format!("attribute_exists(pk) AND {free}"))
            .expression_attribute_names("#until", "until")
            .expression_attribute_values(":turn", value(&turn)?)
            .expression_attribute_values(":zero", number(0))
            .expression_attribute_values(":one", number(1))
            .expression_attribute_values(":shard", text(SHARD))
            .expression_attribute_values(":due", number(turn.due_at.as_second()))
            .expression_attribute_values(":now", number(now.as_second()))
            .expression_attribute_values(":nonce", number(turn.nonce))
            // What it was before tells whether something was left.
            .return_values(ReturnValue::AllOld)
            .send()
            .boxed()
            .await;
        let Some(answer) = unless_refused(answer)? else { return Ok(Claim::Busy) };
        let Some(item) = answer.attributes else { return Ok(Claim::Settled(())) };
        let old: ScheduledEvent = self.read(item)?;
        // One's own may have taken another's place, where the answer to the first writing was lost.
        let is_left = old.turn.is_some();
        let others = old.turn.as_ref().filter(|before| before.nonce != turn.nonce);
        let is_another_s = others.is_some_and(|before| before.user_id.is_some());
        let turn = match &old.turn {
            Some(before) => turn.after(before),
            None => turn,
        };
        let (turn, version) = (Some(turn), old.version + 1);
        let event = ScheduledEvent { turn, version, ..old };
        Ok(Claim::Granted(Taken { event, is_left, is_another_s }))
    }

    /// Ends the turn of `event`, of which nothing else has changed but its room; `left` where something is left
    /// to be done. One that somebody else has taken meanwhile is left alone.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn end_turn(
        &self,
        company_id: i64,
        event: &ScheduledEvent,
        left: Option<&Turn>,
    ) -> Result<Save> {
        let Some(own) = &event.turn else { return Ok(Save::Saved) };
        let request = self.client.update_item().table_name(&self.table);
        let request = request
            .set_key(Some(key(company_id, event.provider, &event.event_id)))
            .condition_expression("turn.nonce = :nonce")
            .expression_attribute_values(":nonce", number(own.nonce))
            .expression_attribute_values(":one", number(1));
        let mut set = vec!["version = version + :one"];
        let request = match &event.room {
            Some(room) => {
                set.push("room = :room, meeting = :meeting");
                request
                    .expression_attribute_values(":room", value(room)?)
                    .expression_attribute_values(":meeting", value(&event.meeting)?)
            }
            None => request,
        };
        let due = left.filter(|left| is_worth_it(left.due_at, event.end));
        let (remove, request) = match (left, due) {
            (Some(left), Some(due)) => {
                set.push("turn = :turn, refresh_shard = :shard, refresh_at = :due");
                let request = request
                    .expression_attribute_values(":turn", value(left)?)
                    .expression_attribute_values(":shard", text(SHARD))
                    .expression_attribute_values(":due", number(due.due_at.as_second()));
                ("", request)
            }
            (Some(left), None) => {
                set.push("turn = :turn");
                let request = request.expression_attribute_values(":turn", value(left)?);
                (" REMOVE refresh_shard, refresh_at", request)
            }
            (None, _) => (" REMOVE turn, refresh_shard, refresh_at", request),
        };
        let request = request.update_expression(format!("SET {}{remove}", set.join(", ")));
        Ok(Save::of(unless_refused(request.send().boxed().await)?))
    }

    /// What was left to be done and due at `now`, the longest due first.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`]. What can't be read is left out (F35).
    pub async fn due_rooms(&self, now: Timestamp) -> Result<Vec<RowKey>> {
        self.due_keys(SHARD, now, PAGE).await
    }

    /// What is left under `key`; `None` where that is settled.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`]; [`crate::model::error::Error::Internal`] where it can't be
    /// read.
    pub async fn left(&self, key: &RowKey) -> Result<Option<Left>> {
        let item = self.get(key.item()).await?;
        let Some(item) = item.filter(|item| item.contains_key("refresh_shard")) else {
            return Ok(None);
        };
        let company_id = key.pk.strip_prefix("COMPANY#").and_then(|id| id.parse().ok());
        let Some(company_id) = company_id else { return Ok(None) };
        Ok(Some(match InvitationKey::read(company_id, &key.sk) {
            Some(key) => Left::Request(key, Box::new(self.read(item)?)),
            None => Left::Event(company_id, Box::new(self.read(item)?)),
        }))
    }
}

/// Puts `item`, of something that ends at `end`, on the index where it is due at `due_at`.
pub(super) fn on_index(item: &mut Item, due_at: Option<Timestamp>, end: Timestamp) {
    if let Some(due_at) = due_at.filter(|due_at| is_worth_it(*due_at, end)) {
        item.insert("refresh_shard".to_owned(), text(SHARD));
        item.insert("refresh_at".to_owned(), number(due_at.as_second()));
    }
}

fn value<T: serde::Serialize>(content: &T) -> Result<AttributeValue> {
    serde_dynamo::to_attribute_value(content).map_err(|error| super::broken(&error))
}
