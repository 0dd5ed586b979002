//! The interview as a file for the candidate's own calendar (RFC 5545): one that stands, or the one that was cancelled
//! last, which that calendar takes out again.

use http::{HeaderValue, Response, header};
use icalendar::{Calendar, Component, Event, EventLike, EventStatus};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use lambda_http::Body;
use shared::model::error::{Error, Result, Sought};
use shared::model::interview::Span;
use shared::platform::response::{IntoResponse, PlainText};

use crate::visit::Visit;

/// The longest line, in octets and without its end (RFC 5545, 3.1).
const LINE: usize = 75;
/// More writes than an interview ever sees, so that a later choice counts for more than all changes of an earlier one.
const CHANGES: u64 = 10_000;

/// A file to download.
#[derive(Debug)]
pub struct CalendarFile(String);

/// The interview that the file is of.
struct Told {
    span: Span,
    /// How often it was written.
    version: u64,
    /// Where it is held, as long as it stands.
    link: Option<String>,
    is_cancelled: bool,
}

impl CalendarFile {
    /// The interview of `visit`.
    ///
    /// # Errors
    /// [`Error::NotFound`] where none was chosen; [`Error::StorageUnavailable`].
    pub(super) async fn of(visit: &Visit) -> Result<Self> {
        let told = Told::of(visit).await?.ok_or(Error::NotFound(Sought::Link))?;
        let mut event = Event::new();
        let title: String = visit.link.topic.chars().filter(|one| !one.is_control()).collect();
        // The same however often it is loaded, so that a later file takes the place of an earlier one.
        event.uid(&format!("{}@intowork", visit.key.id)).summary(&title);
        event.add_property("SEQUENCE", told.sequence(visit).to_string());
        event.add_property("DTSTAMP", stamp(visit.app.clock.now()));
        event.add_property("DTSTART", stamp(told.span.start));
        event.add_property("DTEND", stamp(told.span.end));
        if let Some(link) = &told.link {
            event.url(link).location(link);
        }
        let (method, status) = match told.is_cancelled {
            true => ("CANCEL", EventStatus::Cancelled),
            false => ("PUBLISH", EventStatus::Confirmed),
        };
        event.status(status);
        let mut calendar = Calendar::new();
        calendar.append_property(("METHOD", method));
        calendar.push(event.done());
        Ok(Self(folded(&calendar.done().to_string())))
    }
}

impl Told {
    async fn of(visit: &Visit) -> Result<Option<Self>> {
        if let Some(event) = &visit.event {
            let is_cancelled = event.is_cancelled();
            return Ok(Some(Self {
                span: Span { start: event.start, end: event.end },
                version: event.version,
                link: event.meeting.url().filter(|_| !is_cancelled).map(str::to_owned),
                is_cancelled,
            }));
        }
        let Some(last) = &visit.link.cancelled else { return Ok(None) };
        let (company, provider) = (visit.key.company, visit.link.provider);
        let event = visit.app.store.event(company, provider, &last.event_id).await?;
        let version = event.as_ref().map_or(0, |event| event.version);
        let span = event.map_or(last.span, |event| Span { start: event.start, end: event.end });
        Ok(Some(Self { span, version, link: None, is_cancelled: true }))
    }

    /// Rises with each choice, and with each change of what was chosen (RFC 5545, 3.8.7.4).
    fn sequence(&self, visit: &Visit) -> u64 {
        u64::from(visit.link.number) * CHANGES + self.version.min(CHANGES - 1)
    }
}

impl IntoResponse for CalendarFile {
    fn into_response(self, request_id: &str) -> Response<Body> {
        let mut response = PlainText(self.0).into_response(request_id);
        let headers = response.headers_mut();
        let of_type = HeaderValue::from_static("text/calendar; charset=utf-8");
        headers.insert(header::CONTENT_TYPE, of_type);
        let name = HeaderValue::from_static("attachment; filename=\"interview.ics\"");
        headers.insert(header::CONTENT_DISPOSITION, name);
        response
    }
}

/// An instant in UTC, as RFC 5545 writes it (section 3.3.5, form 2).
fn stamp(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// `file` with lines of 75 octets at most: the crate's own last part of a line may have 76.
fn folded(file: &str) -> String {
    let mut folded = String::with_capacity(file.len());
    for line in file.replace("\r\n ", "").split_inclusive("\r\n") {
        let mut length = 0;
        for one in line.chars() {
            if length + one.len_utf8() > LINE && !one.is_control() {
                folded.push_str("\r\n ");
                length = 1;
            }
            folded.push(one);
            length += one.len_utf8();
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_longer_than_75_octets_and_none_loses_a_character() {
        for letter in ["a", "é", "老", "👩🏾‍💻", " b"] {
            for count in 1..200 {
                let title = letter.repeat(count);
                let mut calendar = Calendar::new();
                calendar.push(Event::new().summary(&title).done());
                let file = folded(&calendar.done().to_string());
                assert!(file.split("\r\n").all(|line| line.len() <= LINE), "{file}");
                assert!(file.replace("\r\n ", "").contains(&format!("SUMMARY:{title}\r\n")));
            }
        }
    }
}
