//! A video room beside the calendar: made before its interview, moved and deleted with it.
//!
//! Zoom recognises no repeated request. So after an unclear answer, and in every attempt but the first, the
//! list of meetings is searched for our key before another is made.

use jiff::SignedDuration;

use crate::app::App;
use crate::connecting::session;
use crate::model::error::{Error, Result};
use crate::model::fault::{Fault, ProviderError};
use crate::model::interview::{Room, Span};
use crate::model::owner::ConnectionId;
use crate::model::provider::{MeetingProvider, Provider};
use crate::model::warning::Warning;
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
    /// Whether it may have been made before.
    pub may_be_there: bool,
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

/// The connection of `room`, which belongs to an interview of `company`, for `user_id`; `None` where that can't
/// change it any more: it was disconnected, has ended, is to another account (S48), or belongs to somebody who
/// seems to have left (see [`crate::connection::Connection::is_open_to`]).
///
/// # Errors
/// Outages.
pub async fn of(app: &App, company: i64, room: &Room, user_id: i64) -> Result<Option<Host>> {
    let provider = MeetingProvider::Zoom;
    let id = ConnectionId { company, owner: room.owner, provider };
    let host = match Host::open(app, id, Some(user_id)).await {
        Ok(host) => host,
        Err(Error::NotConnected(_) | Error::ReauthorizationRequired(_)) => return Ok(None),
        Err(error) => return Err(error),
    };
    let connection = host.connection();
    let is_its = connection.account.as_ref().is_some_and(|own| own.id == room.account_id);
    let is_open = connection.is_open_to(Some(user_id), app.clock.now());
    Ok((is_its && is_open).then_some(host))
}

impl Host {
    /// Makes the room, or finds it where it was made before.
    ///
    /// # Errors
    /// Zoom's refusals: see [`Host::error`]; [`Fault::OutcomeUnknown`] where it is open whether it exists.
    pub async fn make(&self, wanted: Wanted<'_>) -> Result<Made, ProviderError> {
        let Wanted { topic, span, key, may_be_there } = wanted;
        if may_be_there && let Some(found) = self.find(wanted).await? {
            return Ok(Made { is_new: false, ..self.made(found, span, false) });
        }
        let draft = &Draft { topic, span, key };
        let unclear = match self.zoom(|zoom| async move { zoom.create(draft).await }).await {
            Err(error) if error.fault == Fault::OutcomeUnknown => error,
            result => return result.map(|meeting| self.made(meeting, span, false)),
        };
        let can_find = self.can(Feature::FindRooms);
        match self.find(wanted).await {
            Ok(Some(found)) => return Ok(self.made(found, span, false)),
            Ok(None) => {}
            Err(_) => return Err(unclear),
        }
        let again = self.zoom(|zoom| async move { zoom.create(draft).await }).await;
        again.map_err(ProviderError::after_unknown).map(|it| self.made(it, span, !can_find))
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

    /// Deletes `room`; one that is gone is deleted.
    ///
    /// # Errors
    /// Zoom's refusals.
    pub async fn remove(&self, room: &Room) -> Result<(), ProviderError> {
        let id = room.meeting_id;
        let gone = self.zoom(|zoom| async move { zoom.delete(id).await }).await;
        gone.map(drop).map_err(ProviderError::repeatable)
    }

    /// What a refusal of Zoom's means for a caller: the limit of a day with the time it ends.
    pub fn error(&self, error: ProviderError) -> Error {
        match error.fault {
            Fault::Throttled(Some(retry_after)) if error.has_code(DAILY_LIMIT) => {
                let seconds = i64::try_from(retry_after).unwrap_or(0);
                let now = self.app.clock.now();
                let until = now.saturating_add(SignedDuration::from_secs(seconds)).unwrap_or(now);
                Error::DailyLimit { provider: Provider::Zoom, until, retry_after }
            }
            _ => error.into(),
        }
    }

    /// The room that may be there; `None` too where it can't be looked for.
    async fn find(&self, wanted: Wanted<'_>) -> Result<Option<Meeting>, ProviderError> {
        if !self.can(Feature::FindRooms) {
            return Ok(None);
        }
        let Wanted { key, span, .. } = wanted;
        let found = self.zoom(|zoom| async move { zoom.find(key, span).await }).await;
        found.map_err(ProviderError::repeatable)
    }

    fn can(&self, feature: Feature) -> bool {
        feature.is_open(Provider::Zoom, &self.connection().scopes)
    }

    fn made(&self, meeting: Meeting, span: Span, may_be_doubled: bool) -> Made {
        let connection = self.connection();
        let account_id = connection.account.as_ref().map(|own| own.id.clone());
        let room = Room {
            owner: connection.id.owner,
            account_id: account_id.unwrap_or_default(),
            meeting_id: meeting.id,
            join_url: meeting.join_url,
            is_done: false,
            is_behind: false,
        };
        let is_short = connection.provider_data.is_basic;
        let ends_early = is_short && span.end.duration_since(span.start) > BASIC;
        let early = ends_early.then(|| Warning::room_ends_early(Provider::Zoom));
        let doubled = may_be_doubled.then(|| Warning::room_may_be_doubled(Provider::Zoom));
        Made { room, is_new: true, warnings: early.into_iter().chain(doubled).collect() }
    }

    async fn zoom<T, C, F>(&self, call: C) -> Result<T, ProviderError>
    where
        C: Fn(Zoom) -> F,
        F: Future<Output = Result<T, ProviderError>>,
    {
        self.with_token(|token| call(Zoom::new(self.app.outside(), token))).await
    }
}
