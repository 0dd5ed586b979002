//! `PATCH /api/integrations/{provider}/events/{event_id}`: changes an interview and tells its guests.
//!
//! The calendar is the truth: the event is read there, compared with what we saw last, changed only
//! where no person changed it since, and recorded as it is then. The connection that organizes it is used,
//! whoever of the company asks. A room beside the calendar goes before it, one request at a time.

mod body;
mod change;
mod room;
mod together;

use lambda_http::Request;
use serde::Serialize;
use shared::app::App;
use shared::connection::Maker;
use shared::model::error::{Error, Result, Sought};
use shared::model::interview::{Changes, Event, local};
use shared::model::provider::RoomProvider;
use shared::model::warning::Warning;
use shared::people::auth::Caller;
use shared::people::employer::Employer;
use shared::platform::request;
use shared::platform::response::Json;
use shared::scheduling::calendar::{Calendar, Reached, Session};
use shared::scheduling::comparison::{Verdict, compare};
use shared::scheduling::organizer::Organizer;
use shared::scheduling::{attempt, guests};
use shared::store::{Attempt, EventState, Known, Save, ScheduledEvent, insist};
use shared::words::Text;

use crate::body::Body;
use crate::change::Outcome;

/// How often a record that lost a race is made anew.
const TRIES: usize = 5;

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
    let known = app.store.known_event(company_id, provider, &event_id, app.clock.now()).await?;
    let known = known.filter(|known| known.event.state != EventState::Cancelled);
    let known = known.ok_or(Error::NotFound(Sought::Interview))?;
    let changes = body.changes(&known.event, app.clock.now())?;
    let session = Session::of_organizer(&app, employer, &known.event).await?;
    let result = update(&app, company_id, &session, (known, &changes)).await;
    let mut warnings = body.warnings(&changes, provider);
    let (event, more) = session.conclude("update_event", result).await?;
    warnings.extend(more);
    Ok(Json(Answer::new(event, employer, warnings)))
}

async fn update(
    app: &App,
    company_id: i64,
    session: &Session,
    (known, changes): (Known, &Changes),
) -> Result<(ScheduledEvent, Vec<Warning>)> {
    let is_stored = known.request.is_none();
    let known = match session.reach(known).await? {
        Reached::There(event) => *event,
        Reached::Absent { .. } => return Err(Error::NotFound(Sought::Interview)),
    };
    if known.room.is_some() {
        return together::update(app, session, (known, is_stored), changes).await;
    }
    let known = attempt::begin(app, company_id, session.user_id(), known).await?;
    let result = make(app, company_id, session, (&known, changes)).await;
    // What came of it may be recorded already, and then this writes nothing.
    if let Err(error) = &result {
        attempt::release(app, company_id, &known, error).await;
    }
    result.map(|recorded| (recorded, Vec::new()))
}

/// A person's version is recorded as well: who has looked at it can send the change again.
async fn make(
    app: &App,
    company_id: i64,
    session: &Session,
    (known, changes): (&ScheduledEvent, &Changes),
) -> Result<ScheduledEvent> {
    let call = |calendar: Calendar| async move { change::change(&calendar, known, changes).await };
    let outcome = session.call(call).await?;
    let by = (session.user_id(), changes);
    let (seen, refusal) = judged(app, company_id, (known.clone(), outcome), by).await;
    let recorded = record(app, company_id, session, (seen, known.attempt)).await?;
    match refusal {
        None => Ok(recorded),
        Some(refusal) => Err(refused(app, company_id, &recorded, refusal).await),
    }
}

/// What keeps a caller from a change, with the interview as it was `recorded`. One that its calendar did not show is
/// looked for by whoever reads that, soon.
async fn refused(app: &App, company_id: i64, recorded: &ScheduledEvent, refusal: Error) -> Error {
    if recorded.is_cancelled() {
        return Error::NotFound(Sought::Interview);
    }
    if recorded.unseen_since.is_some() {
        let calendar = recorded.calendar(company_id);
        // Where that can't be noted now, it is looked for at the next reading all the same.
        app.store.mark_changed(calendar, app.clock.now()).await.ok();
    }
    refusal
}

/// `known` as it is after `outcome` of `changes`, which `user_id` wanted, and what keeps them from having it.
async fn judged(
    app: &App,
    company_id: i64,
    (known, outcome): (ScheduledEvent, Outcome),
    (user_id, changes): (i64, &Changes),
) -> (ScheduledEvent, Option<Error>) {
    let (provider, now) = (known.provider.into(), app.clock.now());
    match outcome {
        Outcome::Changed(event) => {
            let seen = with_guests(app, company_id, known.seen(&event, now), &event).await;
            (in_zone(seen, changes).changed_by(Some(user_id)), None)
        }
        Outcome::Foreign(event) => {
            let seen = known.clone().seen(&event, now);
            let seen = with_guests(app, company_id, seen, &event).await;
            (seen.changed_in_calendar(&known, now), Some(Error::EventChanged(provider)))
        }
        Outcome::Missed(told) => {
            // What it is missed for is no change of this request's.
            let known = known.settled();
            match compare(&known, &Maker::Connected, told, now) {
                Verdict::Changed(gone) => (*gone, Some(Error::NotFound(Sought::Interview))),
                Verdict::Unclear(Some(noted)) => {
                    (*noted, Some(Error::ProviderUnavailable(provider)))
                }
                Verdict::Unclear(None) | Verdict::Same | Verdict::Restored(_) => {
                    (known, Some(Error::ProviderUnavailable(provider)))
                }
            }
        }
    }
}

/// Records the interview as it was `seen`. Where somebody else has recorded it since it was read, the
/// calendar is asked once more: what it says then is newer than both. A cancellation stays.
async fn record(
    app: &App,
    company_id: i64,
    session: &Session,
    (mut seen, own): (ScheduledEvent, Option<Attempt>),
) -> Result<ScheduledEvent> {
    for _ in 0..TRIES {
        if insist(|| app.store.put_event(company_id, &seen)).await? == Save::Saved {
            break;
        }
        let stored = app.store.event(company_id, seen.provider, &seen.event_id).await?;
        let Some(stored) = stored else { break };
        if stored.is_cancelled() {
            seen.state = EventState::Cancelled;
            break;
        }
        let id = seen.event_id.as_str();
        // The change is made, whatever comes of this look.
        let found = session.call(|calendar| async move { calendar.find(id).await }).await;
        let Ok(Some(event)) = found else { break };
        let attempt = stored.attempt.filter(|other| Some(*other) != own);
        let stored = stored.held_in(seen.room).after_turn(seen.turn);
        let stored = stored.seen(&event, app.clock.now());
        let stored = with_guests(app, company_id, stored, &event).await;
        seen = ScheduledEvent { timezone: seen.timezone, attempt, ..stored };
    }
    Ok(seen)
}

/// `seen` with its guests as the calendar has them; as they were known where that can't be sealed now.
async fn with_guests(
    app: &App,
    company_id: i64,
    seen: ScheduledEvent,
    event: &Event,
) -> ScheduledEvent {
    let told = (event.replies.as_slice(), app.clock.now());
    guests::met(app, company_id, seen.clone(), told).await.unwrap_or(seen)
}

fn in_zone(event: ScheduledEvent, changes: &Changes) -> ScheduledEvent {
    match &changes.when {
        Some(when) => ScheduledEvent { timezone: when.zone.clone(), ..event },
        None => event,
    }
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
            event_url: event.event_url,
            warnings,
        }
    }
}
