//! `findMeetingTimes`: times at which the account and its colleagues can meet. Work accounts only.

use http::Method;
use jiff::SignedDuration;
use serde::Deserialize;
use serde_json::{Value, json};

use super::OutlookCalendar;
use super::event::{Moment, moment};
use crate::model::fault::ProviderError;
use crate::model::interview::Span;
use crate::model::interview::{Availability, Suggestion};
use crate::platform::lenient;

/// The mean over the attendees of 100 (free), 49 (unknown) and 0 (busy), below which nothing is
/// suggested: with nobody busy it is 49 at least.
const MINIMUM: f64 = 40.0;
/// Enough to leave some where others are busy.
const CANDIDATES: u32 = 100;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    #[serde(deserialize_with = "lenient::needed")]
    meeting_time_suggestions: Vec<Found>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Found {
    #[serde(default, deserialize_with = "lenient::or_default")]
    confidence: f64,
    meeting_time_slot: Slot,
    #[serde(default, deserialize_with = "lenient::each")]
    attendee_availability: Vec<Guest>,
}

#[derive(Deserialize)]
struct Slot {
    start: Moment,
    end: Moment,
}

#[derive(Deserialize)]
struct Guest {
    availability: Availability,
    #[serde(default)]
    attendee: Value,
}

impl OutlookCalendar {
    /// Times of `duration` within `windows` at which the account is free, best first.
    ///
    /// # Errors
    /// [`ProviderError`]; `Permission` for a personal account.
    pub async fn meeting_times(
        &self,
        emails: &[&str],
        windows: &[Span],
        duration: SignedDuration,
    ) -> Result<Vec<Suggestion>, ProviderError> {
        let attendee =
            |email: &&str| json!({"type": "required", "emailAddress": {"address": email}});
        let slot =
            |window: &Span| json!({"start": moment(window.start), "end": moment(window.end)});
        let slots: Vec<_> = windows.iter().map(slot).collect();
        let body = json!({
            "attendees": emails.iter().map(attendee).collect::<Vec<_>>(),
            // The windows are the working hours: the mailbox's own play no part.
            "timeConstraint": {"activityDomain": "unrestricted", "timeSlots": slots},
            "meetingDuration": format!("PT{}M", duration.as_mins()),
            "maxCandidates": CANDIDATES,
            "isOrganizerOptional": false,
            "minimumAttendeePercentage": MINIMUM,
        });
        let request = self.request(Method::POST, "/findMeetingTimes");
        let answer =
            self.rest.send(request, Some(&body)).await.map_err(ProviderError::repeatable)?;
        let answer: Answer = self.rest.read(answer).map_err(ProviderError::repeatable)?;
        let found = answer.meeting_time_suggestions;
        let suggestions: Vec<_> =
            found.iter().filter_map(|found| suggestion(found, emails)).collect();
        match suggestions.is_empty() && !found.is_empty() {
            true => Err(self.rest.malformed().repeatable()),
            false => Ok(suggestions),
        }
    }
}

/// A suggestion with everybody's availability, in the order of the question; who is not told of is unknown.
fn suggestion(found: &Found, emails: &[&str]) -> Option<Suggestion> {
    let slot = &found.meeting_time_slot;
    let span = Span { start: slot.start.instant()?, end: slot.end.instant()? };
    let attendees = emails.iter().map(|email| {
        let guest = found.attendee_availability.iter().find(|guest| guest.is(email));
        guest.map_or(Availability::Unknown, |guest| guest.availability)
    });
    Some(Suggestion { span, confidence: found.confidence, attendees: attendees.collect() })
}

impl Guest {
    fn is(&self, email: &str) -> bool {
        let address = self.attendee.pointer("/emailAddress/address").and_then(Value::as_str);
        address.is_some_and(|address| address.eq_ignore_ascii_case(email))
    }
}
