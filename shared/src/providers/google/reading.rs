//! `events.list` as a means to learn what has changed since it was asked last (guide "Synchronize resources
//! efficiently").

use http::Method;
use serde::Deserialize;
use url::form_urlencoded;

use super::GoogleCalendar;
use crate::model::fault::{Fault, ProviderError};
use crate::model::interview::{Next, Page, Place, Reading};
use crate::platform::lenient;

/// Events of a page: Google's own default.
const PAGE: &str = "250";

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    #[serde(deserialize_with = "lenient::needed")]
    items: Vec<Item>,
    #[serde(default)]
    next_page_token: Option<String>,
    #[serde(default)]
    next_sync_token: Option<String>,
}

/// Of a deleted event there may be the id alone. An event of which a series was made is not listed, but each
/// time it takes place is.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Item {
    id: String,
    #[serde(default, deserialize_with = "lenient::or_default")]
    status: String,
    #[serde(default, deserialize_with = "lenient::or_default")]
    recurring_event_id: Option<String>,
}

impl GoogleCalendar {
    /// The page of the primary calendar at `place`.
    ///
    /// # Errors
    /// [`ProviderError`]; an answer without an end is none that is understood.
    pub async fn read(&self, place: &Place) -> Result<Reading, ProviderError> {
        let request = self.rest.request(Method::GET, &path(place));
        let answer = match self.rest.send(request, None).await {
            // `fullSyncRequired`, `updatedMinTooLongAgo`; a token that it never gave is a 400, as is a page's that has
            // died in the middle of a round.
            Err(error) if error.fault == Fault::Rejected && place.is_given() => {
                return Ok(Reading::Forgotten);
            }
            answer => answer.map_err(ProviderError::of_a_read)?,
        };
        let answer: Answer = self.rest.read(answer).map_err(ProviderError::repeatable)?;
        let next = match (answer.next_page_token, answer.next_sync_token) {
            (Some(page), _) => Next::Page(place.page(page)),
            (None, Some(token)) => Next::Round(place.round(token)),
            (None, None) => return Err(self.rest.malformed().repeatable()),
        };
        let gone = answer.items.iter().filter(|item| item.status == "cancelled");
        let removed = gone.map(|item| item.id.clone()).collect();
        let ids =
            answer.items.into_iter().flat_map(|item| [Some(item.id), item.recurring_event_id]);
        Ok(Reading::Page(Page { ids: ids.flatten().collect(), removed, next }))
    }
}

/// A token excludes what selects; all else must be as it was when the round before it began.
fn path(place: &Place) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("singleEvents", "true");
    query.append_pair("showDeleted", "true").append_pair("maxResults", PAGE);
    match &place.after {
        Some(token) => query.append_pair("syncToken", token),
        None => query.append_pair("timeMin", &place.window.since.to_string()),
    };
    if let Some(page) = &place.page {
        query.append_pair("pageToken", page);
    }
    format!("/calendars/primary/events?{}", query.finish())
}
