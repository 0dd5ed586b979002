//! Booking links: a row each in the company, and one under the hash of its token that leads there. One that is open
//! is on the index `refresh-due`, in a shard of its own.
//!
//! Each write is made over the one it has seen, so who chooses, takes back and ends a link never do so at once. The
//! times that were offered last stand beside it and change nothing of it.

mod holds;
mod involved;
mod link;

use aws_sdk_dynamodb::types::AttributeValue;
use futures::FutureExt;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

pub use self::holds::Hold;
pub(super) use self::holds::is_company_s as are_holds;
pub use self::involved::{CalendarKey, Involved};
pub use self::link::{Booked, Choice, Link, LinkKey, TokenHash};
use super::ledger::Written;
use super::rows::listing;
use super::{
    Item, RowKey, Save, ScheduledEvent, Store, company, number, readable, text, to_item,
    unless_refused,
};
use crate::model::booking::Reason;
use crate::model::error::Result;
use crate::platform::random;

const SHARD: &str = "bookings";
pub(super) const PREFIX: &str = "BOOKING#";
/// How many a run works on at once.
const PAGE: i32 = 50;
/// How long the times that were offered last are told again.
const FRESH: SignedDuration = SignedDuration::from_secs(60);

/// Where a token leads.
#[derive(Debug, Serialize, Deserialize)]
struct Lead {
    company_id: i64,
    application_id: i64,
    link: String,
}

/// The times that were offered last, in seconds.
#[derive(Debug, Deserialize)]
struct Offered {
    #[serde(default)]
    offered_at: Option<i64>,
    #[serde(default)]
    offered: Vec<i64>,
}

/// A link that was found, with the times that it offers where these were computed a moment ago.
#[derive(Clone, Debug)]
pub struct FoundLink {
    pub key: LinkKey,
    pub link: Link,
    /// When each of them begins.
    pub offered: Option<Vec<Timestamp>>,
}

