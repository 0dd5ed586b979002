//! Interviews are their account's, whoever is connected now (S48).

use serde_json::json;
use shared::model::account::Account;
use shared::model::provider::Provider;
use shared::model::provider::Provider::GoogleCalendar;
use shared::store::Stored;

use super::{GUEST, answers, calendar, fire, in_pages, listed, says, watched};
use crate::calendars::wire;
use crate::interviews::{CALENDARS, create, delete, drag, in_calendar, sent, update};
use crate::scene::{MARIAM, Scene};
use crate::zoom;

/// Another account is connected in the place of the first.
async fn replace(scene: &Scene, provider: Provider, id: &str) {
    let store = &scene.world.app.store;
    let stored = store.connection(calendar(provider).of_any()).await.unwrap();
    let Stored::Known(mut connection) = stored else { panic!() };
    let version = connection.version;
    connection.account = Some(Account { id: id.to_owned(), label: "x@y.ci".to_owned() });
    connection.version += 1;
    store.save(&connection, Some(version)).await.unwrap();
    store.begin_watch_anew(calendar(provider), scene.world.clock.now()).await.unwrap();
}

/// What was told of interviews.
fn told(scene: &Scene) -> Vec<String> {
    scene.told().into_iter().filter(|kind| kind.starts_with("interview")).collect()
}

#[tokio::test]
async fn s48_an_interview_of_another_account_is_left_as_it_is_until_that_one_is_back() {
    for provider in CALENDARS {
        let (scene, id) = watched(provider).await;
        replace(&scene, provider, "somebody-else").await;
        drag(&scene, provider, &id).await;
        fire(&scene).await;
        scene.advance("25h");
        fire(&scene).await;
        assert_eq!(told(&scene), [""; 0], "{provider}");
        let event = listed(&scene).await;
        assert_eq!(event["status"], json!("scheduled"));
        assert!(event["seen_at"].as_str().unwrap() < "2026-11-24", "nobody looks at it: {event}");
        let account = if provider == CALENDARS[0] { "awa" } else { "fatou" };
        replace(&scene, provider, account).await;
        answers(&scene, provider, &id, ("accepted", "")).await;
        says(&scene, provider).await;
        assert_eq!(told(&scene), ["interview.moved", "interview.guest_responded"], "{provider}");
    }
}

/// Who made the interview hands it over to somebody else, who organizes it from then on, and is a guest of theirs.
async fn hand_over(scene: &Scene, id: &str) {
    let form = [("to", "sena@banque.ci")];
    in_pages(scene, GoogleCalendar, (id, "give"), &form).await;
    says(scene, GoogleCalendar).await;
}

#[tokio::test]
async fn s48_an_interview_that_was_handed_over_is_neither_changed_nor_cancelled_in_a_guest_s_copy()
{
    for has_room in [false, true] {
        let (scene, id) = match has_room {
            false => watched(GoogleCalendar).await,
            true => {
                let scene = zoom::connected(GoogleCalendar, "zoe").await;
                let body = json!({"meeting_provider": "zoom", "attendees": [GUEST]});
                let made = create(&scene, GoogleCalendar, body).await.ok();
                super::begin(&scene, GoogleCalendar).await;
                (scene, made["event_id"].as_str().unwrap().to_owned())
            }
        };
        scene.advance("10m");
        hand_over(&scene, &id).await;
        wire(&scene, GoogleCalendar).forget();
        let asked = (MARIAM, GoogleCalendar);
        let when = json!({
            "start_time": "2026-12-02T09:00:00Z", "end_time": "2026-12-02T10:00:00Z",
        });
        update(&scene, asked, &id, when).await.expect(409, "other_account");
        delete(&scene, asked, &id).await.expect(409, "other_account");
        let writes = sent(&scene, GoogleCalendar, "PATCH") + sent(&scene, GoogleCalendar, "DELETE");
        assert_eq!(writes, 0, "{has_room}");
        assert_eq!(listed(&scene).await["status"], "scheduled");
        let copy = in_calendar(&scene, GoogleCalendar, &id).await.unwrap();
        assert_eq!(copy.content.attendees.len(), 2, "{has_room}");
        if has_room {
            let rooms = zoom::rooms(&scene, "zoe").await;
            assert_eq!(rooms[0]["start_time"], "2026-12-01T14:00:00Z");
        }
    }
}

#[tokio::test]
async fn f40_an_interview_that_was_handed_over_is_listed_as_old_whatever_is_read() {
    let (scene, id) = watched(GoogleCalendar).await;
    scene.advance("10m");
    hand_over(&scene, &id).await;
    assert_eq!(told(&scene), [""; 0]);
    scene.advance("8h");
    fire(&scene).await;
    let event = listed(&scene).await;
    assert_eq!((&event["status"], &event["is_delayed"]), (&json!("scheduled"), &json!(true)));
    assert!(event["seen_at"].as_str().unwrap() < "2026-11-23T12", "{event}");
}
