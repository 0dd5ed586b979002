//! The request's body, and the interview it asks for (B12, B14, S38, S39).

use jiff::Timestamp;
use serde::Deserialize;
use shared::model::error::{Error, Result};
use shared::model::interview::{
    AddressError, Attendee, DEFAULT_ZONE, Interview, When, address, attendees, interviewers,
    is_same, text,
};
use shared::model::owner::Whose;
use shared::model::provider::{CalendarProvider, MeetingProvider, RoomProvider};
use shared::model::warning::{Shortened, Warning};
use shared::people::ats::Application;
use shared::posting::explanation::Whole;
use shared::words::{Argument, Text};

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
    /// Where the interview is to be held by video: what is asked for, else what the company `prefers`, else the
    /// room of `calendar` itself. `None` where no link is wanted.
    pub(super) fn room(
        &self,
        calendar: CalendarProvider,
        prefers: Option<RoomProvider>,
    ) -> Option<RoomProvider> {
        let preferred = prefers.filter(|room| room.host().is_some());
        let default = preferred.unwrap_or(calendar.room());
        self.meeting_provider.or(self.create_meeting_link.then_some(default))
    }

    /// Whether only the company's preferences tell where a link is made.
    pub(super) const fn leaves_room_open(&self) -> bool {
        self.create_meeting_link && self.meeting_provider.is_none()
    }

    /// Whether a connection beside the calendar is asked for.
    pub(super) fn host(&self) -> Option<MeetingProvider> {
        self.meeting_provider.and_then(RoomProvider::host)
    }

    /// Refuses rooms of another calendar.
    ///
    /// # Errors
    /// `invalid_request` naming what is possible.
    pub(super) fn check_room(&self, calendar: CalendarProvider) -> Result<()> {
        let Some(room) = self.meeting_provider else { return Ok(()) };
        if room.host().is_some() || room == calendar.room() {
            return Ok(());
        }
        let possible = [calendar.room(), RoomProvider::Zoom].map(RoomProvider::key).join(", ");
        let text = Text::new("expected-one-of").with("field", "meeting_provider");
        Err(Error::InvalidRequest(text.with("words", possible)))
    }

    /// The colleagues who are to be there, each once.
    ///
    /// # Errors
    /// `invalid_request` where there are more than 10.
    pub(super) fn interviewers(&self) -> Result<Vec<i64>> {
        interviewers(&self.interviewers)
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
        let name = of.candidate_name.as_deref().map(text::line).filter(|name| !name.is_empty());
        let email = address(of.candidate_email.as_deref().unwrap_or_default());
        if self.attendees.is_none() {
            let email = email.clone().map_err(|error| no_candidate(name.as_deref(), error))?;
            interview.attendees = vec![Attendee { email, name: None }];
        }
        let is_candidate = |one: &&mut Attendee| {
            email.as_ref().is_ok_and(|candidate| is_same(candidate, &one.email))
        };
        if let Some(candidate) = interview.attendees.iter_mut().find(is_candidate) {
            candidate.name = name;
        }
        Ok(interview)
    }
}

fn no_candidate(name: Option<&str>, error: AddressError) -> Error {
    let name = name.map_or_else(|| Argument::from(Text::new("candidate")), Argument::from);
    let text = Text::new("candidate-not-invitable").with("name", name);
    Error::InvalidRequest(text.with("problem", error.text()))
}
