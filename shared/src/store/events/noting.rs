//! Reading an interview and noting that it is about to be cancelled, in one call: who cancels waits for one step less.

use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::{ReturnValue, ReturnValuesOnConditionCheckFailure};
use futures::FutureExt;

use super::{Attempt, ID_LIMIT, ScheduledEvent, key};
use crate::model::error::Result;
use crate::model::provider::CalendarProvider;
use crate::store::{Item, Known, Store, broken, number, text, unavailable};

/// Of what is read with its note, nothing is in doubt: it takes place, in an account that is noted, where it was seen
/// since it was asked for last; nobody's note stands there, whose change it may tell of; and there is no room to be
/// deleted with it. What its version counts can be counted on.
const PLAIN: &str = "#state = :scheduled AND attribute_type(version, :number) AND attribute_exists(account) \
     AND attribute_not_exists(unseen_since) AND attribute_not_exists(attempt) \
     AND attribute_not_exists(room) AND attribute_not_exists(turn)";

/// An interview that somebody asks to cancel.
#[derive(Clone, Debug)]
pub enum ToCancel {
    /// It is noted that it is being cancelled; as it is stored then.
    Noted(Box<ScheduledEvent>),
    /// It is as it was.
    Known(Box<Known>),
}

impl Store {
    /// [`Store::known_event`] for `attempt`, which cancels it and is noted where nothing of it is in doubt.
    ///
    /// # Errors
    /// Those of [`Store::known_event`].
    pub async fn event_to_cancel(
        &self,
        (company_id, provider): (i64, CalendarProvider),
        event_id: &str,
        attempt: Attempt,
    ) -> Result<Option<ToCancel>> {
        if !(1..=ID_LIMIT).contains(&event_id.len()) {
            return Ok(None);
        }
        let key = key(company_id, provider, event_id);
        if let Some(noted) = self.note_cancelling(key, attempt).await? {
            return Ok(Some(noted));
        }
        let now = attempt.started_at;
        let known = self.requested_event(company_id, provider, event_id, now).await?;
        Ok(known.map(|known| ToCancel::Known(Box::new(known))))
    }

    /// The event under `key`, with `attempt` where it is [`PLAIN`].
    async fn note_cancelling(&self, key: Item, attempt: Attempt) -> Result<Option<ToCancel>> {
        let value = serde_dynamo::to_attribute_value(attempt).map_err(|error| broken(&error))?;
        let answer = self
            .client
            .update_item()
            .table_name(&self.table)
            .set_key(Some(key))
            .update_expression("SET attempt = :attempt, version = version + :one")
            .condition_expression(PLAIN)
            .expression_attribute_names("#state", "state")
            .expression_attribute_values(":attempt", value)
            .expression_attribute_values(":one", number(1))
            .expression_attribute_values(":number", text("N"))
            .expression_attribute_values(":scheduled", text("scheduled"))
            .return_values(ReturnValue::AllNew)
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .send()
            .boxed()
            .await;
        let item = match answer {
            Ok(answer) => answer.attributes,
            Err(error) => match error.as_service_error() {
                Some(UpdateItemError::ConditionalCheckFailedException(failure)) => {
                    failure.item.clone()
                }
                _ => return Err(unavailable(&error)),
            },
        };
        // One that can't be read is missing in the list too.
        let event = item.and_then(|item| self.read::<ScheduledEvent>(item).ok());
        Ok(event.map(|event| ToCancel::of(event, attempt)))
    }
}

impl ToCancel {
    /// Our own note is found there also where the answer to it was lost, and the call was made again.
    fn of(event: ScheduledEvent, attempt: Attempt) -> Self {
        match event.attempt.is_some_and(|noted| noted.nonce == attempt.nonce) {
            true => Self::Noted(Box::new(event)),
            false => Self::Known(Box::new(Known { event, request: None })),
        }
    }
}
