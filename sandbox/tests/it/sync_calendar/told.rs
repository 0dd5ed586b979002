//! What people do in a calendar, seen and told.

use http::{HeaderValue, StatusCode, header};
use jiff::SignedDuration;
use serde_json::{Value, json};
use simulator_kit::wire::Fault;

use super::{GUEST, answers, begin, calendar, fire, in_pages, listed, says, watch, watched};
use crate::calendars::{connect, connected, wire};
use crate::interviews::{CALENDARS, create, delete, drag, sent, update};
use crate::scene::MARIAM;

#[tokio::test]
async fn f40_a_guest_s_answer_is_listed_and_told_once_and_again_when_it_changes() {
    for provider in CALENDARS {
        let (scene, id) = watched(provider).await;
        let attendee = &listed(&scene).await["attendees"][0];
        assert_eq!((&attendee["email"], &attendee["role"]), (&json!(GUEST), &json!("guest")));
        assert_eq!(attendee["response"], "needs_action");
        answers(&scene, provider, &id, ("declined", "Je suis\u{7} malade")).await;
        for _ in 0..3 {
            says(&scene, provider).await;
        }
        assert_eq!(scene.told(), ["interview.guest_responded"], "{provider}");
        let told = scene.told_last();
        let guest = &told["data"]["guest"];
        assert_eq!((&guest["role"], &guest["response"]), (&json!("guest"), &json!("declined")));
        assert!(!told.to_string().contains('@') && !told.to_string().contains("malade"), "{told}");
        let attendee = listed(&scene).await["attendees"][0].clone();
        assert_eq!(attendee["response"], "declined");
        assert_eq!(attendee["number"], guest["number"]);
        assert!(attendee["responded_at"].is_string(), "{attendee}");
        answers(&scene, provider, &id, ("declined", "Vraiment")).await;
        says(&scene, provider).await;
        assert_eq!(scene.told().len(), 1, "{provider}: the answer is the same");
        answers(&scene, provider, &id, ("accepted", "")).await;
        says(&scene, provider).await;
        assert_eq!(scene.told(), ["interview.guest_responded"; 2], "{provider}");
    }
}

#[tokio::test]
async fn a_candidate_who_is_invited_is_known_as_one() {
    let scene = connected(CALENDARS[0]).await;
    create(&scene, CALENDARS[0], json!({})).await.ok();
    let attendee = listed(&scene).await["attendees"][0].clone();
    assert_eq!(attendee["role"], "candidate", "{attendee}");
    assert_eq!(attendee["name"], "Ibrahim Traoré");
}

#[tokio::test]
async fn f40_a_move_in_the_calendar_is_listed_and_told_once_and_is_no_obstacle_to_a_change_here() {
    for provider in CALENDARS {
        let (scene, id) = watched(provider).await;
        drag(&scene, provider, &id).await;
        for _ in 0..2 {
            says(&scene, provider).await;
        }
        assert_eq!(scene.told(), ["interview.moved"], "{provider}");
        let told = scene.told_last();
        assert_eq!(told["data"]["actor"], "calendar");
        assert_eq!(told["data"]["is"]["start"], "2026-12-01T14:30:00Z");
        let event = listed(&scene).await;
        assert_eq!(event["start_time"], "2026-12-01T14:30:00+00:00");
        let [change] = event["changes"].as_array().unwrap().as_slice() else { panic!("{event}") };
        assert_eq!(change["what"], "moved");
        assert_eq!(change["was_start_time"], "2026-12-01T14:00:00+00:00");
        let retitled = update(&scene, (MARIAM, provider), &id, json!({"title": "Autre"})).await;
        assert_eq!(retitled.ok()["title"], "Autre", "{provider}: no event_changed");
    }
}

