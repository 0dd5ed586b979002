//! Times that suit, computed from when people are busy. Pure.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use jiff::civil::{Date, Time, Weekday, time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::model::interview::{Availability, Seen, Span, Suggestion};

/// Interviews begin on the quarter of an hour, counted from the beginning of the working day.
const STEP: SignedDuration = SignedDuration::from_mins(15);
/// As many as a person looks through.
const LIMIT: usize = 20;
/// What Graph counts for a calendar that can't be read; free is 100.
const UNKNOWN: f64 = 49.0;

/// When people work, on the clocks of one zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkingHours {
    /// From this time of day on.
    pub start: Time,
    /// Until this time of day; midnight is the day's end.
    pub end: Time,
    pub days: Vec<Weekday>,
}

impl Default for WorkingHours {
    /// Monday to Friday, 9:00 to 18:00.
    fn default() -> Self {
        let days = [Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday];
        let days = days.into_iter().chain([Weekday::Friday]).collect();
        Self { start: time(9, 0, 0, 0), end: time(18, 0, 0, 0), days }
    }
}

impl WorkingHours {
    /// The working hours of each day from `first` to `last`, both included, in order; what is before
    /// `now` is left out.
    pub fn windows(&self, first: Date, last: Date, zone: &TimeZone, now: Timestamp) -> Vec<Span> {
        let days = first.series(jiff::Span::new().days(1)).take_while(|day| *day <= last);
        let worked = days.filter(|day| self.days.contains(&day.weekday()));
        worked.filter_map(|day| self.window(day, zone, now)).collect()
    }

    /// A time that the clocks skip moves forward with them.
    fn window(&self, day: Date, zone: &TimeZone, now: Timestamp) -> Option<Span> {
        let at = |day: Date, time: Time| {
            zone.to_ambiguous_timestamp(day.to_datetime(time)).compatible().ok()
        };
        let last = if self.end == Time::midnight() { day.tomorrow().ok()? } else { day };
        let (start, end) = (at(day, self.start)?, at(last, self.end)?);
        let start = if start < now { next_step(start, now)? } else { start };
        (start < end).then_some(Span { start, end })
    }
}

/// The first step from `start` that is not before `now`.
fn next_step(start: Timestamp, now: Timestamp) -> Option<Timestamp> {
    let late = now.duration_since(start).as_secs();
    let steps = late.div_euclid(STEP.as_secs()) + i64::from(late.rem_euclid(STEP.as_secs()) > 0);
    start.checked_add(SignedDuration::from_secs(steps * STEP.as_secs())).ok()
}

/// Times of `duration` within `windows` at which neither the organizer nor anybody whose calendar is
/// known is busy; `None` stands for a calendar that can't be read.
pub fn together(
    windows: &[Span],
    duration: SignedDuration,
    organizer: &Seen,
    people: &[Option<Seen>],
) -> Vec<Suggestion> {
    let suggestion = |span: Span| {
        let status = |seen: &Option<Seen>| {
            seen.as_ref().map_or(Availability::Unknown, |seen| seen.status(span))
        };
        let attendees: Vec<_> = people.iter().map(status).collect();
        Suggestion { span, confidence: confidence(&attendees), attendees }
    };
    let is_possible = |one: &Suggestion| !one.attendees.iter().any(|status| status.is_absent());
    windows
        .iter()
        .flat_map(|window| starts(*window, duration))
        .filter(|span| organizer.status(*span).plain() == Availability::Free)
        .map(suggestion)
        .filter(is_possible)
        .collect()
}

/// The best of `suggestions`, best first: the most likely, then the earliest; none overlaps a better
/// one, and at none is somebody known to be away. Each of the days on the clocks of `zone` has its turn
/// before one has a second proposal.
pub fn best(suggestions: Vec<Suggestion>, zone: &TimeZone) -> Vec<Suggestion> {
    let mut turns: BTreeMap<Date, usize> = BTreeMap::new();
    let mut kept: Vec<_> = apart(suggestions)
        .into_iter()
        .map(|one| {
            let turn = turns.entry(zone.to_datetime(one.span.start).date()).or_default();
            *turn += 1;
            (*turn, one)
        })
        .collect();
    kept.sort_by(|(turn, a), (other, b)| turn.cmp(other).then_with(|| order(a, b)));
    kept.truncate(LIMIT);
    let mut kept: Vec<_> = kept.into_iter().map(|(_, one)| one).collect();
    kept.sort_by(order);
    kept
}

/// Those at which nobody is known to be away, none overlapping a better one.
fn apart(mut suggestions: Vec<Suggestion>) -> Vec<Suggestion> {
    suggestions.retain(|one| !one.attendees.iter().any(|status| status.is_absent()));
    suggestions.sort_by(order);
    let mut kept: Vec<Suggestion> = Vec::new();
    for suggestion in suggestions {
        if !kept.iter().any(|better| better.span.overlaps(suggestion.span)) {
            kept.push(suggestion);
        }
    }
    kept
}

fn order(a: &Suggestion, b: &Suggestion) -> Ordering {
    b.confidence.total_cmp(&a.confidence).then(a.span.cmp(&b.span))
}

fn starts(window: Span, duration: SignedDuration) -> impl Iterator<Item = Span> {
    let span = move |start: Timestamp| {
        let end = start.checked_add(duration).ok()?;
        (end <= window.end).then_some(Span { start, end })
    };
    std::iter::successors(span(window.start), move |last| {
        last.start.checked_add(STEP).ok().and_then(span)
    })
}

fn confidence(attendees: &[Availability]) -> f64 {
    if attendees.is_empty() {
        return 100.0;
    }
    let value =
        |status: &Availability| if status.plain() == Availability::Free { 100.0 } else { UNKNOWN };
    attendees.iter().map(value).sum::<f64>() / attendees.len() as f64
}

#[cfg(test)]
mod tests;
