//! The interview as a file for the candidate's own calendar (RFC 5545).

use http::{HeaderValue, Response, header};
use icalendar::{Calendar, Component, Event, EventLike};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use lambda_http::Body;
use shared::model::error::{Error, Result, Sought};
use shared::platform::response::{IntoResponse, PlainText};

use crate::visit::Visit;

/// A file to download.
#[derive(Debug)]
pub struct CalendarFile(String);

impl CalendarFile {
    /// The interview of `visit`.
    ///
    /// # Errors
    /// [`Error::NotFound`] where none stands.
    pub(super) fn of(visit: &Visit) -> Result<Self> {
        let span = visit.booked().ok_or(Error::NotFound(Sought::Link))?;
        let mut event = Event::new();
        // The same however often it is loaded, so that a later file takes the place of an earlier one.
        event.uid(&format!("{}@intowork", visit.key.id)).summary(&visit.link.topic);
        event.add_property("DTSTAMP", stamp(visit.app.clock.now()));
        event.add_property("DTSTART", stamp(span.start));
        event.add_property("DTEND", stamp(span.end));
        if let Some(link) = visit.event.as_ref().and_then(|event| event.meeting.url()) {
            event.url(link).location(link);
        }
        let mut calendar = Calendar::new();
        calendar.push(event.done());
        Ok(Self(calendar.done().to_string()))
    }
}

impl IntoResponse for CalendarFile {
    fn into_response(self, request_id: &str) -> Response<Body> {
        let mut response = PlainText(self.0).into_response(request_id);
        let headers = response.headers_mut();
        let of_type = HeaderValue::from_static("text/calendar");
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
