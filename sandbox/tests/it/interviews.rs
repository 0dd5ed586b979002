//! Interviews in either calendar, and the hands that change them.

use http::{Request, StatusCode, header};
use serde_json::{Value, json};
use shared::model::interview::Event;
use shared::model::owner::ConnectionId;
use shared::model::provider::CalendarProvider;
use shared::model::provider::Provider::{self, GoogleCalendar, OutlookCalendar};
use shared::scheduling::calendar::Session;

use crate::calendars::{connected, wire};
use crate::scene::{Answer, MARIAM, Scene, at_provider};

/// Both calendars.
pub(crate) const CALENDARS: [Provider; 2] = [GoogleCalendar, OutlookCalendar];

/// A world with one interview, tomorrow week at 14:00 in Abidjan, with a video link; and its id.
pub(crate) async fn scheduled(provider: Provider) -> (Scene, String) {
    let (scene, id) = scheduled_whole(provider).await;
    scene.forget();
    wire(&scene, provider).forget();
    (scene, id)
}

/// The same, with what was sent for it still on the wire.
pub(crate) async fn scheduled_whole(provider: Provider) -> (Scene, String) {
    let scene = connected(provider).await;
    wire(&scene, provider).forget();
    let with_link = json!({
        "description": "Bonjour", "attendees": ["candidate@example.com"], "create_meeting_link": true,
    });
    let made = create(&scene, provider, with_link).await.ok();
    let id = made["event_id"].as_str().unwrap().to_owned();
    (scene, id)
}

/// Mariam schedules with `changes` to an ordinary body, without an `Idempotency-Key`.
pub(crate) async fn create(scene: &Scene, provider: Provider, changes: Value) -> Answer {
    keyed(scene, provider, changes, None).await
}

/// The same with the `Idempotency-Key` `key`.
pub(crate) async fn keyed(
    scene: &Scene,
    provider: Provider,
    changes: Value,
    key: Option<&str>,
) -> Answer {
    let mut body = json!({
        "application_id": 1, "title": "Entretien", "start_time": "2026-12-01T14:00:00",
        "end_time": "2026-12-01T15:00:00", "timezone": "Africa/Abidjan",
    });
    body.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    let change = |event: &mut Value| {
        at_provider(event, provider.slug());
        let headers = event["headers"].as_object_mut().unwrap();
        headers.remove("idempotency-key");
        headers.extend(key.map(|key| ("idempotency-key".to_owned(), key.into())));
        event["body"] = body.to_string().into();
    };
    scene.call("create-event", MARIAM, change).await
}

/// A body of `update-event` that changes all there is to change.
pub(crate) fn every_change() -> Value {
    json!({
        "title": "Entretien final", "description": "Autre texte", "location": "Abidjan",
        "start_time": "2026-12-02T09:30:00", "end_time": "2026-12-02T10:30:00", "timezone": "Europe/Paris",
        "attendees": ["candidate@example.com", "lead@acme.ci"],
    })
}

/// `user` asks `available-slots` for an hour with a colleague, tomorrow in Abidjan, with `changes`.
pub(crate) async fn search(
    scene: &Scene,
    (user, provider): (i64, Provider),
    changes: Value,
) -> Answer {
    let mut body = json!({
        "attendees": ["lead@acme.ci"], "duration_minutes": 60, "timezone": "Africa/Abidjan",
        "start_date": "2026-11-24", "end_date": "2026-11-24",
    });
    body.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    let change = |event: &mut Value| {
        event["pathParameters"] = json!({"provider": provider.slug()});
        event["body"] = body.to_string().into();
    };
    scene.call("available-slots", user, change).await
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
    let origin = &scene.world.origins[provider];
    let account = match provider {
        GoogleCalendar => "awa",
        _ => "fatou",
    };
    let request = Request::post(format!("{origin}/calendar/{account}/events/{id}/move"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let answer = scene.send(request.body(b"minutes=30".to_vec()).unwrap()).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{answer:?}");
}

/// A person deletes the interview in the calendar.
pub(crate) async fn cancel_by_hand(scene: &Scene, provider: Provider, id: &str) {
    let session = session(scene, provider).await;
    session.call(|calendar| async move { calendar.cancel(id).await }).await.unwrap();
}

/// The event as the provider has it; `None` where it is gone.
pub(crate) async fn in_calendar(scene: &Scene, provider: Provider, id: &str) -> Option<Event> {
    let session = session(scene, provider).await;
    session.call(|calendar| async move { calendar.find(id).await }).await.unwrap()
}

async fn session(scene: &Scene, provider: Provider) -> Session {
    let calendar = CalendarProvider::of(provider).unwrap();
    let id = ConnectionId::of_company(1, calendar);
    Session::open(&scene.world.app, id, Some(MARIAM)).await.unwrap()
}

/// How many requests of `method` reached the provider, but for questions when somebody is busy.
pub(crate) fn sent(scene: &Scene, provider: Provider, method: &str) -> usize {
    let requests = wire(scene, provider).requests();
    requests.iter().filter(|one| one.method == method && !asks_who_is_busy(&one.path)).count()
}

/// Whether a request to `path` reads when somebody is busy.
pub(crate) fn asks_who_is_busy(path: &str) -> bool {
    ["/freeBusy", "/getSchedule", "/calendarView"].iter().any(|end| path.ends_with(end))
}
