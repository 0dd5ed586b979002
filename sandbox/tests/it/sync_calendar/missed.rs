//! What a request, or the schedule of rooms, does not find in a calendar: cancelled by the same rules as what is read.

use http::StatusCode;
use serde_json::{Value, json};
use shared::model::provider::Provider;
use simulator_kit::wire::Fault;

use super::doubts::{denied, own_word, path, stored};
use super::{answers, begin, in_pages, listed, says, watched};
use crate::calendars;
use crate::interviews::{CALENDARS, create, drag, update};
use crate::scene::{MARIAM, Scene};
use crate::upkeep::sweep;
use crate::zoom::{connected, host_does, rooms, wire};

/// A world with one interview at Zoom, in a calendar that was read once, ten minutes ago; and its id.
pub(crate) async fn held(provider: Provider) -> (Scene, String) {
    let scene = connected(provider, "zoe").await;
    let body = json!({"meeting_provider": "zoom", "attendees": [super::GUEST]});
    let made = create(&scene, provider, body).await.ok();
    let id = made["event_id"].as_str().unwrap().to_owned();
    begin(&scene, provider).await;
    scene.advance("10m");
    says(&scene, provider).await;
    scene.world.webhooks.forget();
    (scene, id)
}

/// Zoom fails at whatever it is asked for next.
fn zoom_is_down(scene: &Scene) {
    let fault = Fault::respond(StatusCode::INTERNAL_SERVER_ERROR, Value::Null);
    wire(scene).inject(fault.times(20));
}

#[tokio::test]
async fn f40_a_change_of_what_its_calendar_says_once_not_to_have_cancels_nothing() {
    for provider in CALENDARS {
        for (has_room, body) in [
            (false, own_word(provider)),
            (true, own_word(provider)),
            (true, json!("<html>no such host</html>")),
        ] {
            let (scene, id) = if has_room { held(provider).await } else { watched(provider).await };
            denied(&scene, provider, &id, (body, 1));
            let title = json!({"title": "Autre"});
            let answer = update(&scene, (MARIAM, provider), &id, title.clone()).await;
            answer.expect(502, "provider_unavailable");
            assert_eq!(listed(&scene).await["status"], "scheduled", "{provider}");
            scene.world.poll().await;
            assert_eq!(scene.told(), [""; 0], "{provider}");
            let known = stored(&scene, provider, &id).await;
            assert_eq!(
                (known.unseen_since, known.absent_since),
                (None, None),
                "looked for at once"
            );
            update(&scene, (MARIAM, provider), &id, title).await.ok();
            if has_room {
                assert_eq!(rooms(&scene, "zoe").await.len(), 1, "{provider}");
            }
        }
    }
}

#[tokio::test]
async fn f40_a_change_of_what_is_gone_is_told_so_once_its_calendar_has_said_it_twice() {
    for provider in CALENDARS {
        let (scene, id) = held(provider).await;
        denied(&scene, provider, &id, (own_word(provider), 99));
        let title = json!({"title": "Autre"});
        for _ in 0..2 {
            let answer = update(&scene, (MARIAM, provider), &id, title.clone()).await;
            answer.expect(502, "provider_unavailable");
        }
        scene.advance("5m");
        update(&scene, (MARIAM, provider), &id, title).await.expect(404, "not_found");
        scene.world.poll().await;
        assert_eq!(scene.told(), ["interview.cancelled"], "{provider}");
        let event = listed(&scene).await;
        assert_eq!(event["cancelled_by"], "calendar");
        assert_eq!(event["changes"][0]["what"], "cancelled");
        assert_eq!(rooms(&scene, "zoe").await, [Value::Null; 0]);
    }
}

