//! What a calendar does not say clearly changes nothing until it does.

use http::{Request, StatusCode, header};
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use shared::connecting::access::access;
use shared::model::provider::Provider::{self, GoogleCalendar};
use shared::store::{RowKey, ScheduledEvent};
use simulator_kit::wire::Fault;

use super::{answers, calendar, fire, in_pages, listed, says, watch, watched};
use crate::calendars::wire;
use crate::interviews::{CALENDARS, cancel_by_hand, delete, drag, in_calendar};
use crate::scene::{MARIAM, Scene};

/// Where an event is asked for by its id.
pub(super) fn path(provider: Provider, id: &str) -> String {
    match provider {
        GoogleCalendar => {
            format!("/calendar/v3/calendars/primary/events/{id}")
        }
        _ => format!("/v1.0/me/events/{id}"),
    }
}

/// Where what has changed is asked for.
pub(super) fn of_list(provider: Provider) -> &'static str {
    match provider {
        GoogleCalendar => "/calendar/v3/calendars/primary/events",
        _ => "/v1.0/me/calendarView/delta",
    }
}

pub(super) async fn stored(scene: &Scene, provider: Provider, id: &str) -> ScheduledEvent {
    let provider = calendar(provider).provider;
    scene.world.app.store.event(1, provider, id).await.unwrap().unwrap()
}

#[tokio::test]
async fn f40_an_answer_that_is_none_tells_no_deletion_and_is_asked_for_again() {
    for provider in CALENDARS {
        for status in [StatusCode::FORBIDDEN, StatusCode::INTERNAL_SERVER_ERROR] {
            let (scene, id) = watched(provider).await;
            drag(&scene, provider, &id).await;
            let fault = Fault::respond(status, json!({}));
            wire(&scene, provider).inject(fault.on("GET", &path(provider, &id)).times(9));
            says(&scene, provider).await;
            assert_eq!(scene.told(), [""; 0], "{provider} {status}");
            assert!(stored(&scene, provider, &id).await.unseen_since.is_some());
            wire(&scene, provider).clear();
            scene.advance("5m");
            fire(&scene).await;
            assert_eq!(scene.told(), ["interview.moved"], "{provider} {status}");
            assert_eq!(stored(&scene, provider, &id).await.unseen_since, None);
        }
    }
}

#[tokio::test]
async fn f40_an_interview_that_a_full_round_does_not_list_is_asked_for() {
    for provider in CALENDARS {
        let (scene, _) = watched(provider).await;
        // Its place is forgotten: the next round is a full one, whose list lacks the interview.
        let store = &scene.world.app.store;
        store.begin_watch_anew(calendar(provider), scene.world.clock.now()).await.unwrap();
        let link = format!("{}{}?$deltatoken=x", scene.world.origins[provider], of_list(provider));
        let empty = match provider {
            GoogleCalendar => json!({"items": [], "nextSyncToken": "s"}),
            _ => json!({"value": [], "@odata.deltaLink": link}),
        };
        let fault = Fault::respond(StatusCode::OK, empty).on("GET", of_list(provider));
        wire(&scene, provider).inject(fault);
        fire(&scene).await;
        assert_eq!(scene.told(), [""; 0], "{provider}");
        assert_eq!(listed(&scene).await["status"], "scheduled");
        assert!(watch(&scene, provider).await.synced_at.is_some());
    }
}

#[tokio::test]
async fn f40_a_cursor_that_is_refused_begins_a_full_round_in_which_nothing_is_lost() {
    for provider in CALENDARS {
        let (scene, id) = watched(provider).await;
        answers(&scene, provider, &id, ("declined", "")).await;
        let gone =
            Fault::respond(StatusCode::GONE, json!({"error": {"code": "syncStateNotFound"}}));
        wire(&scene, provider).inject(gone.on("GET", of_list(provider)));
        says(&scene, provider).await;
        assert_eq!(scene.told(), ["interview.guest_responded"], "{provider}");
        answers(&scene, provider, &id, ("accepted", "")).await;
        says(&scene, provider).await;
        assert_eq!(scene.told().len(), 2, "{provider}: and the new cursor works");
    }
}

#[tokio::test]
async fn f41_an_interview_that_a_request_is_changing_is_compared_when_that_is_over() {
    for provider in CALENDARS {
        let (scene, id) = watched(provider).await;
        let store = &scene.world.app.store;
        let known = stored(&scene, provider, &id).await;
        let noted = known.being_changed(2, scene.world.clock.now());
        store.put_event(1, &noted).await.unwrap();
        drag(&scene, provider, &id).await;
        says(&scene, provider).await;
        assert_eq!(scene.told(), [""; 0], "{provider}");
        scene.advance("41s");
        fire(&scene).await;
        assert_eq!(scene.told(), ["interview.moved"], "{provider}");
        assert_eq!(scene.told_last()["data"]["actor"], "user:2", "whose request broke off");
        assert_eq!(stored(&scene, provider, &id).await.attempt, None);
    }
}

