//! Which hours of a calendar are being given: one row a calendar, written over the one that was read, so that of
//! many who want one hour, or hours that overlap, one has it. Two connections to one account are one calendar.
//!
//! An hour is held only while its interview is made. Once that is stored, or certainly not made, the hold is gone;
//! that of a request that broke off ends by itself, later than any request can run.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::super::ledger::Written;
use super::super::{RowKey, ScheduledEvent, Store, company, number, text, to_item};
use crate::connection::schedule::later;
use crate::model::error::{Error, Result};
use crate::model::interview::Span;
use crate::model::ledger::ATTEMPT_LIFE;
use crate::model::owner::ConnectionId;
use crate::model::provider::CalendarProvider;
use crate::platform::random;

/// How often a write that lost a race is made anew: more than may ask for one calendar at once.
const TRIES: usize = 200;

/// A calendar: that of an account, whichever connections of the company lead there.
#[derive(Clone, Debug)]
pub struct CalendarKey {
    pub id: ConnectionId<CalendarProvider>,
    /// The provider's id of the account; where nobody could tell it, the calendar is that of its connection.
    pub account: Option<String>,
}

impl CalendarKey {
    /// Whether `event` is in it.
    pub fn holds(&self, event: &ScheduledEvent) -> bool {
        let noted = event.account.as_ref().map(|account| account.id.as_str());
        let is_same = self.account.is_some() && noted == self.account.as_deref();
        event.calendar(self.id.company) == self.id
            || (event.provider == self.id.provider && is_same)
    }
}

/// An hour that is being given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    /// Random: tells one's own from another's.
    pub nonce: u64,
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

impl Store {
    /// Holds `span` of the `calendar`; `None` where somebody holds a time that overlaps it.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn hold_time(&self, calendar: &CalendarKey, span: Span) -> Result<Option<Hold>> {
        let nonce = u64::from_be_bytes(random::bytes()?);
        for _ in 0..TRIES {
            let (row, now) = (self.holds(calendar).await?, self.clock.now());
            let mut holds = row.clone().unwrap_or_default().holds;
            holds.retain(|hold| hold.until > now && hold.nonce != nonce);
            if holds.iter().any(|hold| hold.span.overlaps(span)) {
                return Ok(None);
            }
            let hold = Hold { nonce, span, until: later(now, ATTEMPT_LIFE) };
            holds.push(hold.clone());
            if self.put_holds(calendar, row.as_ref(), holds).await? {
                return Ok(Some(hold));
            }
        }
        Err(Error::StorageUnavailable)
    }

    /// Lets go of `hold`; one that stays ends by itself.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn let_go(&self, calendar: &CalendarKey, hold: &Hold) -> Result<()> {
        for _ in 0..TRIES {
            let Some(row) = self.holds(calendar).await? else { return Ok(()) };
            let mut holds = row.holds.clone();
            holds.retain(|other| other.nonce != hold.nonce);
            if holds == row.holds || self.put_holds(calendar, Some(&row), holds).await? {
                return Ok(());
            }
        }
        Err(Error::StorageUnavailable)
    }

    /// The times of the `calendar` that are being given, but for one's `own`.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn held(&self, calendar: &CalendarKey, own: Option<&Hold>) -> Result<Vec<Span>> {
        let (mut row, now) = (self.holds(calendar).await?.unwrap_or_default(), self.clock.now());
        let own = own.map(|hold| hold.nonce);
        row.holds.retain(|hold| hold.until > now && Some(hold.nonce) != own);
        Ok(row.holds.into_iter().map(|hold| hold.span).collect())
    }

    async fn holds(&self, calendar: &CalendarKey) -> Result<Option<Row>> {
        let item = self.get(key(calendar).item()).await?;
        Ok(item.map(|item| self.read(item)).transpose()?)
    }

    /// Whether `holds` took the place of those of `row`.
    async fn put_holds(
        &self,
        calendar: &CalendarKey,
        row: Option<&Row>,
        holds: Vec<Hold>,
    ) -> Result<bool> {
        let seen = row.map(|row| row.attempt);
        let attempt = seen.map_or(0, |seen| seen.saturating_add(1));
        let nonce = u64::from_be_bytes(random::bytes()?);
        // The last one ends soonest after this request; the row counts attempts, and outlives them.
        let ttl = later(self.clock.now(), ATTEMPT_LIFE.saturating_mul(100));
        let RowKey { sk, .. } = key(calendar);
        let mut item =
            to_item(&Row { holds, attempt, nonce }, company(calendar.id.company), text(sk))?;
        item.insert("ttl".to_owned(), number(ttl.as_second()));
        let written: Written<Row> = self.put_row(item, seen).await?;
        Ok(matches!(written, Written::Stored))
    }
}

fn key(CalendarKey { id, account }: &CalendarKey) -> RowKey {
    let own = match (account, id.owner.person()) {
        (Some(account), _) => format!("#ACCOUNT#{account}"),
        (None, Some(user)) => format!("#{user}"),
        (None, None) => String::new(),
    };
    let sk = format!("HOLDS#{}{own}", id.provider.key());
    RowKey { pk: format!("COMPANY#{}", id.company), sk }
}
