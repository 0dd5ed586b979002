//! `GET /events`.

use http::StatusCode;
use serde_json::{Value, json};
use shared::model::provider::Provider::{GoogleCalendar, OutlookCalendar};
use simulator_kit::wire::Fault;

use crate::calendars::{connected, turn};
use crate::interviews::{CALENDARS, create, delete, list, scheduled, sent};
use crate::scene::{COLLEAGUE, MARIAM, STRANGER, Scene};

#[tokio::test]
async fn an_interview_is_listed_on_its_own_clock_with_its_link() {
    for provider in CALENDARS {
        let (scene, id) = scheduled(provider).await;
        let events = list(&scene, COLLEAGUE).await;
        let [event] = events.as_slice() else { panic!("{events:?}") };
        assert_eq!(event["event_id"], *id);
        assert_eq!(event["provider"], provider.key());
        assert_eq!((&event["title"], &event["application_id"]), (&"Entretien".into(), &1.into()));
        assert_eq!(event["start_time"], "2026-12-01T14:00:00+00:00");
        assert_eq!(event["end_time"], "2026-12-01T15:00:00+00:00");
        assert_eq!(
            (&event["timezone"], &event["status"]),
            (&"Africa/Abidjan".into(), &"scheduled".into())
        );
        assert!(event["meeting_link"].as_str().unwrap().starts_with("https://"));
        assert_eq!(sent(&scene, provider, "GET"), 0);
    }
}

#[tokio::test]
async fn f29_a_link_that_is_not_there_is_listed_as_null() {
    for (provider, knobs) in [
        (GoogleCalendar, json!({"meet": {"pending_polls": 9}})),
        (GoogleCalendar, json!({"meet": "failure"})),
        (GoogleCalendar, json!({"meet": "not_allowed"})),
        (OutlookCalendar, json!({"teams_allowed": false})),
    ] {
        let scene = connected(provider).await;
        turn(&scene, provider, knobs).await;
        create(&scene, provider, json!({"create_meeting_link": true})).await.ok();
        create(&scene, provider, json!({"title": "Sans lien"})).await.ok();
        let events = list(&scene, MARIAM).await;
        let links: Vec<_> = events.iter().map(|event| event.get("meeting_link")).collect();
        assert_eq!(links, [Some(&Value::Null); 2], "{provider}");
    }
}

#[tokio::test]
async fn s21_another_company_sees_none_of_it() {
    let (scene, _) = scheduled(CALENDARS[0]).await;
    assert_eq!(list(&scene, STRANGER).await, Vec::<Value>::new());
}

#[tokio::test]
async fn what_is_long_over_is_left_out_and_what_is_cancelled_says_so() {
    let (scene, id) = scheduled(CALENDARS[0]).await;
    delete(&scene, (MARIAM, CALENDARS[0]), &id).await.ok();
    assert_eq!(list(&scene, MARIAM).await[0]["status"], "cancelled");
    scene.advance("39 days");
    assert_eq!(list(&scene, MARIAM).await, Vec::<Value>::new());
}

#[tokio::test]
async fn f13_a_table_that_fails_is_a_503_never_an_empty_list() {
    let scene = Scene::new().await;
    let fault = Fault::respond(StatusCode::INTERNAL_SERVER_ERROR, Value::Null);
    scene.world.controls.dynamodb.inject(fault.times(9));
    scene.call("list-events", MARIAM, |_| ()).await.expect(503, "storage_unavailable");
}

#[tokio::test]
async fn three_queries_at_once_answer_and_one_key_opens_all_guests() {
    let (scene, _) = scheduled(CALENDARS[0]).await;
    create(&scene, CALENDARS[0], json!({"title": "Autre"})).await.ok();
    scene.forget();
    list(&scene, MARIAM).await;
    assert_eq!(scene.world.controls.dynamodb.count_target("Query"), 3);
    assert_eq!(scene.world.controls.kms_and_secrets.count_target("Decrypt"), 1);
}
