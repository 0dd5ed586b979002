//! What the ledgers of publications and of interviews have in common: each write is conditional on the
//! attempt it has seen, and a row's `nonce` tells whose it is.

use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::types::ReturnValuesOnConditionCheckFailure;
use serde::de::DeserializeOwned;

use super::{Item, Save, Store, number, unavailable, unless_refused};
use crate::model::error::Result;

/// What became of a conditional write of a row.
pub(super) enum Written<R> {
    /// It is stored; perhaps by an earlier sending, whose answer was lost.
    Stored,
    /// The condition failed; the row that stands there, if any.
    Refused(Option<Box<R>>),
    /// The condition failed, and the row that stands there can't be read; its item.
    Unreadable(Item),
}

impl Store {
    /// Writes the row `item` over attempt `seen`, or where nothing is (`None`).
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub(super) async fn put_row<R: DeserializeOwned>(
        &self,
        item: Item,
        seen: Option<u32>,
    ) -> Result<Written<R>> {
        let nonce = item.get("nonce").cloned();
        let request = self
            .client
            .put_item()
            .table_name(&self.table)
            .set_item(Some(item))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
        let request = match seen {
            None => request.condition_expression("attribute_not_exists(pk)"),
            Some(attempt) => request
                .condition_expression("attempt = :seen")
                .expression_attribute_values(":seen", number(attempt)),
        };
        let Err(error) = request.send().await else { return Ok(Written::Stored) };
        let Some(PutItemError::ConditionalCheckFailedException(failure)) = error.as_service_error()
        else {
            return Err(unavailable(&error));
        };
        let Some(stored) = failure.item.clone() else { return Ok(Written::Refused(None)) };
        if stored.get("nonce") == nonce.as_ref() {
            return Ok(Written::Stored);
        }
        Ok(self
            .read(stored.clone())
            .map_or(Written::Unreadable(stored), |row| Written::Refused(Some(Box::new(row)))))
    }

    /// Writes the row `item` over the `old` one, unless somebody was faster.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub(super) async fn put_over(&self, item: Item, old: &Item) -> Result<Save> {
        let request = self.client.put_item().table_name(&self.table).set_item(Some(item));
        let request = match old.get("nonce") {
            None => request.condition_expression("attribute_not_exists(nonce)"),
            Some(nonce) => request
                .condition_expression("nonce = :seen")
                .expression_attribute_values(":seen", nonce.clone()),
        };
        Ok(Save::of(unless_refused(request.send().await)?))
    }
}
