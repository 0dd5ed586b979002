//! A video room beside the calendar: made before its interview, moved and deleted with it.
//!
//! Zoom recognises no repeated request. So after an unclear answer, and in every attempt but the first, the
//! list of meetings is searched for our key before another is made.

mod agreement;
mod booked;
mod following;

pub use agreement::{Agreed, agree};
pub use booked::{Looked, booked};
pub use following::{behind, bring, follows, in_turn};

use jiff::{SignedDuration, Timestamp};

use crate::app::App;
use crate::connecting::session;
use crate::connection::Connection;
use crate::model::error::{Error, Result};
use crate::model::fault::{Fault, ProviderError};
use crate::model::interview::{HostId, Room, Span};
use crate::model::owner::ConnectionId;
use crate::model::provider::{MeetingProvider, Provider};
use crate::model::warning::Warning;
use crate::people::actor::Actor;
use crate::providers::Feature;
use crate::providers::zoom::{DAILY_LIMIT, Draft, Meeting, Zoom};

/// A connection that makes rooms, in use.
pub type Host = session::Session<MeetingProvider>;

/// After so long a room ends whose host pays nothing.
const BASIC: SignedDuration = SignedDuration::from_mins(40);

/// A room that is to be made.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// What it is called.
    pub topic: &'a str,
    /// When it is.
    pub span: Span,
    /// What it is found by again.
    pub key: &'a str,
}

/// Whether no request of a connection can change or delete the room of which `error` was told: a scope lacks, or the
/// meeting has begun.
pub fn is_barred(error: &ProviderError) -> bool {
    matches!(error.fault, Fault::Permission | Fault::Rejected)
}

/// A room, and what became of its interview's wish.
#[derive(Clone, Debug)]
pub struct Made {
    /// The room.
    pub room: Room,
    /// Whether it was made now, so that no event can lead to it yet.
    pub is_new: bool,
    /// What its users may want to know.
    pub warnings: Vec<Warning>,
}

/// The connection that makes rooms for `id`, in `company`, for `actor`; `None` where it
/// can't any more: it was disconnected, has ended, is to another account (S48), or belongs to somebody who
/// seems to have left (see [`crate::connection::Connection::is_open_to`]).
///
/// # Errors
/// Outages.
pub async fn of(app: &App, company: i64, id: &HostId, actor: Actor) -> Result<Option<Host>> {
    let provider = MeetingProvider::Zoom;
    let connection = ConnectionId { company, owner: id.owner, provider };
    let host = match Host::open(app, connection, actor).await {
        Ok(host) => host,
        Err(Error::NotConnected(_) | Error::ReauthorizationRequired(_)) => return Ok(None),
        Err(error) => return Err(error),
    };
    let connection = host.connection();
    let is_open = connection.is_open_to(actor.user(), app.clock.now());
    let is_its = !id.account_id.is_empty() && host.id() == *id;
    Ok((is_its && is_open).then_some(host))
}

impl Host {
    /// Whose rooms it makes.
    pub fn id(&self) -> HostId {
        let Connection { id, account, .. } = self.connection();
        let account_id = account.as_ref().map(|own| own.id.clone()).unwrap_or_default();
        HostId { owner: id.owner, account_id }
    }

    /// Makes the room, or finds it where its making stayed open.
    ///
    /// # Errors
    /// Zoom's refusals: see [`Host::error`]; [`Fault::OutcomeUnknown`] where it is open whether it exists.
    pub async fn make(&self, wanted: Wanted<'_>) -> Result<Made, ProviderError> {
        let Wanted { topic, span, key } = wanted;
        let draft = &Draft { topic, span, key };
        let unclear = match self.zoom(|zoom| async move { zoom.create(draft).await }).await {
            Err(error) if error.fault == Fault::OutcomeUnknown => error,
            result => return result.map(|meeting| self.made(meeting, span)),
        };
        match self.find(key).await {
            Ok(Some(room)) => {
                let early = self.ends_early(span);
                return Ok(Made { room, is_new: true, warnings: early.into_iter().collect() });
            }
            Ok(None) => {}
            Err(_) => return Err(unclear),
        }
        let again = self.zoom(|zoom| async move { zoom.create(draft).await }).await;
        let mut made =
            again.map_err(ProviderError::after_unknown).map(|meeting| self.made(meeting, span))?;
        made.warnings.extend(self.may_be_doubled());
        Ok(made)
    }

