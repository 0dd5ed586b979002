//! A change of an interview that is under way: noted before its calendar is asked, so that whoever reads the
//! calendar meanwhile leaves the interview alone, and knows afterwards whose change it was (F41).

use jiff::Timestamp;

use crate::app::App;
use crate::model::error::{Error, Result, Sought};
use crate::scheduling::calendar::Session;
use crate::store::{Attempt, Save, ScheduledEvent};

/// How often a note that lost a race is made anew.
const TRIES: usize = 5;

/// An interview of which is noted that somebody changes it.
#[derive(Clone, Debug)]
pub struct Begun {
    /// As it is stored, with the note.
    pub event: ScheduledEvent,
    /// The note that stood there until then, of a request that broke off, or is under way.
    before: Option<Attempt>,
}

impl Begun {
    /// `event`, in which nobody's note stood before one's own.
    pub const fn first(event: ScheduledEvent) -> Self {
        Self { event, before: None }
    }

    /// `event`, in which nothing was noted anew.
    pub const fn unnoted(event: ScheduledEvent) -> Self {
        let before = event.attempt;
        Self { event, before }
    }

    /// Whether a request before this one may have cancelled it, seen by whoever uses `session` at `now`. Of somebody
    /// else's that is under way nobody knows yet; one's own, made once more, has broken off.
    pub fn may_be_cancelled(&self, session: &Session, now: Timestamp) -> bool {
        let before = self.before();
        let is_one_s_own = before.changer() == Some(session.user_id())
            && before.is_changer_candidate() == session.actor().is_candidate();
        before.may_be_cancelled() && (is_one_s_own || !before.is_being_changed(now))
    }

    /// As it is stored, with the note before instead: what is found of it is no change of one's own.
    pub fn before(&self) -> ScheduledEvent {
        ScheduledEvent { attempt: self.before, ..self.event.clone() }
    }
}

/// Notes that whoever uses `session` changes its interview `known` from now on, or cancels it (`may_cancel`).
///
/// # Errors
/// [`Error::NotFound`] where it was cancelled meanwhile; [`Error::StorageUnavailable`], before anything is done.
pub async fn begin(
    app: &App,
    session: &Session,
    (mut known, may_cancel): (ScheduledEvent, bool),
) -> Result<Begun> {
    let (company, is_candidate_s) = (session.company_id(), session.actor().is_candidate());
    for _ in 0..TRIES {
        let before = known.attempt;
        let noted = known.being_changed(session.user_id(), app.clock.now());
        let attempt = noted.attempt.map(|attempt| match attempt.may_cancel {
            true => attempt,
            false => Attempt { is_candidate_s, may_cancel, ..attempt },
        });
        let noted = ScheduledEvent { attempt, ..noted };
        // What is stored was asked to be watched when it was, and this moves nothing.
        let saved = match noted.version {
            0 => app.store.put_event(company, &noted).await?,
            _ => app.store.put_watched_event(company, &noted).await?,
        };
        if saved == Save::Saved {
            let event = ScheduledEvent { version: noted.version + 1, ..noted };
            return Ok(Begun { event, before });
        }
        let stored = app.store.event(company, noted.provider, &noted.event_id).await?;
        let stored = stored.filter(|stored| !stored.is_cancelled());
        known = stored.ok_or(Error::NotFound(Sought::Interview))?;
    }
    // Somebody is at it all the time; without the note the change is made as well.
    Ok(Begun::unnoted(known))
}

/// Takes the note of `begun` back, whose change was refused with `error`; as well as can be done now. It does stay where
/// the change may have been made: whose it was is known then, by whoever reads the calendar soon. What people do there
/// until then would be taken for this change.
pub async fn release(app: &App, company: i64, begun: &Begun, error: &Error) {
    match error {
        Error::OutcomeUnknown(_) | Error::ProviderUnavailable(_) => {
            look_soon(app, company, &begun.event).await;
        }
        Error::StorageUnavailable | Error::TimedOut => {}
        _ => free(app, company, begun).await,
    }
}

/// Takes the note of `begun` back, whose change was certainly not made; as well as can be done now. What was noted
/// before says still whose the change is that a request has made which broke off.
pub async fn free(app: &App, company: i64, begun: &Begun) {
    let before = begun.before();
    // Its calendar may be connected no longer, and this moves nothing: it is not asked to be watched.
    if let Err(error) = app.store.put_watched_event(company, &before).await {
        tracing::warn!(code = error.code(), "a change that failed is noted as if it went on");
    }
    // Whose note that is may have been refused meanwhile, and nobody else takes it back then.
    if before.attempt.is_some() {
        look_soon(app, company, &before).await;
    }
}

/// Has the calendar of `event` read soon, and what became of its change found out with it.
async fn look_soon(app: &App, company: i64, event: &ScheduledEvent) {
    // Where that can't be noted now, it is looked at in the next round all the same.
    app.store.mark_changed(event.calendar(company), app.clock.now()).await.ok();
}