#[tokio::test]
async fn f40_a_room_that_was_left_is_kept_until_its_interview_is_gone_for_sure() {
    for provider in CALENDARS {
        let (scene, id) = held(provider).await;
        zoom_is_down(&scene);
        drag(&scene, provider, &id).await;
        says(&scene, provider).await;
        wire(&scene).clear();
        scene.advance("6m");
        denied(&scene, provider, &id, (own_word(provider), 99));
        sweep(&scene).await;
        assert_eq!(rooms(&scene, "zoe").await.len(), 1, "{provider}: said once");
        assert_eq!(listed(&scene).await["status"], "scheduled");
        scene.advance("20m");
        sweep(&scene).await;
        scene.world.poll().await;
        assert_eq!(scene.told(), ["interview.moved", "interview.cancelled"], "{provider}");
        assert_eq!(rooms(&scene, "zoe").await, [Value::Null; 0]);
        let whats: Vec<_> = listed(&scene).await["changes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["what"].clone())
            .collect();
        assert_eq!(whats, ["moved", "cancelled"]);
    }
}

#[tokio::test]
async fn f40_what_is_found_where_a_room_was_left_is_noted_whole() {
    for provider in CALENDARS {
        let (scene, id) = held(provider).await;
        zoom_is_down(&scene);
        drag(&scene, provider, &id).await;
        says(&scene, provider).await;
        wire(&scene).clear();
        // No notification of these comes.
        drag(&scene, provider, &id).await;
        answers(&scene, provider, &id, ("declined", "")).await;
        scene.advance("6m");
        sweep(&scene).await;
        scene.world.poll().await;
        let told = ["interview.moved", "interview.moved", "interview.guest_responded"];
        assert_eq!(scene.told(), told, "{provider}");
        let event = listed(&scene).await;
        assert_eq!(event["changes"].as_array().unwrap().len(), 2, "{event}");
        assert_eq!(event["attendees"][0]["response"], "declined");
        assert_eq!(rooms(&scene, "zoe").await[0]["start_time"], "2026-12-01T15:00:00Z");
    }
}

#[tokio::test]
async fn f41_a_change_with_a_room_that_broke_off_is_told_as_its_user_s() {
    for provider in CALENDARS {
        for is_held in [true, false] {
            let (scene, id) = if is_held { held(provider).await } else { watched(provider).await };
            let control = calendars::wire(&scene, provider);
            control.inject(Fault::drop_after().on("PATCH", "*"));
            let out = Fault::respond(StatusCode::SERVICE_UNAVAILABLE, json!({}));
            control.inject(out.on("GET", &path(provider, &id)).after(1).times(20));
            let when = json!({
                "start_time": "2026-12-02T09:00:00Z", "end_time": "2026-12-02T10:00:00Z",
            });
            let answer = update(&scene, (MARIAM, provider), &id, when).await;
            assert!(!answer.status.is_success(), "{answer:?}");
            control.clear();
            scene.advance("2m");
            says(&scene, provider).await;
            assert_eq!(scene.told(), ["interview.moved"], "{provider} {is_held}");
            assert_eq!(scene.told_last()["data"]["actor"], "user:1", "{provider} {is_held}");
            assert_eq!(listed(&scene).await["changes"], json!([]));
            // What comes next is a person's again.
            drag(&scene, provider, &id).await;
            says(&scene, provider).await;
            assert_eq!(scene.told_last()["data"]["actor"], "calendar", "{provider} {is_held}");
        }
    }
}

#[tokio::test]
async fn b17_a_room_that_zoom_has_lost_is_listed_as_none_until_a_change_makes_another() {
    for provider in CALENDARS {
        let (scene, id) = held(provider).await;
        let lost = listed(&scene).await["meeting_link"].clone();
        host_does(&scene, "zoe", "delete").await;
        drag(&scene, provider, &id).await;
        says(&scene, provider).await;
        let event = listed(&scene).await;
        let told = (&event["meeting_link"], &event["meeting_provider"]);
        assert_eq!(told, (&Value::Null, &json!("zoom")), "{event}");
        let guests = json!({"attendees": [super::GUEST, "lead@acme.ci"]});
        let changed = update(&scene, (MARIAM, provider), &id, guests).await.ok();
        let made = rooms(&scene, "zoe").await;
        assert_eq!((made.len(), &made[0]["join_url"]), (1, &changed["meeting_link"]));
        assert_ne!(changed["meeting_link"], lost);
        assert_eq!(made[0]["start_time"], "2026-12-01T14:30:00Z");
        let event = listed(&scene).await;
        assert_eq!(event["meeting_link"], changed["meeting_link"]);
        assert!(
            event["location"].as_str().unwrap().contains(changed["meeting_link"].as_str().unwrap())
        );
        scene.advance("10m");
        in_pages(&scene, provider, (&id, "delete"), &[]).await;
        says(&scene, provider).await;
        assert_eq!(rooms(&scene, "zoe").await, [Value::Null; 0]);
    }
}
