//! `POST /{provider}/create-event`: what is scheduled, when, and how often.

use http::StatusCode;
use sandbox::wire::Fault;
use serde_json::{Value, json};
use shared::provider::Provider::{self, GoogleCalendar, OutlookCalendar};

use crate::answer::Answer;
use crate::calendars::{turn, wire};
use crate::connect_calendars::connect;
use crate::scene::{MARIAM, Scene, at_provider};

const CALENDARS: [Provider; 2] = [GoogleCalendar, OutlookCalendar];

async fn connected(provider: Provider) -> Scene {
    let scene = Scene::new().await;
    let account = if provider == GoogleCalendar { "awa" } else { "fatou" };
    connect(&scene, provider, account).await.ok();
    scene.forget();
    wire(&scene, provider).forget();
    scene
}

/// Mariam schedules with `changes` to an ordinary body, without an `Idempotency-Key`.
async fn schedule(scene: &Scene, provider: Provider, changes: Value) -> Answer {
    keyed(scene, provider, changes, None).await
}

async fn keyed(scene: &Scene, provider: Provider, changes: Value, key: Option<&str>) -> Answer {
    let mut body = json!({
        "application_id": 1, "title": "Entretien", "start_time": "2026-12-01T14:00:00",
        "end_time": "2026-12-01T15:00:00", "timezone": "Africa/Abidjan",
    });
    let fields = changes.as_object().unwrap().clone();
    body.as_object_mut().unwrap().extend(fields);
    scene
        .call("create-event", MARIAM, |event| {
            at_provider(event, provider.slug());
            let headers = event["headers"].as_object_mut().unwrap();
            headers.remove("idempotency-key");
            if let Some(key) = key {
                headers.insert("idempotency-key".to_owned(), key.into());
            }
            event["body"] = body.to_string().into();
        })
        .await
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
    let is_event = |request: &sandbox::wire::Received| {
        request.method == "POST" && request.path == path(provider)
    };
    requests.filter(is_event).map(|request| request.body).collect()
}

#[tokio::test]
async fn b12_the_answer_names_event_and_link() {
    for (provider, link) in [(GoogleCalendar, "meet_link"), (OutlookCalendar, "teams_link")] {
        let scene = connected(provider).await;
        let answer = schedule(&scene, provider, json!({"create_meeting_link": true})).await.ok();
        assert!(answer["message"].as_str().unwrap().ends_with("Calendar event created"));
        assert!(!answer["event_id"].as_str().unwrap().is_empty());
        assert!(answer["event_url"].as_str().unwrap().starts_with("http"), "{answer}");
        assert!(answer[link].as_str().unwrap().starts_with("http"), "{answer}");
        assert_eq!(answer["meeting_link_status"], "created");
        let without = schedule(&scene, provider, json!({"title": "Sans lien"})).await.ok();
        assert_eq!(
            (&without[link], &without["meeting_link_status"]),
            (&Value::Null, &"not_requested".into())
        );
    }
}

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
            schedule(&scene, provider, body).await.ok();
            let start = sent(&scene, provider)[0]["start"]["dateTime"].as_str().unwrap().to_owned();
            assert_eq!(start.trim_end_matches('Z'), "2026-12-01T14:00:00", "{provider} {zone}");
        }
    }
}

#[tokio::test]
async fn b14_the_default_zone_is_paris() {
    let scene = connected(GoogleCalendar).await;
    let answer = schedule(&scene, GoogleCalendar, json!({"timezone": null})).await.ok();
    assert_eq!(answer["start_time"], "2026-12-01T14:00:00+01:00");
}

#[tokio::test]
async fn f32_a_change_of_clocks_moves_paris_and_new_york_and_not_abidjan() {
    for (zone, day, start) in [
        ("Africa/Abidjan", "2027-03-27", "2027-03-27T10:00:00"),
        ("Africa/Abidjan", "2027-03-29", "2027-03-29T10:00:00"),
        ("Europe/Paris", "2027-03-27", "2027-03-27T09:00:00"),
        ("Europe/Paris", "2027-03-29", "2027-03-29T08:00:00"),
        ("America/New_York", "2027-03-12", "2027-03-12T15:00:00"),
        ("America/New_York", "2027-03-15", "2027-03-15T14:00:00"),
    ] {
        let scene = connected(OutlookCalendar).await;
        let times = json!({
            "start_time": format!("{day}T10:00:00"), "end_time": format!("{day}T11:00:00"), "timezone": zone,
        });
        schedule(&scene, OutlookCalendar, times).await.ok();
        let expected = json!({"dateTime": start, "timeZone": "UTC"});
        assert_eq!(sent(&scene, OutlookCalendar)[0]["start"], expected, "{zone} {day}");
    }
}

#[tokio::test]
async fn f32_a_skipped_time_is_refused_with_a_suggestion_and_a_repeated_one_is_the_first() {
    let scene = connected(GoogleCalendar).await;
    let times = |start: &str, end: &str| json!({"start_time": start, "end_time": end, "timezone": "Europe/Paris"});
    let skipped = times("2027-03-28T02:30:00", "2027-03-28T04:00:00");
    let answer = schedule(&scene, GoogleCalendar, skipped).await.expect(400, "invalid_request");
    assert!(answer.text.contains("2027-03-28T03:30:00"), "{answer:?}");
    let twice = times("2027-10-31T02:30:00", "2027-10-31T04:00:00");
    let answer = schedule(&scene, GoogleCalendar, twice).await.ok();
    assert_eq!(answer["start_time"], "2027-10-31T02:30:00+02:00");
}

