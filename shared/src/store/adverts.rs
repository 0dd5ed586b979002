//! Adverts: a row for each offer and each board where somebody posts by hand, on the index `refresh-due` as long as
//! somebody may have to be reminded. The row outlives its offer: it may still stand at the board.

use aws_sdk_dynamodb::operation::update_item::UpdateItemOutput;
use futures::FutureExt;
use jiff::Timestamp;

use super::{
    Cursor, Item, RowKey, Save, Store, company, due, number, readable, text, to_item,
    unless_refused,
};
use crate::model::advert::{Advert, Board};
use crate::model::error::Result;
use crate::model::id::id;

pub(super) const PREFIX: &str = "ADVERT#";
const END: &str = "ADVERT$";
const SHARD: &str = "adverts";

/// Which advert.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AdvertKey {
    /// Whose.
    pub company: i64,
    /// The job's id at the ATS.
    pub job_id: i64,
    /// Where.
    pub board: Board,
}

impl Store {
    /// What is kept of the company's adverts. One that can't be read is left out, with an alarm (F35).
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn adverts(&self, company_id: i64) -> Result<Vec<Advert>> {
        let items = self.query(company_id, PREFIX, END).await?;
        Ok(readable(items, |item| self.read(item)))
    }

    /// The same of one of its jobs.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn adverts_of(&self, company_id: i64, job_id: i64) -> Result<Vec<Advert>> {
        let (first, last) = (format!("{PREFIX}{job_id}#"), format!("{PREFIX}{job_id}$"));
        let items = self.query(company_id, &first, &last).await?;
        Ok(readable(items, |item| self.read(item)))
    }

    /// What is kept of one.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`]; [`crate::model::error::Error::Internal`] where it can't be read.
    pub async fn advert(&self, key: AdvertKey) -> Result<Option<Advert>> {
        let item = self.get(key.row().item()).await?;
        Ok(item.map(|item| self.read(item)).transpose()?)
    }

    /// Stores `advert` of `company_id` in the place of version `seen`, or where none is there; the schedule looks
    /// at it when it is `due`.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`]; where another is there meanwhile, [`Save::Lost`].
    pub async fn save_advert(
        &self,
        company_id: i64,
        (advert, seen): (&Advert, Option<i64>),
        due: Option<Timestamp>,
    ) -> Result<Save> {
        let key = AdvertKey { company: company_id, job_id: advert.job_id, board: advert.board };
        let mut item: Item = to_item(advert, company(company_id), text(key.row().sk))?;
        if let Some(due) = due {
            item.insert("refresh_shard".to_owned(), text(SHARD));
            item.insert("refresh_at".to_owned(), number(due.as_second()));
        }
        item.insert("ttl".to_owned(), number(advert.expiry().as_second()));
        let put = self.client.put_item().table_name(&self.table).set_item(Some(item));
        let put = match seen {
            None => put.condition_expression("attribute_not_exists(pk)"),
            Some(version) => put
                .condition_expression("version = :seen")
                .expression_attribute_values(":seen", number(version)),
        };
        Ok(Save::of(unless_refused(put.send().boxed().await)?))
    }

    /// The next adverts that were due at `now`, the longest due first, and where to go on. A key that is none of
    /// ours is left there, with an alarm.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn due_adverts(
        &self,
        now: Timestamp,
        cursor: Cursor,
    ) -> Result<(Vec<AdvertKey>, Cursor)> {
        let page = self.due_page(SHARD, now, due::PAGE, cursor).await?;
        let due = readable(page.items, |item| {
            let stored = RowKey::of(&item);
            let unnamed = || self.tell_unreadable(stored.as_ref(), &"no advert is due here");
            stored.as_ref().and_then(AdvertKey::of).ok_or_else(unnamed)
        });
        Ok((due, page.cursor))
    }

    /// Takes an advert off the schedule that can't be read: an operator was told of it.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn rest_advert(&self, key: AdvertKey) -> Result<()> {
        let answer = self
            .client
            .update_item()
            .table_name(&self.table)
            .set_key(Some(key.row().item()))
            .update_expression("REMOVE refresh_shard, refresh_at")
            .condition_expression("attribute_exists(pk)")
            .send()
            .boxed()
            .await;
        unless_refused::<UpdateItemOutput, _, _>(answer).map(drop)
    }

    /// Deletes what is kept of all adverts of the company.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn delete_adverts(&self, company_id: i64) -> Result<()> {
        self.delete_all(company_id, PREFIX, END).await
    }
}

impl AdvertKey {
    fn row(self) -> RowKey {
        let sk = format!("{PREFIX}{}#{}", self.job_id, self.board.key());
        RowKey { pk: format!("COMPANY#{}", self.company), sk }
    }

    /// The advert whose row has the key `row`.
    pub(super) fn of(row: &RowKey) -> Option<Self> {
        let company = id(row.pk.strip_prefix("COMPANY#")?)?;
        let (job_id, board) = row.sk.strip_prefix(PREFIX)?.split_once('#')?;
        Some(Self { company, job_id: id(job_id)?, board: Board::parse(board)? })
    }
}
