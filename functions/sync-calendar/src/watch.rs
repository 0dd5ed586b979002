//! One watch: claimed, its calendar read as far as there is time, and let go of.

use jiff::{SignedDuration, Timestamp};
use shared::app::App;
use shared::connection::Watch;
use shared::model::error::{Error, Result};
use shared::model::fault::Fault;
use shared::model::owner::ConnectionId;
use shared::model::provider::CalendarProvider;
use shared::platform::deadline::Deadline;
use shared::platform::random;
use shared::scheduling::calendar::Session;
use shared::store::{Released, Save, ScheduledEvent};
use shared::vault::{Context, DataKey};

use crate::cursor::Cursor;
use crate::interview::Stop;
use crate::pace::{self, after};
use crate::round::{Round, Step};

/// The longest that one calendar is read at once, and how long before its end nothing new is begun.
const TURN: SignedDuration = SignedDuration::from_secs(25);
const RESERVE: SignedDuration = SignedDuration::from_secs(12);
/// How long a lease is kept beyond that: a reader that has died delays the calendar by no more.
const LEASE: SignedDuration = SignedDuration::from_secs(40);
/// When a calendar is looked at again whose connection must be made anew: that begins its watch anew as well.
const ENDED: SignedDuration = SignedDuration::from_hours(6);
/// How often a calendar that speaks meanwhile is read again at once.
const TURNS: usize = 5;

/// What became of a watch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It is not due, or in somebody else's hands.
    NotDue,
    /// It was read to the end.
    Read { changes: usize },
    /// It could not be.
    Failed,
    /// A turn was too short for it: it stays due, and the next one goes on where this one ended.
    Unfinished,
    /// It stays due.
    Left,
}

type Id = ConnectionId<CalendarProvider>;

/// Reads the calendar of `id` if it is due, and again as long as it speaks meanwhile; until `deadline` at most.
///
/// # Errors
/// [`Error::StorageUnavailable`]: nothing is stored of it, and the watch stays due.
pub(crate) async fn read(app: &App, id: Id, deadline: Timestamp) -> Result<Outcome> {
    let mut outcome = Outcome::NotDue;
    for _ in 0..TURNS {
        let now = app.clock.now();
        let end = after(now, TURN).min(deadline);
        let name = format!("{:032x}", u128::from_be_bytes(random::bytes()?));
        let Some(watch) = app.store.claim_watch(id, (&name, after(now, LEASE)), now).await? else {
            return Ok(outcome);
        };
        let (released, next) = turn(app, watch, end).await?;
        outcome = next;
        let is_over = after(app.clock.now(), RESERVE) >= deadline;
        match (released, outcome) {
            (Released::Marked, Outcome::Read { .. }) if !is_over => {}
            (Released::Marked, Outcome::Read { .. } | Outcome::Failed) => return Ok(Outcome::Left),
            _ => return Ok(outcome),
        }
    }
    Ok(Outcome::Left)
}

/// One turn of a claimed watch, in a time of its own, and its release.
async fn turn(app: &App, watch: Watch, end: Timestamp) -> Result<(Released, Outcome)> {
    let mut reader = Reader { app, watch, changes: 0 };
    let last_start = end.saturating_sub(RESERVE).unwrap_or(end);
    // Boxed, as every deadline's work.
    let work = Box::pin(reader.work(last_start));
    let read = Deadline::new(app.clock.clone(), end).keep(work).await;
    let result = read.unwrap_or(Err(Stop::Ours(Error::TimedOut)));
    let outcome = reader.conclude(result);
    let released = match outcome {
        // Its lease is somebody else's.
        None => Released::Lost,
        Some(_) => app.store.release_watch(&reader.watch).await?,
    };
    Ok((released, outcome.unwrap_or(Outcome::NotDue)))
}

struct Reader<'a> {
    app: &'a App,
    watch: Watch,
    changes: usize,
}

/// A turn's end.
#[derive(Debug)]
enum End {
    /// The calendar was read to the end by a round that began at `began`.
    Read { began: Timestamp, next: Timestamp },
    /// There was no time for the rest.
    Late,
}

