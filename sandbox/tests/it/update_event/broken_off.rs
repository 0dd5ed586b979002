//! What a request has changed that broke off is its user's, whatever comes of the next one (F41).

use http::StatusCode;
use serde_json::{Value, json};
use shared::model::provider::Provider;
use simulator_kit::wire::Fault;

use crate::calendars::wire;
use crate::delete_event::notes::later;
use crate::interviews::{CALENDARS, update};
use crate::scene::{COLLEAGUE, MARIAM, Scene};
use crate::sync_calendar::missed::held;
use crate::sync_calendar::{listed, says, watched};

/// A colleague makes `change`, and hears nothing: once it is made, each question is answered with `status`.
async fn unheard(scene: &Scene, (provider, id): (Provider, &str), status: u16, change: Value) {
    let control = wire(scene, provider);
    control.inject(Fault::drop_after().on("PATCH", "*"));
    let silent = Fault::respond(StatusCode::from_u16(status).unwrap(), Value::Null);
    control.inject(silent.on("GET", "*").after(1).times(9));
    let answer = update(scene, (COLLEAGUE, provider), id, change).await;
    assert!(!answer.status.is_success(), "{answer:?}");
    control.clear();
}

/// The colleague's move is told as theirs.
async fn is_the_colleague_s(scene: &Scene, provider: Provider, name: &str) {
    scene.advance("2m");
    says(scene, provider).await;
    assert_eq!(scene.told(), ["interview.moved"], "{provider} {name}");
    assert_eq!(scene.told_last()["data"]["actor"], "user:2", "{provider} {name}");
}

#[tokio::test]
async fn f41_a_change_whose_answer_was_lost_is_its_user_s_whatever_a_look_at_it_is_answered() {
    for provider in CALENDARS {
        for status in [500, 429, 403, 401, 400] {
            let (scene, id) = watched(provider).await;
            unheard(&scene, (provider, &id), status, later()).await;
            is_the_colleague_s(&scene, provider, &status.to_string()).await;
        }
    }
}

#[tokio::test]
async fn f41_who_can_t_look_at_an_interview_takes_no_change_for_theirs() {
    for provider in CALENDARS {
        let (scene, id) = watched(provider).await;
        unheard(&scene, (provider, &id), 502, later()).await;
        let out = Fault::respond(StatusCode::BAD_GATEWAY, Value::Null);
        wire(&scene, provider).inject(out.times(9));
        let titled = json!({"title": "Entretien final"});
        update(&scene, (MARIAM, provider), &id, titled).await.expect(502, "provider_unavailable");
        wire(&scene, provider).clear();
        is_the_colleague_s(&scene, provider, "").await;
    }
}

#[tokio::test]
async fn f41_who_is_told_of_a_change_that_broke_off_takes_it_for_no_person_s_in_the_calendar() {
    for provider in CALENDARS {
        for is_held in [false, true] {
            let (scene, id) = if is_held { held(provider).await } else { watched(provider).await };
            unheard(&scene, (provider, &id), 502, later()).await;
            let titled = json!({"title": "Entretien final"});
            update(&scene, (MARIAM, provider), &id, titled).await.expect(409, "event_changed");
            is_the_colleague_s(&scene, provider, &format!("held: {is_held}")).await;
        }
    }
}

#[tokio::test]
async fn f41_what_a_request_has_changed_beside_a_room_that_stays_is_no_person_s_in_the_calendar() {
    for provider in CALENDARS {
        let (scene, id) = held(provider).await;
        unheard(&scene, (provider, &id), 502, json!({"location": "Abidjan"})).await;
        scene.advance("2m");
        says(&scene, provider).await;
        let event = listed(&scene).await;
        assert!(event["location"].as_str().unwrap().starts_with("Abidjan"), "{event}");
        assert_eq!(event["changes"], json!([]), "{provider}");
    }
}
