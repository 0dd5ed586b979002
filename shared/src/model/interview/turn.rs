//! Whose turn it is to change an interview together with its room: one request at a time, since a room knows no
//! versions.
//!
//! A turn stays noted until both are as they should be. One that is over and still there tells that they may
//! not be: the next request of the interview, or the schedule, brings them together first.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::model::ledger::ATTEMPT_LIFE;

/// When the schedule looks at a turn that broke off: later than any that is under way.
const LOOK: SignedDuration = SignedDuration::from_mins(1);
/// The pause after a first failure, doubled with each further one up to [`LONGEST_PAUSE`].
const FIRST_PAUSE: SignedDuration = SignedDuration::from_mins(5);
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_hours(6);
/// How long after its interview a room is looked after: nobody comes any more.
const SLACK: SignedDuration = SignedDuration::from_hours(24);

/// A turn; times to the second.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// Random: tells one's own from another's.
    pub nonce: u64,
    /// From when somebody else may take it.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub until: Timestamp,
    /// When the schedule looks at it.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub due_at: Timestamp,
    /// How many left something to be done.
    pub tries: u32,
    /// Whose change of the calendar it is, as long as nobody knows what became of that: where it broke off, what is
    /// found there later is theirs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_id: Option<i64>,
    /// Whether it is a candidate's, in their name.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_candidate_s: bool,
    /// Whether it cancels the interview: what its calendar does not know then is gone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub may_cancel: bool,
}

impl Turn {
    /// A turn from `now` on.
    pub fn new(nonce: u64, now: Timestamp) -> Self {
        Self {
            nonce,
            until: later(now, ATTEMPT_LIFE),
            due_at: later(now, LOOK),
            tries: 0,
            user_id: None,
            is_candidate_s: false,
            may_cancel: false,
        }
    }

    /// This turn, in which `user_id`, or nobody who is signed in, is about to change the calendar.
    #[must_use]
    pub fn of(self, user_id: Option<i64>) -> Self {
        Self { user_id, ..self }
    }

    /// This turn, which is a candidate's where `is_candidate_s`, and cancels the interview where `may_cancel`.
    #[must_use]
    pub fn to(self, is_candidate_s: bool, may_cancel: bool) -> Self {
        Self { is_candidate_s, may_cancel, ..self }
    }

    /// This turn after `old`: of two whose changes broke off the first may have been made.
    #[must_use]
    pub fn after(self, old: &Self) -> Self {
        let tries = old.tries;
        if old.user_id.is_none() {
            return Self { tries, ..self };
        }
        let Self { user_id, is_candidate_s, may_cancel, .. } = *old;
        Self { tries, user_id, is_candidate_s, may_cancel: may_cancel || self.may_cancel, ..self }
    }

    /// This turn, of which is known what became of the calendar: what is found there later is another's.
    #[must_use]
    pub fn settled(self) -> Self {
        Self { user_id: None, is_candidate_s: false, may_cancel: false, ..self }
    }

    /// This turn, which ended at `now` and left something to be done: by anybody who comes, and by the schedule
    /// after a pause, in which `retry_after` seconds have passed.
    #[must_use]
    pub fn left(self, now: Timestamp, retry_after: Option<u64>) -> Self {
        let wait = retry_after.and_then(|seconds| i64::try_from(seconds).ok()).unwrap_or(0);
        let pause = pause(self.tries).max(SignedDuration::from_secs(wait));
        Self { until: now, due_at: later(now, pause), tries: self.tries + 1, ..self }
    }
}

/// When the schedule looks at an attempt, the first or a later one, that began at `started_at`.
pub fn look_at(started_at: Timestamp, attempt: u32) -> Timestamp {
    let further = attempt.checked_sub(2).map_or(LOOK, pause);
    later(started_at, further)
}

/// Whether something to be done at `due_at` is worth it for an interview that ends at `end`.
pub fn is_worth_it(due_at: Timestamp, end: Timestamp) -> bool {
    due_at < later(end, SLACK)
}

fn pause(tries: u32) -> SignedDuration {
    FIRST_PAUSE.saturating_mul(1 << tries.min(10)).min(LONGEST_PAUSE)
}

fn later(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.saturating_add(by).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_780_000_000 + seconds).unwrap()
    }

    #[test]
    fn f11_what_a_turn_left_is_tried_again_ever_later_and_not_before_the_provider_wants_it() {
        let turn = Turn::new(1, at(0));
        assert_eq!((turn.until, turn.due_at), (at(35), at(60)));
        let first = turn.left(at(3), None);
        assert_eq!((first.until, first.due_at), (at(3), at(303)));
        let second = first.left(at(400), None);
        assert_eq!(second.due_at, at(1000));
        assert_eq!(second.clone().left(at(0), Some(54_000)).due_at, at(54_000));
        let many = Turn { tries: u32::MAX - 1, ..second };
        assert_eq!(many.left(at(0), None).due_at, at(6 * 3600));
    }

    #[test]
    fn a_room_is_looked_after_until_a_day_after_its_interview() {
        assert!(is_worth_it(at(24 * 3600 - 1), at(0)) && !is_worth_it(at(24 * 3600), at(0)));
    }

    #[test]
    fn f3_an_attempt_is_looked_at_when_it_is_certainly_over() {
        let times = [1, 2, 3, 4].map(|attempt| look_at(at(0), attempt));
        assert_eq!(times, [at(60), at(300), at(600), at(1200)]);
    }
}
