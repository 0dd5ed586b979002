//! One interview: asked for in its calendar, compared, and recorded as it is there.

use jiff::{SignedDuration, Timestamp};
use shared::app::App;
use shared::connection::Maker;
use shared::model::error::{Error, Result};
use shared::model::fault::{Fault, ProviderError};
use shared::model::interview::Event;
use shared::scheduling::calendar::Session;
use shared::scheduling::comparison::{Told, Verdict, compare, told};
use shared::scheduling::room;
use shared::store::{Save, ScheduledEvent};

/// How often a record that lost a race is made anew.
const TRIES: usize = 4;

/// The longest from a calendar's answer to its record.
const WRITING: SignedDuration = SignedDuration::from_secs(30);

/// What became of a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Looked {
    /// It is as we know it, or not to be compared.
    Same,
    /// It was recorded anew.
    Changed,
    /// A request is changing it: it is to be looked at later.
    Busy,
    /// Its calendar gives no answer that could be believed.
    Unclear,
}

/// Why no more can be read now.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The provider says so.
    Provider(ProviderError),
    /// Something of ours is out of order.
    Ours(Error),
    /// The calendar does not know the place that it has just given.
    Forgetful,
    /// Somebody else reads the calendar by now.
    Overtaken,
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Ours(error)
    }
}

/// Looks at the interview `known` in the calendar of `session`, whose list tells it to be gone where it `is_removed`.
///
/// # Errors
/// [`Stop`].
pub(crate) async fn look(
    app: &App,
    session: &Session,
    mut known: ScheduledEvent,
    is_removed: bool,
) -> Result<Looked, Stop> {
    let company = session.company_id();
    for _ in 0..TRIES {
        let maker = session.maker(known.account.as_ref());
        if matches!(maker, Maker::Other(_)) {
            return Ok(Looked::Same);
        }
        if known.is_being_changed(app.clock.now()) {
            return Ok(Looked::Busy);
        }
        let (told, found) = match ask(app, session, &known).await? {
            (Told::Absent, found) if is_removed => (Told::Removed, found),
            answer => answer,
        };
        let now = app.clock.now();
        let mut is_unclear = false;
        let saved = match compare(&known, &maker, told, now) {
            Verdict::Same => return Ok(Looked::Same),
            Verdict::Unclear(None) => return Ok(Looked::Unclear),
            Verdict::Unclear(Some(new)) => {
                is_unclear = true;
                app.store.put_event(company, &new).await
            }
            Verdict::Changed(new) if room::follows(&known, &new) => {
                let new = room::in_turn(app, *new)?;
                let saved = app.store.put_event(company, &new).await;
                if matches!(saved, Ok(Save::Saved)) {
                    let event = ScheduledEvent { version: new.version + 1, ..new };
                    let found = found.as_ref().filter(|_| !event.is_cancelled());
                    room::bring(app, company, (event, found), known.turn.is_some()).await;
                }
                saved
            }
            Verdict::Changed(new) => app.store.put_event(company, &new).await,
            Verdict::Restored(new) => app.store.rewrite_cancelled(company, &new).await,
        };
        let Ok(saved) = saved else { return unstored(app, company, known, now).await };
        if saved == Save::Saved {
            return Ok(if is_unclear { Looked::Unclear } else { Looked::Changed });
        }
        let stored = app.store.event(company, known.provider, &known.event_id).await?;
        let Some(stored) = stored else { return Ok(Looked::Same) };
        known = stored;
    }
    Ok(Looked::Busy)
}

/// `known`, of which could not be stored what its calendar told at `now`: where that was for what was told, it is
/// noted as unseen, and the rest of its calendar is read.
async fn unstored(
    app: &App,
    company_id: i64,
    known: ScheduledEvent,
    now: Timestamp,
) -> Result<Looked, Stop> {
    let (event_id, is_cancelled) = (known.event_id.clone(), known.is_cancelled());
    tracing::error!(company_id, event_id, "what a calendar tells of an interview can't be stored");
    let unseen = ScheduledEvent { unseen_since: known.unseen_since.or(Some(now)), ..known };
    match is_cancelled {
        true => app.store.rewrite_cancelled(company_id, &unseen).await?,
        false => app.store.put_event(company_id, &unseen).await?,
    };
    Ok(Looked::Unclear)
}

/// What its calendar says of the interview `known`, and the event where it stands.
async fn ask(
    app: &App,
    session: &Session,
    known: &ScheduledEvent,
) -> Result<(Told, Option<Event>), Stop> {
    let id = known.event_id.as_str();
    let asked_at = app.clock.now();
    let sight = session.call(|calendar| async move { calendar.sight(id).await }).await;
    match sight {
        Ok(sight) => {
            let told = told(app, session.company_id(), known, (&sight, asked_at)).await?;
            Ok((told, sight.event()))
        }
        Err(error) if is_about_all(&error) => Err(Stop::Provider(error)),
        Err(error) => {
            tracing::info!(%error, event_id = id, "a calendar does not say what became of an event");
            Ok((Told::Unsettled, None))
        }
    }
}

/// Whether asking for another interview would be refused as well.
const fn is_about_all(error: &ProviderError) -> bool {
    match error.fault {
        Fault::GrantGone(_) | Fault::TokenRefused | Fault::Config | Fault::Throttled(_) => true,
        Fault::Permission | Fault::Transient | Fault::Rejected | Fault::OutcomeUnknown => false,
    }
}

/// Whether `known` is to be looked at whatever its calendar tells: a request wrote it after the round before
/// this one began (`last_began`), so that the calendar may have told of it before we knew it; or something of
/// it is open.
pub(crate) fn needs_look(known: &ScheduledEvent, last_began: Option<Timestamp>) -> bool {
    let is_since = |seen: Timestamp| {
        last_began.is_none_or(|began| seen >= began.saturating_sub(WRITING).unwrap_or(began))
    };
    let is_new = known.seen_at.is_none_or(is_since);
    known.stands() && (is_new || known.unseen_since.is_some() || known.attempt.is_some())
}
