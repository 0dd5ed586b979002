//! Connections taken over from the backend before this one: each once, so that one that was
//! disconnected since does not come back with the next run.

use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{Put, TransactWriteItem};
use futures::FutureExt;
use jiff::{SignedDuration, Timestamp};

use super::connections::connection_item;
use super::{Item, RowKey, Store, Stored, number, unavailable};
use crate::connection::Connection;
use crate::connection::schedule::later;
use crate::model::error::{Error, Result};
use crate::model::owner::ConnectionId;

/// How long an import is remembered: longer than anybody keeps the old table, and its export, at hand.
const MEMORY: SignedDuration = SignedDuration::from_hours(365 * 24);
/// DynamoDB's reason for refusing a write of a transaction.
const CONDITION_FAILED: &str = "ConditionalCheckFailed";

/// What became of an import.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Import {
    /// It is stored.
    Imported,
    /// The company has a connection already, which is left as it is.
    Kept,
    /// It was imported within the last year; what became of it since stands, also where that is nothing.
    Before,
}

impl Store {
    /// Stores `connection` where the company has none, together with a note that it was imported,
    /// unless there is such a note.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn import(&self, connection: &Connection, now: Timestamp) -> Result<Import> {
        let mut note = key(connection.id);
        note.insert("ttl".to_owned(), number(later(now, MEMORY).as_second()));
        let answer = self
            .client
            .transact_write_items()
            .transact_items(self.put_new(connection_item(connection)?)?)
            .transact_items(self.put_new(note)?)
            .send()
            .boxed()
            .await;
        match answer {
            Ok(_) => Ok(Import::Imported),
            Err(error) => match error.as_service_error().map(failed) {
                Some([true, _]) => Ok(Import::Kept),
                Some([false, true]) => Ok(Import::Before),
                _ => Err(unavailable(&error)),
            },
        }
    }

    /// What [`Store::import`] would find in its way; `None` where that is nothing.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn imported(&self, id: ConnectionId) -> Result<Option<Import>> {
        match self.connection(id).await? {
            // What can't be read is there, too.
            Stored::Known(_) | Stored::Unreadable(_) => return Ok(Some(Import::Kept)),
            Stored::Nothing => {}
        }
        Ok(self.get(key(id)).await?.map(|_| Import::Before))
    }

    /// Writes `item` where none is.
    fn put_new(&self, item: Item) -> Result<TransactWriteItem> {
        let put = Put::builder()
            .table_name(&self.table)
            .set_item(Some(item))
            .condition_expression("attribute_not_exists(pk)");
        let put = put.build().map_err(|_| Error::Internal)?;
        Ok(TransactWriteItem::builder().put(put).build())
    }
}

fn key(id: ConnectionId) -> Item {
    RowKey::of_kind("IMPORT#", id).item()
}

/// Whose condition failed: the connection's, the note's.
fn failed(error: &TransactWriteItemsError) -> [bool; 2] {
    let TransactWriteItemsError::TransactionCanceledException(cancelled) = error else {
        return [false, false];
    };
    let mut codes = cancelled.cancellation_reasons().iter().map(|reason| reason.code());
    [(); 2].map(|()| codes.next().flatten() == Some(CONDITION_FAILED))
}
