//! Connections: every write is conditional on the version it has read; a deletion wins every race.

use aws_sdk_dynamodb::types::ReturnValue;
use jiff::Timestamp;
use serde::Deserialize;

use super::{Item, Store, company, number, text, to_item, unavailable, unless_refused};
use crate::connection::schedule::shard;
use crate::connection::{Connection, Failure, State};
use crate::model::account::Account;
use crate::model::error::Result;
use crate::model::provider::Provider;
use crate::model::reason::Reason;
use crate::oauth::Scopes;
use crate::providers::{Touches, profile};

/// What became of a versioned write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Save {
    /// It is stored.
    Saved,
    /// Somebody else wrote, or deleted, in between: read again and decide.
    Lost,
}

impl Save {
    /// What the answer of [`unless_refused`] means.
    pub(super) fn of<T>(answer: Option<T>) -> Self {
        answer.map_or(Self::Lost, |_| Self::Saved)
    }
}

/// A deleted connection.
#[derive(Clone, Debug)]
pub enum Removed {
    /// There was none.
    Nothing,
    /// What it was.
    Connection(Box<Connection>),
    /// It could not be read; it is gone all the same.
    Unreadable,
}

/// A connection without its tokens and without what only publishing needs.
#[derive(Clone, Debug, Deserialize)]
pub struct Summary {
    /// The provider.
    pub provider: Provider,
    /// Whether it can be used.
    pub state: State,
    /// Why not, where the person must consent again.
    #[serde(default)]
    pub reason: Option<Reason>,
    /// The account at the provider; like the times, absent where the item can't be read.
    #[serde(default)]
    pub account: Option<Account>,
    /// When the access token dies.
    #[serde(default, with = "jiff::fmt::serde::timestamp::second::optional")]
    pub expires_at: Option<Timestamp>,
    /// When the person must consent again at the latest.
    #[serde(default, with = "jiff::fmt::serde::timestamp::second::optional")]
    pub reauthorize_by: Option<Timestamp>,
    /// When it was made.
    #[serde(default, with = "jiff::fmt::serde::timestamp::second::optional")]
    pub connected_at: Option<Timestamp>,
    /// When it was last used.
    #[serde(default, with = "jiff::fmt::serde::timestamp::second::optional")]
    pub last_used_at: Option<Timestamp>,
    /// The failed renewals since the last good one.
    #[serde(default)]
    pub failure: Option<Failure>,
    /// What was granted.
    #[serde(default)]
    pub scopes: Option<Scopes>,
}

/// The attributes of a [`Summary`]: the ciphertext is never read for one (S28). `state` is a reserved word.
const SUMMARY: &str = "sk, provider, account, #state, reason, expires_at, reauthorize_by, connected_at, last_used_at, failure, scopes";

impl Store {
    /// The company's connection to `provider`, read consistently.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn connection(
        &self,
        company_id: i64,
        provider: Provider,
    ) -> Result<Option<Connection>> {
        let request =
            self.client.get_item().table_name(&self.table).set_key(Some(key(company_id, provider)));
        let answer =
            request.consistent_read(true).send().await.map_err(|error| unavailable(&error))?;
        answer.item.map(|item| self.read(item)).transpose()
    }

    /// All connections of the company, in one query.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`]: a failure is never "all disconnected".
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
        Ok(answer
            .items
            .unwrap_or_default()
            .into_iter()
            .filter_map(|item| self.summary(item))
            .collect())
    }

    /// Writes `connection` over the version `seen`, or where none is stored (`None`).
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`]; a lost race is [`Save::Lost`].
    pub async fn save(&self, connection: &Connection, seen: Option<u64>) -> Result<Save> {
        let item = connection_item(connection)?;
        let request = self.client.put_item().table_name(&self.table).set_item(Some(item));
        let request = match seen {
            None => request.condition_expression("attribute_not_exists(pk)"),
            Some(version) => request
                .condition_expression("version = :seen")
                .expression_attribute_values(":seen", number(version)),
        };
        Ok(Save::of(unless_refused(request.send().await)?))
    }

    /// Notes that the connection was used at `now`; a connection that is gone stays gone (F24).
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
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
        unless_refused(answer).map(drop)
    }

    /// Deletes the connection with its tokens and returns what it was.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn disconnect(&self, company_id: i64, provider: Provider) -> Result<Removed> {
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
        let removed = |item| self.read(item).map_or(Removed::Unreadable, Removed::Connection);
        Ok(answer.attributes.map_or(Removed::Nothing, removed))
    }

    /// One unreadable connection doesn't hide the others (F16).
    fn summary(&self, item: Item) -> Option<Summary> {
        let sort_key = item.get("sk")?.as_s().ok()?;
        let provider = Provider::parse(sort_key.strip_prefix("CREDENTIAL#")?)?;
        let unreadable = || Summary {
            provider,
            state: State::NeedsAttention,
            reason: None,
            account: None,
            expires_at: None,
            reauthorize_by: None,
            connected_at: None,
            last_used_at: None,
            failure: None,
            scopes: None,
        };
        Some(self.read(item).unwrap_or_else(|_| unreadable()))
    }
}

/// The item of a connection; attributes of an index are there only where it must be in it.
pub(super) fn connection_item(connection: &Connection) -> Result<Item> {
    let Connection { company_id, provider, .. } = *connection;
    let mut item = to_item(connection, company(company_id), text(sort_key(provider)))?;
    if connection.refresh_at.is_some() {
        item.insert("refresh_shard".to_owned(), text(shard(company_id)));
    }
    if let Some(account) = account_key(connection) {
        item.insert("account_key".to_owned(), text(account));
    }
    Ok(item)
}

/// The account across companies, for the providers where withdrawing a grant may end all of a person's.
fn account_key(connection: &Connection) -> Option<String> {
    let account = connection.account.as_ref()?;
    let is_indexed = match profile(connection.provider).revocation.touches {
        Touches::Account => true,
        Touches::Nothing => false,
    };
    is_indexed.then(|| account_key_of(connection.provider, &account.id))
}

/// An account in the index `account`.
pub(super) fn account_key_of(provider: Provider, account_id: &str) -> String {
    format!("{}#{account_id}", provider.key())
}

fn sort_key(provider: Provider) -> String {
    format!("CREDENTIAL#{}", provider.key())
}

pub(super) fn key(company_id: i64, provider: Provider) -> Item {
    Item::from([
        ("pk".to_owned(), company(company_id)),
        ("sk".to_owned(), text(sort_key(provider))),
    ])
}