#[tokio::test]
async fn what_changed_before_it_was_stored_is_looked_at_all_the_same() {
    for provider in CALENDARS {
        let (scene, id) = watched(provider).await;
        let store = &scene.world.app.store;
        let known = stored(&scene, provider, &id).await;
        // The calendar told of the answer before the interview was stored, and will not again.
        let sk = format!("EVENT#{}#{id}", known.provider.key());
        store.erase(&RowKey { pk: "COMPANY#1".to_owned(), sk }).await.unwrap();
        let (rows, _) = store.rows(1, None).await.unwrap();
        for row in rows.iter().filter(|row| row.key.sk.starts_with("INVITATION#")) {
            store.erase(&row.key).await.unwrap();
        }
        answers(&scene, provider, &id, ("accepted", "")).await;
        says(&scene, provider).await;
        let late = ScheduledEvent { version: 0, ..known };
        store.put_event(1, &late).await.unwrap();
        scene.world.poll().await;
        scene.world.webhooks.forget();
        says(&scene, provider).await;
        assert_eq!(scene.told(), ["interview.guest_responded"], "{provider}");
    }
}

#[tokio::test]
async fn an_interview_taken_out_of_the_bin_stands_again() {
    let provider = CALENDARS[0];
    let (scene, id) = watched(provider).await;
    scene.advance("10m");
    cancel_by_hand(&scene, provider, &id).await;
    says(&scene, provider).await;
    assert_eq!(scene.told(), ["interview.cancelled"]);
    let access = access(&scene.world.app, calendar(provider).of_any()).await.unwrap();
    let token = format!("Bearer {}", access.access_token.expose_secret());
    let url = format!("{}{}", scene.world.origins[provider], path(provider, &id));
    let request = Request::patch(url).header(header::AUTHORIZATION, token);
    let request = request.header(header::CONTENT_TYPE, "application/json");
    let confirmed = json!({"status": "confirmed"}).to_string().into_bytes();
    scene.send(request.body(confirmed).unwrap()).await.ok();
    says(&scene, provider).await;
    assert_eq!(scene.told(), ["interview.cancelled", "interview.scheduled"]);
    assert_eq!(scene.told_last()["data"]["actor"], "calendar");
    let event = listed(&scene).await;
    assert_eq!((&event["status"], &event["cancelled_by"]), (&json!("scheduled"), &json!(null)));
    assert_eq!(event["changes"][1]["what"], "restored");
}

#[tokio::test]
async fn f41_a_day_s_check_of_what_is_as_it_was_writes_nothing() {
    for provider in CALENDARS {
        let (scene, id) = watched(provider).await;
        answers(&scene, provider, &id, ("tentative", "Peut-être")).await;
        says(&scene, provider).await;
        let before = stored(&scene, provider, &id).await.version;
        wire(&scene, provider).forget();
        scene.advance("25h");
        fire(&scene).await;
        assert_eq!(wire(&scene, provider).count("GET", &path(provider, &id)), 1, "{provider}");
        assert_eq!(stored(&scene, provider, &id).await.version, before, "{provider}");
        assert_eq!(listed(&scene).await["seen_at"], "2026-11-24T10:00:00Z");
    }
}

#[tokio::test]
async fn f40_a_slip_of_a_year_is_kept_until_somebody_can_put_it_right() {
    for provider in CALENDARS {
        let (scene, id) = watched(provider).await;
        in_pages(&scene, provider, (&id, "move"), &[("minutes", "-525600")]).await;
        says(&scene, provider).await;
        assert_eq!(scene.told(), ["interview.moved"], "{provider}");
        let (rows, _) = scene.world.app.store.rows(1, None).await.unwrap();
        let row = rows.into_iter().find(|row| row.key.sk.starts_with("EVENT#")).unwrap();
        let until = stored(&scene, provider, &id).await.followed_until().as_second();
        assert!(row.content["ttl"].as_i64().unwrap() > until, "{provider}: {}", row.content);
    }
}

#[tokio::test]
async fn f41_a_late_answer_that_shows_what_was_just_cancelled_here_brings_nothing_back() {
    for provider in CALENDARS {
        let (scene, id) = watched(provider).await;
        scene.advance("10m");
        let before = as_answered(&scene, provider, &id).await;
        delete(&scene, (MARIAM, provider), &id).await.ok();
        scene.world.poll().await;
        scene.world.webhooks.forget();
        let late = Fault::respond(StatusCode::OK, before).on("GET", &path(provider, &id));
        wire(&scene, provider).inject(late);
        says(&scene, provider).await;
        assert_eq!(wire(&scene, provider).count("GET", &path(provider, &id)), 1, "{provider}");
        assert_eq!(scene.told(), [""; 0], "{provider}");
        assert_eq!(listed(&scene).await["cancelled_by"], "user:1");
    }
}

