//! What people do in the calendar is seen, listed and told: once, and whatever gets lost on the way (F40, F41).

mod accounts;
mod bounds;
pub(crate) mod doubts;
mod freshness;
mod heard;
pub(crate) mod missed;
mod pages;
mod rooms;
mod schedules;
mod size;
mod told;

use http::{Request, StatusCode, header};
use serde_json::{Value, json};
use shared::connection::Watch;
use shared::model::owner::ConnectionId;
use shared::model::provider::CalendarProvider;
use shared::model::provider::Provider::{self, GoogleCalendar};
use simulator_kit::wire::Fault;

use crate::calendars::{connect, wire};
use crate::interviews::{create, list, scheduled};
use crate::scene::{MARIAM, Scene};

/// The guest of every interview here.
pub(crate) const GUEST: &str = "candidate@example.com";

/// A world with one interview whose calendar was read once, and all told that was to be told; and its id.
pub(crate) async fn watched(provider: Provider) -> (Scene, String) {
    let (scene, id) = scheduled(provider).await;
    begin(&scene, provider).await;
    scene.world.poll().await;
    scene.world.webhooks.forget();
    wire(&scene, provider).forget();
    (scene, id)
}

/// Mariam schedules so many interviews with one guest, one a day; their ids.
async fn many(scene: &Scene, provider: Provider, count: usize) -> Vec<String> {
    let mut ids = Vec::new();
    for number in 0..count {
        let (day, hour) = (number % 28 + 1, number / 28 + 6);
        let body = json!({
            "title": format!("Entretien {number}"), "attendees": [GUEST],
            "start_time": format!("2026-12-{day:02}T{hour:02}:00:00Z"),
            "end_time": format!("2026-12-{day:02}T{hour:02}:45:00Z"),
        });
        let made = create(scene, provider, body).await.ok();
        ids.push(made["event_id"].as_str().unwrap().to_owned());
    }
    ids
}

/// The company's connection.
pub(crate) fn calendar(provider: Provider) -> ConnectionId<CalendarProvider> {
    ConnectionId::of_company(1, CalendarProvider::of(provider).unwrap())
}

/// The company's calendar is watched from now on, and read for the first time.
pub(crate) async fn begin(scene: &Scene, provider: Provider) {
    let store = &scene.world.app.store;
    store.begin_watch(calendar(provider), scene.world.clock.now()).await.unwrap();
    scene.world.poll().await;
}

/// The calendar says that something changed, and whoever waits for that acts.
pub(crate) async fn says(scene: &Scene, provider: Provider) {
    let store = &scene.world.app.store;
    store.mark_changed(calendar(provider), scene.world.clock.now()).await.unwrap();
    scene.world.poll().await;
}

/// The schedule fires; its report.
pub(crate) async fn fire(scene: &Scene) -> Value {
    let report = scene.world.scheduler.fire("sync-calendar", json!({})).await;
    scene.world.poll().await;
    report.unwrap().unwrap()
}

async fn watch(scene: &Scene, provider: Provider) -> Watch {
    scene.world.app.store.watch(calendar(provider)).await.unwrap().unwrap()
}

/// A person does `deed` to the interview in the calendar's pages, with this form.
pub(crate) async fn in_pages(
    scene: &Scene,
    provider: Provider,
    (id, deed): (&str, &str),
    form: &[(&str, &str)],
) {
    let origin = &scene.world.origins[provider];
    let account = if provider == GoogleCalendar { "awa" } else { "fatou" };
    let mut body = url::form_urlencoded::Serializer::new(String::new());
    body.extend_pairs(form);
    let request = Request::post(format!("{origin}/calendar/{account}/events/{id}/{deed}"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let answer = scene.send(request.body(body.finish().into_bytes()).unwrap()).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{deed}: {answer:?}");
}

/// The guest answers the invitation.
async fn answers(scene: &Scene, provider: Provider, id: &str, (response, comment): (&str, &str)) {
    let form = [("guest", GUEST), ("response", response), ("comment", comment)];
    in_pages(scene, provider, (id, "answer"), &form).await;
}

/// The one interview as it is listed.
pub(crate) async fn listed(scene: &Scene) -> Value {
    let [event] = <[Value; 1]>::try_from(list(scene, MARIAM).await).unwrap();
    event
}

/// A guest answers and proposes another time in Outlook, which then can't be read for a while.
pub(crate) async fn everything_told(scene: &Scene) {
    let provider = Provider::OutlookCalendar;
    connect(scene, provider, MARIAM, 1).await;
    let made = create(scene, provider, json!({"attendees": [GUEST]})).await.ok();
    let id = made["event_id"].as_str().unwrap();
    begin(scene, provider).await;
    in_pages(scene, provider, (id, "propose"), &[("guest", GUEST), ("minutes", "60")]).await;
    says(scene, provider).await;
    answers(scene, provider, id, ("declined", "")).await;
    says(scene, provider).await;
    let fault = Fault::respond(StatusCode::BAD_GATEWAY, json!({}));
    wire(scene, provider).inject(fault.times(99));
    for _ in 0..7 {
        says(scene, provider).await;
    }
    wire(scene, provider).clear();
    says(scene, provider).await;
}
