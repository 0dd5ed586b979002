//! The answer (B12): the event, and what truly became of the video link (F29).

use serde::Serialize;
use shared::model::interview::local;
use shared::model::provider::{CalendarProvider, RoomProvider};
use shared::model::warning::Warning;
use shared::people::employer::Employer;
use shared::scheduling::interviewers::Presence;
use shared::scheduling::organizer::Organizer;
use shared::store::ScheduledEvent;
use shared::words::Text;

/// `meet_link` is there at Google only, `teams_link` at Outlook only, each null without a link; `zoom_link` for
/// a room at Zoom only.
#[derive(Debug, Serialize)]
pub struct Answer {
    message: Text,
    event_id: String,
    /// Whose calendar it stands in.
    organizer: Organizer,
    event_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    meet_link: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    teams_link: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    zoom_link: Option<String>,
    /// `google_meet`, `teams` or `zoom`; null where no link was wanted.
    meeting_provider: Option<RoomProvider>,
    meeting_link: Option<String>,
    meeting_link_status: &'static str,
    application_id: i64,
    start_time: String,
    end_time: String,
    timezone: String,
    /// The candidate's own; null where nobody said it.
    candidate_timezone: Option<String>,
    /// How each interviewer is at that time.
    interviewers: Vec<Presence>,
    warnings: Vec<Warning>,
}

impl Answer {
    /// Tells `employer` of `event`, of what was shortened or stands in the way, and who is free.
    pub(super) fn new(
        event: ScheduledEvent,
        employer: Employer,
        (warnings, interviewers): (Vec<Warning>, Vec<Presence>),
    ) -> Self {
        let event = event.seen_by(employer);
        let link = event.meeting.url().map(str::to_owned);
        let own = |room| {
            let is_here = event.meeting_provider() == Some(room);
            (event.provider.room() == room).then(|| link.clone().filter(|_| is_here))
        };
        let is_zoom = event.meeting_provider() == Some(RoomProvider::Zoom);
        Self {
            message: message(event.provider),
            organizer: Organizer::of(&event, employer),
            meet_link: own(RoomProvider::GoogleMeet),
            teams_link: own(RoomProvider::Teams),
            zoom_link: link.clone().filter(|_| is_zoom),
            meeting_provider: event.meeting_provider(),
            meeting_link_status: event.meeting.status(),
            meeting_link: link,
            event_id: event.event_id,
            event_url: event.event_url,
            application_id: event.application_id,
            start_time: local(event.start, &event.timezone),
            end_time: local(event.end, &event.timezone),
            timezone: event.timezone,
            candidate_timezone: event.candidate_timezone,
            interviewers,
            warnings,
        }
    }
}

/// As the previous backend said it.
const fn message(provider: CalendarProvider) -> Text {
    match provider {
        CalendarProvider::Google => Text::new("event-created-google"),
        CalendarProvider::Outlook => Text::new("event-created-outlook"),
    }
}