/// What the calendar answers now to the question for the interview.
async fn as_answered(scene: &Scene, provider: Provider, id: &str) -> Value {
    let access = access(&scene.world.app, calendar(provider).of_any()).await.unwrap();
    let token = format!("Bearer {}", access.access_token.expose_secret());
    let url = format!("{}{}", scene.world.origins[provider], path(provider, id));
    let request = Request::get(url).header(header::AUTHORIZATION, token);
    let request = request.header("prefer", r#"IdType="ImmutableId", outlook.timezone="UTC""#);
    let answer = scene.send(request.body(Vec::new()).unwrap()).await.ok();
    wire(scene, provider).forget();
    answer
}

/// The calendar's own word that it has no such event.
pub(crate) fn own_word(provider: Provider) -> Value {
    match provider {
        GoogleCalendar => {
            json!({"error": {"code": 404, "message": "Not Found", "errors": [{"reason": "notFound"}]}})
        }
        _ => json!({"error": {"code": "ErrorItemNotFound", "message": "Not found."}}),
    }
}

/// The next `times` questions for the interview are answered 404 with `body`.
pub(super) fn denied(scene: &Scene, provider: Provider, id: &str, (body, times): (Value, u32)) {
    let fault = Fault::respond(StatusCode::NOT_FOUND, body).on("GET", &path(provider, id));
    wire(scene, provider).inject(fault.times(times));
}

#[tokio::test]
async fn f40_a_404_that_is_not_the_calendar_s_own_tells_no_deletion_however_often_it_comes() {
    for provider in CALENDARS {
        let (scene, id) = watched(provider).await;
        denied(&scene, provider, &id, (json!("no such host"), 9));
        for _ in 0..3 {
            scene.advance("10m");
            answers(&scene, provider, &id, ("accepted", "")).await;
            says(&scene, provider).await;
        }
        assert_eq!(scene.told(), [""; 0], "{provider}");
        delete(&scene, (MARIAM, provider), &id).await.ok();
        assert!(in_calendar_again(&scene, provider, &id).await.is_none());
    }
}

async fn in_calendar_again(
    scene: &Scene,
    provider: Provider,
    id: &str,
) -> Option<shared::model::interview::Event> {
    wire(scene, provider).clear();
    in_calendar(scene, provider, id).await
}

#[tokio::test]
async fn f40_an_absence_is_believed_when_it_is_said_twice_five_minutes_apart() {
    for provider in CALENDARS {
        let (scene, id) = watched(provider).await;
        scene.advance("10m");
        says(&scene, provider).await;
        denied(&scene, provider, &id, (own_word(provider), 1));
        answers(&scene, provider, &id, ("accepted", "")).await;
        says(&scene, provider).await;
        assert_eq!(scene.told(), [""; 0], "{provider}");
        assert!(stored(&scene, provider, &id).await.absent_since.is_some());
        scene.advance("5m");
        fire(&scene).await;
        assert_eq!(scene.told(), ["interview.guest_responded"], "{provider}");
        assert_eq!(stored(&scene, provider, &id).await.absent_since, None);
        scene.advance("10m");
        denied(&scene, provider, &id, (own_word(provider), 9));
        answers(&scene, provider, &id, ("declined", "")).await;
        says(&scene, provider).await;
        scene.advance("5m");
        fire(&scene).await;
        assert_eq!(scene.told_last()["type"], "interview.cancelled", "{provider}");
    }
}

#[tokio::test]
async fn f40_an_interview_cancelled_by_a_calendar_that_has_it_still_can_be_cancelled_in_it() {
    for provider in CALENDARS {
        let (scene, id) = watched(provider).await;
        scene.advance("10m");
        denied(&scene, provider, &id, (own_word(provider), 9));
        answers(&scene, provider, &id, ("accepted", "")).await;
        says(&scene, provider).await;
        scene.advance("5m");
        fire(&scene).await;
        wire(&scene, provider).clear();
        assert_eq!(listed(&scene).await["cancelled_by"], "calendar", "{provider}");
        assert!(in_calendar(&scene, provider, &id).await.is_some());
        delete(&scene, (MARIAM, provider), &id).await.ok();
        assert!(in_calendar(&scene, provider, &id).await.is_none(), "{provider}");
        assert_eq!(listed(&scene).await["cancelled_by"], "user:1");
    }
}

#[tokio::test]
async fn f40_a_slip_of_weeks_into_the_past_that_is_put_right_is_followed() {
    // The second is read by the round of a day that asks for all that are followed, and this one is not any more.
    for (provider, noticed) in CALENDARS.into_iter().flat_map(|it| [(it, "0s"), (it, "25h")]) {
        let (scene, id) = watched(provider).await;
        for minutes in ["-28800", "28800"] {
            in_pages(&scene, provider, (&id, "move"), &[("minutes", minutes)]).await;
            says(&scene, provider).await;
            scene.advance(noticed);
        }
        assert_eq!(scene.told(), ["interview.moved"; 2], "{provider} after {noticed}");
        assert_eq!(listed(&scene).await["start_time"], "2026-12-01T14:00:00+00:00");
    }
}