#[tokio::test]
async fn f40_a_time_that_a_guest_proposes_is_listed_and_told_once_and_again_when_it_changes() {
    let provider = CALENDARS[1];
    let (scene, id) = watched(provider).await;
    let mut expected = vec!["interview.guest_responded"];
    for (minutes, start, end) in [("60", "15", "16"), ("120", "16", "17")] {
        let form = [("guest", GUEST), ("minutes", minutes)];
        in_pages(&scene, provider, (&id, "propose"), &form).await;
        for _ in 0..3 {
            says(&scene, provider).await;
        }
        expected.push("interview.time_proposed");
        assert_eq!(scene.told(), expected, "{minutes}");
        let told = scene.told_last();
        assert_eq!(told["data"]["is"]["start"], "2026-12-01T14:00:00Z");
        assert_eq!(told["data"]["proposed"]["start"], format!("2026-12-01T{start}:00:00Z"));
        assert_eq!(told["data"]["proposed"]["end"], format!("2026-12-01T{end}:00:00Z"));
        let attendee = listed(&scene).await["attendees"][0].clone();
        assert_eq!(attendee["number"], told["data"]["guest"]["number"]);
        assert_eq!(attendee["response"], "tentative");
        let proposed = json!({
            "start_time": format!("2026-12-01T{start}:00:00+00:00"),
            "end_time": format!("2026-12-01T{end}:00:00+00:00"),
        });
        assert_eq!(attendee["proposed"], proposed, "{minutes}");
    }
    answers(&scene, provider, &id, ("accepted", "")).await;
    says(&scene, provider).await;
    expected.push("interview.guest_responded");
    assert_eq!(scene.told(), expected, "what is proposed no more is not told");
    assert_eq!(listed(&scene).await["attendees"][0]["proposed"], Value::Null);
}

#[tokio::test]
async fn f40_a_deletion_in_the_calendar_is_listed_and_told_once() {
    for provider in CALENDARS {
        let (scene, id) = watched(provider).await;
        scene.advance("10m");
        in_pages(&scene, provider, (&id, "delete"), &[]).await;
        for _ in 0..2 {
            says(&scene, provider).await;
        }
        assert_eq!(scene.told(), ["interview.cancelled"], "{provider}");
        let event = listed(&scene).await;
        assert_eq!(
            (&event["status"], &event["cancelled_by"]),
            (&json!("cancelled"), &json!("calendar"))
        );
        assert_eq!(event["changes"][0]["what"], "cancelled");
    }
}

#[tokio::test]
async fn f41_changes_of_ours_echo_and_nothing_is_told_twice() {
    for provider in CALENDARS {
        let (scene, id) = watched(provider).await;
        let moved =
            json!({"start_time": "2026-12-02T09:00:00Z", "end_time": "2026-12-02T10:00:00Z"});
        update(&scene, (MARIAM, provider), &id, moved).await.ok();
        says(&scene, provider).await;
        says(&scene, provider).await;
        assert_eq!(scene.told(), ["interview.moved"], "{provider}");
        assert_eq!(scene.told_last()["data"]["actor"], "user:1");
        assert_eq!(listed(&scene).await["changes"], json!([]));
        scene.advance("10m");
        delete(&scene, (MARIAM, provider), &id).await.ok();
        says(&scene, provider).await;
        assert_eq!(scene.told(), ["interview.moved", "interview.cancelled"], "{provider}");
        assert_eq!(listed(&scene).await["cancelled_by"], "user:1");
    }
}

#[tokio::test]
async fn f40_what_no_notification_tells_is_found_within_the_hour() {
    for provider in CALENDARS {
        let (scene, id) = watched(provider).await;
        answers(&scene, provider, &id, ("accepted", "")).await;
        assert_eq!(fire(&scene).await["due"], 0, "{provider}: not due yet");
        scene.advance("1h");
        let report = fire(&scene).await;
        assert_eq!(report["read"], 1, "{report}");
        assert_eq!(scene.told(), ["interview.guest_responded"]);
        assert_eq!(listed(&scene).await["seen_at"], "2026-11-23T10:00:00Z");
    }
}

