//! An interview and its room, changed together: one request at a time, and what it can't do is left to the next one
//! or to the schedule.

use crate::app::App;
use crate::model::error::{Error, Result, Sought};
use crate::model::fault::ProviderError;
use crate::model::interview::{Changes, Event, Sight, Span, Turn};
use crate::model::provider::Provider;
use crate::model::warning::Warning;
use crate::scheduling::calendar::{Calendar, Session};
use crate::scheduling::comparison::Told;
use crate::scheduling::room::{Agreed, agree};
use crate::scheduling::turn;
use crate::store::{EventState, ScheduledEvent, TakenTurn};

use super::change::{self, Outcome};
use super::room::{self, Followed, Stopped};
use super::{judged, record, refused};

/// Makes `changes` to `known` and its room, in a turn of one's own.
///
/// # Errors
/// As [`super::update`].
pub(super) async fn update(
    app: &App,
    session: &Session,
    (known, is_stored): (ScheduledEvent, bool),
    changes: &Changes,
) -> Result<(ScheduledEvent, Vec<Warning>)> {
    let company_id = session.company_id();
    let TakenTurn { event, is_left, is_another_s } =
        turn::take(app, (company_id, session.actor(), false), &known, is_stored).await?;
    // Whose it is was found out, where that was not noted.
    let event = ScheduledEvent { account: known.account.clone(), ..event };
    let work = Work { app, session, changes, event, is_another_s };
    if work.event.state == EventState::Cancelled {
        work.end(is_left).await;
        return Err(Error::NotFound(Sought::Interview));
    }
    // Another request, or a person, was faster than this one has read.
    let is_stale = work.event.fingerprint != known.fingerprint;
    let work = match is_left || is_stale {
        true => work.caught_up(is_left).await?,
        false => work,
    };
    work.done().await
}

/// A change in its turn.
struct Work<'a> {
    app: &'a App,
    session: &'a Session,
    changes: &'a Changes,
    /// The interview with the turn.
    event: ScheduledEvent,
    /// Whether the turn tells of the change of a request before, which broke off.
    is_another_s: bool,
}

