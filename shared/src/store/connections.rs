//! Connections: every write is conditional on the version it has read; a deletion wins every race.

use aws_sdk_dynamodb::types::ReturnValue;
use jiff::Timestamp;
use serde::Deserialize;

use super::{Item, Store, company, from_item, number, text, to_item, unavailable};
use crate::connection::{Account, Connection, State};
use crate::error::Result;
use crate::provider::Provider;

/// What became of a versioned write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Save {
    /// It is stored.
    Saved,
    /// Somebody else wrote, or deleted, in between: read again and decide.
    Lost,
}

/// A connection without its tokens and without what only publishing needs.
#[derive(Clone, Debug, Deserialize)]
pub struct Summary {
    /// The provider.
    pub provider: Provider,
    /// The account at the provider.
    pub account: Account,
    /// Whether it can be used.
    pub state: State,
    /// When the access token dies.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub expires_at: Timestamp,
    /// When the person must consent again at the latest.
    #[serde(with = "jiff::fmt::serde::timestamp::second::optional")]
    pub reauthorize_by: Option<Timestamp>,
    /// When it was made.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub connected_at: Timestamp,
    /// When it was last used.
    #[serde(with = "jiff::fmt::serde::timestamp::second::optional")]
    pub last_used_at: Option<Timestamp>,
}

/// The attributes of a [`Summary`]: the ciphertext is never read for one (S28). `state` is a reserved word.
const SUMMARY: &str =
    "provider, account, #state, expires_at, reauthorize_by, connected_at, last_used_at";

impl Store {
    /// The company's connection to `provider`, read consistently.
    ///
    /// # Errors
    /// [`crate::error::Error::StorageUnavailable`].
    pub async fn connection(
        &self,
        company_id: i64,
        provider: Provider,
    ) -> Result<Option<Connection>> {
        let request =
            self.client.get_item().table_name(&self.table).set_key(Some(key(company_id, provider)));
        let answer =
            request.consistent_read(true).send().await.map_err(|error| unavailable(&error))?;
        answer.item.map(from_item).transpose()
    }

    /// All connections of the company, in one query.
    ///
    /// # Errors
    /// [`crate::error::Error::StorageUnavailable`]: a failure is never "all disconnected".
    pub async fn summaries(&self, company_id: i64) -> Result<Vec<Summary>> {
        let answer = self
            .client
            .query()
            .table_name(&self.table)
            .key_condition_expression("pk = :pk AND begins_with(sk, :sk)")
            .expression_attribute_values(":pk", company(company_id))
            .expression_attribute_values(":sk", text("CREDENTIAL#"))
            .projection_expression(SUMMARY)
            .expression_attribute_names("#state", "state")
            .consistent_read(true)
            .send()
            .await
            .map_err(|error| unavailable(&error))?;
        answer.items.unwrap_or_default().into_iter().map(from_item).collect()
    }

    /// Writes `connection` over the version `seen`, or where none is stored (`None`).
    ///
    /// # Errors
    /// [`crate::error::Error::StorageUnavailable`]; a lost race is [`Save::Lost`].
    pub async fn save(&self, connection: &Connection, seen: Option<u64>) -> Result<Save> {
        let Connection { company_id, provider, .. } = *connection;
        let item = to_item(connection, company(company_id), text(sort_key(provider)))?;
        let request = self.client.put_item().table_name(&self.table).set_item(Some(item));
        let request = match seen {
            None => request.condition_expression("attribute_not_exists(pk)"),
            Some(version) => request
                .condition_expression("version = :seen")
                .expression_attribute_values(":seen", number(version)),
        };
        match request.send().await {
            Ok(_) => Ok(Save::Saved),
            Err(error)
                if error
                    .as_service_error()
                    .is_some_and(|error| error.is_conditional_check_failed_exception()) =>
            {
                Ok(Save::Lost)
            }
            Err(error) => Err(unavailable(&error)),
        }
    }

    /// Notes that the connection was used at `now`; a connection that is gone stays gone (F24).
    ///
    /// # Errors
    /// [`crate::error::Error::StorageUnavailable`].
    pub async fn touch(&self, company_id: i64, provider: Provider, now: Timestamp) -> Result<()> {
        let answer = self
            .client
            .update_item()
            .table_name(&self.table)
            .set_key(Some(key(company_id, provider)))
            .update_expression("SET last_used_at = :now")
            .condition_expression("attribute_exists(pk)")
            .expression_attribute_values(":now", number(now.as_second()))
            .send()
            .await;
        match answer {
            Err(error)
                if !error
                    .as_service_error()
                    .is_some_and(|error| error.is_conditional_check_failed_exception()) =>
            {
                Err(unavailable(&error))
            }
            _ => Ok(()),
        }
    }

    /// Deletes the connection with its tokens and returns what it was; `None` where there was none.
    ///
    /// # Errors
    /// [`crate::error::Error::StorageUnavailable`].
    pub async fn disconnect(
        &self,
        company_id: i64,
        provider: Provider,
    ) -> Result<Option<Connection>> {
        let request = self
            .client
            .delete_item()
            .table_name(&self.table)
            .set_key(Some(key(company_id, provider)));
        let answer = request
            .return_values(ReturnValue::AllOld)
            .send()
            .await
            .map_err(|error| unavailable(&error))?;
        answer.attributes.map(from_item).transpose()
    }
}

fn sort_key(provider: Provider) -> String {
    format!("CREDENTIAL#{}", provider.key())
}

fn key(company_id: i64, provider: Provider) -> Item {
    Item::from([
        ("pk".to_owned(), company(company_id)),
        ("sk".to_owned(), text(sort_key(provider))),
    ])
}
