//! `GET /api/integrations/events`: the company's interviews, with three queries at once;
//! `GET /api/integrations/interviews?organizer=…`: those to come of one calendar.
//!
//! Google's links are made anew from the account that is connected: stored, they would hold its address.
//! What is answered is what we saw last in each calendar, and when that was: no provider is asked.

mod attendee;
mod change;
mod freshness;

use jiff::SignedDuration;
use lambda_http::Request;
use serde::Serialize;
use shared::app::App;
use shared::model::error::{Error, Result};
use shared::model::id::id;
use shared::model::interview::local;
use shared::model::owner::{Owner, Whose};
use shared::model::provider::RoomProvider;
use shared::people::auth::Caller;
use shared::people::employer::Employer;
use shared::platform::request::Query;
use shared::platform::response::Json;
use shared::scheduling::calendar::with_url;
use shared::scheduling::organizer::Organizer;
use shared::store::{EventState, ScheduledEvent};
use shared::words::Text;

use crate::attendee::Attendee;
use crate::change::Change;
use crate::freshness::Freshness;

/// How long an interview is listed after it ended.
const LOOKING_BACK: SignedDuration = SignedDuration::from_hours(24 * 30);

#[derive(Debug, Serialize)]
pub struct Answer {
    /// The earliest first.
    events: Vec<Entry>,
}

/// One interview; times in RFC 3339 with the offset of `timezone`.
#[derive(Debug, Serialize)]
pub struct Entry {
    event_id: String,
    provider: &'static str,
    application_id: i64,
    title: String,
    start_time: String,
    end_time: String,
    timezone: String,
    /// The candidate's own; null where nobody said it.
    candidate_timezone: Option<String>,
    /// Only where it can be opened (F29).
    meeting_link: Option<String>,
    /// `google_meet`, `teams` or `zoom`; null where no link was wanted.
    meeting_provider: Option<RoomProvider>,
    event_url: Option<String>,
    /// `scheduled`, `cancelled`, or `unconfirmed` where scheduling broke off and it may take place.
    status: EventState,
    /// The account in whose calendar it is, recognisable; `null` where nobody noted it, and of a colleague's.
    account: Option<String>,
    /// Whose calendar it stands in.
    organizer: Organizer,
    /// Where, as the calendar has it; `null` where nobody has looked since that is noted.
    location: Option<String>,
    /// Whether a person made it last whole days.
    all_day: bool,
    /// Who is invited, and what they answered; `null` where that can't be told now.
    attendees: Option<Vec<Attendee>>,
    /// `user:12`, or `calendar` where somebody deleted it there; `null` where it takes place.
    cancelled_by: Option<String>,
    /// `seen_at` and `is_delayed`.
    #[serde(flatten)]
    freshness: Freshness,
    /// What people changed in the calendar, the latest last.
    changes: Vec<Change>,
}

/// Answers the interviews to come and those that ended within the last 30 days; with `organizer`, those to
/// come that stand in that calendar, so that somebody can move them when its owner leaves.
///
/// # Errors
/// An `organizer` that is none (400); those of the caller, and outages: a failure is never "no interviews".
pub async fn handle(app: App, request: Request) -> Result<Json<Answer>> {
    let caller = Caller::of(&request, &app.secrets, &app.clock).await?;
    let query = Query::of(&request)?;
    let organizer = query.said("organizer")?.map(Named::parse).transpose()?;
    let employer = caller.with_company(&app.ats).await?;
    let company_id = employer.company_id;
    let now = app.clock.now();
    let since = if organizer.is_some() { now } else { now - LOOKING_BACK };
    let store = &app.store;
    let (mut events, connections, watches) = tokio::try_join!(
        store.events(company_id, since, now),
        store.summaries(company_id),
        store.watches(company_id)
    )?;
    if let Some(organizer) = organizer.map(|named| named.owner(employer)) {
        let stands = |event: &ScheduledEvent| event.state != EventState::Cancelled;
        events.retain(|event| event.organizer == organizer && stands(event));
    }
    let mut entries = Vec::with_capacity(events.len());
    // One after the other: the first one's key opens the others.
    for event in events {
        let id = event.calendar(company_id);
        let connection = connections.iter().find(|it| it.id == id.of_any());
        let account = connection.and_then(|it| it.account.as_ref());
        let watch = watches.iter().find(|watch| watch.id == id);
        let freshness = Freshness::of(&event, (connection, watch), now);
        let attendees = attendee::attendees(&app, company_id, &event).await;
        let event = with_url(&app.config.endpoints, event, account).seen_by(employer);
        entries.push(Entry::new(event, employer, attendees, freshness));
    }
    Ok(Json(Answer { events: entries }))
}

/// The calendar that is asked about.
enum Named {
    Whose(Whose),
    Person(i64),
}

impl Named {
    fn parse(text: &str) -> Result<Self> {
        let person = || id(text).map(Self::Person);
        let unknown = || Text::new("expected-organizer").with("field", "organizer");
        Whose::parse(text)
            .map(Self::Whose)
            .or_else(person)
            .ok_or_else(|| Error::InvalidRequest(unknown()))
    }

    fn owner(self, employer: Employer) -> Owner {
        match self {
            Self::Whose(Whose::Company) => Owner::Company,
            Self::Whose(Whose::Me) => Owner::Person(employer.user_id),
            Self::Person(user_id) => Owner::Person(user_id),
        }
    }
}

impl Entry {
    fn new(
        event: ScheduledEvent,
        employer: Employer,
        attendees: Option<Vec<Attendee>>,
        freshness: Freshness,
    ) -> Self {
        let organizer = Organizer::of(&event, employer);
        let canceller = || {
            let user = event.changed_by.map(|user_id| format!("user:{user_id}"));
            user.unwrap_or_else(|| "calendar".to_owned())
        };
        Self {
            provider: event.provider.key(),
            meeting_provider: event.meeting_provider(),
            application_id: event.application_id,
            start_time: local(event.start, &event.timezone),
            end_time: local(event.end, &event.timezone),
            meeting_link: event.meeting.url().map(str::to_owned),
            status: event.state,
            account: organizer.account().map(str::to_owned),
            organizer,
            cancelled_by: event.is_cancelled().then(canceller),
            freshness,
            changes: event.history.iter().map(|one| Change::new(one, &event.timezone)).collect(),
            attendees,
            location: event.location,
            all_day: event.is_all_day,
            event_id: event.event_id,
            title: event.title,
            timezone: event.timezone,
            candidate_timezone: event.candidate_timezone,
            event_url: event.event_url,
        }
    }
}
