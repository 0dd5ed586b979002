//! One calendar: whether it is to be watched, and what follows from that.

use data_encoding::HEXLOWER;
use jiff::{SignedDuration, Timestamp};
use shared::app::App;
use shared::connecting::access::{self, Access};
use shared::connection::schedule::later;
use shared::connection::{Channels, Connection, Said};
use shared::model::error::{Error, Result};
use shared::model::fault::{Fault, ProviderError};
use shared::model::owner::ConnectionId;
use shared::model::provider::CalendarProvider;
use shared::platform::random;
use shared::store::{Save, Stored};

use crate::interviews::{followed_until, is_in};
use crate::opening;
use crate::report::Outcome;
use crate::stopping;

/// From when another run may take over: this one has died. A calendar whose calls all last as long as they may
/// takes less.
const LEASE: SignedDuration = SignedDuration::from_mins(4);
/// When a calendar without a channel of its own is looked at again, in case there is room then.
const UNHEARD: SignedDuration = SignedDuration::from_hours(24);

/// Why the work on a calendar ends early.
pub(crate) enum Stop {
    /// Another run has taken over.
    Lost,
    /// Its provider refused.
    Refused(ProviderError),
    /// Something of ours.
    Failed(Error),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl From<ProviderError> for Stop {
    fn from(error: ProviderError) -> Self {
        Self::Refused(error)
    }
}

/// What a calendar needs.
enum Need {
    /// A watch, until the last interview in it is followed no longer.
    Watch(Box<Connection>, Timestamp),
    /// Nothing yet: somebody has asked for a watch, and what for is not stored yet.
    Patience,
    /// No watch; the connection, where it can still be used.
    Nothing(Option<Box<Connection>>),
}

/// Brings what is kept of the calendar of `id`, at its provider and here, to what it should be.
pub(crate) async fn look_after(app: &App, id: ConnectionId<CalendarProvider>) -> Outcome {
    let claimed = claim(app, id).await;
    let claimed = match claimed {
        Ok(Some(claimed)) => claimed,
        Ok(None) => return Outcome::Skipped,
        Err(error) => return failed(id, &error),
    };
    let mut channels = claimed.clone();
    let worked = work(app, &mut channels).await;
    let ended = match worked {
        Ok((outcome, Some(at))) => {
            let next = Channels { refresh_at: at, said: None, failures: 0, ..channels };
            release(app, &claimed, &next).await.map(|()| outcome)
        }
        Ok((outcome, None)) => Ok(outcome),
        Err(Stop::Refused(error)) => {
            let next = put_off(app.clock.now(), channels, &error);
            release(app, &claimed, &next).await.map(|()| Outcome::Failed(error.fault))
        }
        Err(stop) => Err(stop),
    };
    match ended {
        Ok(outcome) => outcome,
        Err(Stop::Lost) => Outcome::Skipped,
        Err(Stop::Refused(error)) => Outcome::Failed(error.fault),
        Err(Stop::Failed(error)) => failed(id, &error),
    }
}

async fn claim(app: &App, id: ConnectionId<CalendarProvider>) -> Result<Option<Channels>> {
    let owner = HEXLOWER.encode(&random::bytes::<16>()?);
    let now = app.clock.now();
    app.store.claim_channels(id, (&owner, now.saturating_add(LEASE).unwrap_or(now)), now).await
}

/// The lease ends by itself, and the row stays due.
fn failed(id: ConnectionId<CalendarProvider>, error: &Error) -> Outcome {
    let ConnectionId { company, provider, .. } = id;
    let code = error.code();
    tracing::warn!(company_id = company, provider = provider.key(), code, "not looked after");
    Outcome::Unavailable
}

/// What became of the calendar, and when it is looked at again; `None` where nothing is kept of it.
async fn work(app: &App, channels: &mut Channels) -> Result<(Outcome, Option<Timestamp>), Stop> {
    match need(app, channels, app.clock.now()).await? {
        Need::Watch(connection, until) => {
            let (outcome, next) = watch(app, channels, &connection).await?;
            Ok((outcome, Some(next.min(until))))
        }
        Need::Patience => Ok((Outcome::Kept, Some(channels.believed_until()))),
        Need::Nothing(connection) => end(app, channels, connection.as_deref()).await,
    }
}

async fn need(app: &App, channels: &Channels, now: Timestamp) -> Result<Need> {
    let id = channels.id;
    let connection = match app.store.connection(id.of_any()).await? {
        Stored::Known(connection) if connection.must_be_reconnected(now) => None,
        // Nobody's work is done with the calendar of who has left.
        Stored::Known(connection) if !connection.is_open_to(None, now) => None,
        Stored::Known(connection) => Some(connection),
        Stored::Nothing | Stored::Unreadable(_) => None,
    };
    let Some(connection) = connection else { return Ok(Need::Nothing(None)) };
    let current = channels.current.as_ref();
    let has_others = current.is_some_and(|current| !current.is_of(&connection));
    let events = app.store.events(id.company, Timestamp::MIN, now).await?;
    let events = events.iter().filter(|event| is_in(event, &connection));
    Ok(match followed_until(events, id, now) {
        Some(until) => Need::Watch(Box::new(connection), until),
        None if now < channels.believed_until() && !has_others => Need::Patience,
        None => Need::Nothing(Some(Box::new(connection))),
    })
}

/// Sees to it that the calendar is watched, and heard where that is possible, and stops what is too much.
async fn watch(
    app: &App,
    channels: &mut Channels,
    connection: &Connection,
) -> Result<(Outcome, Timestamp), Stop> {
    let (id, now) = (channels.id, app.clock.now());
    if channels.current.as_ref().is_some_and(|current| !current.is_of(connection)) {
        // What was read with another grant may be of another calendar.
        app.store.begin_watch_anew(id, now).await?;
        opening::retire(channels);
    }
    app.store.begin_watch(id, now).await?;
    if channels.said == Some(Said::Removed) {
        opening::retire(channels);
    }
    let access = access::access(app, id.of_any()).await.map_err(refused(id))?;
    let outcome = hear(app, channels, &access).await?;
    let left = stopping::stop_ending(app, channels, Some(&access)).await?;
    Ok(match (&channels.current, left) {
        (_, true) => (outcome, later(now, stopping::AGAIN)),
        (Some(current), false) => (outcome, current.renew_at),
        (None, false) => (outcome, later(now, UNHEARD)),
    })
}

/// Has a channel that lives long enough.
async fn hear(app: &App, channels: &mut Channels, access: &Access) -> Result<Outcome, Stop> {
    let now = app.clock.now();
    let is_good = |channels: &Channels| {
        let is_fresh = channels.current.as_ref().is_some_and(|current| now < current.renew_at);
        is_fresh && channels.said.is_none()
    };
    if is_good(channels) {
        return Ok(Outcome::Kept);
    }
    if opening::renew(app, channels, access).await? {
        return Ok(Outcome::Renewed);
    }
    match opening::open(app, channels, access).await? {
        true => Ok(Outcome::Opened),
        false => Ok(Outcome::Unheard),
    }
}

/// Watches the calendar no longer, and stops all its channels.
async fn end(
    app: &App,
    channels: &mut Channels,
    connection: Option<&Connection>,
) -> Result<(Outcome, Option<Timestamp>), Stop> {
    app.store.end_watch(channels.id).await?;
    opening::retire(channels);
    let access = match connection {
        Some(_) if !channels.ending.is_empty() => {
            Some(access::access(app, channels.id.of_any()).await.map_err(refused(channels.id))?)
        }
        Some(_) | None => None,
    };
    let now = app.clock.now();
    if stopping::stop_ending(app, channels, access.as_ref()).await? {
        return Ok((Outcome::Ended, Some(later(now, stopping::AGAIN))));
    }
    // What is connected a moment later is watched then.
    if now < channels.believed_until() {
        return Ok((Outcome::Ended, Some(channels.believed_until())));
    }
    Ok(match app.store.forget_channels(channels).await? {
        Save::Saved => (Outcome::Ended, None),
        // Asked for again meanwhile.
        Save::Lost => (Outcome::Ended, Some(now)),
    })
}

/// Puts off a calendar whose provider refused: a little longer each time, and as long as it says.
fn put_off(now: Timestamp, channels: Channels, error: &ProviderError) -> Channels {
    let ConnectionId { company, provider, .. } = channels.id;
    tracing::warn!(company_id = company, provider = provider.key(), %error, "no channel");
    let mut channels = channels.failed(now);
    if let Fault::Throttled(Some(seconds)) = error.fault {
        let seconds = i64::try_from(seconds).unwrap_or(i64::MAX);
        let told = now.saturating_add(SignedDuration::from_secs(seconds)).unwrap_or(now);
        channels.refresh_at = channels.refresh_at.max(told);
    }
    channels
}

/// Lets go of the row.
async fn release(app: &App, claimed: &Channels, next: &Channels) -> Result<(), Stop> {
    match app.store.release_channels(claimed, next).await? {
        Save::Saved => Ok(()),
        Save::Lost => Err(Stop::Lost),
    }
}

/// Why a connection that looked usable can't be used, as its provider's fault where it is that.
fn refused(id: ConnectionId<CalendarProvider>) -> impl Fn(Error) -> Stop {
    move |error| {
        let provider = id.provider.provider();
        let fault = match error {
            Error::StorageUnavailable | Error::Internal => return Stop::Failed(error),
            Error::Throttled { retry_after, .. } => Fault::Throttled(retry_after),
            Error::ProviderMisconfigured(_) | Error::NotConfigured(_) => Fault::Config,
            _ => Fault::Transient,
        };
        Stop::Refused(ProviderError { provider, fault, status: None, code: None })
    }
}