impl Store {
    /// Stores the new `link` under `key`, which `token` opens.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn open_link(&self, key: &LinkKey, link: Link, token: &TokenHash) -> Result<()> {
        let link = link.opened_by(token);
        let lead_key = lead_key(token.as_str());
        let lead = Lead {
            company_id: key.company,
            application_id: link.application_id,
            link: key.id.clone(),
        };
        let mut lead = to_item(&lead, text(&lead_key.pk), text(&lead_key.sk))?;
        lead.insert("ttl".to_owned(), number(link.cleanup().as_second()));
        let listing = listing(key.company, &lead_key, Some(link.cleanup()));
        let row = item(key, &link, self.clock.now())?;
        let writes = vec![self.put(row)?, self.put(lead)?, self.put(listing)?];
        self.transact(writes).await.map(drop)
    }

    /// The link that `token` opens, whatever its state.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`]. One that can't be read is none.
    pub async fn link_of(&self, token: &TokenHash) -> Result<Option<FoundLink>> {
        let lead = self.get(lead_key(token.as_str()).item()).await?;
        let Some(Ok(lead)) = lead.map(|item| self.read::<Lead>(item)) else { return Ok(None) };
        let Some(key) = LinkKey::parse(lead.company_id, &lead.link) else { return Ok(None) };
        let found = self.link(&key).await?;
        Ok(found.filter(|found| found.link.is_opened_by(token)))
    }

    /// The link under `key`.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`]. One that can't be read is none.
    pub async fn link(&self, key: &LinkKey) -> Result<Option<FoundLink>> {
        let Some(item) = self.get(row_key(key).item()).await? else { return Ok(None) };
        let offered = serde_dynamo::from_item(item.clone()).ok();
        let offered = offered.and_then(|offered: Offered| offered.fresh(self.clock.now()));
        let link = self.read(item).ok();
        Ok(link.map(|link| FoundLink { key: key.clone(), link, offered }))
    }

    /// The company's links that can be read.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn links(&self, company_id: i64) -> Result<Vec<(LinkKey, Link)>> {
        let items = self.query(company_id, PREFIX, "BOOKING$").await?;
        Ok(readable(items, |item| {
            let stored = RowKey::of(&item);
            let link: Link = self.read(item)?;
            let unnamed = || self.tell_unreadable(stored.as_ref(), &"no link has such a key");
            let key = stored.as_ref().and_then(link_key).ok_or_else(unnamed)?;
            Ok((key, link))
        }))
    }

    /// Writes `link` over the one that was read as attempt `link.attempt`; as it stands then. `None` where it has
    /// changed since, or is gone.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn change_link(&self, key: &LinkKey, link: Link) -> Result<Option<Link>> {
        let seen = link.attempt;
        let nonce = u64::from_be_bytes(random::bytes()?);
        let link = Link { attempt: seen.saturating_add(1), nonce, ..link };
        let row = item(key, &link, self.clock.now())?;
        let written: Written<Link> = self.put_row(row, Some(seen)).await?;
        Ok(match written {
            Written::Stored => Some(link),
            Written::Refused(_) | Written::Unreadable(_) => None,
        })
    }

    /// The interview that was chosen with the `link` of `company_id`, as it is known.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn booked_event(
        &self,
        company_id: i64,
        link: &Link,
    ) -> Result<Option<ScheduledEvent>> {
        let Some(booked) = &link.booked else { return Ok(None) };
        self.event(company_id, link.provider, &booked.event_id).await
    }

    /// Keeps the `starts` of the times that the `link` offers now, or the `trouble` for which nobody knows them, unless
    /// it has changed meanwhile. Whoever keeps them last is as right as the others.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn keep_offered(
        &self,
        (key, link): (&LinkKey, &Link),
        (starts, trouble): (&[Timestamp], Option<Reason>),
    ) -> Result<Save> {
        let starts = starts.iter().map(|start| number(start.as_second())).collect();
        let request = self.client.update_item().table_name(&self.table);
        let set = "SET offered = :offered, offered_at = :now";
        let request = match trouble {
            Some(reason) => request
                .update_expression(format!("{set}, trouble = :trouble"))
                .expression_attribute_values(":trouble", text(reason.name())),
            None => request.update_expression(format!("{set} REMOVE trouble")),
        };
        let answer = request
            .set_key(Some(row_key(key).item()))
            .condition_expression("attempt = :seen")
            .expression_attribute_values(":offered", AttributeValue::L(starts))
            .expression_attribute_values(":now", number(self.clock.now().as_second()))
            .expression_attribute_values(":seen", number(link.attempt))
            .send()
            .boxed()
            .await;
        Ok(Save::of(unless_refused(answer)?))
    }

    /// The links that were due at `now`, the longest due first.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn due_links(&self, now: Timestamp) -> Result<Vec<LinkKey>> {
        let keys = self.due_keys(SHARD, now, PAGE).await?;
        Ok(keys.iter().filter_map(link_key).collect())
    }
}

impl Offered {
    fn fresh(self, now: Timestamp) -> Option<Vec<Timestamp>> {
        let at = Timestamp::from_second(self.offered_at?).ok()?;
        let starts = self.offered.into_iter().map(|start| Timestamp::from_second(start).ok());
        if now.duration_since(at) < FRESH { starts.collect() } else { None }
    }
}

/// The link whose row has the key `row`.
pub(super) fn link_key(row: &RowKey) -> Option<LinkKey> {
    let company = row.pk.strip_prefix("COMPANY#")?.parse().ok()?;
    LinkKey::parse(company, row.sk.strip_prefix(PREFIX)?)
}

fn row_key(key: &LinkKey) -> RowKey {
    RowKey { pk: format!("COMPANY#{}", key.company), sk: format!("{PREFIX}{}", key.id) }
}

fn lead_key(hash: &str) -> RowKey {
    RowKey { pk: format!("LINK#{hash}"), sk: "LINK".to_owned() }
}

fn item(key: &LinkKey, link: &Link, now: Timestamp) -> Result<Item> {
    let RowKey { sk, .. } = row_key(key);
    let mut item = to_item(link, company(key.company), text(sk))?;
    if let Some(due) = link.due_at(now) {
        item.insert("refresh_shard".to_owned(), text(SHARD));
        item.insert("refresh_at".to_owned(), number(due.as_second()));
    }
    item.insert("ttl".to_owned(), number(link.cleanup().as_second()));
    Ok(item)
}