impl Reader<'_> {
    async fn work(&mut self, last_start: Timestamp) -> Result<End, Stop> {
        let app = self.app;
        let id = self.watch.id;
        let now = app.clock.now();
        let session = Session::open(app, id, None).await?;
        // Whoever seems to have left: nothing of theirs is read for others.
        if !session.connection().is_open_to(None, now) {
            return Err(Error::NotConnected(id.provider.into()).into());
        }
        // All that are kept: what the calendar names is looked at, whenever it ended as far as we know.
        let mut events = app.store.events(id.company, Timestamp::MIN, now).await?;
        events.retain(|event| event.provider == id.provider && event.organizer == id.owner);
        let (mut cursor, key) = self.cursor(&session, &events, now).await?;
        let mut round = Round { app, session: &session, events: &events, last_start, changes: 0 };
        let result = loop {
            match round.step(&mut cursor).await {
                Ok(Step::Page) => self.save(&cursor, &key).await?,
                other => break other,
            }
        };
        self.changes += round.changes;
        let step = match result {
            Ok(step) => step,
            Err(stop) => {
                // Each page was stored. A round of which nothing was read begins when something is: what it sees
                // then is no older.
                if cursor.asked.is_some() || matches!(stop, Stop::Forgetful) {
                    self.keep(&cursor, &key)?;
                }
                return Err(stop);
            }
        };
        match step {
            Step::Page | Step::Late => {
                self.keep(&cursor, &key)?;
                Ok(End::Late)
            }
            Step::Done => {
                let now = app.clock.now();
                let (cursor, began, again_at) = cursor.done(now);
                self.keep(&cursor, &key)?;
                let planned = pace::next(&self.watch, &events, now, luck()?);
                let next = again_at.map_or(planned, |at| planned.min(at));
                Ok(End::Read { began, next })
            }
        }
    }

    /// Where reading goes on, and the key to seal it with again. Another account's place is of no use.
    async fn cursor(
        &self,
        session: &Session,
        events: &[ScheduledEvent],
        now: Timestamp,
    ) -> Result<(Cursor, DataKey), Stop> {
        let id = self.watch.id.of_any();
        let account = session.account().map(|account| account.id);
        let opened = Cursor::open(self.app, id, self.watch.cursor.as_ref()).await;
        let opened = opened.map_err(Error::from)?;
        let context = Context::cursor(id);
        let (cursor, key) = match opened {
            Some((cursor, key)) => (Some(cursor), self.app.vault.current_key(key, context).await),
            None => (None, self.app.vault.data_key(context).await.map_err(Error::from)?),
        };
        let cursor = cursor.filter(|cursor| cursor.is_of(account.as_deref()));
        let cursor = cursor.unwrap_or_else(|| Cursor::beginning(account, events, now));
        Ok((cursor.in_round(now), key))
    }

    fn keep(&mut self, cursor: &Cursor, key: &DataKey) -> Result<(), Stop> {
        let sealed = cursor.seal(self.app, self.watch.id.of_any(), key).map_err(Error::from)?;
        self.watch.cursor = Some(sealed);
        Ok(())
    }

    /// Stores how far it has come: what was read is not read again, whoever goes on.
    async fn save(&mut self, cursor: &Cursor, key: &DataKey) -> Result<(), Stop> {
        self.keep(cursor, key)?;
        let until = after(self.app.clock.now(), LEASE);
        match self.app.store.save_watch(&self.watch, until).await? {
            Save::Saved => Ok(()),
            Save::Lost => Err(Stop::Overtaken),
        }
    }

    /// What the watch says after a turn; `None` where it is not ours any more.
    fn conclude(&mut self, result: Result<End, Stop>) -> Option<Outcome> {
        let now = self.app.clock.now();
        let stop = match result {
            Ok(End::Read { began, next }) => {
                self.watch.synced_at = Some(began);
                self.watch.delayed_since = None;
                self.watch.failures = 0;
                self.watch.rests_until = None;
                self.watch.refresh_at = next;
                return Some(Outcome::Read { changes: self.changes });
            }
            Ok(End::Late) => {
                self.watch.refresh_at = now;
                return Some(Outcome::Unfinished);
            }
            Err(stop) => stop,
        };
        self.watch.delayed_since = self.watch.delayed_since.or(Some(now));
        match stop {
            Stop::Overtaken => return None,
            Stop::Forgetful => self.fail(now),
            // Told by the connection itself; a new consent begins the watch anew.
            Stop::Ours(Error::NotConnected(_) | Error::ReauthorizationRequired(_)) => {
                self.watch.refresh_at = after(now, ENDED);
            }
            Stop::Ours(Error::Throttled { retry_after, .. }) => self.rest(retry_after, now),
            Stop::Ours(error) => {
                tracing::info!(code = error.code(), "a calendar was not read");
                self.fail(now);
            }
            Stop::Provider(error) => {
                tracing::info!(%error, "a calendar could not be read");
                match error.fault {
                    Fault::Throttled(seconds) => self.rest(seconds, now),
                    Fault::GrantGone(_) => self.watch.refresh_at = after(now, ENDED),
                    Fault::TokenRefused | Fault::Config | Fault::Permission => self.fail(now),
                    Fault::Transient | Fault::Rejected | Fault::OutcomeUnknown => self.fail(now),
                }
            }
        }
        Some(Outcome::Failed)
    }

    fn fail(&mut self, now: Timestamp) {
        self.watch.failures = self.watch.failures.saturating_add(1);
        self.watch.refresh_at = pace::again(self.watch.failures, now);
    }

    /// Until it ends, no mark makes the watch due.
    fn rest(&mut self, seconds: Option<u64>, now: Timestamp) {
        self.watch.failures = self.watch.failures.saturating_add(1);
        let until = pace::rest(seconds, self.watch.failures, now);
        self.watch.rests_until = Some(until);
        self.watch.refresh_at = until;
    }
}

fn luck() -> Result<u32> {
    Ok(u32::from_be_bytes(random::bytes()?))
}
