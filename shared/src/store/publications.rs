//! The publication ledger: every write is conditional on the attempt it has seen.

use futures::FutureExt;
use jiff::{SignedDuration, Timestamp};

use super::ledger::{Claimed, Entry, entry_item};
use super::{Item, RowKey, Save, Store, readable, text, unavailable};
use crate::model::error::{Error, Result};
use crate::model::ledger::Claim;
use crate::model::provider::Provider;
use crate::model::publication::{Outcome, Publication, PublicationKey, Repetition, Standing};

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
    ) -> Result<Claim<Publication, Standing>> {
        let new = row.clone();
        match self.claim_entry(key, row, |old, new| old.decide(new, repetition, now)).await? {
            Claimed::Decided(claim) => Ok(claim),
            // It may be online, and nothing tells: only who has looked there can say (F35).
            Claimed::Unreadable(old) if repetition.republish => {
                self.claim_beside(key, old, new).await
            }
            Claimed::Unreadable(_) => Ok(Claim::Settled(Standing::Unclear)),
        }
    }

    /// Claims the publication in place of the `old` row, which can't be read. That one is kept as it is
    /// beside the new one, so that nothing it may tell is lost.
    async fn claim_beside(
        &self,
        key: &PublicationKey,
        old: Item,
        row: Publication,
    ) -> Result<Claim<Publication, Standing>> {
        let beside = PublicationKey { key: format!("{}-{}", key.key, row.nonce), ..key.clone() };
        let mut kept = old.clone();
        kept.insert("sk".to_owned(), text(beside.sort_key()));
        let request = self.client.put_item().table_name(&self.table).set_item(Some(kept));
        request.send().boxed().await.map_err(|error| unavailable(&error))?;
        match self.put_over(entry_item(key, &row)?, &old).await? {
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
        self.record_entry(key, attempt, &row.ended(outcome)).await
    }

    /// All publications of the company that can be read, whatever became of them.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn publications(
        &self,
        company_id: i64,
    ) -> Result<Vec<(PublicationKey, Publication)>> {
        self.publications_between(company_id, "POST#", "POST$").await
    }

    /// The publications of the job and the author of `key` that can be read.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn publications_on(
        &self,
        key: &PublicationKey,
    ) -> Result<Vec<(PublicationKey, Publication)>> {
        let beginning = format!("POST#{}#{}", key.job_id, key.author);
        let (first, last) = (format!("{beginning}#"), format!("{beginning}$"));
        self.publications_between(key.company_id, &first, &last).await
    }

    /// The publication under `key`; one that can't be read counts as unclear.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`]; [`crate::model::error::Error::OutcomeUnknown`].
    pub async fn publication(&self, key: &PublicationKey) -> Result<Option<Publication>> {
        let (pk, sk) = (format!("COMPANY#{}", key.company_id), key.sort_key());
        let item = self.get(RowKey { pk, sk }.item()).await?;
        let unclear = |_| Error::OutcomeUnknown(Provider::LinkedIn);
        item.map(|item| self.read(item)).transpose().map_err(unclear)
    }

    async fn publications_between(
        &self,
        company_id: i64,
        first: &str,
        last: &str,
    ) -> Result<Vec<(PublicationKey, Publication)>> {
        let items = self.query(company_id, first, last).await?;
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
        self.record_entry(key, attempt, &row.without(post_id)).await
    }
}

impl Entry for Publication {
    type Key = PublicationKey;

    const KEPT: SignedDuration = KEPT;

    fn place(key: &PublicationKey) -> (i64, String) {
        (key.company_id, key.sort_key())
    }

    fn attempt(&self) -> u32 {
        self.attempt
    }

    fn started_at(&self) -> Timestamp {
        self.started_at
    }
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
