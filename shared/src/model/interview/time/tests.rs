use jiff::tz;
use proptest::prelude::*;

use super::*;

fn read(text: &str, zone_name: &str) -> Result<String> {
    instant("start_time", text, zone_name).map(|at| at.to_string())
}

fn in_zone(text: &str, zone: &TimeZone) -> Result<Timestamp> {
    instant("t", text, zone.iana_name().unwrap())
}

fn problem<T: std::fmt::Debug>(result: Result<T>) -> String {
    result.unwrap_err().to_string()
}

#[test]
fn b14_a_local_time_is_of_its_zone_and_an_offset_decides_over_it() {
    for (text, zone, instant) in [
        ("2026-03-01T14:00:00", "Europe/Paris", "2026-03-01T13:00:00Z"),
        ("2026-03-01T14:00", "Europe/Paris", "2026-03-01T13:00:00Z"),
        ("2026-03-01T14:00:00", "Africa/Abidjan", "2026-03-01T14:00:00Z"),
        ("2026-03-01T14:00:00", "america/new_york", "2026-03-01T19:00:00Z"),
        ("2026-03-01T14:00:00Z", "Europe/Paris", "2026-03-01T14:00:00Z"),
        ("2026-03-01T14:00:00.000Z", "Europe/Paris", "2026-03-01T14:00:00Z"),
        ("2026-03-01T14:00:00.987654", "Europe/Paris", "2026-03-01T13:00:00Z"),
        ("2026-03-01T14:00:00+01:00", "Africa/Abidjan", "2026-03-01T13:00:00Z"),
        (" 2026-03-01T14:00:00-05:30 ", "Europe/Paris", "2026-03-01T19:30:00Z"),
    ] {
        assert_eq!(read(text, zone).unwrap(), instant, "{text} {zone}");
    }
}

#[test]
fn b14_the_zone_is_paris_unless_one_is_named() {
    assert_eq!(zone(None).unwrap().iana_name(), Some("Europe/Paris"));
    assert_eq!(zone(Some("  ")).unwrap().iana_name(), Some("Europe/Paris"));
    assert_eq!(zone(Some("africa/abidjan")).unwrap().iana_name(), Some("Africa/Abidjan"));
    for wrong in
        ["Romance Standard Time", "Europe/Atlantis", "+01:00", "CET-1CEST", "../../etc/passwd"]
    {
        assert!(problem(zone(Some(wrong))).starts_with("timezone:"), "{wrong}");
    }
}

#[test]
fn b14_another_s_zone_is_named_by_its_field_and_stays_unsaid() {
    let read = |name| zone_name("candidate_timezone", name);
    assert_eq!(read(Some(" america/new_york ")).unwrap().as_deref(), Some("America/New_York"));
    assert_eq!(read(None).unwrap(), None);
    assert_eq!(read(Some(" ")).unwrap(), None);
    assert!(problem(read(Some("Europe/Atlantis"))).starts_with("candidate_timezone:"));
}

#[test]
fn b14_a_zone_that_nobody_knows_does_no_harm_to_an_instant_and_is_no_zone_of_a_local_time() {
    let now = "2026-03-01T00:00:00Z".parse().unwrap();
    for unknown in ["Etc/Unknown", "+01:00", "Europe/Atlantis", "undefined"] {
        let parse = |start, end| When::parse(start, end, (Some(unknown), "Africa/Abidjan"), now);
        let when = parse("2026-03-01T14:00:00Z", "2026-03-01T16:00:00+01:00").unwrap();
        assert_eq!(when.zone, "Africa/Abidjan", "{unknown}");
        let local = parse("2026-03-01T14:00:00", "2026-03-01T16:00:00+01:00");
        assert!(problem(local).starts_with("timezone:"), "{unknown}");
    }
}

#[test]
fn s24_what_is_no_time_is_named_by_its_field() {
    for wrong in [
        "",
        "demain",
        "2026-03-01",
        "2026-02-30T10:00:00",
        "2026-03-01T25:00:00",
        "14:00",
        "2026-03-01T14:00:00+01:00[Europe/Paris]",
        "1772373600",
        "+999999-01-01T00:00:00Z",
    ] {
        assert!(problem(read(wrong, "Europe/Paris")).starts_with("start_time:"), "{wrong}");
    }
}

#[test]
fn f32_a_time_that_clocks_skip_is_refused_with_the_one_they_show_instead() {
    assert!(problem(read("2026-03-29T02:30:00", "Europe/Paris")).contains("2026-03-29T03:30:00"));
    assert!(
        problem(read("2026-03-08T02:00:00", "America/New_York")).contains("2026-03-08T03:00:00")
    );
    assert!(read("2026-03-29T03:00:00", "Europe/Paris").is_ok());
}

#[test]
fn f32_a_time_that_clocks_show_twice_is_the_earlier_one() {
    assert_eq!(read("2026-10-25T02:30:00", "Europe/Paris").unwrap(), "2026-10-25T00:30:00Z");
    assert_eq!(read("2026-11-01T01:30:00", "America/New_York").unwrap(), "2026-11-01T05:30:00Z");
}

