//! Connections: every write is conditional on the version it has read; a deletion wins every race.

mod key;
mod stored;
mod summary;

use std::result::Result as StdResult;

use aws_sdk_dynamodb::operation::delete_item::builders::DeleteItemFluentBuilder;
use aws_sdk_dynamodb::types::ReturnValue;
use futures::FutureExt;
use jiff::Timestamp;
use serde::de::DeserializeOwned;

pub(super) use key::key;
pub use stored::{Stored, Unreadable};
pub use summary::{Overview, Summary};

use super::{Garbled, Item, RowKey, Store, number, text, to_item, unavailable, unless_refused};
use crate::connection::Connection;
use crate::connection::schedule::shard;
use crate::model::error::Result;
use crate::model::owner::ConnectionId;
use crate::model::provider::{CalendarProvider, Provider};
use crate::providers::{Standing, Touches, profile};

/// What became of a versioned write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Save {
    /// It is stored.
    Saved,
    /// Somebody else wrote, or deleted, in between: read again and decide.
    Lost,
}

impl Save {
    /// What the answer of [`unless_refused`] means.
    pub(super) fn of<T>(answer: Option<T>) -> Self {
        answer.map_or(Self::Lost, |_| Self::Saved)
    }
}

impl Store {
    /// The connection `id`, read consistently.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn connection(&self, id: ConnectionId) -> Result<Stored<Connection>> {
        Ok(match self.get(key(id)).await? {
            None => Stored::Nothing,
            Some(item) => self.stored(id, item),
        })
    }

    /// Writes `connection` over the version `seen`, or where none is stored (`None`).
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`]; a lost race is [`Save::Lost`].
    pub async fn save(&self, connection: &Connection, seen: Option<u64>) -> Result<Save> {
        let item = connection_item(connection)?;
        let request = self.client.put_item().table_name(&self.table).set_item(Some(item));
        let request = match seen {
            None => request.condition_expression("attribute_not_exists(pk)"),
            Some(version) => request
                .condition_expression("version = :seen")
                .expression_attribute_values(":seen", number(version)),
        };
        Ok(Save::of(unless_refused(request.send().boxed().await)?))
    }

    /// Writes `connection` in place of the item `seen`, which can't be read, provided that this stands
    /// there unchanged: a consent that was stored in between is not lost (F16, F25).
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`]; a lost race is [`Save::Lost`].
    pub async fn mend(&self, connection: &Connection, seen: &Unreadable) -> Result<Save> {
        let item = connection_item(connection)?;
        let request = self.client.put_item().table_name(&self.table).set_item(Some(item));
        Ok(Save::of(unless_refused(seen.unchanged(request).send().boxed().await)?))
    }

    /// Notes that the connection was used at `now`, and where `is_owner` used it, that they were seen; a
    /// connection that is gone stays gone (F24).
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn touch(&self, id: ConnectionId, now: Timestamp, is_owner: bool) -> Result<()> {
        let noted = if is_owner {
            "last_used_at = :now, owner_seen_at = :now"
        } else {
            "last_used_at = :now"
        };
        let answer = self
            .client
            .update_item()
            .table_name(&self.table)
            .set_key(Some(key(id)))
            .update_expression(format!("SET {noted}"))
            .condition_expression("attribute_exists(pk)")
            .expression_attribute_values(":now", number(now.as_second()))
            .send()
            .boxed()
            .await;
        unless_refused(answer).map(drop)
    }

    /// Deletes the connection with its tokens and returns what it was; its account is free then.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn disconnect(&self, id: ConnectionId) -> Result<Stored<Connection>> {
        let answer = self.deletion(id).send().boxed().await.map_err(|error| unavailable(&error))?;
        let old = match answer.attributes {
            None => Stored::Nothing,
            Some(item) => self.stored(id, item),
        };
        self.ended(id, &old).await;
        Ok(old)
    }

    /// Deletes the connection `seen`, as [`Store::disconnect`] does, unless somebody has written or deleted it since
    /// ([`Save::Lost`]).
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn disconnect_unchanged(&self, seen: Connection) -> Result<Save> {
        let request = self
            .deletion(seen.id)
            // Gone already where the answer to the first try was lost.
            .condition_expression("attribute_not_exists(pk) OR version = :seen")
            .expression_attribute_values(":seen", number(seen.version));
        let saved = Save::of(unless_refused(request.send().boxed().await)?);
        if saved == Save::Saved {
            self.ended(seen.id, &Stored::Known(seen)).await;
        }
        Ok(saved)
    }

    fn deletion(&self, id: ConnectionId) -> DeleteItemFluentBuilder {
        let request = self.client.delete_item().table_name(&self.table);
        request.set_key(Some(key(id))).return_values(ReturnValue::AllOld)
    }

    /// After the deletion of `id`, which was `old`: its calendar needs no watch, and its account is free.
    async fn ended(&self, id: ConnectionId, old: &Stored<Connection>) {
        if let Some(provider) = CalendarProvider::of(id.provider) {
            let calendar = ConnectionId { company: id.company, owner: id.owner, provider };
            if self.unwatch(calendar, self.clock.now()).await.is_err() {
                tracing::warn!("a calendar is watched that is not connected any more");
            }
        }
        if let Stored::Known(Connection { account: Some(account), .. }) = old
            && profile(id.provider).standing == Standing::OnePerAccount
            && let Err(error) = self.release(id, &account.id).await
        {
            // A holder that is no connection holds nothing: whoever comes next takes the account over.
            tracing::warn!(code = error.code(), "an account was not given up");
        }
    }

    /// What `item`, which stands under the key of `id`, is.
    pub(super) fn stored(&self, id: ConnectionId, item: Item) -> Stored<Connection> {
        let unreadable = Unreadable(item.clone());
        let read = self.read_under(id, item, |connection: &Connection| connection.id);
        read.map_or(Stored::Unreadable(unreadable), Stored::Known)
    }

    /// What `item` holds, which must say itself that it is of the connection under whose key it stands:
    /// its tokens are opened in the name that it says (S27).
    pub(super) fn read_under<T: DeserializeOwned>(
        &self,
        id: ConnectionId,
        item: Item,
        named: impl FnOnce(&T) -> ConnectionId,
    ) -> StdResult<T, Garbled> {
        let read: T = self.read(item)?;
        if named(&read) == id {
            return Ok(read);
        }
        let key = RowKey::of_connection(id);
        Err(self.tell_unreadable(Some(&key), &"it names another connection"))
    }
}

/// The item of a connection; attributes of an index are there only where it must be in it.
pub(super) fn connection_item(connection: &Connection) -> Result<Item> {
    let RowKey { pk, sk } = RowKey::of_connection(connection.id);
    let mut item = to_item(connection, text(pk), text(sk))?;
    if connection.refresh_at.is_some() {
        item.insert("refresh_shard".to_owned(), text(shard(connection.id.company)));
    }
    if let Some(account) = account_key(connection) {
        item.insert("account_key".to_owned(), text(account));
    }
    Ok(item)
}

/// The account across companies, for the providers where withdrawing a grant may end all of a person's.
fn account_key(connection: &Connection) -> Option<String> {
    let account = connection.account.as_ref()?;
    let provider = connection.id.provider;
    let is_indexed = match profile(provider).revocation.touches {
        Touches::Account => true,
        Touches::Nothing => false,
    };
    is_indexed.then(|| account_key_of(provider, &account.id))
}

/// An account in the index `account`.
pub(super) fn account_key_of(provider: Provider, account_id: &str) -> String {
    format!("{}#{account_id}", provider.key())
}
