//! The company's own text for LinkedIn posts.

use futures::FutureExt;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Item, Store, company, text, to_item, unavailable};
use crate::model::error::Result;

#[derive(Serialize, Deserialize)]
struct Row {
    template: String,
    user_id: i64,
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    updated_at: Timestamp,
}

/// What a company has of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoredTemplate {
    /// Nothing: it uses the standard text.
    Standard,
    /// Its own text.
    Own(String),
    /// Something that can't be read; an operator is told.
    Unreadable,
}

impl Store {
    /// The company's template.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn template(&self, company_id: i64) -> Result<StoredTemplate> {
        Ok(match self.get(key(company_id)).await? {
            None => StoredTemplate::Standard,
            Some(item) => match self.read(item) {
                Ok(Row { template, .. }) => StoredTemplate::Own(template),
                Err(_) => StoredTemplate::Unreadable,
            },
        })
    }

    /// Stores the company's template, by `user_id` at `now`. The last one counts.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn put_template(
        &self,
        company_id: i64,
        template: &str,
        user_id: i64,
        now: Timestamp,
    ) -> Result<()> {
        let row = Row { template: template.to_owned(), user_id, updated_at: now };
        let item = to_item(&row, company(company_id), text(SORT_KEY))?;
        let request = self.client.put_item().table_name(&self.table).set_item(Some(item));
        request.send().boxed().await.map_err(|error| unavailable(&error))?;
        Ok(())
    }

    /// Forgets the company's template.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn delete_template(&self, company_id: i64) -> Result<()> {
        let request =
            self.client.delete_item().table_name(&self.table).set_key(Some(key(company_id)));
        request.send().boxed().await.map_err(|error| unavailable(&error))?;
        Ok(())
    }
}

const SORT_KEY: &str = "TEMPLATE#linkedin";

fn key(company_id: i64) -> Item {
    Item::from([("pk".to_owned(), company(company_id)), ("sk".to_owned(), text(SORT_KEY))])
}
