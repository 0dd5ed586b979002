//! What the ledgers of publications and of interviews have in common: each write is conditional on the
//! attempt it has seen, and a row's `nonce` tells whose it is.

use std::time::Duration;

use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::types::ReturnValuesOnConditionCheckFailure;
use futures::FutureExt;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Item, Save, Store, company, number, text, to_item, unavailable, unless_refused};
use crate::connection::schedule::later;
use crate::model::error::Result;
use crate::model::ledger::Claim;
use crate::platform::deadline;

/// How long a second request waits for the first: pauses of a quarter of a second, for 10 s in all.
const PAUSE: Duration = Duration::from_millis(250);
const PAUSES: usize = 40;

/// A row of a ledger.
pub(super) trait Entry: Serialize + DeserializeOwned {
    /// What makes two requests the same request.
    type Key;

    /// How long a row is kept after its newest attempt.
    const KEPT: SignedDuration;

    /// The company, and the sort key.
    fn place(key: &Self::Key) -> (i64, String);

    /// The newest attempt's number.
    fn attempt(&self) -> u32;

    /// When the newest attempt began.
    fn started_at(&self) -> Timestamp;

    /// Puts its `item` on the index, where the schedule is to look at it.
    fn index(&self, _item: &mut Item) {}
}

/// What became of a claim.
pub(super) enum Claimed<R, S> {
    /// What the request may do.
    Decided(Claim<R, S>),
    /// There is a row, and it can't be read; its item.
    Unreadable(Item),
}

/// Makes the `claim` of a request again and again while another request is at the same thing, so as to give
/// the same answer (F31).
///
/// # Errors
/// The claim's.
pub async fn in_turn<R, S, F>(claim: impl Fn() -> F) -> Result<Claim<R, S>>
where
    F: Future<Output = Result<Claim<R, S>>>,
{
    for _ in 0..PAUSES {
        match claim().await? {
            Claim::Busy if deadline::pause(PAUSE).await.is_err() => break,
            Claim::Busy => {}
            claim => return Ok(claim),
        }
    }
    Ok(Claim::Busy)
}

/// What became of a conditional write of a row.
pub(super) enum Written<R> {
    /// It is stored; perhaps by an earlier sending, whose answer was lost.
    Stored,
    /// The condition failed; the row that stands there, if any.
    Refused(Option<Box<R>>),
    /// The condition failed, and the row that stands there can't be read; its item.
    Unreadable(Item),
}

impl Store {
    /// Claims the request `row` under `key`; where there is a row of it, `decide` says what may be done: a
    /// granted one takes its place.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub(super) async fn claim_entry<R: Entry, S>(
        &self,
        key: &R::Key,
        row: R,
        decide: impl FnOnce(R, &R) -> Claim<R, S>,
    ) -> Result<Claimed<R, S>> {
        let old = match self.put_entry(key, &row, None).await? {
            Written::Stored => return Ok(Claimed::Decided(Claim::Granted(row))),
            Written::Refused(None) => return Ok(Claimed::Decided(Claim::Busy)),
            Written::Unreadable(item) => return Ok(Claimed::Unreadable(item)),
            Written::Refused(Some(old)) => *old,
        };
        Ok(Claimed::Decided(match decide(old, &row) {
            Claim::Granted(next) => self.take_over(key, next).await?,
            claim => claim,
        }))
    }

    /// Writes `next` over the attempt before it, unless another request was faster.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub(super) async fn take_over<R: Entry, S>(
        &self,
        key: &R::Key,
        next: R,
    ) -> Result<Claim<R, S>> {
        match self.put_entry(key, &next, Some(next.attempt() - 1)).await? {
            Written::Stored => Ok(Claim::Granted(next)),
            Written::Refused(_) | Written::Unreadable(_) => Ok(Claim::Busy),
        }
    }

    /// Records `row`, whose attempt has ended; a newer attempt's record is left alone.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub(super) async fn record_entry<R: Entry>(
        &self,
        key: &R::Key,
        attempt: u32,
        row: &R,
    ) -> Result<()> {
        self.put_entry(key, row, Some(attempt)).await.map(drop)
    }

    /// Writes `row` over attempt `seen`, or where nothing is (`None`).
    async fn put_entry<R: Entry>(
        &self,
        key: &R::Key,
        row: &R,
        seen: Option<u32>,
    ) -> Result<Written<R>> {
        self.put_row(entry_item(key, row)?, seen).await
    }

    /// Writes the row `item` over attempt `seen`, or where nothing is (`None`).
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub(super) async fn put_row<R: DeserializeOwned>(
        &self,
        item: Item,
        seen: Option<u32>,
    ) -> Result<Written<R>> {
        let nonce = item.get("nonce").cloned();
        let request = self
            .client
            .put_item()
            .table_name(&self.table)
            .set_item(Some(item))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
        let request = match seen {
            None => request.condition_expression("attribute_not_exists(pk)"),
            Some(attempt) => request
                .condition_expression("attempt = :seen")
                .expression_attribute_values(":seen", number(attempt)),
        };
        let Err(error) = request.send().boxed().await else { return Ok(Written::Stored) };
        let Some(PutItemError::ConditionalCheckFailedException(failure)) = error.as_service_error()
        else {
            return Err(unavailable(&error));
        };
        let Some(stored) = failure.item.clone() else { return Ok(Written::Refused(None)) };
        if stored.get("nonce") == nonce.as_ref() {
            return Ok(Written::Stored);
        }
        Ok(self
            .read(stored.clone())
            .map_or(Written::Unreadable(stored), |row| Written::Refused(Some(Box::new(row)))))
    }

    /// Writes the row `item` over the `old` one, unless somebody was faster.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub(super) async fn put_over(&self, item: Item, old: &Item) -> Result<Save> {
        let request = self.client.put_item().table_name(&self.table).set_item(Some(item));
        let request = match old.get("nonce") {
            None => request.condition_expression("attribute_not_exists(nonce)"),
            Some(nonce) => request
                .condition_expression("nonce = :seen")
                .expression_attribute_values(":seen", nonce.clone()),
        };
        Ok(Save::of(unless_refused(request.send().boxed().await)?))
    }
}

/// The item of a row.
pub(super) fn entry_item<R: Entry>(key: &R::Key, row: &R) -> Result<Item> {
    let (company_id, sort_key) = R::place(key);
    let mut item = to_item(row, company(company_id), text(sort_key))?;
    item.insert("ttl".to_owned(), number(later(row.started_at(), R::KEPT).as_second()));
    row.index(&mut item);
    Ok(item)
}
