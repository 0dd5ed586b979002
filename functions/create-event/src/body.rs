//! The request's body, and the interview it asks for (B12, B14, S38, S39).

use jiff::Timestamp;
use serde::Deserialize;
use shared::model::error::Result;
use shared::model::interview::{
    Attendee, DEFAULT_ZONE, Interview, When, attendees, interviewers, is_same, text, zone_name,
};
use shared::model::owner::Whose;
use shared::model::provider::{CalendarProvider, RoomProvider};
use shared::model::warning::{Shortened, Warning};
use shared::people::ats::Application;
use shared::posting::explanation::Whole;
use shared::scheduling::making::candidate;
use shared::scheduling::wish::RoomWish;

/// What to schedule.
#[derive(Debug, Deserialize)]
pub(super) struct Body {
    /// The application's id at the ATS.
    pub(super) application_id: i64,
    /// One line; what the interview is, for which position and at which company where absent.
    #[serde(default)]
    title: Option<String>,
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
    /// The candidate's own zone, an IANA name.
    #[serde(default)]
    candidate_timezone: Option<String>,
    /// Addresses; the candidate where absent.
    #[serde(default)]
    attendees: Option<Vec<String>>,
    /// Colleagues who are there too, by their ids at the ATS.
    #[serde(default)]
    interviewers: Vec<i64>,
    /// Whose calendar: one's own where there is one, else the company's, where absent.
    #[serde(default)]
    pub(super) calendar_of: Option<Whose>,
    /// Whether to make a video link.
    #[serde(default)]
    create_meeting_link: bool,
    /// Where to make it; naming one asks for a link.
    #[serde(default)]
    meeting_provider: Option<RoomProvider>,
}

impl Body {
    /// Where it is to be held by video.
    pub(super) const fn wish(&self) -> RoomWish {
        RoomWish { named: self.meeting_provider, is_wanted: self.create_meeting_link }
    }

    /// The colleagues who are to be there, each once.
    ///
    /// # Errors
    /// `invalid_request` where there are more than 10.
    pub(super) fn interviewers(&self) -> Result<Vec<i64>> {
        interviewers(&self.interviewers)
    }

    /// The candidate's zone, where it is said.
    ///
    /// # Errors
    /// `invalid_request` where there is no such zone.
    pub(super) fn candidate_zone(&self) -> Result<Option<String>> {
        zone_name("candidate_timezone", self.candidate_timezone.as_deref())
    }

    /// The interview that is asked for, checked and cleaned as far as that is possible without the
    /// application; its title is empty where none is given.
    ///
    /// # Errors
    /// `invalid_request` naming the field.
    pub(super) fn interview(&self, now: Timestamp) -> Result<Interview> {
        let zone = (self.timezone.as_deref(), DEFAULT_ZONE);
        Ok(Interview {
            title: self.title.as_deref().map(text::title).transpose()?.unwrap_or_default(),
            description: text::description(self.description.as_deref().unwrap_or_default()),
            location: text::line(self.location.as_deref().unwrap_or_default()),
            when: When::parse(&self.start_time, &self.end_time, zone, now)?,
            attendees: attendees(self.attendees.as_deref().unwrap_or_default())?,
        })
    }

    /// What was shortened of what was asked for and explained, to become this interview in `provider`'s
    /// calendar.
    pub(super) fn warnings(
        &self,
        whole: &Whole,
        kept: &Interview,
        provider: CalendarProvider,
    ) -> Vec<Warning> {
        let title = self.title.as_deref().unwrap_or(&whole.title);
        let description = kept.description.strip_suffix(&whole.below).unwrap_or(&kept.description);
        let texts = [
            (Shortened::Title, Some(title), Some(kept.title.as_str())),
            (Shortened::Description, self.description.as_deref(), Some(description)),
            (Shortened::Location, self.location.as_deref(), Some(kept.location.as_str())),
        ];
        text::shortened(provider, texts)
    }

    /// The candidate is invited where nobody is named, and by name where known.
    ///
    /// # Errors
    /// `invalid_request` where the candidate is to be invited and the recruiting system has no address of
    /// theirs; the text names the candidate.
    pub(super) fn with_candidate(
        &self,
        mut interview: Interview,
        of: &Application,
    ) -> Result<Interview> {
        let candidate = match (candidate(of), &self.attendees) {
            (Ok(candidate), _) => candidate,
            (Err(_), Some(_)) => return Ok(interview),
            (Err(error), None) => return Err(error),
        };
        if self.attendees.is_none() {
            interview.attendees = vec![Attendee { email: candidate.email.clone(), name: None }];
        }
        let mut invited = interview.attendees.iter_mut();
        if let Some(invited) = invited.find(|one| is_same(&candidate.email, &one.email)) {
            invited.name = candidate.name;
        }
        Ok(interview)
    }
}
