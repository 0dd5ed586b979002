//! Connections without their tokens, as `status` shows them.

use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use jiff::Timestamp;
use serde::{Deserialize, Deserializer};

use super::key::PREFIX;
use crate::connection::{Failure, Holder, ProviderData, State};
use crate::model::account::Account;
use crate::model::account_limit::AccountLimit;
use crate::model::error::Result;
use crate::model::notes::ChosenChannel;
use crate::model::owner::ConnectionId;
use crate::model::reason::Reason;
use crate::oauth::Scopes;
use crate::store::deliveries::{Counts, END};
use crate::store::{Item, RowKey, Store, all_pages, chosen_channel, company, text};

/// A connection without its tokens and without what only publishing needs.
#[derive(Clone, Debug, Deserialize)]
pub struct Summary {
    /// Whose it is, and where.
    #[serde(flatten)]
    pub id: ConnectionId,
    /// Whether it can be used.
    pub state: State,
    /// Why not, where the person must consent again.
    #[serde(default)]
    pub reason: Option<Reason>,
    /// The account at the provider; like the times, absent where the item can't be read.
    #[serde(default)]
    pub account: Option<Account>,
    /// When the access token dies; absent where it never does, too.
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
    /// What its account can't do, as was found out when it was made.
    #[serde(rename = "provider_data", default, deserialize_with = "account_limit")]
    pub account_limit: Option<AccountLimit>,
    /// Who is seen behind a person's own.
    #[serde(flatten)]
    pub holder: Holder,
}

/// The one thing that is read of a connection's [`ProviderData`] here.
fn account_limit<'de, D: Deserializer<'de>>(data: D) -> Result<Option<AccountLimit>, D::Error> {
    ProviderData::deserialize(data).map(|data| data.account_limit)
}

/// The attributes of a [`Summary`] and its key, since when an event waits, and those of the channel for notes: the ciphertext is never read
/// for one (S28). `state` is a reserved word.
const SUMMARY: &str = "pk, sk, company_id, owner_id, provider, account, #state, reason, expires_at, reauthorize_by, connected_at, last_used_at, failure, scopes, provider_data.account_limit, owner_email, owner_seen_at, since, channel_id, channel_name, is_open, kinds, chosen_by, chosen_by_label, trouble, trouble_since";

/// What `status` shows of a company.
#[derive(Debug, Default)]
pub struct Overview {
    /// Its connections, its people's own among them.
    pub connections: Vec<Summary>,
    /// Where its notes go.
    pub channel: Option<ChosenChannel>,
    /// What waits for the ATS.
    pub counts: Counts,
}

impl Summary {
    /// Of a connection whose item tells nothing.
    const fn unreadable(id: ConnectionId) -> Self {
        Self {
            id,
            state: State::NeedsAttention,
            reason: None,
            account: None,
            expires_at: None,
            reauthorize_by: None,
            connected_at: None,
            last_used_at: None,
            failure: None,
            scopes: None,
            account_limit: None,
            holder: Holder { email: None, seen_at: None },
        }
    }
}

impl Store {
    /// All connections of the company, its people's own among them.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`]: a failure is never "all disconnected".
    pub async fn summaries(&self, company_id: i64) -> Result<Vec<Summary>> {
        let request = self
            .summarized(company_id, "pk = :pk AND begins_with(sk, :sk)")
            .expression_attribute_values(":sk", text(PREFIX));
        let items = all_pages(request).await?;
        Ok(items.into_iter().filter_map(|item| self.summary(item)).collect())
    }

    /// All connections of the company, the channel that it has chosen, and how many of its events wait or were
    /// given up: with one query, since the keys of these stand around those of connections.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn overview(&self, company_id: i64) -> Result<Overview> {
        let request = self
            .summarized(company_id, "pk = :pk AND sk BETWEEN :sk AND :end")
            .expression_attribute_values(":sk", text(chosen_channel::PREFIX))
            .expression_attribute_values(":end", text(END));
        let mut overview = Overview::default();
        for item in all_pages(request).await? {
            let key = item.get("sk").and_then(|key| key.as_s().ok());
            if key.is_some_and(|key| key.starts_with(chosen_channel::PREFIX)) {
                overview.channel = self.read(item).ok();
            } else if !overview.counts.count(&item) {
                overview.connections.extend(self.summary(item));
            }
        }
        Ok(overview)
    }

    fn summarized(&self, company_id: i64, condition: &str) -> QueryFluentBuilder {
        self.client
            .query()
            .table_name(&self.table)
            .key_condition_expression(condition)
            .expression_attribute_values(":pk", company(company_id))
            .projection_expression(SUMMARY)
            .expression_attribute_names("#state", "state")
            .consistent_read(true)
    }

    /// One unreadable connection doesn't hide the others (F16); one whose key itself is unknown shows
    /// nowhere but to the operator, who is told.
    fn summary(&self, item: Item) -> Option<Summary> {
        let key = RowKey::of(&item)?;
        let Some(id) = key.connection() else {
            self.tell_unreadable(Some(&key), &"no connection has such a key");
            return None;
        };
        let summary = self.read_under(id, item, |summary: &Summary| summary.id);
        Some(summary.unwrap_or_else(|_| Summary::unreadable(id)))
    }
}
