//! What a calendar tells of one interview is bounded, and stops the reading of no other.

use http::StatusCode;
use serde_json::{Value, json};
use shared::model::provider::Provider::{self, GoogleCalendar};
use simulator_kit::wire::Fault;

use super::doubts::{path, stored};
use super::{GUEST, answers, begin, says};
use crate::calendars::{connected, wire};
use crate::interviews::{CALENDARS, create, list};
use crate::scene::{MARIAM, Scene};

/// A world with two interviews in one calendar that was read once; and their ids.
async fn two(provider: Provider) -> (Scene, [String; 2]) {
    let scene = connected(provider).await;
    let mut ids = Vec::new();
    for day in [1, 2] {
        let body = json!({
            "attendees": [GUEST], "title": format!("Entretien {day}"),
            "start_time": format!("2026-12-0{day}T14:00:00Z"), "end_time": format!("2026-12-0{day}T15:00:00Z"),
        });
        let made = create(&scene, provider, body).await.ok();
        ids.push(made["event_id"].as_str().unwrap().to_owned());
    }
    begin(&scene, provider).await;
    // Long enough ago that they are looked at only where something says so.
    scene.advance("10m");
    says(&scene, provider).await;
    scene.world.webhooks.forget();
    (scene, <[String; 2]>::try_from(ids).unwrap())
}

/// An event as a calendar may answer it, `changed`.
fn answer(provider: Provider, id: &str, changed: Value) -> Value {
    let mut event = match provider {
        GoogleCalendar => json!({
            "id": id, "etag": "\"9\"", "status": "confirmed", "summary": "Entretien 1",
            "organizer": {"self": true},
            "start": {"dateTime": "2026-12-01T14:00:00Z"}, "end": {"dateTime": "2026-12-01T15:00:00Z"},
        }),
        _ => json!({
            "id": id, "@odata.etag": "W/\"9\"", "subject": "Entretien 1", "isOrganizer": true,
            "start": {"dateTime": "2026-12-01T14:00:00", "timeZone": "UTC"},
            "end": {"dateTime": "2026-12-01T15:00:00", "timeZone": "UTC"},
        }),
    };
    event.as_object_mut().unwrap().extend(changed.as_object().unwrap().clone());
    event
}

fn answers_once(scene: &Scene, provider: Provider, id: &str, event: Value) {
    let fault = Fault::respond(StatusCode::OK, event);
    wire(scene, provider).inject(fault.on("GET", &path(provider, id)).times(9));
}

async fn event(scene: &Scene, id: &str) -> Value {
    let all = list(scene, MARIAM).await;
    all.into_iter().find(|event| event["event_id"] == id).unwrap()
}

#[tokio::test]
async fn s39_texts_of_a_calendar_are_one_bounded_line_and_the_rest_of_it_is_read() {
    for provider in CALENDARS {
        let (scene, [first, second]) = two(provider).await;
        let strange = format!("a\u{202e}b\0c\n{}", "x".repeat(450_000));
        let changed = match provider {
            GoogleCalendar => json!({"summary": strange, "location": strange}),
            _ => json!({"subject": strange, "location": {"displayName": strange}}),
        };
        answers_once(&scene, provider, &first, answer(provider, &first, changed));
        for id in [&first, &second] {
            answers(&scene, provider, id, ("accepted", "")).await;
        }
        says(&scene, provider).await;
        assert_eq!(event(&scene, &second).await["attendees"][0]["response"], "accepted");
        for text in
            [&event(&scene, &first).await["title"], &event(&scene, &first).await["location"]]
        {
            let text = text.as_str().unwrap();
            assert!(text.starts_with("abc") && text.chars().count() <= 255, "{text}");
        }
    }
}

