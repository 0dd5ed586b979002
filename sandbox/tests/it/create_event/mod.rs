//! `POST /{provider}/create-event`: what is scheduled, and what is answered.

mod explained;
mod guests;
mod once;
mod shortened;
mod spelling;
mod texts;
mod times;
mod unseen;

use serde_json::{Value, json};
use shared::model::provider::Provider::{self, GoogleCalendar, OutlookCalendar};

use crate::calendars::{turn, wire};
use crate::connect_calendars::connect;
use crate::interviews::{CALENDARS, create};
use crate::scene::Scene;

/// A world in which a calendar is connected through the product's own pages.
async fn connected(provider: Provider) -> Scene {
    let scene = Scene::new().await;
    let account = if provider == GoogleCalendar { "awa" } else { "fatou" };
    connect(&scene, provider, account).await.ok();
    scene.forget();
    wire(&scene, provider).forget();
    scene
}

const fn path(provider: Provider) -> &'static str {
    match provider {
        GoogleCalendar => "/calendar/v3/calendars/primary/events",
        _ => "/v1.0/me/events",
    }
}

/// The bodies of the events that were sent.
fn sent(scene: &Scene, provider: Provider) -> Vec<Value> {
    let requests = wire(scene, provider).requests().into_iter();
    let is_event = |request: &simulator_kit::wire::Received| {
        request.method == "POST" && request.path == path(provider)
    };
    requests.filter(is_event).map(|request| request.body).collect()
}

#[tokio::test]
async fn b12_the_answer_names_event_and_link() {
    for (provider, link) in [(GoogleCalendar, "meet_link"), (OutlookCalendar, "teams_link")] {
        let scene = connected(provider).await;
        let answer = create(&scene, provider, json!({"create_meeting_link": true})).await.ok();
        assert!(answer["message"].as_str().unwrap().ends_with("Calendar event created"));
        assert!(!answer["event_id"].as_str().unwrap().is_empty());
        assert!(answer["event_url"].as_str().unwrap().starts_with("http"), "{answer}");
        assert!(answer[link].as_str().unwrap().starts_with("http"), "{answer}");
        assert_eq!(answer["meeting_link_status"], "created");
        let without = create(&scene, provider, json!({"title": "Sans lien"})).await.ok();
        assert_eq!(
            (&without[link], &without["meeting_link_status"]),
            (&Value::Null, &"not_requested".into())
        );
    }
}

#[tokio::test]
async fn s21_s38_an_application_of_another_company_does_not_exist_and_no_calendar_is_asked() {
    for provider in CALENDARS {
        let scene = connected(provider).await;
        create(&scene, provider, json!({"application_id": 5})).await.expect(404, "not_found");
        assert_eq!(wire(&scene, provider).requests().len(), 0);
    }
}

#[tokio::test]
async fn s38_attendees_are_bounded_checked_and_each_invited_once() {
    let scene = connected(GoogleCalendar).await;
    let many: Vec<_> = (0..200).map(|number| format!("p{number}@acme.ci")).collect();
    for wrong in [json!(many), json!(["a@acme.ci\r\nBcc: b@acme.ci"]), json!(["nobody"])] {
        let answer = create(&scene, GoogleCalendar, json!({"attendees": wrong})).await;
        assert!(answer.expect(400, "invalid_request").text.contains("attendees"));
    }
    assert_eq!(wire(&scene, GoogleCalendar).requests().len(), 0);
    let twice = json!({"attendees": ["lead@acme.ci", "LEAD@acme.ci"]});
    create(&scene, GoogleCalendar, twice).await.ok();
    assert_eq!(sent(&scene, GoogleCalendar)[0]["attendees"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn s39_markup_stays_text_and_length_is_bounded() {
    for (provider, field) in [(GoogleCalendar, "/description"), (OutlookCalendar, "/body/content")]
    {
        let scene = connected(provider).await;
        let description = format!("<script>alert(1)</script>\u{202e}{}", "x".repeat(100_000));
        create(&scene, provider, json!({"description": description})).await.ok();
        let body = &sent(&scene, provider)[0];
        let text = body.pointer(field).unwrap().as_str().unwrap();
        assert!(text.contains("&lt;script&gt;") && !text.contains("<script") && text.contains('…'));
        assert!(!text.contains('\u{202e}'));
    }
}

#[tokio::test]
async fn f29_no_link_is_claimed_that_is_not_there() {
    for (knobs, status) in [
        (json!({"meet": {"pending_polls": 9}}), "pending"),
        (json!({"meet": {"pending_polls": 2}}), "created"),
        (json!({"meet": "failure"}), "unavailable"),
        (json!({"meet": "not_allowed"}), "unavailable"),
    ] {
        let scene = connected(GoogleCalendar).await;
        turn(&scene, GoogleCalendar, knobs).await;
        let body = json!({"create_meeting_link": true});
        let answer = create(&scene, GoogleCalendar, body).await.ok();
        assert_eq!(answer["meeting_link_status"], status);
        assert_eq!(answer["meeting_link"].is_string(), status == "created");
    }
}

#[tokio::test]
async fn f29_teams_is_asked_for_only_where_the_calendar_allows_it() {
    let scene = connected(OutlookCalendar).await;
    turn(&scene, OutlookCalendar, json!({"teams_allowed": false})).await;
    let body = json!({"create_meeting_link": true});
    let answer = create(&scene, OutlookCalendar, body).await.ok();
    assert_eq!(answer["meeting_link_status"], "unavailable");
    assert_eq!(sent(&scene, OutlookCalendar)[0]["isOnlineMeeting"], Value::Null);
}

#[tokio::test]
async fn two_calls_leave_to_google_and_three_for_a_teams_link() {
    for (provider, calls) in [(GoogleCalendar, 2), (OutlookCalendar, 3)] {
        let scene = connected(provider).await;
        create(&scene, provider, json!({"create_meeting_link": true})).await.ok();
        assert_eq!(wire(&scene, provider).requests().len(), calls);
        assert_eq!(scene.world.controls.api.requests().len(), 3, "the ATS");
        // Two of them make the company's key for guests, once; one looks for a channel for notes, one for hours that
        // candidates are being given.
        assert_eq!(scene.world.controls.dynamodb.requests().len(), 12);
    }
}
