//! The key that a company's interviews seal their guests with: one row, so that a list of many interviews opens
//! one key.

use futures::FutureExt;

use super::{Item, Save, Store, company, text, to_item, unless_refused};
use crate::model::error::Result;
use crate::vault::Sealed;

const SORT_KEY: &str = "GUESTS";
const SEALED: &str = "sealed_key";

impl Store {
    /// Something that was sealed with the company's key for guests; `None` where there is none yet.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn guest_key(&self, company_id: i64) -> Result<Option<Sealed>> {
        let item = self.get(key(company_id)).await?;
        Ok(item.and_then(|mut item| serde_dynamo::from_attribute_value(item.remove(SEALED)?).ok()))
    }

    /// Keeps `sealed`, which was sealed with a new key, unless there is one.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn keep_guest_key(&self, company_id: i64, sealed: &Sealed) -> Result<Save> {
        let row = serde_json::Map::new();
        let mut item = to_item(&row, company(company_id), text(SORT_KEY))?;
        let sealed = serde_dynamo::to_attribute_value(sealed);
        item.insert(SEALED.to_owned(), sealed.map_err(|error| super::broken(&error))?);
        let request = self.client.put_item().table_name(&self.table).set_item(Some(item));
        let answer = request.condition_expression("attribute_not_exists(pk)").send().boxed().await;
        Ok(Save::of(unless_refused(answer)?))
    }
}

fn key(company_id: i64) -> Item {
    Item::from([("pk".to_owned(), company(company_id)), ("sk".to_owned(), text(SORT_KEY))])
}
