//! Grants to be withdrawn: a row each on the index `refresh-due`, in a shard of their own, until their
//! provider has confirmed or a week is over.

use aws_sdk_dynamodb::types::AttributeValue;
use futures::FutureExt;
use jiff::{SignedDuration, Timestamp};

use super::{
    Item, RowKey, Save, Store, Stored, Unreadable, company, number, text, to_item, unavailable,
    unless_refused,
};
use crate::connection::Withdrawal;
use crate::connection::schedule::later;
use crate::model::error::Result;

const SHARD: &str = "withdrawals";
pub(super) const PREFIX: &str = "WITHDRAWAL#";
/// How many a run works on.
const PAGE: i32 = 50;
/// The table's TTL comes after the last attempt, which forgets the row itself.
const SLACK: SignedDuration = SignedDuration::from_hours(24);

impl Store {
    /// Remembers a grant to be withdrawn, or its newer tokens.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn remember_withdrawal(&self, withdrawal: &Withdrawal) -> Result<()> {
        let item = withdrawal_item(withdrawal)?;
        let request = self.client.put_item().table_name(&self.table).set_item(Some(item));
        request.send().boxed().await.map_err(|error| unavailable(&error))?;
        Ok(())
    }

    /// The grant to be withdrawn under `key`.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn withdrawal(&self, key: &RowKey) -> Result<Stored<Withdrawal>> {
        Ok(match self.get(key.item()).await? {
            None => Stored::Nothing,
            Some(item) => {
                self.read(item.clone()).map_or(Stored::Unreadable(Unreadable(item)), Stored::Known)
            }
        })
    }

    /// Forgets one that is settled.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn forget_withdrawal(&self, withdrawal: &Withdrawal) -> Result<()> {
        let request = self.client.delete_item().table_name(&self.table);
        let request = request.set_key(Some(key(withdrawal)));
        request.send().boxed().await.map_err(|error| unavailable(&error))?;
        Ok(())
    }

    /// The keys of those that were due at `now`, the longest due first.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn due_withdrawals(&self, now: Timestamp) -> Result<Vec<DueWithdrawal>> {
        let keys = self.due_keys(SHARD, now, PAGE).await?;
        Ok(keys.into_iter().map(DueWithdrawal).collect())
    }

    /// Takes a due one in hand: it is put off to its next attempt, whatever becomes of this one. `None`
    /// where another run has taken it, or where it is settled.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`]; [`crate::model::error::Error::Internal`] where the row can't
    /// be read.
    pub async fn take_withdrawal(
        &self,
        due: DueWithdrawal,
        now: Timestamp,
    ) -> Result<Option<Withdrawal>> {
        let Some(item) = self.get(due.0.item()).await? else { return Ok(None) };
        let stored: Withdrawal = self.read(item)?;
        let seen = stored.refresh_at;
        let taken = stored.tried(now);
        let request = self.client.put_item().table_name(&self.table);
        let answer = request
            .set_item(Some(withdrawal_item(&taken)?))
            .condition_expression("refresh_at = :seen")
            .expression_attribute_values(":seen", number(seen.as_second()))
            .send()
            .boxed()
            .await;
        let saved = Save::of(unless_refused(answer)?);
        Ok((saved == Save::Saved && seen <= now).then_some(taken))
    }
}

/// The key of a grant that is to be withdrawn now.
#[derive(Clone, Debug)]
pub struct DueWithdrawal(RowKey);

fn withdrawal_item(withdrawal: &Withdrawal) -> Result<Item> {
    let company = company(withdrawal.connection.company);
    let mut item = to_item(withdrawal, company, sort_key(withdrawal))?;
    item.insert("refresh_shard".to_owned(), text(SHARD));
    let ttl = later(withdrawal.until(), SLACK).as_second();
    item.insert("ttl".to_owned(), number(ttl));
    Ok(item)
}

fn sort_key(withdrawal: &Withdrawal) -> AttributeValue {
    text(format!("{PREFIX}{}#{}", withdrawal.connection.provider.key(), withdrawal.id))
}

fn key(withdrawal: &Withdrawal) -> Item {
    Item::from([
        ("pk".to_owned(), company(withdrawal.connection.company)),
        ("sk".to_owned(), sort_key(withdrawal)),
    ])
}
