//! When a calendar is read next. Pure.

use jiff::{SignedDuration, Timestamp};
use shared::connection::Watch;
use shared::store::ScheduledEvent;

/// How often a calendar is read that would tell of changes, and how much of that is up to chance.
const RARELY: SignedDuration = SignedDuration::from_hours(6);
const CHANCE: SignedDuration = SignedDuration::from_mins(60);
/// How often one that would not, or where an interview is near.
const OFTEN: SignedDuration = SignedDuration::from_hours(1);
const LITTLE_CHANCE: SignedDuration = SignedDuration::from_mins(5);
/// An interview is near so long before it begins.
const NEAR: SignedDuration = SignedDuration::from_hours(24);
/// The pause after a first failure, doubled with each further one up to [`OFTEN`].
const FIRST_PAUSE: SignedDuration = SignedDuration::from_mins(1);
/// The longest that a provider is left alone because it asks for that.
const LONGEST_REST: SignedDuration = SignedDuration::from_hours(24);

/// When `watch`, which was read at `now`, is read next for the sake of `events`; `luck` is any number.
pub(crate) fn next(
    watch: &Watch,
    events: &[ScheduledEvent],
    now: Timestamp,
    luck: u32,
) -> Timestamp {
    let is_near = |event: &ScheduledEvent| {
        event.stands() && event.end > now && event.start.duration_since(now) <= NEAR
    };
    let (interval, chance) = match watch.is_heard(now) && !events.iter().any(is_near) {
        true => (RARELY, CHANCE),
        false => (OFTEN, LITTLE_CHANCE),
    };
    // Never later than promised.
    let chance = chance.mul_f64(f64::from(luck) / f64::from(u32::MAX));
    let planned = after(now, interval - chance);
    // An interview comes near meanwhile.
    let begins = events.iter().filter(|event| event.stands() && event.start > now);
    let nears = begins.map(|event| after(event.start, -NEAR)).filter(|at| *at > now).min();
    nears.map_or(planned, |near| planned.min(near.max(after(now, OFTEN - LITTLE_CHANCE))))
}

/// When a calendar is tried again at `now`, after so many failures in a row.
pub(crate) fn again(failures: u32, now: Timestamp) -> Timestamp {
    let doublings = failures.saturating_sub(1).min(10);
    after(now, (FIRST_PAUSE * 2_i32.saturating_pow(doublings)).min(OFTEN))
}

/// Until when a provider is left alone that asked at `now` for so many seconds, after so many failures.
pub(crate) fn rest(seconds: Option<u64>, failures: u32, now: Timestamp) -> Timestamp {
    let told = seconds.and_then(|seconds| i64::try_from(seconds).ok());
    let told = told.map(|seconds| SignedDuration::from_secs(seconds).min(LONGEST_REST));
    told.map_or_else(|| again(failures, now), |rest| after(now, rest))
}

/// `by` after `at`.
pub(crate) fn after(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.saturating_add(by).unwrap_or(at)
}
