//! Interviews in either calendar, and the hands that change them.

use http::{Request, StatusCode, header};
use serde_json::{Value, json};
use shared::provider::Provider::{self, GoogleCalendar, OutlookCalendar};

use crate::calendars::{connected, wire};
use crate::scene::{Answer, MARIAM, Scene, at_provider};

/// Both calendars.
pub(crate) const CALENDARS: [Provider; 2] = [GoogleCalendar, OutlookCalendar];

/// A world with one interview, tomorrow week at 14:00 in Abidjan, with a video link; and its id.
pub(crate) async fn scheduled(provider: Provider) -> (Scene, String) {
    let scene = connected(provider).await;
    let body = json!({
        "application_id": 1, "title": "Entretien", "description": "Bonjour", "timezone": "Africa/Abidjan",
        "start_time": "2026-12-01T14:00:00", "end_time": "2026-12-01T15:00:00",
        "attendees": ["candidate@example.com"], "create_meeting_link": true,
    });
    let made = scene.call("create-event", MARIAM, |event| {
        at_provider(event, provider.slug());
        event["body"] = body.to_string().into();
    });
    let id = made.await.ok()["event_id"].as_str().unwrap().to_owned();
    scene.forget();
    wire(&scene, provider).forget();
    (scene, id)
}

/// `user` sends `body` to `update-event`.
pub(crate) async fn update(
    scene: &Scene,
    (user, provider): (i64, Provider),
    id: &str,
    body: Value,
) -> Answer {
    let change = |event: &mut Value| {
        event["pathParameters"] = json!({"provider": provider.slug(), "event_id": id});
        event["body"] = body.to_string().into();
    };
    scene.call("update-event", user, change).await
}

/// `user` cancels.
pub(crate) async fn delete(scene: &Scene, (user, provider): (i64, Provider), id: &str) -> Answer {
    let change = |event: &mut Value| {
        event["pathParameters"] = json!({"provider": provider.slug(), "event_id": id});
    };
    scene.call("delete-event", user, change).await
}

/// What `user` sees listed.
pub(crate) async fn list(scene: &Scene, user: i64) -> Vec<Value> {
    let answer = scene.call("list-events", user, |_| ()).await.ok();
    answer["events"].as_array().unwrap().clone()
}

/// A person drags the interview half an hour later, in the calendar.
pub(crate) async fn drag(scene: &Scene, provider: Provider, id: &str) {
    let (origin, account) = match provider {
        GoogleCalendar => (&scene.world.origins.google, "awa"),
        _ => (&scene.world.origins.microsoft, "fatou"),
    };
    let request = Request::post(format!("{origin}/calendar/{account}/events/{id}/move"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let answer = scene.send(request.body(b"minutes=30".to_vec()).unwrap()).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{answer:?}");
}

/// How many requests of `method` reached the provider.
pub(crate) fn sent(scene: &Scene, provider: Provider, method: &str) -> usize {
    let requests = wire(scene, provider).requests();
    requests.iter().filter(|request| request.method == method).count()
}