    /// The room that is found by `key`, wherever it was moved; `None` too where the connection may not look: see
    /// [`Host::may_be_doubled`].
    ///
    /// # Errors
    /// Zoom's refusals: see [`Host::error`].
    pub async fn find(&self, key: &str) -> Result<Option<Room>, ProviderError> {
        if !self.can(Feature::FindRooms) {
            return Ok(None);
        }
        let found = self.zoom(|zoom| async move { zoom.find(key).await }).await;
        Ok(found.map_err(ProviderError::repeatable)?.map(|meeting| self.room(meeting)))
    }

    /// What is to be told of a room that may have been made before, where the connection may not look for it.
    pub fn may_be_doubled(&self) -> Option<Warning> {
        let is_blind = !self.can(Feature::FindRooms);
        is_blind.then(|| Warning::room_may_be_doubled(Provider::Zoom))
    }

    /// What is to be told of a room for an interview of `span`, where nothing is paid for its host.
    pub fn ends_early(&self, span: Span) -> Option<Warning> {
        let is_short = self.connection().provider_data.is_basic;
        let is_early = is_short && span.end.duration_since(span.start) > BASIC;
        is_early.then(|| Warning::room_ends_early(Provider::Zoom))
    }

    /// Moves `room` to where its interview is; `false` where it is not there any more.
    ///
    /// # Errors
    /// Zoom's refusals: see [`Host::error`].
    pub async fn follow(
        &self,
        room: &Room,
        topic: Option<&str>,
        span: Option<Span>,
    ) -> Result<bool, ProviderError> {
        let id = room.meeting_id;
        let moved = self.zoom(|zoom| async move { zoom.change(id, topic, span).await }).await;
        moved.map_err(ProviderError::repeatable)
    }

    /// Deletes `room`; `false` where it was gone.
    ///
    /// # Errors
    /// Zoom's refusals.
    pub async fn remove(&self, room: &Room) -> Result<bool, ProviderError> {
        let id = room.meeting_id;
        let gone = self.zoom(|zoom| async move { zoom.delete(id).await }).await;
        gone.map_err(ProviderError::repeatable)
    }

    /// What a refusal of Zoom's means for a caller: the limit of a day with the time it ends.
    pub fn error(&self, error: ProviderError) -> Error {
        match error.fault {
            Fault::Throttled(Some(retry_after)) if error.has_code(DAILY_LIMIT) => {
                let seconds = i64::try_from(retry_after).unwrap_or(0);
                let now = self.app.clock.now();
                // Whole seconds: the same moment, however far into a second one asks.
                let now = Timestamp::from_second(now.as_second()).unwrap_or(now);
                let until = now.saturating_add(SignedDuration::from_secs(seconds)).unwrap_or(now);
                Error::DailyLimit { provider: Provider::Zoom, until, retry_after }
            }
            _ => error.into(),
        }
    }

    fn can(&self, feature: Feature) -> bool {
        feature.is_open(Provider::Zoom, &self.connection().scopes)
    }

    fn made(&self, meeting: Meeting, span: Span) -> Made {
        let warnings = self.ends_early(span).into_iter().collect();
        Made { room: self.room(meeting), is_new: true, warnings }
    }

    fn room(&self, meeting: Meeting) -> Room {
        let HostId { owner, account_id } = self.id();
        let Meeting { id: meeting_id, join_url } = meeting;
        Room { owner, account_id, meeting_id, join_url, is_done: false, is_lost: false }
    }

    async fn zoom<T, C, F>(&self, call: C) -> Result<T, ProviderError>
    where
        C: Fn(Zoom) -> F,
        F: Future<Output = Result<T, ProviderError>>,
    {
        self.with_token(|token| call(Zoom::new(self.app.outside(), token))).await
    }
}