#[tokio::test]
async fn f40_an_answer_about_another_event_is_none_and_an_end_before_its_start_is_no_time() {
    for provider in CALENDARS {
        let (scene, [first, second]) = two(provider).await;
        answers_once(&scene, provider, &first, answer(provider, &second, json!({})));
        for id in [&first, &second] {
            answers(&scene, provider, id, ("declined", "")).await;
        }
        says(&scene, provider).await;
        assert!(stored(&scene, provider, &first).await.unseen_since.is_some());
        assert_eq!(scene.told(), ["interview.guest_responded"], "{provider}: of the second");
        wire(&scene, provider).clear();
        let end = match provider {
            GoogleCalendar => json!({"dateTime": "2026-12-01T12:00:00Z"}),
            _ => json!({"dateTime": "2026-12-01T12:00:00", "timeZone": "UTC"}),
        };
        answers_once(&scene, provider, &first, answer(provider, &first, json!({"end": end})));
        answers(&scene, provider, &first, ("accepted", "")).await;
        says(&scene, provider).await;
        let event = event(&scene, &first).await;
        assert_eq!(event["end_time"], "2026-12-01T15:00:00+00:00", "{provider}");
    }
}

#[tokio::test]
async fn f40_200_guests_with_long_names_and_comments_are_stored_within_an_item() {
    let (scene, [first, second]) = two(GoogleCalendar).await;
    let long = "\u{1f600}".repeat(500);
    let guest = |n| {
        json!({"email": format!("g{n}@example.com"), "displayName": long, "comment": long,
               "responseStatus": "accepted"})
    };
    let guests: Vec<_> = (0..300).map(guest).collect();
    let crowded = answer(GoogleCalendar, &first, json!({"attendees": guests}));
    answers_once(&scene, GoogleCalendar, &first, crowded);
    for id in [&first, &second] {
        answers(&scene, GoogleCalendar, id, ("accepted", "")).await;
    }
    says(&scene, GoogleCalendar).await;
    assert_eq!(event(&scene, &first).await["attendees"].as_array().unwrap().len(), 200);
    assert_eq!(event(&scene, &second).await["attendees"][0]["response"], "accepted");
}

#[tokio::test]
async fn f40_who_was_invited_here_stays_a_guest_however_many_are_told_before_them() {
    let (scene, [first, _]) = two(GoogleCalendar).await;
    let guest = |n| json!({"email": format!("g{n}@example.com"), "responseStatus": "accepted"});
    let own = json!({"email": "Candidate@Example.com", "responseStatus": "declined"});
    let guests: Vec<_> = (0..250).map(guest).chain([own]).collect();
    let crowded = answer(GoogleCalendar, &first, json!({"attendees": guests}));
    answers_once(&scene, GoogleCalendar, &first, crowded);
    answers(&scene, GoogleCalendar, &first, ("declined", "")).await;
    says(&scene, GoogleCalendar).await;
    let event = event(&scene, &first).await;
    let attendees = event["attendees"].as_array().unwrap();
    let known = attendees.iter().find(|one| one["number"] == 1).cloned().unwrap_or_default();
    assert_eq!((&known["email"], &known["response"]), (&json!(GUEST), &json!("declined")));
    assert_eq!(attendees.len(), 200);
}

#[tokio::test]
async fn f35_an_interview_that_can_t_be_stored_is_noted_as_unseen_and_the_rest_is_read() {
    for provider in CALENDARS {
        let (scene, [first, second]) = two(provider).await;
        for id in [&first, &second] {
            answers(&scene, provider, id, ("accepted", "")).await;
        }
        let refused = json!({"__type": "com.amazon.coral.validate#ValidationException", "message": "Item size"});
        let fault = Fault::respond(StatusCode::BAD_REQUEST, refused).on_target("PutItem");
        scene.world.controls.dynamodb.inject(fault.body_contains(&format!("{first}\"")));
        says(&scene, provider).await;
        assert!(stored(&scene, provider, &first).await.unseen_since.is_some(), "{provider}");
        assert_eq!(event(&scene, &second).await["attendees"][0]["response"], "accepted");
        assert_eq!(scene.told(), ["interview.guest_responded"], "{provider}");
        scene.advance("5m");
        super::fire(&scene).await;
        assert_eq!(event(&scene, &first).await["attendees"][0]["response"], "accepted");
    }
}
