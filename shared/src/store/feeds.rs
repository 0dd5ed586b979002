//! A company's feed: the row that its address leads to, and the row of the company that names that one.
//!
//! `FEED#{hash of the token}` counts the changes of the company's offers: whoever changes one changes it in the
//! same transaction (`offers`), so one read tells whether a taker has what there is, and notes there until when it is
//! offered (`offered`). Who has read which feed is noted there too. `COMPANY#{id}`, `FEED` names it as a listing does (`rows`), and holds the number that
//! its token is derived with. With a new token the old row is gone.

use std::collections::BTreeMap;

use aws_sdk_dynamodb::types::{Delete, Put, TransactWriteItem, Update};
use futures::FutureExt;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::offered::{attribute, offered};
use super::transactions::Transacted;
use super::{Item, RowKey, Save, Store, number, text, to_item, unless_refused};
use crate::model::error::{Error, Result};
use crate::model::offer::Profile;

/// How often a feed is closed whose token is replaced meanwhile.
const TRIES: usize = 5;

/// Where a company's feed stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedAddress {
    /// What the token is derived with.
    pub nonce: String,
    /// The token's hash.
    pub hash: String,
    /// Who asked for it.
    pub user_id: i64,
    /// Since when.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub since: Timestamp,
}

/// A feed, as far as one read tells.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Feed {
    /// Whose it is.
    pub company_id: i64,
    /// Counts the changes of its offers.
    pub version: i64,
    /// When the last one was.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub changed_at: Timestamp,
    /// Who has read which form of it last.
    #[serde(default)]
    pub fetches: BTreeMap<Profile, Fetch>,
    /// The last day of each job's offer, in UTC; of one that has ended, for a while.
    #[serde(skip)]
    pub offered: BTreeMap<i64, Date>,
}

/// A taker's last visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fetch {
    /// When.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub at: Timestamp,
    /// What it calls itself.
    pub agent: String,
    /// 200, or 304 where it had all of it.
    pub status: u16,
}

#[derive(Serialize)]
struct NewFeed {
    company_id: i64,
    version: i64,
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    changed_at: Timestamp,
    fetches: BTreeMap<Profile, Fetch>,
}

impl Store {
    /// Where the company's feed stands; `None` where it has none.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`]; [`Error::Internal`] where it can't be read.
    pub async fn feed_address(&self, company_id: i64) -> Result<Option<FeedAddress>> {
        let item = self.get(address_key(company_id).item()).await?;
        Ok(item.map(|item| self.read(item)).transpose()?)
    }

    /// Opens a feed under `new` in the place of `seen`, whose address leads nowhere from then on. What is offered goes
    /// on.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`]; where somebody else was first, [`Save::Lost`].
    pub async fn open_feed(
        &self,
        company_id: i64,
        seen: Option<&FeedAddress>,
        new: &FeedAddress,
    ) -> Result<Save> {
        for _ in 0..TRIES {
            let writes = self.opening(company_id, seen, new).await?;
            if self.transact(writes).await.map(saved)? == Save::Saved {
                return Ok(Save::Saved);
            }
            if self.feed_address(company_id).await?.as_ref() != seen {
                return Ok(Save::Lost);
            }
        }
        Err(Error::StorageUnavailable)
    }

    /// What opens it, unless an offer changes meanwhile.
    async fn opening(
        &self,
        company_id: i64,
        seen: Option<&FeedAddress>,
        new: &FeedAddress,
    ) -> Result<Vec<TransactWriteItem>> {
        let (key, own) = (feed_key(&new.hash), address_key(company_id));
        let mut address: Item = to_item(new, text(own.pk), text(own.sk))?;
        address.insert("listed_pk".to_owned(), text(&key.pk));
        address.insert("listed_sk".to_owned(), text(&key.sk));
        let address = Put::builder().table_name(&self.table).set_item(Some(address));
        let address = match seen {
            None => address.condition_expression("attribute_not_exists(pk)"),
            // `hash` is a word of DynamoDB's own.
            Some(seen) => address
                .condition_expression("#hash = :seen")
                .expression_attribute_names("#hash", "hash")
                .expression_attribute_values(":seen", text(&seen.hash)),
        };
        let address = address.build().map_err(|_| Error::Internal)?;
        let feed =
            NewFeed { company_id, version: 1, changed_at: new.since, fetches: BTreeMap::new() };
        let mut feed = to_item(&feed, text(&key.pk), text(&key.sk))?;
        let address = TransactWriteItem::builder().put(address).build();
        let Some(seen) = seen else { return Ok(vec![address, self.put(feed)?]) };
        let before = match self.feed(&seen.hash).await {
            // What can't be read is replaced all the same.
            Err(Error::Internal) => None,
            before => before?,
        };
        let offered = before.iter().flat_map(|before| &before.offered);
        feed.extend(offered.map(|(id, until)| (attribute(*id), text(until.to_string()))));
        let version = before.map(|before| before.version);
        Ok(vec![address, self.put(feed)?, self.replaced(&seen.hash, version)?])
    }