#[test]
fn an_interview_is_in_the_future_and_lasts_a_day_at_most() {
    let paris = (None, DEFAULT_ZONE);
    let now = "2026-03-01T12:00:00Z".parse().unwrap();
    let parse = |start: &str, end: &str| When::parse(start, end, paris, now);
    let when = parse("2026-03-01T14:00:00", "2026-03-02T14:00:00").unwrap();
    assert_eq!(when.zone, "Europe/Paris");
    for (start, end, field) in [
        ("2026-03-01T14:00:00", "2026-03-01T14:00:00", "end_time"),
        ("2026-03-01T14:00:00", "2026-03-01T13:30:00", "end_time"),
        ("2026-03-01T13:00:00", "2026-03-01T14:00:00", "start_time"),
        ("2026-03-01T14:00:00", "2026-03-02T14:00:01", "end_time"),
    ] {
        assert!(problem(parse(start, end)).starts_with(field), "{start} {end}");
    }
}

#[test]
fn an_interview_over_a_clock_change_keeps_its_wall_clock_times() {
    let now = "2026-03-01T00:00:00Z".parse().unwrap();
    let paris = (None, DEFAULT_ZONE);
    let when = When::parse("2026-03-29T01:00:00", "2026-03-29T04:00:00", paris, now).unwrap();
    assert_eq!(when.span.end.duration_since(when.span.start), SignedDuration::from_hours(2));
    assert_eq!(local(when.span.start, "Europe/Paris"), "2026-03-29T01:00:00+01:00");
    assert_eq!(local(when.span.end, "Europe/Paris"), "2026-03-29T04:00:00+02:00");
    assert_eq!(local(when.span.end, "Africa/Abidjan"), "2026-03-29T02:00:00+00:00");
    assert_eq!(local(when.span.end, "America/New_York"), "2026-03-28T22:00:00-04:00");
}

/// 2000 to 2099, in seconds. Offsets have been whole minutes, which is all that RFC 3339 can say, only since 1972.
const OUR_CENTURY: std::ops::Range<i64> = 946_684_800..4_102_444_800;

fn any_zone() -> impl Strategy<Value = TimeZone> {
    let names: Vec<String> = tz::db().available().map(|name| name.as_str().to_owned()).collect();
    proptest::sample::select(names).prop_filter_map("a zone", |name| TimeZone::get(&name).ok())
}

/// What a wall clock may show within three hours of a change, in a zone that has one.
fn around_a_change() -> impl Strategy<Value = (TimeZone, DateTime)> {
    let near = (any_zone(), OUR_CENTURY, -180_i64..180);
    near.prop_filter_map("a change", |(zone, second, minutes)| {
        let change = zone.following(Timestamp::from_second(second).unwrap()).next()?;
        let wall = zone.to_datetime(change.timestamp()) + SignedDuration::from_mins(minutes);
        Some((zone, wall))
    })
}

proptest! {
    #[test]
    fn b14_any_instant_in_any_zone_comes_back(zone in any_zone(), second in OUR_CENTURY) {
        let at = Timestamp::from_second(second).unwrap();
        let offset = zone.to_offset(at);
        let absolute = at.display_with_offset(offset).to_string();
        prop_assert_eq!(in_zone(&absolute, &zone).unwrap(), at);
        prop_assert_eq!(in_zone(&at.to_string(), &zone).unwrap(), at);

        // A clock shows no skipped time, and of a repeated one the first is meant.
        let shown = offset.to_datetime(at);
        let local = in_zone(&shown.to_string(), &zone).unwrap();
        prop_assert!(local <= at);
        prop_assert_eq!(zone.to_datetime(local), shown);
        prop_assert!(local == at || zone.to_ambiguous_timestamp(shown).is_ambiguous());
    }

    #[test]
    fn f32_around_any_change_of_clocks_only_what_is_skipped_is_refused((zone, wall) in around_a_change()) {
        let read = in_zone(&wall.to_string(), &zone);
        match zone.to_ambiguous_timestamp(wall).offset() {
            AmbiguousOffset::Gap { .. } => {
                let text = problem(read);
                let suggestion = text.rsplit("did you mean ").next().unwrap().trim_end_matches('?');
                prop_assert!(suggestion.parse::<DateTime>().unwrap() > wall, "{}", text);
                prop_assert!(in_zone(suggestion, &zone).is_ok(), "{}", text);
            }
            AmbiguousOffset::Fold { before, after } => {
                let times = [before, after].map(|offset| offset.to_timestamp(wall).unwrap());
                prop_assert_eq!(read.unwrap(), times[0].min(times[1]));
            }
            AmbiguousOffset::Unambiguous { offset } => {
                prop_assert_eq!(read.unwrap(), offset.to_timestamp(wall).unwrap());
            }
        }
    }

    #[test]
    fn s24_any_text_is_a_time_or_an_error(text: String, name: String) {
        let _ = zone(Some(&name));
        let _ = instant("t", &text, "UTC");
    }
}
