//! What the ATS reported: a row for each report, under a hash of its id, so that it counts once. It is on the index
//! `refresh-due`, in a shard of its own, until what follows from it is done.

use aws_lc_rs::digest::{SHA256, digest};
use aws_sdk_dynamodb::types::ReturnValue;
use data_encoding::HEXLOWER;
use futures::FutureExt;
use jiff::{SignedDuration, Timestamp};

use super::{
    Item, RowKey, Store, all_pages, company, number, readable, text, to_item, unless_refused,
};
use crate::connection::schedule::later;
use crate::model::error::Result;
use crate::model::report::Report;

const SHARD: &str = "reports";
/// Those of which only plans and booking links may stop, which are many: nobody who has left waits behind them.
const PLANS: &str = "reports#plans";
/// How long a report is known by its id, and tried: whoever sends webhooks gives up before.
const KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);
/// When one that is in hand is tried again.
const PAUSE: SignedDuration = SignedDuration::from_mins(5);
/// How many a run works on.
const PAGE: i32 = 50;

/// A report that something follows from.
#[derive(Clone, Debug)]
pub struct DueReport {
    /// What was reported.
    pub report: Report,
    key: RowKey,
}

impl Store {
    /// Keeps the report that came with the id `webhook_id` at `now`; one that is known already stays as it
    /// is. The one that is kept: sent again without a time, it would tell of a later one.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`]; [`crate::model::error::Error::Internal`] where the known
    /// one can't be read.
    pub async fn keep_report(
        &self,
        webhook_id: &str,
        report: &Report,
        now: Timestamp,
    ) -> Result<Report> {
        let key = key(webhook_id, report.company);
        let RowKey { pk, sk } = key.clone();
        let mut item: Item = to_item(report, text(pk), text(sk))?;
        item.insert("ttl".to_owned(), number(later(now, KEPT).as_second()));
        let shard = report.leaver().map_or(PLANS, |_| SHARD);
        item.insert("refresh_shard".to_owned(), text(shard));
        item.insert("refresh_at".to_owned(), number(now.as_second()));
        let request = self.client.put_item().table_name(&self.table).set_item(Some(item));
        let answer = request.condition_expression("attribute_not_exists(pk)").send().boxed().await;
        if unless_refused(answer)?.is_some() {
            return Ok(report.clone());
        }
        // It is cleaned up after a week, and may be so just now.
        let known = self.get(key.item()).await?.map(|item| self.read(item)).transpose()?;
        Ok(known.unwrap_or_else(|| report.clone()))
    }

    /// The keys of the reports that were due at `now`, the longest due first: who has left before what only plans
    /// and booking links stop of.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn due_reports(&self, now: Timestamp) -> Result<Vec<RowKey>> {
        let (leavers, others) =
            tokio::try_join!(self.due_keys(SHARD, now, PAGE), self.due_keys(PLANS, now, PAGE),)?;
        Ok([leavers, others].concat())
    }

    /// What was reported of the company within a week that is about the job `job_id`, the `application` where one is
    /// named, about people, connections or all of it.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn reports(
        &self,
        company_id: i64,
        (job_id, application): (i64, Option<i64>),
    ) -> Result<Vec<Report>> {
        let request = self
            .client
            .query()
            .table_name(&self.table)
            .key_condition_expression("pk = :pk AND begins_with(sk, :sk)")
            .filter_expression(
                "job_id = :job OR application_id = :application \
                 OR (attribute_not_exists(job_id) AND attribute_not_exists(application_id))",
            )
            .expression_attribute_values(":pk", company(company_id))
            .expression_attribute_values(":sk", text("REPORT#"))
            .expression_attribute_values(":job", number(job_id))
            // No application has this number.
            .expression_attribute_values(":application", number(application.unwrap_or(0)))
            .consistent_read(true);
        Ok(readable(all_pages(request).await?, |item| self.read(item)))
    }

    /// All that was reported of the company within a week.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn all_reports(&self, company_id: i64) -> Result<Vec<Report>> {
        let items = self.query(company_id, "REPORT#", "REPORT$").await?;
        Ok(readable(items, |item| self.read(item)))
    }

    /// Takes a due report in hand: it is put off, whatever becomes of this attempt. `None` where another run
    /// has taken it, or where it is settled.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`]; [`crate::model::error::Error::Internal`] where it
    /// can't be read.
    pub async fn take_report(&self, key: RowKey, now: Timestamp) -> Result<Option<DueReport>> {
        let answer = self
            .client
            .update_item()
            .table_name(&self.table)
            .set_key(Some(key.item()))
            .update_expression("SET refresh_at = :again")
            .condition_expression("refresh_at <= :now")
            .expression_attribute_values(":again", number(later(now, PAUSE).as_second()))
            .expression_attribute_values(":now", number(now.as_second()))
            .return_values(ReturnValue::AllNew)
            .send()
            .boxed()
            .await;
        let taken = unless_refused(answer)?.and_then(|answer| answer.attributes);
        let report = taken.map(|item| self.read::<Report>(item)).transpose()?;
        Ok(report.map(|report| DueReport { report, key }))
    }

    /// Notes a report of our own under `id`, on which the schedule acts unless it is settled before `now` and a
    /// pause.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn note_report(
        &self,
        id: &str,
        report: &Report,
        now: Timestamp,
    ) -> Result<DueReport> {
        self.keep_report(id, report, now).await?;
        Ok(DueReport { report: report.clone(), key: key(id, report.company) })
    }

    /// Notes that all that follows from it is done; its id is known as long as ever.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn settle_report(&self, due: &DueReport) -> Result<()> {
        let answer = self
            .client
            .update_item()
            .table_name(&self.table)
            .set_key(Some(due.key.item()))
            .update_expression("REMOVE refresh_shard, refresh_at")
            .condition_expression("attribute_exists(pk)")
            .send()
            .boxed()
            .await;
        unless_refused(answer).map(drop)
    }
}

fn key(webhook_id: &str, company: i64) -> RowKey {
    let hash = HEXLOWER.encode(digest(&SHA256, webhook_id.as_bytes()).as_ref());
    RowKey { pk: format!("COMPANY#{company}"), sk: format!("REPORT#{hash}") }
}
