//! Events of the primary calendar: `events.insert`, `get`, `patch` and `delete`.

use std::time::Duration;

use http::{Method, header};
use serde_json::Value;

use super::GoogleCalendar;
use super::event::{insertion, is_cancelled, is_ours, patch};
use super::refusals::NO_MEET;
use crate::model::fault::{Fault, ProviderError};
use crate::model::interview::{Changes, Event, EventKey, Interview, Link, Sight};
use crate::platform::deadline;
use crate::providers::shown::shown;

const EVENTS: &str = "/calendars/primary/events";
/// Everybody invited is told; without it nobody would be.
const TELL_ALL: &str = "sendUpdates=all";
/// How long is waited between looks at a room that is being made (F29).
const PAUSES: [Duration; 3] =
    [Duration::from_millis(250), Duration::from_millis(500), Duration::from_secs(1)];

impl GoogleCalendar {
    /// Makes the event `id` and invites its guests. An event of that id that we made before is the
    /// answer again; Google never takes the id of a deleted one again, and says [`Sight::Deleted`]. Of an event that it
    /// has and does not show, [`Sight::Absent`].
    ///
    /// A request whose answer was lost is sent once more: the id makes sure that there is one event (F3).
    ///
    /// # Errors
    /// [`ProviderError`].
    pub async fn create(
        &self,
        interview: &Interview,
        id: &str,
        with_meeting: bool,
    ) -> Result<Sight, ProviderError> {
        let first = self.insert(interview, id, with_meeting).await;
        let is_second = matches!(&first, Err(error) if error.fault == Fault::OutcomeUnknown);
        let result = match is_second {
            true => {
                let second = self.insert(interview, id, with_meeting).await;
                second.map_err(ProviderError::after_unknown)
            }
            false => first,
        };
        let event = match result {
            Err(error) if error.is(409) => match self.made(id).await? {
                Sight::There(event) if is_ours(&event) => *event,
                Sight::There(_) => return Err(error),
                // It may have been made a moment ago.
                Sight::Absent if is_second => return Err(error.unknown()),
                unseen => return Ok(unseen),
            },
            result => result?,
        };
        Ok(Sight::There(Box::new(self.with_room(event).await)))
    }

    /// The event `id` that Google says to have.
    async fn made(&self, id: &str) -> Result<Sight, ProviderError> {
        shown(|| self.sight(id)).await.map_err(ProviderError::of_a_second_look)
    }

    /// The event `id`; `None` where it was deleted or never was.
    ///
    /// # Errors
    /// [`ProviderError`].
    pub async fn find(&self, id: &str) -> Result<Option<Event>, ProviderError> {
        self.sight(id).await.map(Sight::event)
    }

    /// What the calendar knows of the event `id`: a deleted one is remembered.
    ///
    /// # Errors
    /// [`ProviderError`].
    pub async fn sight(&self, id: &str) -> Result<Sight, ProviderError> {
        let request = self.rest.request(Method::GET, &format!("{EVENTS}/{id}"));
        match self.rest.send(request, None).await {
            Ok(answer) if is_cancelled(&answer) => Ok(Sight::Deleted),
            Ok(answer) => {
                let event = self.event(answer).map_err(ProviderError::repeatable)?;
                // An answer about something else is none.
                let is_it = event.id == id;
                is_it
                    .then(|| Sight::There(Box::new(event)))
                    .ok_or_else(|| self.rest.malformed().repeatable())
            }
            Err(error) if error.is_absence() && error.is(410) => Ok(Sight::Deleted),
            Err(error) if error.is_absence() => Ok(Sight::Absent),
            Err(error) => Err(error.of_a_thing()),
        }
    }

    /// The event of `key` that stands, from generation `first` on.
    ///
    /// # Errors
    /// [`ProviderError`].
    pub async fn named(&self, key: &EventKey, first: u32) -> Result<Option<Event>, ProviderError> {
        let mut generation = first;
        loop {
            match self.sight(&key.id(generation)).await? {
                Sight::There(event) => return Ok(Some(*event)),
                Sight::Deleted => generation += 1,
                Sight::Absent => return Ok(None),
            }
        }
    }

    /// Changes the event, provided that it is still the `current` one. The room stays.
    ///
    /// # Errors
    /// [`ProviderError`]; 412 where somebody changed it.
    pub async fn change(&self, current: &Event, changes: &Changes) -> Result<Event, ProviderError> {
        let path = format!("{EVENTS}/{}?{TELL_ALL}", current.id);
        let request = self.rest.request(Method::PATCH, &path);
        let request = request.header(header::IF_MATCH, &current.etag);
        self.event(self.rest.send(request, Some(&patch(current, changes))).await?)
    }

    /// Deletes the event and tells its guests; one that is gone already is deleted. Whether Google knew of it.
    ///
    /// # Errors
    /// [`ProviderError`].
    pub async fn cancel(&self, id: &str) -> Result<bool, ProviderError> {
        let path = format!("{EVENTS}/{id}?{TELL_ALL}");
        match self.rest.send(self.rest.request(Method::DELETE, &path), None).await {
            Err(error) if error.is_absence() => Ok(error.is(410)),
            result => result.map(|_| true).map_err(ProviderError::of_a_thing),
        }
    }

    /// An account that can't make rooms gets the event without one.
    async fn insert(
        &self,
        interview: &Interview,
        id: &str,
        with_meeting: bool,
    ) -> Result<Event, ProviderError> {
        match self.post(&insertion(interview, id, with_meeting)).await {
            Err(error) if with_meeting && error.has_code(NO_MEET) => {
                self.post(&insertion(interview, id, false)).await
            }
            result => result,
        }
    }

    async fn post(&self, body: &Value) -> Result<Event, ProviderError> {
        // Without the version a conference is dropped silently.
        let path = format!("{EVENTS}?conferenceDataVersion=1&{TELL_ALL}");
        self.event(self.rest.send(self.rest.request(Method::POST, &path), Some(body)).await?)
    }

    /// The event once its room is made, or as it is when patience ends.
    async fn with_room(&self, mut event: Event) -> Event {
        for pause in PAUSES {
            if event.link != Link::Pending || deadline::pause(pause).await.is_err() {
                break;
            }
            match self.find(&event.id).await {
                Ok(Some(newer)) => event = newer,
                Err(error) if matches!(error.fault, Fault::Throttled(_)) => break,
                _ => {}
            }
        }
        event
    }
}
