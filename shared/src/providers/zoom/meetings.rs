//! Making, finding, moving and deleting meetings ("Meetings" of the API).

use http::Method;
use serde::Deserialize;
use serde_json::Value;

use super::Zoom;
use super::meeting::{Draft, Meeting, MeetingId, moved};
use super::refusals::NO_MEETING;
use crate::model::fault::ProviderError;
use crate::model::interview::Span;
use crate::providers::rest::set_fields;

/// How many pages of 300 are searched for a meeting whose making stayed open.
const PAGES: usize = 10;

#[derive(Deserialize)]
struct Page {
    /// Also those that people made: only the one that is looked for must be one that we can read.
    #[serde(default)]
    meetings: Vec<Value>,
    #[serde(default)]
    next_page_token: String,
}

impl Zoom {
    /// Makes a meeting.
    ///
    /// # Errors
    /// [`ProviderError`]; [`crate::model::fault::Fault::OutcomeUnknown`] where it is open whether it exists.
    pub async fn create(&self, draft: &Draft<'_>) -> Result<Meeting, ProviderError> {
        let request = self.rest.request(Method::POST, "/users/me/meetings");
        let answer = self.rest.send(request, Some(&draft.body())).await?;
        self.rest.read(answer)
    }

    /// The meeting that was asked for with `key`, where there is one; wherever it was moved since.
    ///
    /// # Errors
    /// [`ProviderError`].
    pub async fn find(&self, key: &str) -> Result<Option<Meeting>, ProviderError> {
        let mut token = String::new();
        for _ in 0..PAGES {
            let path = format!("/users/me/meetings?type=scheduled&page_size=300{token}");
            let answer = self.rest.send(self.rest.request(Method::GET, &path), None).await?;
            let page: Page = self.rest.read(answer)?;
            let is_it = |listed: &Value| listed.get("agenda").is_some_and(|agenda| agenda == key);
            if let Some(found) = page.meetings.into_iter().find(is_it) {
                return self.rest.read(found).map(Some);
            }
            if page.next_page_token.is_empty() {
                return Ok(None);
            }
            let encoded: String =
                url::form_urlencoded::byte_serialize(page.next_page_token.as_bytes()).collect();
            token = format!("&next_page_token={encoded}");
        }
        Ok(None)
    }

    /// Moves a meeting, or calls it otherwise; `false` where it is not there any more. Its id and its link
    /// stay.
    ///
    /// # Errors
    /// [`ProviderError`].
    pub async fn change(
        &self,
        id: MeetingId,
        topic: Option<&str>,
        span: Option<Span>,
    ) -> Result<bool, ProviderError> {
        let request = self.rest.request(Method::PATCH, &format!("/meetings/{id}"));
        let body = set_fields(moved(topic, span));
        Self::stands(self.rest.send(request, Some(&body)).await)
    }

    /// Deletes a meeting; `false` where it was gone.
    ///
    /// # Errors
    /// [`ProviderError`].
    pub async fn delete(&self, id: MeetingId) -> Result<bool, ProviderError> {
        let path = format!("/meetings/{id}?schedule_for_reminder=false");
        Self::stands(self.rest.send(self.rest.request(Method::DELETE, &path), None).await)
    }

    fn stands(answer: Result<Value, ProviderError>) -> Result<bool, ProviderError> {
        match answer {
            Ok(_) => Ok(true),
            Err(error) if error.is(404) && error.has_code(NO_MEETING) => Ok(false),
            // An ended meeting is nothing to delete (3007).
            Err(error) if error.is(400) && error.has_code("3007") => Ok(false),
            Err(error) => Err(error),
        }
    }
}
