//! `events.list`: what is in the account's own calendar, event by event.

use http::Method;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Deserialize;
use url::form_urlencoded;

use super::GoogleCalendar;
use crate::model::fault::ProviderError;
use crate::model::interview::{Availability, Block, Seen, Span};
use crate::platform::lenient;

/// Events of a page, the most there may be, and pages that are read: no month is fuller.
const PAGE: &str = "2500";
const PAGES: usize = 4;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    /// The calendar's: days without a time are its days.
    #[serde(default, deserialize_with = "lenient::or_default")]
    time_zone: String,
    items: Vec<Item>,
    #[serde(default)]
    next_page_token: Option<String>,
}

#[derive(Deserialize)]
struct Item {
    id: String,
    #[serde(default, deserialize_with = "lenient::or_default")]
    status: String,
    #[serde(default, deserialize_with = "lenient::or_default")]
    transparency: String,
    #[serde(default, deserialize_with = "lenient::or_default")]
    start: Moment,
    #[serde(default, deserialize_with = "lenient::or_default")]
    end: Moment,
    #[serde(default, deserialize_with = "lenient::each")]
    attendees: Vec<Guest>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Moment {
    #[serde(default)]
    date_time: Option<Timestamp>,
    #[serde(default)]
    date: Option<Date>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Guest {
    #[serde(default, rename = "self")]
    is_self: bool,
    #[serde(default, deserialize_with = "lenient::or_default")]
    response_status: String,
}

impl GoogleCalendar {
    /// What is in the calendar within `window`, but for the event `left_out`.
    ///
    /// # Errors
    /// [`ProviderError`]; a calendar that is not told whole is an answer that is not understood.
    pub async fn blocks(&self, window: Span, left_out: &str) -> Result<Seen, ProviderError> {
        let malformed = || self.rest.malformed().repeatable();
        let mut seen = Seen::default();
        let mut token = None;
        for _ in 0..PAGES {
            let request = self.rest.request(Method::GET, &path(window, token.as_deref()));
            let answer = self.rest.send(request, None).await.map_err(ProviderError::repeatable)?;
            let answer: Answer = self.rest.read(answer).map_err(ProviderError::repeatable)?;
            let zone = TimeZone::get(&answer.time_zone).unwrap_or(TimeZone::UTC);
            let others = answer.items.iter().filter(|item| item.id != left_out);
            for item in others.filter(|item| item.takes_time()) {
                seen.blocks.push(item.block(&zone).ok_or_else(malformed)?);
            }
            token = answer.next_page_token;
            if token.is_none() {
                return Ok(seen);
            }
        }
        Err(malformed())
    }
}

fn path(window: Span, token: Option<&str>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query
        .append_pair("singleEvents", "true")
        .append_pair("timeMin", &window.start.to_string())
        .append_pair("timeMax", &window.end.to_string())
        .append_pair("maxResults", PAGE);
    if let Some(token) = token {
        query.append_pair("pageToken", token);
    }
    format!("/calendars/primary/events?{}", query.finish())
}

impl Item {
    /// Whether it takes any of its owner's time: one that is shown as free, deleted or declined does not.
    fn takes_time(&self) -> bool {
        let is_declined =
            self.attendees.iter().any(|one| one.is_self && one.response_status == "declined");
        self.status != "cancelled" && self.transparency != "transparent" && !is_declined
    }

    /// When it does; `None` where that can't be read.
    fn block(&self, zone: &TimeZone) -> Option<Block> {
        let span = Span { start: self.start.instant(zone)?, end: self.end.instant(zone)? };
        Some(Block { span, status: Availability::Busy })
    }
}

impl Moment {
    fn instant(&self, zone: &TimeZone) -> Option<Timestamp> {
        let day = || Some(self.date?.to_zoned(zone.clone()).ok()?.timestamp());
        self.date_time.or_else(day)
    }
}
