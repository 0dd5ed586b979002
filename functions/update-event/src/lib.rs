//! `PATCH /api/integrations/{provider}/events/{event_id}`: changes an interview and tells its guests.
//!
//! The calendar is the truth: the event is read there, compared with what we saw last, changed only
//! where no person changed it since, and recorded as it is then. The connection that organizes it is used,
//! whoever of the company asks. A room beside the calendar goes before it, one request at a time.

mod body;

use lambda_http::Request;
use serde::Serialize;
use shared::app::App;
use shared::model::error::{Error, Result, Sought};
use shared::model::interview::local;
use shared::model::provider::RoomProvider;
use shared::model::warning::Warning;
use shared::people::auth::Caller;
use shared::people::employer::Employer;
use shared::platform::request;
use shared::platform::response::Json;
use shared::scheduling::calendar::{Session, may_organize};
use shared::scheduling::changing::update;
use shared::scheduling::organizer::Organizer;
use shared::store::{EventState, ScheduledEvent};
use shared::words::Text;

use crate::body::Body;

/// The answer; times in RFC 3339 with the offset of `timezone`.
#[derive(Debug, Serialize)]
pub struct Answer {
    message: Text,
    event_id: String,
    provider: &'static str,
    /// Whose calendar it stands in.
    organizer: Organizer,
    title: String,
    start_time: String,
    end_time: String,
    timezone: String,
    /// The candidate's own; null where nobody said it.
    candidate_timezone: Option<String>,
    /// `google_meet`, `teams` or `zoom`; null where no link was wanted.
    meeting_provider: Option<RoomProvider>,
    /// Only where it can be opened (F29).
    meeting_link: Option<String>,
    meeting_link_status: &'static str,
    event_url: Option<String>,
    /// What of the change was shortened.
    warnings: Vec<Warning>,
}

/// Changes an interview of the caller's company.
///
/// # Errors
/// A malformed body (400); no such interview in the company, without asking the provider, or none any
/// more (404); a person's change, no connection, a dead grant, another account than the one that made it
/// (409); the provider's refusals; outages.
pub async fn handle(app: App, request: Request) -> Result<Json<Answer>> {
    let caller = Caller::of(&request, &app.secrets, &app.clock).await?;
    let provider = request::calendar(&request)?;
    let event_id = request::path(&request, "event_id").unwrap_or_default();
    let body: Body = request::json(&request)?;
    let employer = caller.with_company(&app.ats).await?;
    let company_id = employer.company_id;
    let (known, read) = tokio::try_join!(
        app.store.known_event(company_id, provider, &event_id, app.clock.now()),
        may_organize(&app, employer, provider),
    )?;
    let known = known.filter(|known| known.event.state != EventState::Cancelled);
    let known = known.ok_or(Error::NotFound(Sought::Interview))?;
    let changes = body.changes(&known.event, app.clock.now())?;
    let session = Session::of_organizer_read(&app, employer, (&known.event, &read)).await?;
    // Boxed, as what is large is where it is entered: whoever waits would hold all of it.
    let result = Box::pin(update(&app, &session, (known, &changes))).await;
    let mut warnings = body.warnings(&changes, provider);
    let (event, more) = session.conclude("update_event", result).await?;
    warnings.extend(more);
    Ok(Json(Answer::new(event, employer, warnings)))
}

impl Answer {
    fn new(event: ScheduledEvent, employer: Employer, warnings: Vec<Warning>) -> Self {
        let event = event.seen_by(employer);
        Self {
            message: Text::new("interview-updated"),
            provider: event.provider.key(),
            organizer: Organizer::of(&event, employer),
            meeting_provider: event.meeting_provider(),
            start_time: local(event.start, &event.timezone),
            end_time: local(event.end, &event.timezone),
            meeting_link: event.meeting.url().map(str::to_owned),
            meeting_link_status: event.meeting.status(),
            event_id: event.event_id,
            title: event.title,
            timezone: event.timezone,
            candidate_timezone: event.candidate_timezone,
            event_url: event.event_url,
            warnings,
        }
    }
}
