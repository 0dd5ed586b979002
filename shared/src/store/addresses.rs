//! The addresses at which calendars' notifications come in: a row each under the hash of the random name in its
//! path, so that one read finds whose it is, and listed in its company.

use super::rows::{listing, listing_key};
use super::{RowKey, Store, text, to_item};
use crate::connection::Address;
use crate::model::error::Result;

impl Store {
    /// Opens an address under the hash of its name.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn open_address(&self, hash: &str, address: &Address) -> Result<()> {
        let key = key(hash);
        let item = to_item(address, text(&key.pk), text(&key.sk))?;
        let listing = listing(address.id.company, &key, Some(address.expires_at));
        self.transact(vec![self.put(item)?, self.put(listing)?]).await.map(drop)
    }

    /// The address under the hash of its name; `None` where there is none, or it can't be read.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn address(&self, hash: &str) -> Result<Option<Address>> {
        Ok(self.get(key(hash).item()).await?.and_then(|item| self.read(item).ok()))
    }

    /// Closes the company's address under the hash of its name: whatever comes there still is nobody's.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn close_address(&self, company_id: i64, hash: &str) -> Result<()> {
        let key = key(hash);
        let listing = self.delete(&listing_key(company_id, &key))?;
        self.transact(vec![self.delete(&key)?, listing]).await.map(drop)
    }
}

fn key(hash: &str) -> RowKey {
    RowKey { pk: format!("ADDRESS#{hash}"), sk: "ADDRESS".to_owned() }
}
