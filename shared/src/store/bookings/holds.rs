//! Which hours are being given, and whose: one row a company, and one an account of a calendar, each written over the one
//! that was read, so that of many who want one hour of a calendar or of a colleague, or hours that overlap, one has it.
//! The row of an account is for companies that have connected the same: it says when, and not whose interview it is.
//!
//! Who wants an hour takes the rows in one order, so that of any who meet somebody gets it.
//!
//! An hour is held only while its interview is made. Once that is certainly not made, the hold is gone; where nobody knows
//! what was made it stays until somebody finds out, or ends by itself, later than any request can run. Once it is made,
//! the table tells the company of it. Other companies see no more than the calendar, which tells late what it was just
//! given: for them it is held until its end. A link holds one hour at a time: that of its newest choice.

use std::collections::BTreeSet;

use futures::future::try_join_all;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::super::ledger::Written;
use super::super::{RowKey, Store, number, text, to_item};
use super::{Involved, Link, LinkKey};
use crate::connection::schedule::later;
use crate::model::error::{Error, Result};
use crate::model::interview::Span;
use crate::model::ledger::ATTEMPT_LIFE;
use crate::platform::random;

/// How often a write that lost a race is made anew: more than may choose in one company, or of one account, at once.
const TRIES: usize = 200;
const SORT_KEY: &str = "HOLDS";

/// An hour that is being given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    /// The id of the link whose candidate has chosen it.
    pub link: String,
    /// Which of its choices: [`Link::number`].
    pub number: u32,
    pub involved: Involved,
    /// What is held: the interview with its buffers.
    pub span: Span,
    /// Until when.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub until: Timestamp,
    /// Whether the table tells the company what came of it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    is_noted: bool,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Row {
    holds: Vec<Hold>,
    attempt: u32,
    nonce: u64,
}

impl Hold {
    /// Of the newest choice of `link`, of `span` with its buffers, from `now` on.
    pub fn new(
        key: &LinkKey,
        link: &Link,
        (involved, span): (Involved, Span),
        now: Timestamp,
    ) -> Self {
        let (link, number) = (key.id.clone(), link.number);
        Self { link, number, involved, span, until: later(now, ATTEMPT_LIFE), is_noted: false }
    }

    /// Whether this and `other` can't both be given.
    fn is_at_odds_with(&self, other: &Self) -> bool {
        !self.is_noted && self.span.overlaps(other.span) && self.involved.shares(&other.involved)
    }

    /// Whether it is of this choice with the link of `hold`, or of an earlier one.
    fn is_outlived_by(&self, hold: &Self) -> bool {
        self.is_of(&hold.link, hold.number)
    }

    /// Whether one of `holds` is of the same link.
    fn is_among(&self, holds: &[Self]) -> bool {
        holds.iter().any(|hold| hold.link == self.link)
    }

    fn is_of(&self, link: &str, number: u32) -> bool {
        self.link == link && self.number <= number
    }
}

impl Store {
    /// Holds the hour of `hold` in `company_id`, in the place of what earlier choices with its link have held; `false`
    /// where somebody holds a time that overlaps it, of the same calendar or colleague. What is held by then of an hour
    /// that is not given is to be let go.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn hold_time(&self, company_id: i64, hold: &Hold) -> Result<bool> {
        let Some(own) = self.hold_in(&row_of(company_id), hold, &[]).await? else {
            return Ok(false);
        };
        for account in hold.involved.accounts() {
            let part = Hold { involved: Involved::of_account(&account), ..hold.clone() };
            if self.hold_in(&row_of_account(&account), &part, &own).await?.is_none() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// What the row holds with `hold`; `None` where another is in the way. Those of the company's `own` links are in
    /// nobody's: its own row has told.
    async fn hold_in(&self, key: &RowKey, hold: &Hold, own: &[Hold]) -> Result<Option<Vec<Hold>>> {
        for _ in 0..TRIES {
            let (row, now) = (self.holds(key).await?, self.clock.now());
            let mut holds = row.clone().unwrap_or_default().holds;
            holds.retain(|other| other.until > now && !other.is_outlived_by(hold));
            let is_in_the_way = |other: &Hold| {
                other.link == hold.link || (!other.is_among(own) && other.is_at_odds_with(hold))
            };
            if holds.iter().any(is_in_the_way) {
                return Ok(None);
            }
            holds.push(hold.clone());
            if self.put_holds(key, row.as_ref(), &holds).await? {
                return Ok(Some(holds));
            }
        }
        Err(Error::StorageUnavailable)
    }

    /// Leaves it to the table to tell the company what came of the choice `number` with the link under `key`, and of
    /// those before it; what can't be noted is held until its end.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn note_held(&self, key: &LinkKey, number: u32) -> Result<()> {
        self.change_holds(&row_of(key.company), |hold| {
            let is_noted = hold.is_noted || hold.is_of(&key.id, number);
            Some(Hold { is_noted, ..hold })
        })
        .await
    }

