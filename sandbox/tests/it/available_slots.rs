//! `POST /{provider}/available-slots`.

use http::StatusCode;
use jiff::Timestamp;
use serde_json::{Value, json};
use shared::model::provider::Provider::{self, GoogleCalendar, OutlookCalendar};
use simulator_kit::wire::Fault;

use crate::calendars::{connected, wire};
use crate::interviews::{CALENDARS, search};
use crate::scene::{MARIAM, STRANGER};

/// Whether any slot overlaps the hours from `from` to `to`, in UTC.
fn overlaps(slots: &[Value], from: &str, to: &str) -> bool {
    let at = |text: &str| text.parse::<Timestamp>().unwrap();
    let (from, to) = (at(from), at(to));
    slots.iter().any(|slot| {
        at(slot["start"].as_str().unwrap()) < to && from < at(slot["end"].as_str().unwrap())
    })
}

#[tokio::test]
async fn nobody_is_asked_while_a_colleague_is_busy() {
    for (provider, from, to) in [
        (GoogleCalendar, "2026-11-24T10:00:00Z", "2026-11-24T12:00:00Z"),
        (OutlookCalendar, "2026-11-24T09:00:00Z", "2026-11-24T10:00:00Z"),
    ] {
        let scene = connected(provider).await;
        let answer = search(&scene, (MARIAM, provider), json!({})).await.ok();
        let slots = answer["slots"].as_array().unwrap();
        assert!(!slots.is_empty());
        assert!(!overlaps(slots, from, to), "{slots:?}");
        let confidences = slots.iter().map(|slot| slot["confidence"].as_f64().unwrap());
        assert!(confidences.is_sorted_by(|a, b| a >= b));
        assert_eq!(
            slots[0]["attendees"],
            json!([{"email": "lead@acme.ci", "availability": "free"}])
        );
        assert_eq!(slots[0]["reason"], "Everybody is free.");
        assert_eq!(answer["warnings"], json!([]));
    }
}

#[tokio::test]
async fn a_calendar_that_can_t_be_read_is_unknown_and_said_so() {
    for provider in CALENDARS {
        let scene = connected(provider).await;
        let guests = json!({"attendees": ["candidate@example.com"]});
        let answer = search(&scene, (MARIAM, provider), guests).await.ok();
        let slots = answer["slots"].as_array().unwrap();
        assert!(!slots.is_empty());
        for slot in slots {
            assert_eq!(slot["attendees"][0]["availability"], "unknown");
        }
        assert!(answer["warnings"][0].as_str().unwrap().contains("candidate@example.com"));
    }
}

#[tokio::test]
async fn an_answer_that_is_not_understood_frees_nobody() {
    for (provider, path, odd) in [
        (GoogleCalendar, "/calendar/v3/freeBusy", json!({"calendars": {"primary": {}}})),
        (
            GoogleCalendar,
            "/calendar/v3/freeBusy",
            json!({"calendars": {"primary": {"busy": null}}}),
        ),
        (OutlookCalendar, "/v1.0/me/findMeetingTimes", json!({})),
        (OutlookCalendar, "/v1.0/me/findMeetingTimes", json!({"meetingTimeSuggestions": null})),
        (OutlookCalendar, "/v1.0/me/findMeetingTimes", json!({"meetingTimeSuggestions": [{}]})),
    ] {
        let scene = connected(provider).await;
        wire(&scene, provider).inject(Fault::respond(StatusCode::OK, odd).on("POST", path));
        let answer = search(&scene, (MARIAM, provider), json!({})).await;
        answer.expect(502, "provider_unavailable");
    }
}

#[tokio::test]
async fn where_nothing_suits_the_answer_is_empty_with_a_hint() {
    let scene = connected(GoogleCalendar).await;
    let hours = json!({"working_hours": {"start": "10:00", "end": "12:00"}});
    let answer = search(&scene, (MARIAM, GoogleCalendar), hours).await.ok();
    assert_eq!(answer["slots"], json!([]));
    assert!(answer["warnings"][0].as_str().unwrap().starts_with("No time suits everybody."));
}

#[tokio::test]
async fn a_month_that_is_asked_for_has_proposals_on_its_days() {
    for provider in CALENDARS {
        let scene = connected(provider).await;
        let month = json!({"end_date": "2026-12-19", "attendees": []});
        let answer = search(&scene, (MARIAM, provider), month).await.ok();
        let slots = answer["slots"].as_array().unwrap();
        let day = |slot: &Value| slot["start"].as_str().unwrap()[..10].to_owned();
        let days: std::collections::BTreeSet<_> = slots.iter().map(day).collect();
        assert_eq!(slots.len(), 20, "{provider}");
        assert!(days.len() >= 18 && days.last().unwrap().as_str() >= "2026-12-15", "{days:?}");
    }
}

#[tokio::test]
async fn where_nobody_is_invited_a_free_time_is_found_on_any_minute() {
    for provider in CALENDARS {
        let scene = connected(provider).await;
        let exact = json!({"attendees": [], "working_hours": {"start": "16:10", "end": "17:10"}});
        let answer = search(&scene, (MARIAM, provider), exact).await.ok();
        assert_eq!(answer["slots"][0]["start"], "2026-11-24T16:10:00+00:00", "{provider}");
    }
}

#[tokio::test]
async fn working_hours_until_midnight_can_be_said() {
    for provider in CALENDARS {
        let scene = connected(provider).await;
        for end in ["24:00", "00:00"] {
            let hours = json!({"working_hours": {"start": "22:00", "end": end}});
            let answer = search(&scene, (MARIAM, provider), hours).await.ok();
            let last = &answer["slots"].as_array().unwrap().last().unwrap()["end"];
            assert_eq!(last, "2026-11-25T00:00:00+00:00", "{provider} {end}");
        }
    }
}

#[tokio::test]
async fn s21_another_company_s_calendar_is_not_searched() {
    let scene = connected(GoogleCalendar).await;
    search(&scene, (STRANGER, GoogleCalendar), json!({})).await.expect(409, "not_connected");
}

#[tokio::test]
async fn what_is_wrong_is_refused_before_anybody_is_asked() {
    let scene = connected(GoogleCalendar).await;
    wire(&scene, GoogleCalendar).forget();
    for body in [json!({"duration_minutes": 0}), json!({"end_date": "2026-11-01"})] {
        let answer = search(&scene, (MARIAM, GoogleCalendar), body).await;
        answer.expect(400, "invalid_request");
    }
    search(&scene, (MARIAM, Provider::LinkedIn), json!({})).await.expect(400, "unsupported");
    assert_eq!(wire(&scene, GoogleCalendar).requests().len(), 0);
}
