//! On the days when clocks change, and wherever its recruiter is (S53).

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use sandbox::world::Options;
use serde_json::{Value, json};
use shared::model::provider::Provider::GoogleCalendar;
use simulator_kit::clock::MovableClock;

use super::{choose, look, starts, token, visit};
use crate::calendars::{connect, connected};
use crate::scene::{MARIAM, Scene};

const EVERY_DAY: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// A world at `now`, in which Mariam offers half an hour at any time of six days, in `zone`.
async fn around_the_clock(now: &str, zone: &str) -> (Scene, String) {
    let now: Timestamp = now.parse().unwrap();
    let scene = Scene::with(Options::new(MovableClock::fixed(now))).await;
    connect(&scene, GoogleCalendar, MARIAM, 1).await;
    let rules = json!({
        "duration_minutes": 30, "days": 6, "timezone": zone, "notice_minutes": 0,
        "working_hours": {"start": "00:00", "end": "24:00", "days": EVERY_DAY},
    });
    let token = token(&scene, GoogleCalendar, rules).await;
    (scene, token)
}

async fn seen_in(scene: &Scene, token: &str, zone: &str) -> Vec<String> {
    let mut event = crate::scene::event("bookings");
    super::at(&mut event, "GET", "/api/integrations/bookings/{token}", &json!({"token": token}));
    event["rawQueryString"] = format!("timezone={}", zone.replace('/', "%2F")).into();
    starts(&scene.invoke("bookings", &event).await.ok())
}

#[tokio::test]
async fn s53_where_clocks_change_no_time_is_offered_twice_and_none_that_does_not_exist() {
    for (now, zone, day, hours) in [
        ("2027-03-25T09:00:00Z", "Europe/Paris", "2027-03-28", 23),
        ("2026-10-22T09:00:00Z", "Europe/Paris", "2026-10-25", 25),
        ("2027-03-11T09:00:00Z", "America/New_York", "2027-03-14", 23),
        ("2026-10-29T09:00:00Z", "America/New_York", "2026-11-01", 25),
        // Around Ramadan.
        ("2025-02-20T09:00:00Z", "Africa/Casablanca", "2025-02-23", 25),
        ("2025-04-03T09:00:00Z", "Africa/Casablanca", "2025-04-06", 23),
        // There is no change in the database of 2026.
        ("2027-02-04T09:00:00Z", "Africa/Casablanca", "2027-02-07", 24),
        ("2027-03-25T09:00:00Z", "Africa/Abidjan", "2027-03-28", 24),
    ] {
        let (scene, token) = around_the_clock(now, zone).await;
        let offered = seen_in(&scene, &token, zone).await;
        let instants: Vec<Timestamp> = offered.iter().map(|start| start.parse().unwrap()).collect();
        let unique: BTreeSet<_> = instants.iter().collect();
        assert_eq!(unique.len(), offered.len(), "{zone} {day}");
        let tz = TimeZone::get(zone).unwrap();
        let mut days: BTreeMap<String, usize> = BTreeMap::new();
        for (start, at) in offered.iter().zip(&instants) {
            let there = at.to_zoned(tz.clone()).strftime("%Y-%m-%dT%H:%M").to_string();
            assert!(start.starts_with(&there), "{zone}: {start} is {there}");
            *days.entry(there[..10].to_owned()).or_default() += 1;
        }
        let others = days.iter().filter(|(other, _)| *other != day).map(|(_, count)| *count);
        let usual = others.max().unwrap();
        assert_eq!(days[day] as i64 - usual as i64, (hours - 24) * 2, "{zone} {day}: {days:?}");
    }
}

#[tokio::test]
async fn a_local_time_that_the_clocks_skip_is_refused_and_one_that_comes_twice_is_one_of_them() {
    let (scene, token) = around_the_clock("2027-03-25T09:00:00Z", "Europe/Paris").await;
    let body = json!({"start_time": "2027-03-28T02:30:00", "timezone": "Europe/Paris"});
    visit(&scene, "POST", &token, body).await.expect(400, "invalid_request");

    let (scene, token) = around_the_clock("2026-10-22T09:00:00Z", "Europe/Paris").await;
    for start in ["2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"] {
        let body = json!({"start_time": start, "timezone": "Europe/Paris"});
        let booked: Value = visit(&scene, "POST", &token, body).await.ok();
        let told: Timestamp = booked["booked"]["start_time"].as_str().unwrap().parse().unwrap();
        assert_eq!(told, start.parse::<Timestamp>().unwrap(), "{booked}");
    }
}

#[tokio::test]
async fn the_days_that_count_are_those_of_the_link_s_zone_and_not_the_visitor_s() {
    let scene = connected(GoogleCalendar).await;
    let rules = json!({"timezone": "America/Los_Angeles", "maximum_per_day": 1, "days": 3});
    let one = token(&scene, GoogleCalendar, rules.clone()).await;
    let other = token(&scene, GoogleCalendar, rules).await;
    // Five in the afternoon there, and the day after in Abidjan.
    choose(&scene, &one, "2026-11-25T01:00:00").await.ok();
    look(&scene, &other).await.ok();
    let free = seen_in(&scene, &other, "America/Los_Angeles").await;
    assert!(!free.iter().any(|start| start.starts_with("2026-11-24")), "{free:?}");
    assert!(free.iter().any(|start| start.starts_with("2026-11-25")), "{free:?}");
}
