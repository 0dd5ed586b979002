//! `calendarView` and `getSchedule`: what is in the account's own calendar, and when its colleagues are busy.

use std::result::Result as StdResult;

use http::Method;
use serde::Deserialize;
use serde_json::{Value, json};
use url::form_urlencoded;

use super::OutlookCalendar;
use super::event::{Moment, moment};
use crate::model::fault::{Fault, ProviderError};
use crate::model::interview::{Availability, Block, Seen, Span};
use crate::platform::lenient;

type Result<T> = StdResult<T, ProviderError>;

/// Events of a page, the most there may be, and pages that are read: no month is fuller.
const PAGE: usize = 1000;
const PAGES: usize = 4;
/// Mailboxes of one request (Graph reference, getSchedule).
const MAILBOXES: usize = 20;

#[derive(Deserialize)]
struct View {
    value: Vec<Item>,
    #[serde(default, rename = "@odata.nextLink")]
    next: Option<Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Item {
    id: String,
    #[serde(default, deserialize_with = "lenient::or_default")]
    is_cancelled: bool,
    #[serde(default = "unknown")]
    show_as: Availability,
    start: Moment,
    end: Moment,
}

#[derive(Deserialize)]
struct Schedules {
    #[serde(deserialize_with = "lenient::each")]
    value: Vec<Schedule>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Schedule {
    schedule_id: String,
    #[serde(default)]
    schedule_items: Option<Vec<Stretch>>,
    #[serde(default)]
    error: Option<Value>,
}

#[derive(Deserialize)]
struct Stretch {
    #[serde(default = "unknown")]
    status: Availability,
    start: Moment,
    end: Moment,
}

const fn unknown() -> Availability {
    Availability::Unknown
}

impl OutlookCalendar {
    /// What is in the calendar within `window`, but for the event `left_out`.
    ///
    /// # Errors
    /// [`ProviderError`]; a calendar that is not told whole is an answer that is not understood.
    pub async fn blocks(&self, window: Span, left_out: Option<&str>) -> Result<Seen> {
        let malformed = || self.rest.malformed().repeatable();
        let mut seen = Seen::default();
        for page in 0..PAGES {
            let request = self.request(Method::GET, &path(window, page * PAGE));
            let answer = self.rest.send(request, None).await.map_err(ProviderError::repeatable)?;
            let view: View = self.rest.read(answer).map_err(ProviderError::repeatable)?;
            for item in &view.value {
                if Some(item.id.as_str()) != left_out && !item.is_cancelled {
                    let block =
                        block(&item.start, &item.end, item.show_as).ok_or_else(malformed)?;
                    seen.blocks.push(block);
                }
            }
            if view.next.is_none() {
                return Ok(seen);
            }
        }
        Err(malformed())
    }

    /// When the people with these addresses are busy within `window`, in the order asked; `None` where that
    /// is not told. A personal account is told of nobody.
    ///
    /// # Errors
    /// [`ProviderError`].
    pub async fn schedules(&self, emails: &[&str], window: Span) -> Result<Vec<Option<Seen>>> {
        let mut told = Vec::new();
        for some in emails.chunks(MAILBOXES) {
            match self.some_schedules(some, window).await {
                Ok(schedules) => told.extend(some.iter().map(|email| seen(&schedules, email))),
                Err(error) if error.fault == Fault::Permission => {
                    told.extend(some.iter().map(|_| None));
                }
                Err(error) => return Err(error),
            }
        }
        Ok(told)
    }

    async fn some_schedules(&self, emails: &[&str], window: Span) -> Result<Vec<Schedule>> {
        let body = json!({
            "schedules": emails,
            "startTime": moment(window.start),
            "endTime": moment(window.end),
        });
        let request = self.request(Method::POST, "/calendar/getSchedule");
        let answer =
            self.rest.send(request, Some(&body)).await.map_err(ProviderError::repeatable)?;
        let answer: Schedules = self.rest.read(answer).map_err(ProviderError::repeatable)?;
        Ok(answer.value)
    }
}

fn path(window: Span, skip: usize) -> String {
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("startDateTime", &window.start.to_string())
        .append_pair("endDateTime", &window.end.to_string())
        .append_pair("$select", "id,isCancelled,showAs,start,end")
        .append_pair("$top", &PAGE.to_string())
        .append_pair("$skip", &skip.to_string())
        .finish();
    format!("/calendarView?{query}")
}

/// What the answer tells of `email`: one with an error, or with a stretch that can't be read, tells nothing.
fn seen(schedules: &[Schedule], email: &str) -> Option<Seen> {
    let schedule = schedules.iter().find(|one| one.schedule_id.eq_ignore_ascii_case(email))?;
    let items = schedule.schedule_items.as_ref().filter(|_| schedule.error.is_none())?;
    let blocks = items.iter().map(|one| block(&one.start, &one.end, one.status));
    Some(Seen { blocks: blocks.collect::<Option<_>>()?, is_merged: false })
}

fn block(start: &Moment, end: &Moment, status: Availability) -> Option<Block> {
    Some(Block { span: Span { start: start.instant()?, end: end.instant()? }, status })
}
