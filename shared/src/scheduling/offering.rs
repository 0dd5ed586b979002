//! Which times a booking link offers where everybody is free. Pure.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::calendar::WorkingHours;
use crate::model::booking::Rules;
use crate::model::interview::Span;

/// Interviews of half an hour and more begin on the half hour, counted from the beginning of the day; shorter ones on
/// the quarter.
const STEPS: (SignedDuration, SignedDuration) =
    (SignedDuration::from_mins(15), SignedDuration::from_mins(30));

/// The times that `rules` allow on the clocks of `zone` within the `life` of a link, the earliest first.
pub fn times(rules: &Rules, zone: &TimeZone, life: Span) -> Vec<Span> {
    let hours = WorkingHours { start: rules.day_start, end: rules.day_end, days: rules.weekdays() };
    let day = |at: Timestamp| zone.to_datetime(at).date();
    let windows = hours.windows(day(life.start), day(life.end), zone, Timestamp::MIN);
    let duration = rules.duration();
    let step = if duration < STEPS.1 { STEPS.0 } else { STEPS.1 };
    let spans = windows.into_iter().flat_map(|window| within(window, duration, step));
    spans.filter(|span| span.start > life.start && span.end <= life.end).collect()
}

/// Those of [`times`] that can be chosen at `now`.
pub fn choices(rules: &Rules, zone: &TimeZone, life: Span, now: Timestamp) -> Vec<Span> {
    let first = now.saturating_add(rules.notice()).unwrap_or(now);
    let mut times = times(rules, zone, life);
    times.retain(|span| span.start >= first);
    times
}

fn within(
    window: Span,
    duration: SignedDuration,
    step: SignedDuration,
) -> impl Iterator<Item = Span> {
    let span = move |start: Timestamp| {
        let end = start.checked_add(duration).ok()?;
        (end <= window.end).then_some(Span { start, end })
    };
    std::iter::successors(span(window.start), move |last| {
        last.start.checked_add(step).ok().and_then(span)
    })
}
