//! Events of the default calendar: create, get, update, cancel and delete.

use http::{Method, header};
use serde_json::{Value, json};
use url::form_urlencoded;

use super::OutlookCalendar;
use super::event::{MARK, creation, is_cancelled, patch};
use crate::model::fault::{Fault, ProviderError};
use crate::model::interview::{Changes, Event, EventKey, Interview, Sight};
use crate::providers::rest::Body;
use crate::providers::shown::shown;

const DUPLICATE: &str = "ErrorDuplicateTransactionId";
/// What the guests read beside the cancellation, in the product's two languages.
const CANCELLED: &str = "Cet entretien est annulé. / This interview is cancelled.";

impl OutlookCalendar {
    /// Makes the event of a key's generation and invites its guests. The event that it made before is
    /// the answer again; of one that it made and does not show, [`Sight::Absent`].
    ///
    /// A request whose answer was lost is sent once more: the id makes sure that there is one event (F4).
    ///
    /// # Errors
    /// [`ProviderError`].
    pub async fn create(
        &self,
        interview: &Interview,
        (key, generation): (&EventKey, u32),
        teams: bool,
    ) -> Result<Sight, ProviderError> {
        let body = creation(interview, &key.name(), &key.id(generation), teams);
        match self.post(&body).await {
            Err(error) if error.fault == Fault::OutcomeUnknown => {
                match self.post(&body).await.map_err(ProviderError::after_unknown)? {
                    // It may have been made a moment ago.
                    Sight::Absent => Err(error),
                    sight => Ok(sight),
                }
            }
            result => result,
        }
    }

    /// The event `id`; `None` where it was deleted or never was.
    ///
    /// # Errors
    /// [`ProviderError`].
    pub async fn find(&self, id: &str) -> Result<Option<Event>, ProviderError> {
        self.sight(id).await.map(Sight::event)
    }

    /// The event of `key` that stands, whatever its generation.
    ///
    /// # Errors
    /// [`ProviderError`].
    pub async fn named(&self, key: &EventKey) -> Result<Option<Event>, ProviderError> {
        let name = key.name();
        let filter = format!(
            "singleValueExtendedProperties/any(ep: ep/id eq '{MARK}' and ep/value eq '{name}')"
        );
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair("$filter", &filter)
            .finish();
        let request = self.request(Method::GET, &format!("/events?{query}"));
        let answer = self.rest.send(request, None).await.map_err(ProviderError::repeatable)?;
        let found = answer.get("value").and_then(Value::as_array);
        let found = found.ok_or_else(|| self.rest.malformed().repeatable())?.first().cloned();
        found.map(|event| self.event(event)).transpose().map_err(ProviderError::repeatable)
    }

    /// What the calendar knows of the event `id`: a deleted one is forgotten.
    ///
    /// # Errors
    /// [`ProviderError`].
    pub async fn sight(&self, id: &str) -> Result<Sight, ProviderError> {
        let request = self.request(Method::GET, &format!("/events/{id}"));
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
            Err(error) if error.is_absence() => Ok(Sight::Absent),
            Err(error) => Err(error.of_a_thing()),
        }
    }

    /// Changes the event, provided that it is still the `current` one. The Teams meeting stays.
    ///
    /// # Errors
    /// [`ProviderError`]; 412 where somebody changed it.
    pub async fn change(&self, current: &Event, changes: &Changes) -> Result<Event, ProviderError> {
        let request = self.request(Method::PATCH, &format!("/events/{}", current.id));
        let request = request.header(header::IF_MATCH, &current.etag);
        self.event(self.rest.send(request, Some(&patch(current, changes))).await?)
    }

    /// Cancels the event and tells its guests; one that is gone already is cancelled. Whether Outlook knew of it.
    ///
    /// # Errors
    /// [`ProviderError`].
    pub async fn cancel(&self, id: &str) -> Result<bool, ProviderError> {
        let request = self.request(Method::POST, &format!("/events/{id}/cancel"));
        let body = json!({"comment": CANCELLED});
        match self.rest.send(request, Some(&body)).await {
            // Without guests it is no meeting, and a meeting only can be cancelled.
            Err(error) if error.fault == Fault::Rejected && !error.is(404) => self.delete(id).await,
            result => gone(result),
        }
    }

    async fn delete(&self, id: &str) -> Result<bool, ProviderError> {
        let request = self.request(Method::DELETE, &format!("/events/{id}"));
        gone(self.rest.send(request, None).await)
    }

    async fn post(&self, body: &Value) -> Result<Sight, ProviderError> {
        let request = self.request(Method::POST, "/events");
        let answer = self.rest.exchange(request, Body::Json(body)).await?;
        if answer.status.is_success() {
            return self.event(answer.body).map(|event| Sight::There(Box::new(event)));
        }
        match self.rest.refusal(&answer) {
            error if error.has_code(DUPLICATE) => self.existing(error, &answer.body).await,
            error => Err(error),
        }
    }

    /// The event that the refusal names as the one the `transactionId` made.
    async fn existing(&self, error: ProviderError, answer: &Value) -> Result<Sight, ProviderError> {
        let id = answer.pointer("/error/@event.existingEventId").and_then(Value::as_str);
        match id {
            Some(id) => shown(|| self.sight(id)).await.map_err(ProviderError::of_a_second_look),
            None => Err(error.unknown()),
        }
    }
}

/// Repeating a cancellation does no harm, and what is not there any more is cancelled.
fn gone(result: Result<Value, ProviderError>) -> Result<bool, ProviderError> {
    match result {
        Err(error) if error.is_absence() => Ok(false),
        result => result.map(|_| true).map_err(ProviderError::of_a_thing),
    }
}