#[tokio::test]
async fn s21_s38_an_application_of_another_company_does_not_exist_and_no_calendar_is_asked() {
    for provider in CALENDARS {
        let scene = connected(provider).await;
        schedule(&scene, provider, json!({"application_id": 5})).await.expect(404, "not_found");
        assert_eq!(wire(&scene, provider).requests().len(), 0);
    }
}

#[tokio::test]
async fn s38_attendees_are_bounded_checked_and_each_invited_once() {
    let scene = connected(GoogleCalendar).await;
    let many: Vec<_> = (0..200).map(|number| format!("p{number}@acme.ci")).collect();
    for wrong in [json!(many), json!(["a@acme.ci\r\nBcc: b@acme.ci"]), json!(["nobody"])] {
        let answer = schedule(&scene, GoogleCalendar, json!({"attendees": wrong})).await;
        assert!(answer.expect(400, "invalid_request").text.contains("attendees"));
    }
    assert_eq!(wire(&scene, GoogleCalendar).requests().len(), 0);
    let twice = json!({"attendees": ["lead@acme.ci", "LEAD@acme.ci"]});
    schedule(&scene, GoogleCalendar, twice).await.ok();
    assert_eq!(sent(&scene, GoogleCalendar)[0]["attendees"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn s39_markup_stays_text_and_length_is_bounded() {
    for (provider, field) in [(GoogleCalendar, "/description"), (OutlookCalendar, "/body/content")]
    {
        let scene = connected(provider).await;
        let description = format!("<script>alert(1)</script>\u{202e}{}", "x".repeat(100_000));
        schedule(&scene, provider, json!({"description": description})).await.ok();
        let body = &sent(&scene, provider)[0];
        let text = body.pointer(field).unwrap().as_str().unwrap();
        assert!(text.contains("&lt;script&gt;") && !text.contains("<script") && text.contains('…'));
        assert!(!text.contains('\u{202e}'));
    }
}

#[tokio::test]
async fn f31_a_double_click_makes_one_event_and_gets_one_answer() {
    for provider in CALENDARS {
        let scene = connected(provider).await;
        let (first, second) = tokio::join!(
            schedule(&scene, provider, json!({})),
            schedule(&scene, provider, json!({})),
        );
        assert_eq!(first.ok(), second.ok());
        assert_eq!(sent(&scene, provider).len(), 1, "{provider}");
    }
}

#[tokio::test]
async fn f31_a_key_with_other_content_is_refused() {
    let scene = connected(GoogleCalendar).await;
    let first = keyed(&scene, GoogleCalendar, json!({}), Some("k")).await.ok();
    assert_eq!(keyed(&scene, GoogleCalendar, json!({}), Some("k")).await.ok(), first);
    let other = keyed(&scene, GoogleCalendar, json!({"title": "Autre"}), Some("k")).await;
    other.expect(422, "idempotency_key_reused");
    assert_eq!(sent(&scene, GoogleCalendar).len(), 1);
}

#[tokio::test]
async fn f3_f4_an_answer_that_was_lost_leaves_one_event() {
    for provider in CALENDARS {
        let scene = connected(provider).await;
        wire(&scene, provider).inject(Fault::drop_after().on("POST", path(provider)));
        let lost = schedule(&scene, provider, json!({})).await.ok();
        let [first, second] = sent(&scene, provider).try_into().unwrap();
        assert_eq!(first, second);
        let again = schedule(&scene, provider, json!({})).await.ok();
        assert_eq!(again["event_id"], lost["event_id"]);
        assert_eq!(sent(&scene, provider).len(), 2, "{provider}");
    }
}

#[tokio::test]
async fn f3_f4_a_crash_after_the_event_was_made_is_mended_by_the_next_request() {
    for provider in CALENDARS {
        let scene = connected(provider).await;
        // All that follows the calendar's answer is lost: the interview and the ledger's outcome.
        let broken = Fault::respond(StatusCode::INTERNAL_SERVER_ERROR, Value::Null);
        scene.world.controls.dynamodb.inject(broken.on_target("PutItem").after(1).times(12));
        let first = schedule(&scene, provider, json!({})).await.ok();
        scene.world.controls.dynamodb.clear();
        scene.advance("36s");
        let second = schedule(&scene, provider, json!({})).await.ok();
        assert_eq!(second["event_id"], first["event_id"], "{provider}");
        assert_eq!(sent(&scene, provider).len(), 2);
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
        let answer = schedule(&scene, GoogleCalendar, body).await.ok();
        assert_eq!(answer["meeting_link_status"], status);
        assert_eq!(answer["meeting_link"].is_string(), status == "created");
    }
}

#[tokio::test]
async fn f29_teams_is_asked_for_only_where_the_calendar_allows_it() {
    let scene = connected(OutlookCalendar).await;
    turn(&scene, OutlookCalendar, json!({"teams_allowed": false})).await;
    let body = json!({"create_meeting_link": true});
    let answer = schedule(&scene, OutlookCalendar, body).await.ok();
    assert_eq!(answer["meeting_link_status"], "unavailable");
    assert_eq!(sent(&scene, OutlookCalendar)[0]["isOnlineMeeting"], Value::Null);
}

#[tokio::test]
async fn one_call_leaves_to_google_and_two_for_a_teams_link() {
    for (provider, calls) in [(GoogleCalendar, 1), (OutlookCalendar, 2)] {
        let scene = connected(provider).await;
        schedule(&scene, provider, json!({"create_meeting_link": true})).await.ok();
        assert_eq!(wire(&scene, provider).requests().len(), calls);
        assert_eq!(scene.world.controls.api.requests().len(), 2, "the ATS");
        assert_eq!(scene.world.controls.dynamodb.requests().len(), 5);
    }
}
