//! Wherever an interview's scheduling, change or cancellation breaks off (F3, F4).

use http::{Request, StatusCode, header};
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use shared::connecting::access::access;
use shared::model::owner::ConnectionId;
use shared::model::provider::Provider::{self, GoogleCalendar};

use super::each_crash;
use crate::answer::Answer;
use crate::calendars::connect;
use crate::interviews::{CALENDARS, create, delete, in_calendar, list, update};
use crate::scene::{MARIAM, Scene};

/// A connected calendar whose data key is no longer kept, so that KMS is called too.
async fn connected(scene: &Scene, provider: Provider) {
    connect(scene, provider, MARIAM, 1).await;
    scene.advance("6m");
}

/// The same with an interview; its id.
async fn scheduled(scene: &Scene, provider: Provider) -> String {
    connect(scene, provider, MARIAM, 1).await;
    let made = create(scene, provider, json!({})).await.ok();
    scene.advance("6m");
    made["event_id"].as_str().unwrap().to_owned()
}

/// How many interviews stand in the calendar.
async fn standing(scene: &Scene, provider: Provider) -> usize {
    let token =
        access(&scene.world.app, ConnectionId::of_company(1, provider)).await.unwrap().access_token;
    let (url, items, title) = match provider {
        GoogleCalendar => (
            format!(
                "{}/calendar/v3/calendars/primary/events",
                scene.world.origins[Provider::GoogleCalendar]
            ),
            "items",
            "summary",
        ),
        _ => {
            let origin = &scene.world.origins[Provider::OutlookCalendar];
            (format!("{origin}/v1.0/me/events?$top=100"), "value", "subject")
        }
    };
    let bearer = format!("Bearer {}", token.expose_secret());
    let request = Request::get(url).header(header::AUTHORIZATION, bearer);
    let answer = scene.send(request.body(Vec::new()).unwrap()).await.ok();
    let events = answer[items].as_array().unwrap();
    events.iter().filter(|event| event[title] == "Entretien").count()
}

fn is_allowed(broken: &Answer, name: &str) {
    let allowed = [200, 502, 503];
    assert!(allowed.contains(&broken.status.as_u16()), "{name}: {broken:?}");
}

#[tokio::test]
async fn f3_f4_wherever_scheduling_breaks_off_there_is_one_event_in_the_end() {
    for provider in CALENDARS {
        each_crash(
            async |scene| connected(scene, provider).await,
            async |scene, ()| create(scene, provider, json!({})).await,
            async |scene, (), broken, name| {
                is_allowed(&broken, name);
                assert!(standing(scene, provider).await <= 1, "{provider}: {name}");
                let repeated = create(scene, provider, json!({})).await;
                assert_eq!(repeated.status, StatusCode::OK, "{provider}: {name}: {repeated:?}");
                if broken.status.is_success() {
                    assert_eq!(broken.json()["event_id"], repeated.json()["event_id"], "{name}");
                }
                assert_eq!(standing(scene, provider).await, 1, "{provider}: {name}");
                assert_eq!(list(scene, MARIAM).await.len(), 1, "{provider}: {name}");
            },
        )
        .await;
    }
}

#[tokio::test]
async fn wherever_a_change_breaks_off_it_can_be_made_again_and_is_made_once() {
    let change = json!({"title": "Entretien final"});
    for provider in CALENDARS {
        each_crash(
            async |scene| scheduled(scene, provider).await,
            async |scene, id| update(scene, (MARIAM, provider), id, change.clone()).await,
            async |scene, id, broken, name| {
                is_allowed(&broken, name);
                let repeated = update(scene, (MARIAM, provider), id, change.clone()).await;
                assert_eq!(repeated.status, StatusCode::OK, "{provider}: {name}: {repeated:?}");
                let event = in_calendar(scene, provider, id).await.unwrap();
                assert_eq!(event.content.title, "Entretien final", "{provider}: {name}");
                let listed: Value = list(scene, MARIAM).await[0]["title"].clone();
                assert_eq!(listed, "Entretien final", "{provider}: {name}");
            },
        )
        .await;
    }
}

#[tokio::test]
async fn wherever_a_cancellation_breaks_off_the_interview_is_gone_in_the_end() {
    for provider in CALENDARS {
        each_crash(
            async |scene| scheduled(scene, provider).await,
            async |scene, id| delete(scene, (MARIAM, provider), id).await,
            async |scene, id, broken, name| {
                is_allowed(&broken, name);
                let is_gone = in_calendar(scene, provider, id).await.is_none();
                assert!(is_gone || !broken.status.is_success(), "{provider}: {name}: {broken:?}");
                let repeated = delete(scene, (MARIAM, provider), id).await;
                assert_eq!(repeated.status, StatusCode::OK, "{provider}: {name}: {repeated:?}");
                assert_eq!(standing(scene, provider).await, 0, "{provider}: {name}");
                assert_eq!(list(scene, MARIAM).await[0]["status"], "cancelled", "{name}");
            },
        )
        .await;
    }
}
