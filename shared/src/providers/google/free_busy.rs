//! `freebusy.query`: when people are busy, as far as they let the account see it.

use std::collections::BTreeMap;

use http::Method;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};

use super::GoogleCalendar;
use crate::model::fault::ProviderError;
use crate::model::interview::Span;
use crate::platform::lenient;

/// When the account and each asked person is busy.
#[derive(Clone, Debug)]
pub struct FreeBusy {
    /// The account itself.
    pub organizer: Vec<Span>,
    /// Each person, in the order asked; `None` where their calendar can't be read: they may be busy.
    pub attendees: Vec<Option<Vec<Span>>>,
}

#[derive(Deserialize)]
struct Answer {
    /// One that can't be read is one that is not told: its owner may be busy.
    #[serde(deserialize_with = "lenient::each_named")]
    calendars: BTreeMap<String, Calendar>,
}

#[derive(Deserialize)]
struct Calendar {
    #[serde(default)]
    errors: Option<Vec<Value>>,
    /// Google tells it of everybody whom it tells of: an empty list of who is free.
    #[serde(default)]
    busy: Option<Vec<Busy>>,
}

#[derive(Deserialize)]
struct Busy {
    start: Timestamp,
    end: Timestamp,
}

impl GoogleCalendar {
    /// When the account and the people with these addresses are busy within `window`.
    ///
    /// # Errors
    /// [`ProviderError`]; `Permission` where the person who connected did not allow free/busy.
    pub async fn free_busy(
        &self,
        emails: &[&str],
        window: Span,
    ) -> Result<FreeBusy, ProviderError> {
        let items: Vec<_> =
            ["primary"].iter().chain(emails).map(|email| json!({"id": email})).collect();
        let body = json!({
            "timeMin": window.start.to_string(), "timeMax": window.end.to_string(), "items": items,
        });
        let request = self.rest.request(Method::POST, "/freeBusy");
        let answer =
            self.rest.send(request, Some(&body)).await.map_err(ProviderError::repeatable)?;
        let answer: Answer = self.rest.read(answer).map_err(ProviderError::repeatable)?;
        let own = busy(&answer, "primary").ok_or_else(|| self.rest.malformed().repeatable())?;
        let attendees = emails.iter().map(|email| busy(&answer, email)).collect();
        Ok(FreeBusy { organizer: own, attendees })
    }
}

/// An answer with errors says nothing: 200 and `notFound` is "unknown", never "free".
fn busy(answer: &Answer, id: &str) -> Option<Vec<Span>> {
    let of_id = |(name, _): &(&String, &Calendar)| name.eq_ignore_ascii_case(id);
    let (_, calendar) = answer.calendars.iter().find(of_id)?;
    let has_errors = calendar.errors.as_ref().is_some_and(|errors| !errors.is_empty());
    let busy = calendar.busy.as_ref().filter(|_| !has_errors)?;
    Some(busy.iter().map(|busy| Span { start: busy.start, end: busy.end }).collect())
}