impl Work<'_> {
    /// This work on the interview as the calendar has it, with its room in the same place.
    async fn caught_up(mut self, is_left: bool) -> Result<Self> {
        let found = self.found().await;
        let Ok(found) = found else {
            self.end(is_left).await;
            return Err(found.err().map_or(Error::Internal, Error::from));
        };
        let event = match found {
            Sight::There(event) => *event,
            Sight::Deleted => {
                return Err(self.concluded(Outcome::Missed(Told::Deleted), is_left).await);
            }
            Sight::Absent => {
                return Err(self.concluded(Outcome::Missed(Told::Absent), is_left).await);
            }
        };
        let content = &event.content;
        if !is_left && *content != content.after(self.changes) {
            return Err(self.concluded(Outcome::Foreign(event), is_left).await);
        }
        if is_left {
            let user = self.session.actor();
            let known = (&self.event, Some(&event));
            let agreed = agree(self.app, self.company(), known, user, true).await;
            let (room, left) = turn::outcome(self.app, &self.event, &agreed);
            if let Err(error) = agreed {
                turn::end(self.app, self.company(), self.event, None, left).await;
                return Err(error);
            }
            self.event = self.event.held_in(room);
        }
        Ok(self)
    }

    /// The room goes, the calendar follows, and both are recorded.
    async fn done(self) -> Result<(ScheduledEvent, Vec<Warning>)> {
        let Some(former) = self.event.room.clone() else { return Err(Error::Internal) };
        let known = (&self.event, former);
        let followed = match room::follow(self.app, self.session, known, self.changes).await {
            Ok(followed) => followed,
            Err(Stopped { error, is_unmoved }) => {
                let left = turn::left(self.app, &self.event, Some(&error));
                // The calendar was not asked for anything.
                let left = left.filter(|_| !is_unmoved).map(Turn::settled);
                turn::end(self.app, self.company(), self.event, None, left).await;
                return Err(error);
            }
        };
        match self.changed(&followed).await {
            Ok((placed, Outcome::Changed(event))) => {
                let known = followed.held(self.event.clone());
                let (known, warning) = self.beside(known, &event, followed.is_barred).await;
                let result = (known, Outcome::Changed(event));
                let (seen, _) = judged(self.app, self.session, result, &placed).await;
                let recorded = record(self.app, self.session, (seen, None), false).await?;
                let mut warnings = followed.warnings;
                warnings.extend(warning);
                warnings.dedup();
                Ok((recorded, warnings))
            }
            Ok((_, outcome @ (Outcome::Foreign(_) | Outcome::Missed(_)))) => {
                Err(self.concluded(outcome, followed.is_replaced()).await)
            }
            Err(error) => Err(self.undone(&followed, error).await),
        }
    }

    /// `known`, whose room is where the changes want it, with that where `event` is: a person may have moved it in
    /// what was not to be changed. What nobody could do (`is_barred`) is left to the schedule.
    async fn beside(
        &self,
        known: ScheduledEvent,
        event: &Event,
        is_barred: bool,
    ) -> (ScheduledEvent, Option<Warning>) {
        let own = Span { start: known.start, end: known.end };
        let span = self.changes.when.as_ref().map_or(own, |when| when.span);
        let title = self.changes.title.as_ref().unwrap_or(&known.title);
        let found = &event.content;
        if found.title == *title && found.span.is_none_or(|found| found == span) {
            let left = turn::left(self.app, &known, None).filter(|_| is_barred);
            return (known.after_turn(left), None);
        }
        let user = self.session.actor();
        let agreed = agree(self.app, self.company(), (&known, Some(event)), user, false).await;
        let (room, left) = turn::outcome(self.app, &known, &agreed);
        let is_barred = matches!(&agreed, Ok(Some(Agreed { is_barred: true, .. })));
        let warning = is_barred.then(|| Warning::room_not_moved(Provider::Zoom));
        (known.held_in(room).after_turn(left), warning)
    }

    /// What the calendar says to the changes with the room's link, and these.
    async fn changed(&self, followed: &Followed) -> Result<(Changes, Outcome), ProviderError> {
        let id = &self.event.event_id;
        let placed = followed.placed(self.session, id, self.changes.clone()).await?;
        let (known, changes) = (&self.event, &placed);
        let call = |calendar: Calendar| async move {
            change::change(&calendar, (known, None), changes).await
        };
        let outcome = self.session.call(call).await?;
        Ok((placed, outcome))
    }

    /// After the calendar's `error`: the room is where the event is, as far as that can be found out.
    async fn undone(self, followed: &Followed, error: ProviderError) -> Error {
        let may_be_done = room::may_be_done(&error);
        let error = Error::from(error);
        if !followed.is_moved {
            // Whose change it is that may have been made is known by whoever looks at it next.
            let is_left = may_be_done || self.is_another_s;
            self.end(is_left).await;
            return error;
        }
        let found = match self.found().await {
            Ok(Sight::There(event)) => Ok(Some(*event)),
            Ok(Sight::Deleted) => Ok(None),
            // Said once, that tells nothing yet.
            Ok(Sight::Absent) => Err(Error::ProviderUnavailable(self.event.provider.into())),
            Err(unknown) => Err(unknown.into()),
        };
        let is_done = |event: &&Event| {
            let content = &event.content;
            content.fingerprint() != self.event.fingerprint
                && *content == content.after(self.changes)
        };
        if let Ok(Some(event)) = &found
            && is_done(&event)
        {
            // The change was made after all: recorded as what it is, whatever the caller was told.
            let made = Outcome::Changed(event.clone());
            self.concluded(made, followed.is_replaced()).await;
            return error;
        }
        let (is_known, agreed) = match found {
            Ok(event) => {
                let known = (&self.event, event.as_ref());
                let user = self.session.actor();
                let is_replaced = followed.is_replaced();
                (true, agree(self.app, self.company(), known, user, is_replaced).await)
            }
            Err(unknown) => (false, Err(unknown)),
        };
        let (room, left) = turn::outcome(self.app, &self.event, &agreed);
        let left = if is_known { left.map(Turn::settled) } else { left };
        turn::end(self.app, self.company(), self.event, room, left).await;
        error
    }

    /// The interview is otherwise than this request knew, or gone: its room follows that, and it is recorded.
    async fn concluded(self, outcome: Outcome, is_replaced: bool) -> Error {
        let event = match &outcome {
            Outcome::Changed(event) | Outcome::Foreign(event) => Some(event.clone()),
            Outcome::Missed(_) => None,
        };
        let result = (self.before(), outcome);
        let (seen, refusal) = judged(self.app, self.session, result, self.changes).await;
        let (room, left) = if event.is_some() || seen.is_cancelled() {
            let (user, known) = (self.session.actor(), (&self.event, event.as_ref()));
            let agreed = agree(self.app, self.company(), known, user, is_replaced).await;
            turn::outcome(self.app, &self.event, &agreed)
        } else {
            // Nobody knows yet whether it is to go: the schedule finds that out.
            (None, turn::left(self.app, &self.event, None))
        };
        let seen = seen.held_in(room).after_turn(left.map(Turn::settled));
        let recorded = record(self.app, self.session, (seen, None), false).await;
        match (recorded, refusal) {
            (Err(error), _) => error,
            (Ok(_), None) => Error::Internal,
            (Ok(recorded), Some(refusal)) => {
                refused(self.app, self.company(), &recorded, refusal).await
            }
        }
    }

    /// The interview as it is but for this change: what is found of it is no doing of this request's.
    fn before(&self) -> ScheduledEvent {
        let event = self.event.clone();
        if self.is_another_s { event } else { event.settled() }
    }

    /// Ends the turn without a change that is known; what was left before is left still.
    async fn end(self, is_left: bool) {
        let left = turn::left(self.app, &self.event, None).filter(|_| is_left);
        turn::end(self.app, self.company(), self.event, None, left).await;
    }

    async fn found(&self) -> Result<Sight, ProviderError> {
        let id = self.event.event_id.as_str();
        self.session.call(|calendar| async move { calendar.sight(id).await }).await
    }

    const fn company(&self) -> i64 {
        self.session.company_id()
    }
}
