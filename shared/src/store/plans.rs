//! Planned posts: a row each, on the index `refresh-due` as long as it waits for its time, in shards of their
//! own by company.
//!
//! Each write is made over the one it has seen, so who starts, moves, stops and takes back a plan never do so
//! at once: whoever comes second sees what the first has written.

use aws_sdk_dynamodb::types::ReturnValue;
use futures::FutureExt;
use jiff::{SignedDuration, Timestamp};

use super::due::Page;
use super::ledger::Written;
use super::{
    Cursor, Item, RowKey, Save, Store, company, number, readable, text, to_item, unless_refused,
};
use crate::connection::schedule::later;
use crate::model::error::{Error, Result};
use crate::model::plan::{Plan, PlanKey, State};
use crate::platform::random;

/// Shards of the index the companies are spread over.
pub const SHARDS: u64 = 4;

pub(super) const PREFIX: &str = "PLAN#";
/// How long a run may be at a plan before another one takes it: it has died.
const LEASE: SignedDuration = SignedDuration::from_secs(60);
/// Keys read at once.
const PAGE: i32 = 100;

/// What became of a plan that was to be stored.
#[derive(Debug)]
pub enum Planned {
    /// It is stored.
    Stored,
    /// One stands there already.
    Standing(Box<Plan>),
}

/// A plan in the hands of a run.
#[derive(Debug)]
pub struct TakenPlan {
    /// As it stands now: under way.
    pub plan: Plan,
    /// Whether a run before this one has broken off.
    pub is_again: bool,
}

impl Store {
    /// Stores `plan`, unless one stands under `key`.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`]; [`Error::Internal`] where the one that stands there can't be read.
    pub async fn put_plan(&self, key: &PlanKey, plan: &Plan) -> Result<Planned> {
        match self.put_row(item(key, plan, None)?, None).await? {
            Written::Stored => Ok(Planned::Stored),
            Written::Refused(Some(standing)) => Ok(Planned::Standing(standing)),
            Written::Refused(None) => Err(Error::StorageUnavailable),
            Written::Unreadable(_) => Err(Error::Internal),
        }
    }

    /// The plan under `key`.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`]; [`Error::Internal`] where it can't be read.
    pub async fn plan(&self, key: &PlanKey) -> Result<Option<Plan>> {
        let item = self.get(row_key(key).item()).await?;
        Ok(item.map(|item| self.read(item)).transpose()?)
    }

    /// The company's plans that can be read.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn plans(&self, company_id: i64) -> Result<Vec<(PlanKey, Plan)>> {
        let items = self.query(company_id, PREFIX, "PLAN$").await?;
        Ok(readable(items, |item| {
            let stored = RowKey::of(&item);
            let plan: Plan = self.read(item)?;
            let unnamed = || self.tell_unreadable(stored.as_ref(), &"no plan has such a key");
            let key = stored.as_ref().and_then(plan_key).ok_or_else(unnamed)?;
            Ok((key, plan))
        }))
    }

    /// Writes `plan` over the one that was read as attempt `plan.attempt`; one that waits is looked at `again` then,
    /// or at its time.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`]; one that has changed since, or is gone, is [`Save::Lost`].
    pub async fn change_plan(
        &self,
        key: &PlanKey,
        plan: Plan,
        again: Option<Timestamp>,
    ) -> Result<Save> {
        let seen = plan.attempt;
        let nonce = u64::from_be_bytes(random::bytes()?);
        let plan = Plan { attempt: seen.saturating_add(1), nonce, ..plan };
        let written: Written<Plan> = self.put_row(item(key, &plan, again)?, Some(seen)).await?;
        Ok(match written {
            Written::Stored => Save::Saved,
            Written::Refused(_) | Written::Unreadable(_) => Save::Lost,
        })
    }

    /// Takes a plan in hand that was due at `now`: it is under way, and due again once this run must have died.
    /// `None` where another run has taken it, or where it has ended.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`]; [`Error::Internal`] where it can't be read.
    pub async fn take_plan(&self, key: &PlanKey, now: Timestamp) -> Result<Option<TakenPlan>> {
        let until = later(now, LEASE);
        let answer = self
            .client
            .update_item()
            .table_name(&self.table)
            .set_key(Some(row_key(key).item()))
            .update_expression(
                "SET #state = :starting, refresh_at = :until ADD attempt :one, tries :one",
            )
            .condition_expression("refresh_at <= :now")
            .expression_attribute_names("#state", "state")
            .expression_attribute_values(":starting", text("starting"))
            .expression_attribute_values(":until", number(until.as_second()))
            .expression_attribute_values(":now", number(now.as_second()))
            .expression_attribute_values(":one", number(1))
            .return_values(ReturnValue::AllOld)
            .send()
            .boxed()
            .await;
        let Some(old) = unless_refused(answer)?.and_then(|answer| answer.attributes) else {
            return Ok(None);
        };
        let old: Plan = self.read(old)?;
        let is_again = old.state == State::Starting;
        let (attempt, tries) = (old.attempt.saturating_add(1), old.tries.saturating_add(1));
        let plan = Plan { state: State::Starting, attempt, tries, ..old };
        Ok(Some(TakenPlan { plan, is_again }))
    }

    /// The next plans of `shard` that were due at `now`, the longest due first, and where to go on.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn due_plans(
        &self,
        shard: u64,
        now: Timestamp,
        cursor: Cursor,
    ) -> Result<(Vec<PlanKey>, Cursor)> {
        let Page { items, cursor } = self.due_page(&named(shard), now, PAGE, cursor).await?;
        let due = readable(items, |item| {
            let stored = RowKey::of(&item);
            let unnamed = || self.tell_unreadable(stored.as_ref(), &"no plan is due here");
            stored.as_ref().and_then(plan_key).ok_or_else(unnamed)
        });
        Ok((due, cursor))
    }
}

/// The plan whose row has the key `row`.
pub(super) fn plan_key(row: &RowKey) -> Option<PlanKey> {
    let company = row.pk.strip_prefix("COMPANY#")?.parse().ok()?;
    PlanKey::parse(company, row.sk.strip_prefix(PREFIX)?)
}

fn row_key(key: &PlanKey) -> RowKey {
    RowKey { pk: format!("COMPANY#{}", key.company), sk: format!("{PREFIX}{}", key.id()) }
}

fn named(shard: u64) -> String {
    format!("plans#{shard}")
}

fn item(key: &PlanKey, plan: &Plan, again: Option<Timestamp>) -> Result<Item> {
    let RowKey { sk, .. } = row_key(key);
    let mut item = to_item(plan, company(key.company), text(sk))?;
    if let Some(due) = plan.due_at(again) {
        let shard = key.company.unsigned_abs() % SHARDS;
        item.insert("refresh_shard".to_owned(), text(named(shard)));
        item.insert("refresh_at".to_owned(), number(due.as_second()));
    }
    let expiry = plan.expiry();
    item.insert("ttl".to_owned(), number(expiry.as_second()));
    Ok(item)
}
