use jiff::civil::date;
use proptest::prelude::*;

use super::*;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn span(start: &str, end: &str) -> Span {
    Span { start: at(start), end: at(end) }
}

fn shown(spans: &[Span]) -> Vec<String> {
    spans.iter().map(|span| format!("{} {}", span.start, span.end)).collect()
}

#[test]
fn working_hours_follow_the_clock_change() {
    let paris = TimeZone::get("Europe/Paris").unwrap();
    let hours = WorkingHours::default();
    let windows = hours.windows(date(2026, 10, 23), date(2026, 10, 26), &paris, Timestamp::MIN);
    assert_eq!(
        shown(&windows),
        ["2026-10-23T07:00:00Z 2026-10-23T16:00:00Z", "2026-10-26T08:00:00Z 2026-10-26T17:00:00Z"]
    );
}

#[test]
fn a_day_that_began_is_offered_from_the_next_quarter_on() {
    let hours = WorkingHours::default();
    let day = date(2026, 11, 23);
    let now = at("2026-11-23T09:50:01Z");
    let windows = hours.windows(day, day, &TimeZone::UTC, now);
    assert_eq!(shown(&windows), ["2026-11-23T10:00:00Z 2026-11-23T18:00:00Z"]);
    assert!(hours.windows(day, day, &TimeZone::UTC, at("2026-11-23T18:00:00Z")).is_empty());
}

#[test]
fn a_calendar_that_can_t_be_read_is_unknown_and_lowers_the_confidence() {
    let window = span("2026-11-23T09:00:00Z", "2026-11-23T11:00:00Z");
    let busy = [span("2026-11-23T09:00:00Z", "2026-11-23T10:00:00Z")];
    let hour = SignedDuration::from_hours(1);
    let found = best(common_of(&[window], hour, &busy, &[Some(Vec::new()), None]), &TimeZone::UTC);
    let [only] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(only.span, span("2026-11-23T10:00:00Z", "2026-11-23T11:00:00Z"));
    assert_eq!(only.attendees, [Availability::Free, Availability::Unknown]);
    assert_eq!(only.confidence, 74.5);
    assert_eq!(only.reason().to_string(), "Nobody whose calendar can be read is busy.");
}

#[test]
fn the_most_likely_times_come_first_and_absent_people_are_not_asked() {
    let at_hour = |hour: i8, confidence: f64, status: Availability| Suggestion {
        span: span(
            &format!("2026-11-23T{hour:02}:00:00Z"),
            &format!("2026-11-23T{:02}:00:00Z", hour + 1),
        ),
        confidence,
        attendees: vec![status],
    };
    let found = best(
        vec![
            at_hour(9, 49.0, Availability::Unknown),
            at_hour(10, 100.0, Availability::Free),
            at_hour(11, 0.0, Availability::Busy),
            at_hour(12, 0.0, Availability::OutOfOffice),
        ],
        &TimeZone::UTC,
    );
    let confidences: Vec<_> = found.iter().map(|one| one.confidence).collect();
    assert_eq!(confidences, [100.0, 49.0]);
}

#[test]
fn proposals_are_spread_over_the_days_that_were_asked_for() {
    let zone = TimeZone::get("Europe/Paris").unwrap();
    let now = at("2026-11-23T00:00:00Z");
    for (days, most) in [(1, 9), (5, 4), (14, 2), (26, 1)] {
        let last = date(2026, 11, 23) + jiff::Span::new().days(days - 1);
        let windows = WorkingHours::default().windows(date(2026, 11, 23), last, &zone, now);
        let all = common_of(&windows, SignedDuration::from_hours(1), &[], &[]);
        let found = best(all, &zone);
        let mut of_day = std::collections::BTreeMap::new();
        for one in &found {
            *of_day.entry(zone.to_datetime(one.span.start).date()).or_insert(0) += 1;
        }
        assert_eq!(of_day.len(), windows.len().min(20), "{days}");
        assert_eq!(of_day.values().max(), Some(&most), "{days}");
        assert!(found.is_sorted_by_key(|one| one.span.start));
    }
}

