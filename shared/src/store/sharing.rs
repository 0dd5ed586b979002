//! Who else uses an account: needed where revoking one connection would end others (S33).

use super::{Store, connections::account_key, text, unavailable};
use crate::connection::Connection;
use crate::error::Result;

const INDEX: &str = "account";

impl Store {
    /// Whether a connection other than `connection`, of whatever company, uses the same account. Only
    /// for providers that revoke per account are accounts indexed. The index follows the table within
    /// moments, and the connection itself may or may not be in it still.
    ///
    /// # Errors
    /// [`crate::error::Error::StorageUnavailable`].
    pub async fn is_account_shared(&self, connection: &Connection) -> Result<bool> {
        let Some(account) = account_key(connection) else { return Ok(false) };
        let answer = self
            .client
            .query()
            .table_name(&self.table)
            .index_name(INDEX)
            .key_condition_expression("account_key = :account")
            .expression_attribute_values(":account", text(account))
            .limit(2)
            .send()
            .await
            .map_err(|error| unavailable(&error))?;
        let own = super::company(connection.company_id);
        Ok(answer.items().iter().any(|item| item.get("pk") != Some(&own)))
    }
}
