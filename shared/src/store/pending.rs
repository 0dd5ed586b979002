//! Pending authorizations: written once, taken once.

use aws_sdk_dynamodb::types::ReturnValue;
use futures::FutureExt;

use super::rows::{RowKey, listing, listing_key};
use super::{Store, number, text, to_item, unavailable, unless_refused};
use crate::connection::PendingAuthorization;
use crate::model::error::Result;
use crate::oauth::State;

impl Store {
    /// Stores an authorization request under its state, and lists it among the company's rows.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn begin(&self, state: &State, pending: &PendingAuthorization) -> Result<()> {
        let key = key(state);
        let mut item = to_item(pending, text(&key.pk), text(&key.sk))?;
        item.insert("ttl".to_owned(), number(pending.expires_at.as_second()));
        let listing = listing(pending.connection.company, &key, Some(pending.expires_at));
        let request = self.client.transact_write_items();
        let request = request.transact_items(self.put(item)?).transact_items(self.put(listing)?);
        request.send().boxed().await.map(drop).map_err(|error| unavailable(&error))
    }

    /// Takes the request stored under `state`: of many callers exactly one gets it, whatever comes
    /// after (S2). `None` where there is nothing to claim.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn claim(&self, state: &State) -> Result<Option<PendingAuthorization>> {
        let answer = self
            .client
            .delete_item()
            .table_name(&self.table)
            .set_key(Some(key(state).item()))
            .condition_expression("attribute_exists(pk)")
            .return_values(ReturnValue::AllOld)
            .send()
            .boxed()
            .await;
        let taken = unless_refused(answer)?.and_then(|answer| answer.attributes);
        // One that can't be read is taken all the same: the person begins anew.
        let pending = taken.and_then(|item| self.read::<PendingAuthorization>(item).ok());
        if let Some(pending) = &pending {
            let listing = listing_key(pending.connection.company, &key(state));
            // A listing that names nothing harms nobody, and ends by itself.
            self.erase(&listing).await.ok();
        }
        Ok(pending)
    }
}

fn key(state: &State) -> RowKey {
    RowKey { pk: format!("STATE#{}", state.hash()), sk: "STATE".to_owned() }
}
