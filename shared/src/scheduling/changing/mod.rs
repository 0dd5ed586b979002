//! Changing an interview that stands, whoever asks for it, and telling its guests.
//!
//! The calendar is the truth: the event is read there, compared with what we saw last, changed only
//! where no person changed it since, and recorded as it is then. A room beside the calendar goes before it, one
//! request at a time.

mod change;
mod room;
mod together;

use crate::app::App;
use crate::connection::Maker;
use crate::model::error::{Error, Result, Sought};
use crate::model::interview::{Changes, Event, Sight};
use crate::model::warning::Warning;
use crate::scheduling::attempt::{self, Begun};
use crate::scheduling::calendar::{Calendar, Reached, Session};
use crate::scheduling::comparison::{Told, Verdict, compare, told_by};
use crate::scheduling::guests;
use crate::store::{Attempt, EventState, Known, Save, ScheduledEvent, insist};

use self::change::Outcome;

/// How often a record that lost a race is made anew.
const TRIES: usize = 5;

/// Makes `changes` to the interview `known`, with the connection that organizes it; as it is recorded then.
///
/// # Errors
/// No such interview any more (404); a person's change, another account than the one that made it (409); the
/// provider's refusals; outages.
pub async fn update(
    app: &App,
    session: &Session,
    (known, changes): (Known, &Changes),
) -> Result<(ScheduledEvent, Vec<Warning>)> {
    let company_id = session.company_id();
    let is_stored = known.request.is_none();
    let known = match session.reach(known).await? {
        Reached::There(event) => *event,
        Reached::Absent { .. } => return Err(Error::NotFound(Sought::Interview)),
    };
    if known.room.is_some() {
        return together::update(app, session, (known, is_stored), changes).await;
    }
    let (id, version) = (known.event_id.as_str(), known.version);
    let look = session.call(|calendar| async move { calendar.sight(id).await });
    let (begun, sight) = tokio::join!(attempt::begin(app, session, (known.clone(), false)), look);
    let begun = begun?;
    let sight = match sight {
        Ok(sight) => sight,
        Err(error) => {
            // It was but looked at.
            attempt::free(app, company_id, &begun).await;
            return Err(error.into());
        }
    };
    // Where somebody was faster, what they have recorded may be newer than what was seen beside the note.
    let sight = Some(sight).filter(|_| begun.event.version == version + 1);
    let result = make(app, company_id, session, (&begun, sight), changes).await;
    // What came of it may be recorded already, and then this writes nothing.
    if let Err(error) = &result {
        attempt::release(app, company_id, &begun, error).await;
    }
    result.map(|recorded| (recorded, Vec::new()))
}

/// A person's version is recorded as well: who has looked at it can send the change again.
async fn make(
    app: &App,
    company_id: i64,
    session: &Session,
    (begun, sight): (&Begun, Option<Sight>),
    changes: &Changes,
) -> Result<ScheduledEvent> {
    let (known, sight) = (&begun.event, &sight);
    let call = |calendar: Calendar| async move {
        change::change(&calendar, (known, sight.clone()), changes).await
    };
    // It is followed from now on, wherever it is moved.
    let watched = app.store.want_watch(known.calendar(company_id), app.clock.now());
    let (outcome, watched) = tokio::join!(session.call(call), watched);
    let (outcome, is_watched) = (outcome?, watched.is_ok());
    let (seen, refusal) = judged(app, session, (begun.before(), outcome), changes).await;
    let recorded = record(app, session, (seen, known.attempt), is_watched);
    let recorded = match &refusal {
        None => tokio::join!(recorded, session.note_use()).0?,
        Some(_) => recorded.await?,
    };
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

/// `known` as it is after `outcome` of `changes`, which whoever uses `session` wanted, and what keeps
/// them from having it. What a note in it tells of is another request's.
async fn judged(
    app: &App,
    session: &Session,
    (known, outcome): (ScheduledEvent, Outcome),
    changes: &Changes,
) -> (ScheduledEvent, Option<Error>) {
    let (company_id, now) = (session.company_id(), app.clock.now());
    let provider = known.provider.into();
    match outcome {
        Outcome::Changed(event) => {
            let seen = with_guests(app, company_id, known.seen(&event, now), &event).await;
            (session.changed(in_zone(seen, changes)), None)
        }
        Outcome::Foreign(event) => {
            let seen = known.clone().seen(&event, now);
            let seen = with_guests(app, company_id, seen, &event).await;
            (told_by(&known, seen, now), Some(Error::EventChanged(provider)))
        }
        Outcome::Missed(told) => {
            let refusal = match told {
                Told::Elsewhere => session.other_account(None),
                _ => Error::ProviderUnavailable(provider),
            };
            match compare(&known, &Maker::Connected, told, now) {
                Verdict::Changed(gone) => (*gone, Some(Error::NotFound(Sought::Interview))),
                Verdict::Unclear(Some(noted)) => (*noted, Some(refusal)),
                Verdict::Unclear(None) | Verdict::Same | Verdict::Restored(_) => {
                    (known, Some(refusal))
                }
            }
        }
    }
}

/// Records the interview as it was `seen`. Where somebody else has recorded it since it was read, the
/// calendar is asked once more: what it says then is newer than both. A cancellation stays. Whether its calendar was
/// asked to be watched meanwhile (`is_watched`) spares doing so before.
async fn record(
    app: &App,
    session: &Session,
    (mut seen, own): (ScheduledEvent, Option<Attempt>),
    is_watched: bool,
) -> Result<ScheduledEvent> {
    let company_id = session.company_id();
    for _ in 0..TRIES {
        let put = async || match is_watched {
            true => app.store.put_watched_event(company_id, &seen).await,
            false => app.store.put_event(company_id, &seen).await,
        };
        if insist(put).await? == Save::Saved {
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
        let candidate_timezone = seen.candidate_timezone.or(stored.candidate_timezone);
        seen = ScheduledEvent { timezone: seen.timezone, candidate_timezone, attempt, ..stored };
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

/// `event` in the zones that `changes` name.
fn in_zone(event: ScheduledEvent, changes: &Changes) -> ScheduledEvent {
    let timezone = changes.when.as_ref().map(|when| when.zone.clone());
    let candidate_timezone = changes.candidate_zone.clone().or(event.candidate_timezone);
    ScheduledEvent { timezone: timezone.unwrap_or(event.timezone), candidate_timezone, ..event }
}
