//! When it is: every way to write a time, clock changes, and times that don't exist.

use serde_json::json;
use shared::model::provider::Provider::{GoogleCalendar, OutlookCalendar};

use super::{connected, sent};
use crate::calendars::wire;
use crate::interviews::{CALENDARS, create, in_calendar, list, update};
use crate::scene::MARIAM;

#[tokio::test]
async fn b14_every_way_to_write_the_time_is_the_same_instant() {
    for provider in CALENDARS {
        for (start, zone) in [
            ("2026-12-01T15:00:00", "Europe/Paris"),
            ("2026-12-01T14:00:00.000Z", "America/New_York"),
            ("2026-12-01T14:00:00+00:00", "Africa/Abidjan"),
            ("2026-12-01T09:00:00", "America/New_York"),
        ] {
            let scene = connected(provider).await;
            let body =
                json!({"start_time": start, "end_time": "2026-12-01T16:00:00Z", "timezone": zone});
            create(&scene, provider, body).await.ok();
            let listed = list(&scene, MARIAM).await[0]["start_time"].as_str().unwrap().to_owned();
            let at = listed.parse::<jiff::Timestamp>().unwrap().to_string();
            assert_eq!(at, "2026-12-01T14:00:00Z", "{provider} {zone}");
        }
    }
}

#[tokio::test]
async fn b14_the_default_zone_is_paris() {
    let scene = connected(GoogleCalendar).await;
    let answer = create(&scene, GoogleCalendar, json!({"timezone": null})).await.ok();
    assert_eq!(answer["start_time"], "2026-12-01T14:00:00+01:00");
}

#[tokio::test]
async fn f32_outlook_shows_the_zone_people_think_in_and_clocks_change_where_they_do() {
    for (zone, name, day, instant) in [
        ("Africa/Abidjan", "Greenwich Standard Time", "2027-03-27", "2027-03-27T10:00:00Z"),
        ("Africa/Abidjan", "Greenwich Standard Time", "2027-03-29", "2027-03-29T10:00:00Z"),
        ("Europe/Paris", "Romance Standard Time", "2027-03-27", "2027-03-27T09:00:00Z"),
        ("Europe/Paris", "Romance Standard Time", "2027-03-29", "2027-03-29T08:00:00Z"),
        ("America/New_York", "Eastern Standard Time", "2027-03-12", "2027-03-12T15:00:00Z"),
        ("America/New_York", "Eastern Standard Time", "2027-03-15", "2027-03-15T14:00:00Z"),
        ("Asia/Kolkata", "India Standard Time", "2027-03-15", "2027-03-15T04:30:00Z"),
    ] {
        let scene = connected(OutlookCalendar).await;
        let times = json!({
            "start_time": format!("{day}T10:00:00"), "end_time": format!("{day}T11:00:00"), "timezone": zone,
        });
        let made = create(&scene, OutlookCalendar, times).await.ok();
        let expected = json!({"dateTime": format!("{day}T10:00:00"), "timeZone": name});
        assert_eq!(sent(&scene, OutlookCalendar)[0]["start"], expected, "{zone} {day}");
        let id = made["event_id"].as_str().unwrap();
        let span = in_calendar(&scene, OutlookCalendar, id).await.unwrap().content.span.unwrap();
        assert_eq!(span.start.to_string(), instant, "{zone} {day}");
    }
}

#[tokio::test]
async fn f32_outlook_is_told_in_utc_where_it_knows_no_zone_and_a_moved_interview_keeps_its_own() {
    let scene = connected(OutlookCalendar).await;
    let nowhere = json!({"timezone": "Antarctica/Troll"});
    create(&scene, OutlookCalendar, nowhere).await.ok();
    assert_eq!(sent(&scene, OutlookCalendar)[0]["start"]["timeZone"], "UTC");
    let made = create(&scene, OutlookCalendar, json!({"title": "Autre"})).await.ok();
    let times = json!({"start_time": "2026-12-02T09:00:00", "end_time": "2026-12-02T10:00:00"});
    let id = made["event_id"].as_str().unwrap();
    update(&scene, (MARIAM, OutlookCalendar), id, times).await.ok();
    let requests = wire(&scene, OutlookCalendar).requests();
    let patch = requests.iter().find(|request| request.method == "PATCH").unwrap();
    let expected =
        json!({"dateTime": "2026-12-02T09:00:00", "timeZone": "Greenwich Standard Time"});
    assert_eq!(patch.body["start"], expected);
}

