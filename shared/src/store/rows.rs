//! Rows of whatever kind, for their export and erasure (S34, S55).
//!
//! A company's rows stand in its partition. One that has to stand elsewhere is listed in a row of the
//! company, `ELSEWHERE#{pk}`, written with it and living as long, so that it is found.

use aws_sdk_dynamodb::types::AttributeValue;
use futures::FutureExt;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::{
    InvitationKey, Item, Store, bookings, chosen_channel, company, number, plans, text,
    unavailable, withdrawals,
};
use crate::model::error::Result;

/// Rows read at once: 100 of the largest connections are half of what DynamoDB gives in a page.
const PAGE: i32 = 100;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowKey {
    /// Its partition: `COMPANY#{id}`, `STATE#{hash}`.
    pub pk: String,
    /// What it is in there.
    pub sk: String,
}

/// A row as it may be shown.
#[derive(Clone, Debug)]
pub struct Row {
    pub key: RowKey,
    /// Its attributes. Where something sealed is, that is said instead.
    pub content: Value,
}

impl RowKey {
    /// Whether the row is a grant that is to be withdrawn.
    pub fn is_withdrawal(&self) -> bool {
        self.sk.starts_with(withdrawals::PREFIX)
    }

    /// Whether the row is a planned post.
    pub fn is_plan(&self) -> bool {
        self.sk.starts_with(plans::PREFIX)
    }

    /// Whether the row is the channel that a company has chosen.
    pub fn is_chosen_channel(&self) -> bool {
        self.sk.starts_with(chosen_channel::PREFIX)
    }

    /// Whether the row is of the hours that the company is giving, which stand in rows of accounts as well.
    pub fn are_holds(&self) -> bool {
        bookings::are_holds(self)
    }

    /// The row of the channel that goes with this one, a connection that brings notes.
    pub fn chosen_channel(&self) -> Option<Self> {
        let provider = self.connection()?.provider;
        let sk = format!("{}{}", chosen_channel::PREFIX, provider.key());
        provider.is_company_only().then(|| Self { pk: self.pk.clone(), sk })
    }

    pub(super) fn item(&self) -> Item {
        Item::from([("pk".to_owned(), text(&self.pk)), ("sk".to_owned(), text(&self.sk))])
    }

    pub(super) fn of(item: &Item) -> Option<Self> {
        let text = |name: &str| item.get(name)?.as_s().ok().cloned();
        Some(Self { pk: text("pk")?, sk: text("sk")? })
    }
}

impl Row {
    /// The person who made it, or chose it, where it says so.
    pub fn user_id(&self) -> Option<i64> {
        self.content.get("user_id").or_else(|| self.content.get("chosen_by"))?.as_i64()
    }

    /// The application that it is about, where it is about one; what was reported of it is not its own.
    pub fn application_id(&self) -> Option<i64> {
        if self.key.sk.starts_with("REPORT#") {
            return None;
        }
        let own = self.content.get("application_id").and_then(Value::as_i64);
        own.or_else(|| InvitationKey::read(0, &self.key.sk).map(|key| key.application_id))
    }

    /// The row elsewhere that this one is there to name.
    pub fn elsewhere(&self) -> Option<RowKey> {
        let text = |name: &str| self.content.get(name)?.as_str().map(str::to_owned);
        Some(RowKey { pk: text("listed_pk")?, sk: text("listed_sk")? })
    }

    fn read(mut item: Item) -> Option<Self> {
        let key = RowKey::of(&item)?;
        item.values_mut().for_each(cover);
        // What can't be read is still there to be erased.
        let unreadable = || json!({"pk": key.pk, "sk": key.sk});
        let content = serde_dynamo::from_item(item).unwrap_or_else(|_| unreadable());
        Some(Self { key, content })
    }
}

/// Whatever is sealed is stored as bytes, and nothing else is.
fn cover(value: &mut AttributeValue) {
    match value {
        AttributeValue::B(_) | AttributeValue::Bs(_) => *value = text("sealed"),
        AttributeValue::M(members) => members.values_mut().for_each(cover),
        AttributeValue::L(items) => items.iter_mut().for_each(cover),
        _ => {}
    }
}

/// The key of the row of `company_id` that lists `key`.
pub(super) fn listing_key(company_id: i64, key: &RowKey) -> RowKey {
    RowKey { pk: format!("COMPANY#{company_id}"), sk: format!("ELSEWHERE#{}", key.pk) }
}

/// The row of `company_id` that lists `key`, cleaned up at `expiry` as the row it names is; `None` where
/// somebody deletes that one.
pub(super) fn listing(company_id: i64, key: &RowKey, expiry: Option<Timestamp>) -> Item {
    let mut item = listing_key(company_id, key).item();
    item.insert("listed_pk".to_owned(), text(&key.pk));
    item.insert("listed_sk".to_owned(), text(&key.sk));
    item.extend(expiry.map(|expiry| ("ttl".to_owned(), number(expiry.as_second()))));
    item
}

impl Store {
    /// A page of the company's rows after the key `after`, in the order of their keys, and the last key
    /// read where there are more. An operator learns of a connection whose key is not one of ours.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn rows(
        &self,
        company_id: i64,
        after: Option<RowKey>,
    ) -> Result<(Vec<Row>, Option<RowKey>)> {
        let answer = self
            .client
            .query()
            .table_name(&self.table)
            .key_condition_expression("pk = :pk")
            .expression_attribute_values(":pk", company(company_id))
            .consistent_read(true)
            .limit(PAGE)
            .set_exclusive_start_key(after.map(|key| key.item()))
            .send()
            .boxed()
            .await
            .map_err(|error| unavailable(&error))?;
        let last = answer.last_evaluated_key.as_ref().and_then(RowKey::of);
        let rows: Vec<_> =
            answer.items.unwrap_or_default().into_iter().filter_map(Row::read).collect();
        for Row { key, .. } in &rows {
            if key.is_connection() && key.connection().is_none() {
                self.tell_unreadable(Some(key), &"no connection has such a key");
            }
        }
        Ok((rows, last))
    }

    /// The row under `key`.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn row(&self, key: &RowKey) -> Result<Option<Row>> {
        Ok(self.get(key.item()).await?.and_then(Row::read))
    }

    /// Erases the row under `key`, if it is there.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn erase(&self, key: &RowKey) -> Result<()> {
        let request = self.client.delete_item().table_name(&self.table);
        let answer = request.set_key(Some(key.item())).send().boxed().await;
        answer.map(drop).map_err(|error| unavailable(&error))
    }
}