#[test]
fn working_hours_last_until_midnight_also_on_the_days_clocks_change() {
    for (zone, day, hours) in [
        ("Africa/Abidjan", date(2026, 11, 24), 24),
        ("Europe/Paris", date(2026, 10, 25), 25),
        ("Europe/Paris", date(2027, 3, 28), 23),
    ] {
        let tz = TimeZone::get(zone).unwrap();
        let days = vec![day.weekday()];
        let hours_of_day = WorkingHours { start: Time::midnight(), end: Time::midnight(), days };
        let window = hours_of_day.windows(day, day, &tz, at("2026-01-01T00:00:00Z"))[0];
        assert_eq!(window.end.duration_since(window.start), SignedDuration::from_hours(hours));
    }
}

/// Blocks within the three weeks from `first` on.
fn blocks(first: Date) -> impl Strategy<Value = Vec<Span>> {
    let first = TimeZone::UTC.to_timestamp(first.into()).unwrap().as_second();
    let block = (first..first + 21 * 86_400, 60_i64..20_000).prop_map(|(start, length)| Span {
        start: Timestamp::from_second(start).unwrap(),
        end: Timestamp::from_second(start + length).unwrap(),
    });
    proptest::collection::vec(block, 0..30)
}

/// Three weeks in which clocks change in Paris and New York, and when somebody is busy in them.
fn weeks() -> impl Strategy<Value = (Date, Vec<Span>, Vec<Span>)> {
    let first =
        proptest::sample::select(vec![date(2026, 10, 14), date(2026, 3, 7), date(2026, 3, 20)]);
    first.prop_flat_map(|first| (Just(first), blocks(first), blocks(first)))
}

proptest! {
    #[test]
    fn a_slot_never_overlaps_a_busy_block_and_lies_within_working_hours(
        (first, organizer, attendee) in weeks(),
        zone in proptest::sample::select(vec!["Europe/Paris", "Africa/Abidjan", "America/New_York", "Asia/Kathmandu"]),
        minutes in 5_i64..240,
        start in 0_i8..20,
        length in 1_i8..4,
    ) {
        let tz = TimeZone::get(zone).unwrap();
        let days = [Weekday::Monday, Weekday::Saturday, Weekday::Sunday].to_vec();
        let hours = WorkingHours { start: time(start, 0, 0, 0), end: time(start + length, 0, 0, 0), days };
        let now = tz.to_timestamp(first.at(12, 34, 56, 0)).unwrap();
        let last = first + jiff::Span::new().days(20);
        let windows = hours.windows(first, last, &tz, now);
        let duration = SignedDuration::from_mins(minutes);
        let found = best(common_of(&windows, duration, &organizer, &[Some(attendee.clone()), None]), &tz);
        for (index, one) in found.iter().enumerate() {
            prop_assert_eq!(one.span.end.duration_since(one.span.start), duration);
            prop_assert!(one.span.start >= now);
            for block in organizer.iter().chain(&attendee) {
                prop_assert!(!block.overlaps(one.span));
            }
            let day = tz.to_datetime(one.span.start).date();
            prop_assert!((first..=last).contains(&day) && hours.days.contains(&day.weekday()));
            let at = |time: Time| tz.to_timestamp(day.to_datetime(time)).unwrap();
            prop_assert!(at(hours.start) <= one.span.start && one.span.end <= at(hours.end), "{:?}", one);
            prop_assert!(found.iter().skip(index + 1).all(|other| !other.span.overlaps(one.span)));
        }
    }
}

/// The times at which people who are busy then can meet.
fn common_of(
    windows: &[Span],
    duration: SignedDuration,
    organizer: &[Span],
    people: &[Option<Vec<Span>>],
) -> Vec<Suggestion> {
    let people: Vec<_> = people.iter().map(|spans| spans.clone().map(Seen::merged)).collect();
    together(windows, duration, &Seen::merged(organizer.to_vec()), &people)
}
