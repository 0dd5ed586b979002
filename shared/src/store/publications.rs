//! The publication ledger: every write is conditional on the attempt it has seen.

use jiff::{SignedDuration, Timestamp};

use super::ledger::Written;
use super::{Item, RowKey, Save, Store, company, number, readable, text, to_item, unavailable};
use crate::connection::schedule::later;
use crate::model::error::Result;
use crate::model::publication::{Claim, Outcome, Publication, PublicationKey, Repetition};

/// How long a row is kept after its newest attempt: two years, since it is needed to delete the post.
const KEPT: SignedDuration = SignedDuration::from_hours(24 * 731);

impl Store {
    /// Claims the publication `row` under `key`, or tells why not.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn claim_publication(
        &self,
        key: &PublicationKey,
        row: Publication,
        repetition: Repetition,
        now: Timestamp,
    ) -> Result<Claim> {
        let old = match self.put_publication(key, &row, None).await? {
            Written::Stored => return Ok(Claim::Granted(row)),
            Written::Refused(None) => return Ok(Claim::Busy),
            // It may be online, and nothing tells: only who has looked there can say (F35).
            Written::Unreadable(old) if repetition.republish => {
                return self.claim_beside(key, old, row).await;
            }
            Written::Unreadable(_) => return Ok(Claim::Unclear),
            Written::Refused(Some(old)) => old,
        };
        let claim = old.decide(&row.content_hash, repetition, now);
        let Claim::Granted(next) = claim else { return Ok(claim) };
        let next = Publication { nonce: row.nonce, account: row.account, ..next };
        match self.put_publication(key, &next, Some(old.attempt)).await? {
            Written::Stored => Ok(Claim::Granted(next)),
            Written::Refused(_) | Written::Unreadable(_) => Ok(Claim::Busy),
        }
    }

    /// Claims the publication in place of the `old` row, which can't be read. That one is kept as it is
    /// beside the new one, so that nothing it may tell is lost.
    async fn claim_beside(
        &self,
        key: &PublicationKey,
        old: Item,
        row: Publication,
    ) -> Result<Claim> {
        let beside = PublicationKey { key: format!("{}-{}", key.key, row.nonce), ..key.clone() };
        let mut kept = old.clone();
        kept.insert("sk".to_owned(), text(beside.sort_key()));
        let request = self.client.put_item().table_name(&self.table).set_item(Some(kept));
        request.send().await.map_err(|error| unavailable(&error))?;
        match self.put_over(item(key, &row)?, &old).await? {
            Save::Saved => Ok(Claim::Granted(row)),
            Save::Lost => Ok(Claim::Busy),
        }
    }

    /// Records how the attempt of `row` ended; a newer attempt's record is left alone.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn record_publication(
        &self,
        key: &PublicationKey,
        row: Publication,
        outcome: Outcome,
    ) -> Result<()> {
        let attempt = row.attempt;
        self.put_publication(key, &row.ended(outcome), Some(attempt)).await?;
        Ok(())
    }

    /// All publications of the company that can be read, whatever became of them.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn publications(
        &self,
        company_id: i64,
    ) -> Result<Vec<(PublicationKey, Publication)>> {
        let items = self.query(company_id, "POST#", "POST$").await?;
        let read = |item: Item| {
            let stored = RowKey::of(&item);
            let row: Publication = self.read(item)?;
            let unnamed =
                || self.tell_unreadable(stored.as_ref(), &"no publication has such a key");
            let sort_key = stored.as_ref().map_or("", |key| &key.sk);
            let key = PublicationKey::read(company_id, &row, sort_key).ok_or_else(unnamed)?;
            Ok((key, row))
        };
        Ok(readable(items, read))
    }

    /// The company's publications that made the post `post_id`; more than one where two requests
    /// turned out to be the same.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn publications_of(
        &self,
        company_id: i64,
        post_id: &str,
    ) -> Result<Vec<(PublicationKey, Publication)>> {
        let mut rows = self.publications(company_id).await?;
        rows.retain(|(_, row)| row.made(post_id));
        Ok(rows)
    }

    /// Records that the row's post `post_id` was deleted; a row that has moved on is left alone.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn record_deletion(
        &self,
        key: &PublicationKey,
        row: Publication,
        post_id: &str,
    ) -> Result<()> {
        let attempt = row.attempt;
        self.put_publication(key, &row.without(post_id), Some(attempt)).await?;
        Ok(())
    }

    /// Writes `row` over attempt `seen`, or where nothing is (`None`).
    async fn put_publication(
        &self,
        key: &PublicationKey,
        row: &Publication,
        seen: Option<u32>,
    ) -> Result<Written<Publication>> {
        self.put_row(item(key, row)?, seen).await
    }
}

fn item(key: &PublicationKey, row: &Publication) -> Result<Item> {
    let mut item = to_item(row, company(key.company_id), text(key.sort_key()))?;
    item.insert("ttl".to_owned(), number(later(row.started_at, KEPT).as_second()));
    Ok(item)
}

impl PublicationKey {
    fn sort_key(&self) -> String {
        format!("POST#{}#{}#{}", self.job_id, self.author, self.key)
    }

    /// The key of a stored row.
    fn read(company_id: i64, row: &Publication, sort_key: &str) -> Option<Self> {
        let (_, key) = sort_key.rsplit_once('#')?;
        Some(Self {
            company_id,
            job_id: row.job_id,
            author: row.author.clone(),
            key: key.to_owned(),
        })
    }
}
