//! `calendarView/delta`: what has changed since it was asked last ("Get incremental changes to events in a
//! calendar view").

use http::Method;
use serde::Deserialize;
use serde::de::IgnoredAny;
use url::{Url, form_urlencoded};

use super::OutlookCalendar;
use super::api::PREFER;
use crate::model::fault::{Fault, ProviderError};
use crate::model::interview::{Next, Page, Place, Reading};
use crate::platform::lenient;

/// Events of a page; Graph's own default is 10 or 50, by mailbox.
const PAGE: u8 = 100;

#[derive(Deserialize)]
struct Answer {
    #[serde(deserialize_with = "lenient::needed")]
    value: Vec<Item>,
    #[serde(default, rename = "@odata.nextLink")]
    next: Option<String>,
    #[serde(default, rename = "@odata.deltaLink")]
    delta: Option<String>,
}

/// `@removed` comes for what was deleted, and for what changed outside of the window too: alone it tells nothing.
/// Of an event of which a series was made, each time it takes place is told.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Item {
    id: String,
    #[serde(default, rename = "@removed")]
    removed: Option<IgnoredAny>,
    #[serde(default, deserialize_with = "lenient::or_default")]
    series_master_id: Option<String>,
}

impl OutlookCalendar {
    /// The page of the default calendar at `place`. Its tokens are whole addresses, which must be Graph's.
    ///
    /// # Errors
    /// [`ProviderError`]; an answer without an end, or with another's address, is none that is understood.
    pub async fn read(&self, place: &Place) -> Result<Reading, ProviderError> {
        let url = match place.page.as_ref().or(place.after.as_ref()) {
            Some(url) if self.is_own(url) => url.clone(),
            Some(_) => return Ok(Reading::Forgotten),
            None => format!("{}{}", self.rest.base_url(), path(place)),
        };
        let prefer = format!("odata.maxpagesize={PAGE}, {PREFER}");
        let request = self.rest.request_to(Method::GET, url).header("Prefer", prefer);
        let answer = match self.rest.send(request, None).await {
            // 410, or `syncStateNotFound`, `syncStateInvalid`, `resyncRequired` with any other status.
            // A page of a full round is forgotten as a place is: the round begins anew.
            Err(error) if error.fault == Fault::Rejected && place.is_given() => {
                return Ok(Reading::Forgotten);
            }
            answer => answer.map_err(ProviderError::of_a_read)?,
        };
        let answer: Answer = self.rest.read(answer).map_err(ProviderError::repeatable)?;
        let next = match (answer.next, answer.delta) {
            (Some(page), _) if self.is_own(&page) => Next::Page(place.page(page)),
            (None, Some(token)) if self.is_own(&token) => Next::Round(place.round(token)),
            _ => return Err(self.rest.malformed().repeatable()),
        };
        let gone = answer.value.iter().filter(|item| item.removed.is_some());
        let removed = gone.map(|item| item.id.clone()).collect();
        let ids = answer.value.into_iter().flat_map(|item| [Some(item.id), item.series_master_id]);
        Ok(Reading::Page(Page { ids: ids.flatten().collect(), removed, next }))
    }

    /// Whether `url` is an address of Graph's, to which our token may go.
    fn is_own(&self, url: &str) -> bool {
        let origin = |url: &str| Url::parse(url).ok().map(|url| url.origin());
        let own = origin(self.rest.base_url());
        own.is_some() && origin(url) == own
    }
}

/// No `$select`, `$filter` or anything of the kind: the delta takes none.
fn path(place: &Place) -> String {
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("startDateTime", &place.window.since.to_string())
        .append_pair("endDateTime", &place.window.until.to_string())
        .finish();
    format!("/calendarView/delta?{query}")
}