#[tokio::test]
async fn b14_a_zone_a_browser_does_not_know_itself_does_no_harm_to_an_instant() {
    for provider in CALENDARS {
        for zone in ["Etc/Unknown", "+01:00", "undefined"] {
            let scene = connected(provider).await;
            let local = json!({"timezone": zone});
            let refused = create(&scene, provider, local).await.expect(400, "invalid_request");
            assert!(refused.text.contains("timezone"), "{refused:?}");
            let instants = json!({
                "timezone": zone,
                "start_time": "2026-12-01T14:00:00Z", "end_time": "2026-12-01T16:00:00+01:00",
            });
            let made = create(&scene, provider, instants).await.ok();
            assert_eq!(made["start_time"], "2026-12-01T15:00:00+01:00", "{provider} {zone}");
        }
    }
}

#[tokio::test]
async fn f32_a_skipped_time_is_refused_with_a_suggestion_and_a_repeated_one_is_the_first() {
    let scene = connected(GoogleCalendar).await;
    let times = |start: &str, end: &str| json!({"start_time": start, "end_time": end, "timezone": "Europe/Paris"});
    let skipped = times("2027-03-28T02:30:00", "2027-03-28T04:00:00");
    let answer = create(&scene, GoogleCalendar, skipped).await.expect(400, "invalid_request");
    assert!(answer.text.contains("2027-03-28T03:30:00"), "{answer:?}");
    let twice = times("2027-10-31T02:30:00", "2027-10-31T04:00:00");
    let answer = create(&scene, GoogleCalendar, twice).await.ok();
    assert_eq!(answer["start_time"], "2027-10-31T02:30:00+02:00");
}

#[tokio::test]
async fn b14_a_time_that_no_interview_can_have_is_named_and_nothing_is_sent() {
    for provider in CALENDARS {
        let scene = connected(provider).await;
        for (start, end, field) in [
            ("2026-12-01T14:00:00", "2026-12-01T13:00:00", "end_time"),
            ("2026-12-01T14:00:00", "2026-12-01T14:00:00", "end_time"),
            ("2026-12-01T14:00:00+01:00", "2026-12-01T13:00:00Z", "end_time"),
            ("2026-12-01T14:00:00", "2026-12-02T14:00:01", "end_time"),
            ("2026-11-23T09:00:00", "2026-11-23T10:00:00", "start_time"),
            ("2026-11-22T10:00:00", "2026-12-01T10:00:00", "start_time"),
            ("demain", "2026-12-01T10:00:00", "start_time"),
            ("2026-12-01T09:00:00", "2026-12-01", "end_time"),
        ] {
            let times = json!({"start_time": start, "end_time": end});
            let refused = create(&scene, provider, times).await.expect(400, "invalid_request");
            let detail = refused.json()["detail"].as_str().unwrap().to_owned();
            assert!(detail.starts_with(field), "{start} {end}: {detail}");
        }
        assert_eq!(wire(&scene, provider).requests().len(), 0);
    }
}

#[tokio::test]
async fn b14_a_whole_day_is_possible_and_two_interviews_at_one_time_are_two() {
    for provider in CALENDARS {
        let scene = connected(provider).await;
        let day = json!({"end_time": "2026-12-02T14:00:00"});
        let whole = create(&scene, provider, day).await.ok();
        let within = create(&scene, provider, json!({"title": "Autre"})).await.ok();
        assert_ne!(whole["event_id"], within["event_id"], "{provider}");
        assert_eq!(sent(&scene, provider).len(), 2);
    }
}