    /// Lets go of what is held for the choice `number` with the link under `key`, and for those before it; what stays
    /// ends by itself.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn let_go(&self, key: &LinkKey, number: u32) -> Result<()> {
        let own = row_of(key.company);
        let Some(row) = self.holds(&own).await? else { return Ok(()) };
        let is_ended = |hold: &Hold| hold.is_of(&key.id, number);
        let ended = row.holds.iter().filter(|hold| is_ended(hold));
        let accounts: BTreeSet<_> = ended.flat_map(|hold| hold.involved.accounts()).collect();
        let rows: Vec<_> = accounts.iter().map(|account| row_of_account(account)).collect();
        let left = |hold: Hold| Some(hold).filter(|hold| !is_ended(hold));
        try_join_all(rows.iter().map(|row| self.change_holds(row, left))).await?;
        // The last, since it says where the others are.
        self.change_holds(&own, left).await
    }

    /// Lets go of all that is held in the company, which is being erased.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn let_all_go(&self, company_id: i64) -> Result<()> {
        let row = self.holds(&row_of(company_id)).await?;
        for Hold { link, number, .. } in row.unwrap_or_default().holds {
            self.let_go(&LinkKey { company: company_id, id: link }, number).await?;
        }
        Ok(())
    }

    async fn change_holds(
        &self,
        key: &RowKey,
        change: impl Fn(Hold) -> Option<Hold> + Copy,
    ) -> Result<()> {
        for _ in 0..TRIES {
            let Some(row) = self.holds(key).await? else { return Ok(()) };
            let holds: Vec<_> = row.holds.iter().cloned().filter_map(change).collect();
            if holds == row.holds || self.put_holds(key, Some(&row), &holds).await? {
                return Ok(());
            }
        }
        Err(Error::StorageUnavailable)
    }

    /// What is being given in the company now, in the order in which it was asked for; then what others are given of the
    /// accounts of `involved`.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn held(&self, company_id: i64, involved: &Involved) -> Result<Vec<Hold>> {
        let accounts = involved.accounts();
        let others =
            try_join_all(accounts.iter().map(|account| self.lasting(row_of_account(account))));
        let (mut own, others) = tokio::try_join!(self.lasting(row_of(company_id)), others)?;
        let others: Vec<_> =
            others.into_iter().flatten().filter(|hold| !hold.is_among(&own)).collect();
        own.retain(|hold| !hold.is_noted);
        own.extend(others);
        Ok(own)
    }

    async fn lasting(&self, key: RowKey) -> Result<Vec<Hold>> {
        let (row, now) = (self.holds(&key).await?, self.clock.now());
        let mut holds = row.unwrap_or_default().holds;
        holds.retain(|hold| hold.until > now);
        Ok(holds)
    }

    async fn holds(&self, key: &RowKey) -> Result<Option<Row>> {
        let item = self.get(key.item()).await?;
        Ok(item.map(|item| self.read(item)).transpose()?)
    }

    /// Whether `holds` took the place of those of `row`.
    async fn put_holds(&self, key: &RowKey, row: Option<&Row>, holds: &[Hold]) -> Result<bool> {
        let seen = row.map(|row| row.attempt);
        let attempt = seen.map_or(0, |seen| seen.saturating_add(1));
        let nonce = u64::from_be_bytes(random::bytes()?);
        // The last one ends soonest after this request; the row counts attempts, and outlives them.
        let ttl = later(self.clock.now(), ATTEMPT_LIFE.saturating_mul(100));
        let row = Row { holds: holds.to_vec(), attempt, nonce };
        let mut item = to_item(&row, text(&key.pk), text(&key.sk))?;
        item.insert("ttl".to_owned(), number(ttl.as_second()));
        let written: Written<Row> = self.put_row(item, seen).await?;
        Ok(matches!(written, Written::Stored))
    }
}

/// Whether the row under `key` is a company's.
pub(in crate::store) fn is_company_s(key: &RowKey) -> bool {
    key.sk == SORT_KEY && key.pk.starts_with("COMPANY#")
}

fn row_of(company_id: i64) -> RowKey {
    RowKey { pk: format!("COMPANY#{company_id}"), sk: SORT_KEY.to_owned() }
}

/// Of the account that [`Involved`] names so.
fn row_of_account(name: &str) -> RowKey {
    RowKey { pk: format!("CALENDAR#{name}"), sk: SORT_KEY.to_owned() }
}
