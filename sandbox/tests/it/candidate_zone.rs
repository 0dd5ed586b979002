//! The candidate's own zone beside an interview: kept, listed, changed, and no calendar's business (B24).

use serde_json::{Value, json};
use shared::model::provider::Provider::{GoogleCalendar, OutlookCalendar};

use crate::bookings::{choose_in, look, offered, starts};
use crate::calendars::{connected, wire};
use crate::interviews::{CALENDARS, create, drag, list, scheduled, sent, update};
use crate::scene::{COLLEAGUE, MARIAM, Scene};

/// The zone that is listed with the one interview there is.
async fn listed(scene: &Scene) -> Value {
    let events = list(scene, COLLEAGUE).await;
    let [event] = events.as_slice() else { panic!("{events:?}") };
    event["candidate_timezone"].clone()
}

#[tokio::test]
async fn b24_it_is_kept_with_an_interview_and_listed_and_no_calendar_is_told() {
    for provider in CALENDARS {
        let scene = connected(provider).await;
        let zone = json!({"candidate_timezone": " america/montreal "});
        let answer = create(&scene, provider, zone).await.ok();
        assert_eq!(answer["candidate_timezone"], "America/Montreal", "{provider}");
        assert_eq!(answer["timezone"], "Africa/Abidjan", "it reads no time");
        assert_eq!(listed(&scene).await, "America/Montreal");
        let requests = wire(&scene, provider).requests();
        assert!(!format!("{requests:?}").contains("Montreal"), "{provider}");
    }
}

#[tokio::test]
async fn b24_where_nobody_says_it_none_is_known() {
    for zone in [json!({}), json!({"candidate_timezone": null}), json!({"candidate_timezone": " "})]
    {
        let scene = connected(GoogleCalendar).await;
        let answer = create(&scene, GoogleCalendar, zone).await.ok();
        assert_eq!(answer["candidate_timezone"], Value::Null);
        assert_eq!(listed(&scene).await, Value::Null);
    }
}

#[tokio::test]
async fn b24_a_zone_that_there_is_not_is_named_and_nothing_is_scheduled_or_changed() {
    let (scene, id) = scheduled(OutlookCalendar).await;
    let wrong = json!({"candidate_timezone": "Mars/Olympus", "title": "Autre"});
    let made = create(&scene, OutlookCalendar, wrong.clone()).await;
    let changed = update(&scene, (MARIAM, OutlookCalendar), &id, wrong).await;
    for refused in [made, changed] {
        let refused = refused.expect(400, "invalid_request").json();
        assert!(
            refused["detail"].as_str().unwrap().starts_with("candidate_timezone:"),
            "{refused}"
        );
    }
    assert_eq!(
        (sent(&scene, OutlookCalendar, "POST"), sent(&scene, OutlookCalendar, "PATCH")),
        (0, 0)
    );
    assert_eq!(listed(&scene).await, Value::Null);
}

#[tokio::test]
async fn b24_it_is_changed_alone_without_telling_any_guest_and_stays_where_it_is_left_out() {
    for provider in CALENDARS {
        let (scene, id) = scheduled(provider).await;
        let by = (MARIAM, provider);
        let zone = json!({"candidate_timezone": "Asia/Tokyo"});
        let answer = update(&scene, by, &id, zone).await.ok();
        assert_eq!(answer["candidate_timezone"], "Asia/Tokyo", "{provider}");
        assert_eq!(sent(&scene, provider, "PATCH"), 0, "{provider}");
        let title = json!({"title": "Entretien final"});
        assert_eq!(update(&scene, by, &id, title).await.ok()["candidate_timezone"], "Asia/Tokyo");
        assert_eq!(listed(&scene).await, "Asia/Tokyo");
        let blank = json!({"candidate_timezone": ""});
        update(&scene, by, &id, blank).await.expect(400, "invalid_request");
    }
}

#[tokio::test]
async fn b24_f41_a_person_s_change_is_told_before_a_zone_is_taken() {
    for provider in CALENDARS {
        let (scene, id) = scheduled(provider).await;
        drag(&scene, provider, &id).await;
        let (by, change) = ((MARIAM, provider), json!({"candidate_timezone": "Asia/Tokyo"}));
        update(&scene, by, &id, change.clone()).await.expect(409, "event_changed");
        let seen = list(&scene, MARIAM).await[0].clone();
        assert_eq!(seen["changes"][0]["what"], "moved", "{provider}");
        update(&scene, by, &id, change).await.ok();
    }
}

#[tokio::test]
async fn b24_who_books_or_moves_by_a_link_is_in_the_zone_that_their_browser_says() {
    for provider in CALENDARS {
        let (scene, token) = offered(provider).await;
        let times = starts(&look(&scene, &token).await.ok());
        for (start, said, kept) in [
            (&times[0], json!("America/Montreal"), json!("America/Montreal")),
            (&times[1], json!("Asia/Tokyo"), json!("Asia/Tokyo")),
            // What a browser can't tell takes nothing away.
            (&times[2], json!("Etc/Unknown"), json!("Asia/Tokyo")),
            (&times[3], Value::Null, json!("Asia/Tokyo")),
        ] {
            choose_in(&scene, &token, start, said).await.ok();
            assert_eq!(listed(&scene).await, kept, "{provider}");
        }
    }
}

#[tokio::test]
async fn b24_who_books_without_a_zone_is_not_taken_to_be_in_the_link_s() {
    for said in [Value::Null, json!(""), json!("Etc/Unknown")] {
        let (scene, token) = offered(GoogleCalendar).await;
        let times = starts(&look(&scene, &token).await.ok());
        choose_in(&scene, &token, &times[0], said).await.ok();
        assert_eq!(listed(&scene).await, Value::Null);
    }
}
