//! Who stands on an account: needed where withdrawing one grant would end others (S33, S45).

use futures::FutureExt;
use futures::future::try_join_all;

use super::connections::{account_key_of, key};
use super::{Item, Store, text, unavailable};
use crate::model::error::Result;
use crate::model::owner::{ConnectionId, Owner};

const INDEX: &str = "account";

impl Store {
    /// Whether a connection of any company stands on the account `account_id`; one that has ended does
    /// not. The index names candidates and may lag behind; what counts is the table. Of the connection `id`,
    /// of its company's and of the own one of `user_id`, who made it, the table is asked whatever the index
    /// says: one person often stands behind all three.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn is_account_in_use(
        &self,
        id: ConnectionId,
        user_id: Option<i64>,
        account_id: &str,
    ) -> Result<bool> {
        let account = &account_key_of(id.provider, account_id);
        let owners = [Owner::Company, user_id.map_or(id.owner, Owner::Person)];
        let mut near = owners.map(|owner| ConnectionId { owner, ..id }).to_vec();
        near.retain(|one| *one != id);
        near.push(id);
        let asked = near.into_iter().map(|one| self.stands_on(key(one), account));
        if try_join_all(asked).await?.contains(&true) {
            return Ok(true);
        }
        let request = self.client.query().table_name(&self.table).index_name(INDEX);
        let request = request
            .key_condition_expression("account_key = :account")
            .expression_attribute_values(":account", text(account));
        for mut item in super::all_pages(request).await? {
            item.retain(|name, _| matches!(name.as_str(), "pk" | "sk"));
            if self.stands_on(item, account).await? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    async fn stands_on(&self, key: Item, account: &str) -> Result<bool> {
        let request = self.client.get_item().table_name(&self.table).set_key(Some(key));
        let answer = request
            .projection_expression("account_key, #state")
            .expression_attribute_names("#state", "state")
            .consistent_read(true)
            .send()
            .boxed()
            .await
            .map_err(|error| unavailable(&error))?;
        let Some(item) = answer.item else { return Ok(false) };
        let is = |name: &str, value: &str| item.get(name) == Some(&text(value));
        Ok(is("account_key", account) && !is("state", "needs_reauthorization"))
    }
}