#[tokio::test]
async fn f40_where_a_channel_lives_a_calendar_is_read_every_six_hours_and_that_is_no_use_of_it() {
    let provider = CALENDARS[0];
    let (scene, _) = watched(provider).await;
    let store = &scene.world.app.store;
    let until = scene.world.clock.now() + SignedDuration::from_hours(24 * 6);
    store.note_heard(calendar(provider), Some(until)).await.unwrap();
    says(&scene, provider).await;
    scene.advance("4h");
    assert_eq!(fire(&scene).await["due"], 0);
    scene.advance("2h");
    assert_eq!(fire(&scene).await["read"], 1);
    let status = scene.status(MARIAM).await;
    let used = &status["google_calendar"]["last_used_at"];
    assert!(used.as_str().is_none_or(|at| at < "2026-11-23T10"), "{used}");
}

#[tokio::test]
async fn f35_a_calendar_that_hangs_delays_nobody_else_s() {
    let (scene, _) = watched(CALENDARS[0]).await;
    wire(&scene, CALENDARS[0]).inject(Fault::hang().times(9));
    connect(&scene, CALENDARS[1], MARIAM, 1).await;
    begin(&scene, CALENDARS[1]).await;
    let store = &scene.world.app.store;
    store.mark_changed(calendar(CALENDARS[0]), scene.world.clock.now()).await.unwrap();
    let hanging = wire(&scene, CALENDARS[0]);
    let time_passes = async {
        loop {
            tokio::task::yield_now().await;
            if hanging.hanging() > 0 {
                scene.world.clock.advance(SignedDuration::from_millis(500));
            }
        }
    };
    tokio::select! {
        biased;
        () = scene.world.poll() => {}
        never = time_passes => never,
    }
    let hanging = watch(&scene, CALENDARS[0]).await;
    assert_eq!((hanging.failures, hanging.delayed_since.is_some()), (1, true));
    assert!(watch(&scene, CALENDARS[1]).await.synced_at.is_some());
    wire(&scene, CALENDARS[0]).clear();
    scene.advance("2m");
    assert_eq!(fire(&scene).await["read"], 1);
    let recovered = watch(&scene, CALENDARS[0]).await;
    assert_eq!((recovered.failures, recovered.delayed_since), (0, None));
}

#[tokio::test]
async fn f40_a_calendar_that_can_t_be_read_for_an_hour_is_told_once_and_its_recovery_too() {
    let provider = CALENDARS[0];
    let (scene, _) = watched(provider).await;
    let fault = Fault::respond(StatusCode::BAD_GATEWAY, json!({}));
    wire(&scene, provider).inject(fault.times(99));
    says(&scene, provider).await;
    for _ in 0..8 {
        scene.advance("65m");
        fire(&scene).await;
    }
    assert_eq!(scene.told(), ["sync.delayed"]);
    let told = scene.told_last();
    assert_eq!(
        (&told["data"]["provider"], &told["data"]["owner"]),
        (&json!("google_calendar"), &json!("company"))
    );
    let event = listed(&scene).await;
    assert_eq!(
        (&event["is_delayed"], &event["seen_at"]),
        (&json!(true), &json!("2026-11-23T09:00:00Z"))
    );
    wire(&scene, provider).clear();
    scene.advance("65m");
    fire(&scene).await;
    assert_eq!(scene.told(), ["sync.delayed", "sync.recovered"]);
    assert_eq!(listed(&scene).await["is_delayed"], false);
}

#[tokio::test]
async fn f10_a_provider_that_asks_to_be_left_alone_is_whatever_its_calendar_says() {
    for provider in CALENDARS {
        let (scene, _) = watched(provider).await;
        let fault = Fault::respond(StatusCode::TOO_MANY_REQUESTS, Value::Null);
        let wait = HeaderValue::from_static("600");
        wire(&scene, provider).inject(fault.header(header::RETRY_AFTER, wait).times(1));
        says(&scene, provider).await;
        let before = sent(&scene, provider, "GET");
        for _ in 0..3 {
            says(&scene, provider).await;
        }
        scene.advance("9m");
        fire(&scene).await;
        assert_eq!(sent(&scene, provider, "GET"), before, "{provider}");
        scene.advance("1m");
        assert_eq!(fire(&scene).await["read"], 1, "{provider}");
    }
}
