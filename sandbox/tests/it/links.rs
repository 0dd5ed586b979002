//! Links in answers lead where a person expects, in the sandbox as at the providers.

use http::StatusCode;
use shared::model::provider::Provider;

use crate::interviews::{CALENDARS, list, scheduled_whole, update};
use crate::posts::connected;
use crate::scene::{MARIAM, Scene};
use serde_json::json;

/// Follows `link`, and the redirect it may lead to; what is read there.
async fn open(scene: &Scene, link: &str) -> String {
    let mut answer = scene.get(link).await;
    if answer.status == StatusCode::SEE_OTHER {
        let base = url::Url::parse(link).unwrap();
        let next = answer.headers[http::header::LOCATION].to_str().unwrap();
        answer = scene.get(base.join(next).unwrap().as_str()).await;
    }
    assert_eq!(answer.status, StatusCode::OK, "{link}");
    answer.text
}

async fn event_url(provider: Provider) -> (Scene, String, String) {
    let (scene, id) = scheduled_whole(provider).await;
    let listed = list(&scene, MARIAM).await;
    let link = listed[0]["event_url"].as_str().unwrap().to_owned();
    (scene, id, link)
}

#[tokio::test]
async fn b12_an_interview_s_link_opens_it_in_either_calendar() {
    for provider in CALENDARS {
        let (scene, id, link) = event_url(provider).await;
        assert!(open(&scene, &link).await.contains("Entretien"), "{provider}");
        let changed = update(&scene, (MARIAM, provider), &id, json!({"title": "Entretien final"}));
        let link = changed.await.ok()["event_url"].as_str().unwrap().to_owned();
        assert!(open(&scene, &link).await.contains("Entretien final"), "{provider}");
    }
}

#[tokio::test]
async fn an_interview_nobody_has_is_not_found_in_either_calendar() {
    let scene = Scene::new().await;
    let (google, microsoft) = (
        &scene.world.origins[Provider::GoogleCalendar],
        &scene.world.origins[Provider::OutlookCalendar],
    );
    for link in [
        format!("{google}/calendar/event?eid=bm9uZQ"),
        format!("{microsoft}/owa/?itemid=AAMk&exvsurl=1&path=/calendar/item"),
    ] {
        assert_eq!(scene.get(&link).await.status, StatusCode::NOT_FOUND, "{link}");
    }
}

#[tokio::test]
async fn b11_a_post_s_link_opens_it() {
    let scene = connected("kofi").await;
    let answer = scene.publish(MARIAM, json!({"job_id": 1})).await.ok();
    let page = open(&scene, answer["post_url"].as_str().unwrap()).await;
    assert!(page.contains("Lagune Technologies"), "{page}");
}
