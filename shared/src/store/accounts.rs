//! Who holds an account, where a provider keeps one grant of each user only: a row written in the transaction
//! of the connection that stands on it, and listed in its company.
//!
//! Its `nonce` is new with each write, so that whoever takes the account over from a connection that has ended
//! notices one that was made in between.

use aws_sdk_dynamodb::types::{Delete, Put, TransactWriteItem};
use futures::FutureExt;
use serde::{Deserialize, Serialize};

use super::connections::{account_key_of, connection_item};
use super::rows::{listing, listing_key};
use super::transactions::Transacted;
use super::{RowKey, Save, Store, number, text, to_item, unavailable};
use crate::connection::Connection;
use crate::model::error::{Error, Result};
use crate::model::owner::ConnectionId;
use crate::model::provider::Provider;

/// Whose connection holds an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountHolder {
    /// The connection.
    #[serde(flatten)]
    pub id: ConnectionId,
    /// Who connected it.
    pub user_id: i64,
    nonce: u64,
}

impl Store {
    /// Who holds the account `account_id`.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`]; [`Error::Internal`] where the row can't be read.
    pub async fn holder(
        &self,
        provider: Provider,
        account_id: &str,
    ) -> Result<Option<AccountHolder>> {
        let request = self.client.get_item().table_name(&self.table).consistent_read(true);
        let request = request.set_key(Some(key(provider, account_id).item()));
        let answer = request.send().boxed().await.map_err(|error| unavailable(&error))?;
        Ok(answer.item.map(|item| self.read(item)).transpose()?)
    }

    /// Writes `connection`, which holds its account from then on, over the version `seen`, or where none is
    /// stored (`None`), and over the `former` holder that was read. `nonce` is random.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`]; a lost race for either is [`Save::Lost`].
    pub async fn save_holding(
        &self,
        connection: &Connection,
        seen: Option<u64>,
        former: Option<&AccountHolder>,
        nonce: u64,
    ) -> Result<Save> {
        let put = Put::builder().table_name(&self.table);
        let put = put.set_item(Some(connection_item(connection)?));
        let put = match seen {
            None => put.condition_expression("attribute_not_exists(pk)"),
            Some(version) => put
                .condition_expression("version = :seen")
                .expression_attribute_values(":seen", number(version)),
        };
        let written = put.build().map_err(|_| Error::Internal)?;
        let written = TransactWriteItem::builder().put(written).build();
        let holding = self.holding(connection, former, nonce)?;
        self.at_once([vec![written], holding].concat()).await
    }

    /// Notes that `connection`, which is written apart, holds its account; as [`Store::save_holding`].
    ///
    /// # Errors
    /// As [`Store::save_holding`].
    pub async fn hold(
        &self,
        connection: &Connection,
        former: Option<&AccountHolder>,
        nonce: u64,
    ) -> Result<Save> {
        self.at_once(self.holding(connection, former, nonce)?).await
    }

    /// Gives up the account `account_id`, where the connection `id` holds it.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn release(&self, id: ConnectionId, account_id: &str) -> Result<()> {
        let key = key(id.provider, account_id);
        let row = Delete::builder().table_name(&self.table).set_key(Some(key.item()));
        let row = row.expression_attribute_values(":company", number(id.company));
        let row = match id.owner.person() {
            None => {
                row.condition_expression("company_id = :company AND attribute_not_exists(owner_id)")
            }
            Some(person) => row
                .condition_expression("company_id = :company AND owner_id = :owner")
                .expression_attribute_values(":owner", number(person)),
        };
        let row = row.build().map_err(|_| Error::Internal)?;
        let row = TransactWriteItem::builder().delete(row).build();
        let listing = self.delete(&listing_key(id.company, &key))?;
        self.transact(vec![row, listing]).await.map(drop)
    }

    /// The row of the holder, its listing, and the end of the listing in the company that held it before.
    fn holding(
        &self,
        connection: &Connection,
        former: Option<&AccountHolder>,
        nonce: u64,
    ) -> Result<Vec<TransactWriteItem>> {
        let Connection { id, user_id, .. } = *connection;
        let account = connection.account.as_ref().ok_or(Error::Internal)?;
        let key = key(id.provider, &account.id);
        let holder = AccountHolder { id, user_id, nonce };
        let put = Put::builder().table_name(&self.table);
        let put = put.set_item(Some(to_item(&holder, text(&key.pk), text(&key.sk))?));
        let put = match former {
            None => put.condition_expression("attribute_not_exists(pk)"),
            Some(former) => put
                .condition_expression("nonce = :nonce")
                .expression_attribute_values(":nonce", number(former.nonce)),
        };
        let put = put.build().map_err(|_| Error::Internal)?;
        let put = TransactWriteItem::builder().put(put).build();
        let mut items = vec![put, self.put(listing(id.company, &key, None))?];
        let left = former.map(|former| former.id.company).filter(|former| *former != id.company);
        if let Some(company) = left {
            items.push(self.delete(&listing_key(company, &key))?);
        }
        Ok(items)
    }

    /// All of `writes` or none.
    async fn at_once(&self, writes: Vec<TransactWriteItem>) -> Result<Save> {
        Ok(match self.transact(writes).await? {
            Transacted::Done => Save::Saved,
            Transacted::Refused => Save::Lost,
        })
    }
}

fn key(provider: Provider, account_id: &str) -> RowKey {
    let account = account_key_of(provider, account_id);
    RowKey { pk: format!("ACCOUNT#{account}"), sk: "ACCOUNT".to_owned() }
}
