//! Which hours are being given, and whose: one row a company, written over the one that was read, so that of many who
//! want one hour of a calendar or of a colleague, or hours that overlap, one has it.
//!
//! An hour is held only while its interview is made. Once that is stored, or certainly not made, the hold is gone;
//! where nobody knows what was made it stays until somebody finds out, or ends by itself, later than any request can
//! run. A link holds one hour at a time: that of its newest choice.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::super::ledger::Written;
use super::super::{RowKey, Store, company, number, text, to_item};
use super::{Involved, Link, LinkKey};
use crate::connection::schedule::later;
use crate::model::error::{Error, Result};
use crate::model::interview::Span;
use crate::model::ledger::ATTEMPT_LIFE;
use crate::platform::random;

/// How often a write that lost a race is made anew: more than may choose in one company at once.
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
        Self { link, number, involved, span, until: later(now, ATTEMPT_LIFE) }
    }

    /// Whether this and `other` can't both be given.
    fn is_at_odds_with(&self, other: &Self) -> bool {
        self.span.overlaps(other.span) && self.involved.shares(&other.involved)
    }

    /// Whether it is of this choice with the link of `hold`, or of an earlier one.
    fn is_outlived_by(&self, hold: &Self) -> bool {
        self.is_of(&hold.link, hold.number)
    }

    fn is_of(&self, link: &str, number: u32) -> bool {
        self.link == link && self.number <= number
    }
}

impl Store {
    /// Holds the hour of `hold` in `company_id`, in the place of what earlier choices with its link have held; `false`
    /// where somebody holds a time that overlaps it, of the same calendar or colleague.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn hold_time(&self, company_id: i64, hold: &Hold) -> Result<bool> {
        for _ in 0..TRIES {
            let (row, now) = (self.holds(company_id).await?, self.clock.now());
            let mut holds = row.clone().unwrap_or_default().holds;
            holds.retain(|other| other.until > now && !other.is_outlived_by(hold));
            let is_in_the_way =
                |other: &Hold| other.link == hold.link || other.is_at_odds_with(hold);
            if holds.iter().any(is_in_the_way) {
                return Ok(false);
            }
            holds.push(hold.clone());
            if self.put_holds(company_id, row.as_ref(), holds).await? {
                return Ok(true);
            }
        }
        Err(Error::StorageUnavailable)
    }

    /// Lets go of what is held for the choice `number` with the link under `key`, and for those before it; what stays
    /// ends by itself.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn let_go(&self, key: &LinkKey, number: u32) -> Result<()> {
        for _ in 0..TRIES {
            let Some(row) = self.holds(key.company).await? else { return Ok(()) };
            let mut holds = row.holds.clone();
            holds.retain(|hold| !hold.is_of(&key.id, number));
            if holds == row.holds || self.put_holds(key.company, Some(&row), holds).await? {
                return Ok(());
            }
        }
        Err(Error::StorageUnavailable)
    }

    /// What is being given in the company now, in the order in which it was asked for.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn held(&self, company_id: i64) -> Result<Vec<Hold>> {
        let (row, now) = (self.holds(company_id).await?, self.clock.now());
        let mut holds = row.unwrap_or_default().holds;
        holds.retain(|hold| hold.until > now);
        Ok(holds)
    }

    async fn holds(&self, company_id: i64) -> Result<Option<Row>> {
        let item = self.get(key(company_id).item()).await?;
        Ok(item.map(|item| self.read(item)).transpose()?)
    }

    /// Whether `holds` took the place of those of `row`.
    async fn put_holds(
        &self,
        company_id: i64,
        row: Option<&Row>,
        holds: Vec<Hold>,
    ) -> Result<bool> {
        let seen = row.map(|row| row.attempt);
        let attempt = seen.map_or(0, |seen| seen.saturating_add(1));
        let nonce = u64::from_be_bytes(random::bytes()?);
        // The last one ends soonest after this request; the row counts attempts, and outlives them.
        let ttl = later(self.clock.now(), ATTEMPT_LIFE.saturating_mul(100));
        let row = Row { holds, attempt, nonce };
        let mut item = to_item(&row, company(company_id), text(SORT_KEY))?;
        item.insert("ttl".to_owned(), number(ttl.as_second()));
        let written: Written<Row> = self.put_row(item, seen).await?;
        Ok(matches!(written, Written::Stored))
    }
}

fn key(company_id: i64) -> RowKey {
    RowKey { pk: format!("COMPANY#{company_id}"), sk: SORT_KEY.to_owned() }
}
