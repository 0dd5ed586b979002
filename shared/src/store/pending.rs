//! Pending authorizations: written once, taken once.

use aws_sdk_dynamodb::types::ReturnValue;

use super::{Store, from_item, number, text, to_item, unavailable, unless_refused};
use crate::connection::PendingAuthorization;
use crate::error::Result;
use crate::oauth::State;

impl Store {
    /// Stores an authorization request under its state.
    ///
    /// # Errors
    /// [`crate::error::Error::StorageUnavailable`].
    pub async fn begin(&self, state: &State, pending: &PendingAuthorization) -> Result<()> {
        let mut item = to_item(pending, text(format!("STATE#{}", state.hash())), text("STATE"))?;
        item.insert("ttl".to_owned(), number(pending.expires_at.as_second()));
        let request = self.client.put_item().table_name(&self.table).set_item(Some(item));
        request.send().await.map_err(|error| unavailable(&error))?;
        Ok(())
    }

    /// Takes the request stored under `state`: of many callers exactly one gets it, whatever comes
    /// after (S2). `None` where there is none.
    ///
    /// # Errors
    /// [`crate::error::Error::StorageUnavailable`].
    pub async fn claim(&self, state: &State) -> Result<Option<PendingAuthorization>> {
        let answer = self
            .client
            .delete_item()
            .table_name(&self.table)
            .key("pk", text(format!("STATE#{}", state.hash())))
            .key("sk", text("STATE"))
            .condition_expression("attribute_exists(pk)")
            .return_values(ReturnValue::AllOld)
            .send()
            .await;
        let taken = unless_refused(answer)?.and_then(|answer| answer.attributes);
        // One that can't be read is taken all the same: the person begins anew.
        Ok(taken.and_then(|item| from_item(item).ok()))
    }
}
