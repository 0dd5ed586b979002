//! `GET /api/integrations/events`: the company's interviews, with two queries at once.
//!
//! Google's links are made anew from the account that is connected: stored, they would hold its address.
//! What is answered is what we saw last in each calendar: no provider is asked.

use jiff::SignedDuration;
use lambda_http::Request;
use serde::Serialize;
use shared::app::App;
use shared::model::error::Result;
use shared::model::interview::local;
use shared::model::provider::RoomProvider;
use shared::people::auth::Caller;
use shared::platform::response::Json;
use shared::scheduling::calendar::with_url;
use shared::store::{EventState, ScheduledEvent};

/// How long an interview is listed after it ended.
const LOOKING_BACK: SignedDuration = SignedDuration::from_hours(24 * 30);

/// The answer.
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
    /// Only where it can be opened (F29).
    meeting_link: Option<String>,
    /// `google_meet`, `teams` or `zoom`; null where no link was wanted.
    meeting_provider: Option<RoomProvider>,
    event_url: Option<String>,
    /// `scheduled`, `cancelled`, or `unconfirmed` where scheduling broke off and it may take place.
    status: EventState,
    /// The account in whose calendar it is, recognisable; `null` where nobody noted it.
    account: Option<String>,
}

/// Answers the interviews to come and those that ended within the last 30 days.
///
/// # Errors
/// Those of the caller, and outages: a failure is never "no interviews".
pub async fn handle(app: App, request: Request) -> Result<Json<Answer>> {
    let caller = Caller::of(&request, &app.secrets, &app.clock).await?;
    let employer = caller.with_company(&app.ats).await?;
    let company_id = employer.company_id;
    let now = app.clock.now();
    let events = app.store.events(company_id, now - LOOKING_BACK, now);
    let (events, connections) = tokio::try_join!(events, app.store.summaries(company_id))?;
    let with_url = |event: ScheduledEvent| {
        let connection = connections
            .iter()
            .find(|it| it.id == employer.company_connection(event.provider.into()));
        let account = connection.and_then(|it| it.account.as_ref());
        with_url(&app.config.endpoints, event, account)
    };
    Ok(Json(Answer { events: events.into_iter().map(with_url).map(Entry::from).collect() }))
}

impl From<ScheduledEvent> for Entry {
    fn from(event: ScheduledEvent) -> Self {
        Self {
            provider: event.provider.key(),
            meeting_provider: event.meeting_provider(),
            application_id: event.application_id,
            start_time: local(event.start, &event.timezone),
            end_time: local(event.end, &event.timezone),
            meeting_link: event.meeting.url().map(str::to_owned),
            status: event.state,
            account: event.account.map(|account| account.label),
            event_id: event.event_id,
            title: event.title,
            timezone: event.timezone,
            event_url: event.event_url,
        }
    }
}
