//! Where reading a calendar goes on: between two rounds, or in the middle of one. Stored sealed.

use jiff::{SignedDuration, Timestamp};
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use shared::app::App;
use shared::model::interview::{Place, Window};
use shared::model::owner::ConnectionId;
use shared::store::ScheduledEvent;
use shared::vault::{Context, DataKey, Sealed, VaultError};

/// How far back a full round looks.
const BACK: SignedDuration = SignedDuration::from_hours(24);
/// How far ahead at least, and beyond the last interview.
const AHEAD: SignedDuration = SignedDuration::from_hours(24 * 60);
/// No calendar tells of more (Graph: 1825 days).
const FARTHEST: SignedDuration = SignedDuration::from_hours(24 * 1800);
/// So often every interview to come is asked for, whatever the calendar has told.
const CHECK: SignedDuration = SignedDuration::from_hours(24);

/// See the module.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Cursor {
    /// Whose calendar it is of; another's place is of no use.
    account_id: Option<String>,
    /// The page that is read next; once all are, the next round's first.
    pub(crate) place: Place,
    /// Whether all pages of this round are read.
    pub(crate) is_listed: bool,
    /// Whether this round asks for every interview.
    pub(crate) asks_for_all: bool,
    /// The last interview that was asked for: of those that the page names, or, once all are read, of the rest.
    pub(crate) asked: Option<String>,
    /// When something of this round is to be looked at again, whatever happens until then.
    again_at: Option<Timestamp>,
    /// When this round began; absent between two.
    pub(crate) began_at: Option<Timestamp>,
    /// When the round before it began.
    pub(crate) last_began: Option<Timestamp>,
    /// When a round began that asked for every interview.
    checked_at: Option<Timestamp>,
}

impl Cursor {
    /// The beginning of a full round at `now` for the sake of `events`, in the calendar of an account.
    pub(crate) fn beginning(
        account_id: Option<String>,
        events: &[ScheduledEvent],
        now: Timestamp,
    ) -> Self {
        let plus = |at: Timestamp, by| at.saturating_add(by).unwrap_or(at);
        let last = events.iter().map(|event| event.end).max().unwrap_or(now).max(now);
        let until = plus(last, AHEAD).min(plus(now, FARTHEST));
        let since = now.saturating_sub(BACK).unwrap_or(now);
        Self {
            account_id,
            place: Place::beginning(Window { since, until }),
            is_listed: false,
            asks_for_all: true,
            asked: None,
            again_at: None,
            began_at: None,
            last_began: None,
            checked_at: None,
        }
    }

    /// A full round at `now` instead of this one, whose place is forgotten.
    #[must_use]
    pub(crate) fn forgotten(&self, events: &[ScheduledEvent], now: Timestamp) -> Self {
        let anew = Self::beginning(self.account_id.clone(), events, now);
        Self { last_began: self.last_began, ..anew }.in_round(now)
    }

    /// Whether it is of the calendar of this account.
    pub(crate) fn is_of(&self, account_id: Option<&str>) -> bool {
        self.account_id.as_deref() == account_id
    }

    /// This cursor in a round: the one that broke off, or a new one that begins at `now`.
    #[must_use]
    pub(crate) fn in_round(self, now: Timestamp) -> Self {
        if self.began_at.is_some() {
            return self;
        }
        let is_unchecked = self.checked_at.is_none_or(|at| now.duration_since(at) >= CHECK);
        let asks_for_all = self.place.is_full() || is_unchecked;
        Self { is_listed: false, asks_for_all, asked: None, began_at: Some(now), ..self }
    }

    /// Whether the interview `id` was not asked for yet, of the page or of the rest: they are asked for in the order of
    /// their ids, so that whoever goes on does so where a turn has ended.
    pub(crate) fn is_before(&self, id: &str) -> bool {
        self.asked.as_deref().is_none_or(|asked| id > asked)
    }

    /// Has something looked at again at `at`, if not sooner.
    pub(crate) fn again(&mut self, at: Timestamp) {
        self.again_at = Some(self.again_at.map_or(at, |known| known.min(at)));
    }

    /// This cursor after the round, when that began, and when something of it is to be looked at again.
    #[must_use]
    pub(crate) fn done(self, now: Timestamp) -> (Self, Timestamp, Option<Timestamp>) {
        let again_at = self.again_at;
        let began = self.began_at.unwrap_or(now);
        let checked_at = if self.asks_for_all { Some(began) } else { self.checked_at };
        let done = Self {
            is_listed: false,
            asks_for_all: false,
            asked: None,
            again_at: None,
            began_at: None,
            last_began: Some(began),
            checked_at,
            ..self
        };
        (done, began, again_at)
    }

    /// What was sealed for the calendar of `id`, with the key it was sealed with; `None` where that makes no
    /// sense: a full round finds all of it again.
    ///
    /// # Errors
    /// [`VaultError::Unavailable`].
    pub(crate) async fn open(
        app: &App,
        id: ConnectionId,
        sealed: Option<&Sealed>,
    ) -> Result<Option<(Self, DataKey)>, VaultError> {
        let Some(sealed) = sealed else { return Ok(None) };
        match app.vault.open_with_key(sealed, Context::cursor(id)).await {
            Ok((plaintext, key)) => {
                let cursor = serde_json::from_slice(plaintext.expose_secret()).ok();
                Ok(cursor.map(|cursor| (cursor, key)))
            }
            Err(VaultError::Broken) => Ok(None),
            Err(VaultError::Unavailable) => Err(VaultError::Unavailable),
        }
    }

    /// This cursor, sealed with `key`.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn seal(
        &self,
        app: &App,
        id: ConnectionId,
        key: &DataKey,
    ) -> Result<Sealed, VaultError> {
        let plaintext = serde_json::to_vec(self).map_err(|_| VaultError::Broken)?;
        app.vault.seal(key, Context::cursor(id), &plaintext)
    }
}
