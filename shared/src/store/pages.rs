//! The pages of a connection: written alone, so that neither tokens nor notes are touched, and on top
//! of what was read. None of it counts as a version: a choice must not cost a renewal its tokens.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use futures::FutureExt;

use super::connections::key;
use super::{Save, Store, broken, text, unless_refused};
use crate::connection::{Connection, ProviderData};
use crate::model::account::Account;
use crate::model::error::Result;

impl Store {
    /// Stores which page posts go to where none is named, provided that the connection still offers the
    /// pages of `seen`. Of several choices at once, the last one stays.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`]; a list that has changed is [`Save::Lost`].
    pub async fn choose_page(&self, seen: &Connection, chosen: Option<&str>) -> Result<Save> {
        let pages = serde_dynamo::to_attribute_value(&seen.provider_data.organizations);
        let pages: AttributeValue = pages.map_err(|error| broken(&error))?;
        let chosen = chosen.map_or(AttributeValue::Null(true), text);
        let values = HashMap::from([(":chosen".to_owned(), chosen), (":pages".to_owned(), pages)]);
        let assignment = "SET provider_data.organization_id = :chosen";
        self.update_pages(seen, assignment, "provider_data.organizations = :pages", values).await
    }

    /// Stores `pages` in place of those of `seen`, provided that these are stored still.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`]; pages that have changed are [`Save::Lost`].
    pub async fn store_pages(&self, seen: &Connection, pages: &ProviderData) -> Result<Save> {
        let value = |pages: &ProviderData| {
            serde_dynamo::to_attribute_value(pages).map_err(|error| broken(&error))
        };
        let values = HashMap::from([
            (":pages".to_owned(), value(pages)?),
            (":seen".to_owned(), value(&seen.provider_data)?),
        ]);
        self.update_pages(seen, "SET provider_data = :pages", "provider_data = :seen", values).await
    }

    /// The connection must be to the same account still.
    async fn update_pages(
        &self,
        seen: &Connection,
        assignment: &str,
        condition: &str,
        values: HashMap<String, AttributeValue>,
    ) -> Result<Save> {
        let request = self
            .client
            .update_item()
            .table_name(&self.table)
            .set_key(Some(key(seen.id)))
            .update_expression(assignment)
            .set_expression_attribute_values(Some(values));
        let request = match &seen.account {
            Some(Account { id, .. }) => request
                .condition_expression(format!("{condition} AND account.id = :account"))
                .expression_attribute_values(":account", text(id)),
            None => request
                .condition_expression(format!("{condition} AND attribute_not_exists(account)")),
        };
        Ok(Save::of(unless_refused(request.send().boxed().await)?))
    }
}
