//! The request's body, and the interview it asks for (B12, B14, S38, S39).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::json;
use shared::ats::Application;
use shared::error::Result;
use shared::interview::{Attendee, Interview, When, attendees, text, zone};

/// What to schedule.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Body {
    /// The application's id at the ATS.
    pub(super) application_id: i64,
    /// One line.
    title: String,
    #[serde(default)]
    description: Option<String>,
    #[serde(default)]
    location: Option<String>,
    /// A local time of `timezone`, or one with `Z` or an offset.
    start_time: String,
    end_time: String,
    /// An IANA name; Europe/Paris where absent.
    #[serde(default)]
    timezone: Option<String>,
    /// Addresses; the candidate where absent.
    #[serde(default)]
    attendees: Option<Vec<String>>,
    /// Whether to make a video link.
    #[serde(default)]
    pub(super) create_meeting_link: bool,
}

impl Body {
    /// The interview, checked and cleaned as far as that is possible without the application.
    ///
    /// # Errors
    /// `invalid_request` naming the field.
    pub(super) fn interview(&self, now: Timestamp) -> Result<Interview> {
        let zone = zone(self.timezone.as_deref())?;
        Ok(Interview {
            title: text::title(&self.title)?,
            description: text::description(self.description.as_deref().unwrap_or_default()),
            location: text::line(self.location.as_deref().unwrap_or_default()),
            when: When::parse(&self.start_time, &self.end_time, &zone, now)?,
            attendees: attendees(self.attendees.as_deref().unwrap_or_default())?,
        })
    }

    /// The candidate is invited where nobody is named, and by name where known.
    pub(super) fn with_candidate(&self, mut interview: Interview, of: &Application) -> Interview {
        let name = Some(text::line(&of.candidate_name)).filter(|name| !name.is_empty());
        if self.attendees.is_none() {
            let email = of.candidate_email.clone();
            interview.attendees = vec![Attendee { email, name: None }];
        }
        let is_candidate =
            |one: &&mut Attendee| one.email.eq_ignore_ascii_case(&of.candidate_email);
        if let Some(candidate) = interview.attendees.iter_mut().find(is_candidate) {
            candidate.name = name;
        }
        interview
    }

    /// All that is asked for, as one text: equal for equal requests.
    pub(super) fn canonical(&self) -> String {
        json!(self).to_string()
    }
}