    /// Deletes the feed of this hash, which is of `version` where that is known.
    fn replaced(&self, hash: &str, version: Option<i64>) -> Result<TransactWriteItem> {
        let Some(version) = version else { return self.delete(&feed_key(hash)) };
        let delete = Delete::builder()
            .table_name(&self.table)
            .set_key(Some(feed_key(hash).item()))
            .condition_expression("version = :seen")
            .expression_attribute_values(":seen", number(version))
            .build();
        Ok(TransactWriteItem::builder().delete(delete.map_err(|_| Error::Internal)?).build())
    }

    /// Closes the company's feed, so that its address leads nowhere; also one under a token that replaces the known
    /// one meanwhile.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn close_feed(&self, company_id: i64) -> Result<()> {
        for _ in 0..TRIES {
            let Some(seen) = self.feed_address(company_id).await? else { return Ok(()) };
            let address = Delete::builder()
                .table_name(&self.table)
                .set_key(Some(address_key(company_id).item()))
                .condition_expression("#hash = :seen")
                .expression_attribute_names("#hash", "hash")
                .expression_attribute_values(":seen", text(&seen.hash))
                .build()
                .map_err(|_| Error::Internal)?;
            let address = TransactWriteItem::builder().delete(address).build();
            let writes = vec![address, self.delete(&feed_key(&seen.hash))?];
            if self.transact(writes).await.map(saved)? == Save::Saved {
                return Ok(());
            }
        }
        Err(Error::StorageUnavailable)
    }

    /// The feed that the token of this hash opens.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`]; [`Error::Internal`] where it can't be read.
    pub async fn feed(&self, hash: &str) -> Result<Option<Feed>> {
        let Some(item) = self.get(feed_key(hash).item()).await? else { return Ok(None) };
        let offered = offered(&item);
        Ok(Some(Feed { offered, ..self.read(item)? }))
    }

    /// Notes that the form for `profile` was read; nothing where the feed is gone meanwhile. The last one
    /// counts.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn note_fetch(&self, hash: &str, profile: Profile, fetch: &Fetch) -> Result<()> {
        let fetch = serde_dynamo::to_attribute_value(fetch).map_err(|_| Error::Internal)?;
        let answer = self
            .client
            .update_item()
            .table_name(&self.table)
            .set_key(Some(feed_key(hash).item()))
            .update_expression("SET fetches.#profile = :fetch")
            .condition_expression("attribute_exists(pk)")
            .expression_attribute_names("#profile", profile.name())
            .expression_attribute_values(":fetch", fetch)
            .send()
            .boxed()
            .await;
        unless_refused(answer).map(drop)
    }

    /// Counts a change at `now` in the feed of this hash, which must be there: the offer of the job is offered `until`
    /// then, or no longer.
    pub(super) fn feed_changes(
        &self,
        hash: &str,
        (job_id, until): (i64, Option<Date>),
        now: Timestamp,
    ) -> Result<TransactWriteItem> {
        let offer = attribute(job_id);
        let noted = match until {
            Some(_) => format!(", {offer} = :until"),
            None => format!(" REMOVE {offer}"),
        };
        let update = Update::builder()
            .table_name(&self.table)
            .set_key(Some(feed_key(hash).item()))
            .update_expression(format!("SET version = version + :one, changed_at = :now{noted}"))
            .condition_expression("attribute_exists(pk)")
            .expression_attribute_values(":one", number(1))
            .expression_attribute_values(":now", number(now.as_second()));
        let update = match until {
            Some(until) => update.expression_attribute_values(":until", text(until.to_string())),
            None => update,
        };
        let update = update.build();
        Ok(TransactWriteItem::builder().update(update.map_err(|_| Error::Internal)?).build())
    }
}

/// What became of a transaction that lost against nobody, or against somebody.
pub(super) const fn saved(transacted: Transacted) -> Save {
    match transacted {
        Transacted::Done => Save::Saved,
        Transacted::Refused => Save::Lost,
    }
}

pub(super) fn feed_key(hash: &str) -> RowKey {
    RowKey { pk: format!("FEED#{hash}"), sk: "FEED".to_owned() }
}

fn address_key(company_id: i64) -> RowKey {
    RowKey { pk: format!("COMPANY#{company_id}"), sk: "FEED".to_owned() }
}
