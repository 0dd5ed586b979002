//! When a calendar is read next. Pure.

use jiff::{SignedDuration, Timestamp};
use shared::connection::{INTERVAL, Watch};
use shared::store::ScheduledEvent;

/// How much of the [`INTERVAL`] is up to chance.
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
        true => (INTERVAL, CHANCE),
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;
    use shared::model::owner::ConnectionId;
    use shared::model::provider::CalendarProvider;

    use super::*;

    fn at(hours: i64) -> Timestamp {
        Timestamp::from_second(1_780_000_000 + hours * 3600).unwrap()
    }

    fn watch(is_heard: bool) -> Watch {
        let id = ConnectionId::of_company(1, CalendarProvider::Google);
        Watch { heard_until: is_heard.then(|| at(100)), ..Watch::new(id, at(0)) }
    }

    fn interview(hours: i64) -> ScheduledEvent {
        let interview = json!({
            "provider": "google_calendar", "event_id": "itv1", "application_id": 4, "user_id": 12,
            "title": "t", "start": at(hours).as_second(), "end": at(hours + 1).as_second(),
            "timezone": "UTC", "meeting": {"status": "not_requested"}, "event_url": null,
            "etag": "1", "fingerprint": "f", "generation": 0, "state": "scheduled",
        });
        serde_json::from_value(interview).unwrap()
    }

    fn hours(watch: &Watch, events: &[ScheduledEvent], luck: u32) -> f64 {
        next(watch, events, at(0), luck).duration_since(at(0)).as_secs_f64() / 3600.0
    }

    proptest! {
        #[test]
        fn f40_a_calendar_is_read_every_6_hours_and_hourly_where_nothing_tells_or_an_interview_is_near(
            luck: u32,
        ) {
            let rarely = hours(&watch(true), &[interview(48)], luck);
            prop_assert!((5.0..=6.0).contains(&rarely), "{}", rarely);
            for often in [hours(&watch(false), &[interview(48)], luck), hours(&watch(true), &[interview(23)], luck)] {
                prop_assert!((0.9..=1.0).contains(&often), "{}", often);
            }
            let soon_near = hours(&watch(true), &[interview(26)], luck);
            prop_assert!((soon_near - 2.0).abs() < 0.01, "{}", soon_near);
        }
    }

    #[test]
    fn a_failure_is_tried_again_after_a_minute_and_then_ever_less_often_up_to_hourly() {
        let minutes = |failures| again(failures, at(0)).duration_since(at(0)).as_secs() / 60;
        assert_eq!([1, 2, 3, 6, 7, 60].map(minutes), [1, 2, 4, 32, 60, 60]);
    }

    #[test]
    fn f10_a_provider_is_left_alone_as_long_as_it_asks_for_and_no_longer_than_a_day() {
        let seconds = |told| rest(told, 1, at(0)).duration_since(at(0)).as_secs();
        assert_eq!(seconds(Some(300)), 300);
        assert_eq!(seconds(Some(u64::MAX)), 60);
        assert_eq!(seconds(Some(1_000_000)), 86_400);
        assert_eq!(seconds(None), 60);
    }
}
