//! What comes of trying to post a plan, and when it is tried again. Pure.
//!
//! What has begun in time may be finished a little later: where it is open whether a post is online, only the
//! identical post tells, which LinkedIn knows again for ten minutes.

use jiff::{SignedDuration, Timestamp};

use super::{Outcome, Place, Plan, Reason, State, later};
use crate::model::error::Error;
use crate::model::publication::DUPLICATE_WINDOW;

/// After LinkedIn took no more, or was down, a plan rests so long.
const PAUSE: SignedDuration = SignedDuration::from_mins(5);
/// Where another request was at the same post, or it is open whether it is online, the next run looks again.
const SHORT_PAUSE: SignedDuration = SignedDuration::from_mins(1);

impl Plan {
    /// Whether no place may be begun any more at `now`.
    pub fn is_late(&self, now: Timestamp) -> bool {
        now > self.last_moment()
    }

    /// Its time is over at `now`: where nothing was sent, it has failed because of what it waited for, or for nothing
    /// but that. What is open stays so.
    pub fn give_up_unsent(&mut self) {
        let reason = self.reason.filter(|reason| reason.may_pass()).unwrap_or(Reason::Late);
        for place in self.places.iter_mut().filter(|place| place.outcome == Outcome::Pending) {
            place.outcome = Outcome::Failed { reason };
        }
    }

    /// Notes that it could not be posted at the place `index` because of `error`, by what the ledger says of the
    /// place. What may pass is tried again.
    pub fn note_failure(&mut self, index: usize, error: &Error) {
        let reason = Reason::of(error);
        let Some(place) = self.places.get_mut(index) else { return };
        match (&place.outcome, reason) {
            (Outcome::Published { .. } | Outcome::Failed { .. }, _) => {}
            (_, reason) if reason.may_pass() => self.reason = Some(reason),
            (Outcome::Unclear, _) | (_, Reason::OutcomeUnknown) => {
                place.outcome = Outcome::Unclear;
                self.reason = self.reason.or(Some(Reason::InProgress));
            }
            (Outcome::Pending, reason) => place.outcome = Outcome::Failed { reason },
        }
    }

    /// What it is at `now`, after all that is open was tried; and when it is looked at again.
    #[must_use]
    pub fn tried(mut self, now: Timestamp) -> (Self, Option<Timestamp>) {
        if !self.places.iter().any(Place::is_open) {
            return (self.ended(Reason::Late, now), None);
        }
        if let Some(again) = self.again(now) {
            self.state = State::Planned;
            return (self, Some(again));
        }
        let waiting = self.reason.filter(|reason| reason.may_pass());
        (self.ended(waiting.unwrap_or(Reason::Late), now), None)
    }

    /// When it is looked at again: after its pause, or at the last time that the schedule can. `None` where that is over.
    fn again(&self, now: Timestamp) -> Option<Timestamp> {
        let is_unclear = self.places.iter().any(|place| place.outcome == Outcome::Unclear);
        let waiting = self.reason.filter(|reason| reason.may_pass());
        let is_short = is_unclear || waiting == Some(Reason::InProgress);
        let pause = if is_short { SHORT_PAUSE } else { PAUSE };
        let last = match is_unclear {
            true => later(self.last_moment(), DUPLICATE_WINDOW),
            // A run comes each minute.
            false => later(self.last_moment(), -SHORT_PAUSE),
        };
        Some(later(now, pause).min(last)).filter(|again| *again > now)
    }
}
