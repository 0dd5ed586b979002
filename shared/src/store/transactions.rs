//! Several writes that happen together or not at all.

use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{ConditionCheck, Delete, Put, TransactWriteItem};
use futures::FutureExt;

use super::{Item, RowKey, Store, unavailable};
use crate::model::error::{Error, Result};

/// How often a transaction that met another one at the same row is sent.
const TRIES: usize = 5;
/// DynamoDB's reason for a condition that did not hold, in a transaction.
const REFUSED: &str = "ConditionalCheckFailed";
/// That for another write at the same time.
const CONFLICT: &str = "TransactionConflict";

/// What became of a transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Transacted {
    /// All of it is stored.
    Done,
    /// A condition did not hold, and nothing is.
    Refused,
}

impl Store {
    /// Writes `item`, whatever stands there.
    pub(super) fn put(&self, item: Item) -> Result<TransactWriteItem> {
        let put = Put::builder().table_name(&self.table).set_item(Some(item)).build();
        Ok(TransactWriteItem::builder().put(put.map_err(|_| Error::Internal)?).build())
    }

    /// Deletes the row under `key`.
    pub(super) fn delete(&self, key: &RowKey) -> Result<TransactWriteItem> {
        let delete = Delete::builder().table_name(&self.table).set_key(Some(key.item())).build();
        Ok(TransactWriteItem::builder().delete(delete.map_err(|_| Error::Internal)?).build())
    }

    /// Demands that nothing stands under `key`.
    pub(super) fn absent(&self, key: &RowKey) -> Result<TransactWriteItem> {
        let check = ConditionCheck::builder()
            .table_name(&self.table)
            .set_key(Some(key.item()))
            .condition_expression("attribute_not_exists(pk)")
            .build();
        let check = check.map_err(|_| Error::Internal)?;
        Ok(TransactWriteItem::builder().condition_check(check).build())
    }

    /// Does all of `writes` at once. Where somebody else is writing there, it is tried again.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub(super) async fn transact(&self, writes: Vec<TransactWriteItem>) -> Result<Transacted> {
        let mut tries = 0;
        loop {
            let request = self.client.transact_write_items();
            let request = request.set_transact_items(Some(writes.clone()));
            let Err(error) = request.send().boxed().await else { return Ok(Transacted::Done) };
            let reasons = reasons(&error);
            if reasons.iter().any(|reason| reason == REFUSED) {
                return Ok(Transacted::Refused);
            }
            tries += 1;
            if tries == TRIES || !reasons.iter().any(|reason| reason == CONFLICT) {
                return Err(unavailable(&error));
            }
        }
    }
}

/// Why a transaction was cancelled, a reason for each of its writes.
fn reasons<R>(error: &SdkError<TransactWriteItemsError, R>) -> Vec<String> {
    let Some(TransactWriteItemsError::TransactionCanceledException(cancelled)) =
        error.as_service_error()
    else {
        return Vec::new();
    };
    let reasons = cancelled.cancellation_reasons().iter();
    reasons.filter_map(|reason| reason.code().map(str::to_owned)).collect()
}
