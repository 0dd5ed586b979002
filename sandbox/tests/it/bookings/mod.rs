//! Candidates choose a time by a link (S53, S57, S58).

mod cancelling;
mod choosing;
mod clocks;
mod companies;
mod file;
mod floods;
mod giving_back;
mod meanwhile;
mod once;
mod people;
mod stopping;
mod strangers;
mod truth;

use futures::future::join_all;
use serde_json::{Value, json};
use shared::model::provider::Provider;

use crate::calendars::{connected, wire};
use crate::scene::{Answer, MARIAM, Scene, event};

/// Mariam offers 45 minutes in Abidjan for two weeks, with `changes`.
pub(crate) async fn offer(scene: &Scene, provider: Provider, changes: Value) -> Answer {
    offer_as(scene, (MARIAM, provider), changes).await
}

/// `user` does.
async fn offer_as(scene: &Scene, (user, provider): (i64, Provider), changes: Value) -> Answer {
    let mut body = json!({
        "application_id": 1, "provider": provider.key(), "duration_minutes": 45,
        "timezone": "Africa/Abidjan", "language": "fr",
    });
    body.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    let body = body.to_string();
    scene.call("booking-links", user, |event| event["body"] = body.into()).await
}

/// A world with a link, and its token.
pub(crate) async fn offered(provider: Provider) -> (Scene, String) {
    let scene = connected(provider).await;
    let token = token(&scene, provider, json!({"create_meeting_link": true})).await;
    wire(&scene, provider).forget();
    scene.forget();
    (scene, token)
}

/// A new link's token.
pub(crate) async fn token(scene: &Scene, provider: Provider, changes: Value) -> String {
    let link = offer(scene, provider, changes).await.ok();
    link["token"].as_str().unwrap().to_owned()
}

/// Lists the company's links.
pub(crate) async fn links(scene: &Scene) -> Vec<Value> {
    let listed = listing(scene).await.ok();
    listed["links"].as_array().unwrap().clone()
}

/// The list as it is answered.
pub(crate) async fn listing(scene: &Scene) -> Answer {
    let change =
        |event: &mut Value| at(event, "GET", "/api/integrations/booking-links", &json!({}));
    scene.call("booking-links", MARIAM, change).await
}

/// Takes the link `id` back.
pub(crate) async fn revoke(scene: &Scene, id: &str) -> Answer {
    let change = |event: &mut Value| {
        at(event, "DELETE", "/api/integrations/booking-links/{id}", &json!({"id": id}));
    };
    scene.call("booking-links", MARIAM, change).await
}

fn at(event: &mut Value, method: &str, route: &str, parameters: &Value) {
    event["requestContext"]["http"]["method"] = method.into();
    event["routeKey"] = format!("{method} {route}").into();
    event["requestContext"]["routeKey"] = event["routeKey"].clone();
    event["pathParameters"] = parameters.clone();
    event["body"] = Value::Null;
}

/// Whoever has `token` does something, without an account.
async fn visit(scene: &Scene, method: &str, token: &str, body: Value) -> Answer {
    let mut event = event("bookings");
    at(&mut event, method, "/api/integrations/bookings/{token}", &json!({"token": token}));
    if !body.is_null() {
        event["body"] = body.to_string().into();
    }
    scene.invoke("bookings", &event).await
}

/// Opens the link.
pub(crate) async fn look(scene: &Scene, token: &str) -> Answer {
    visit(scene, "GET", token, Value::Null).await
}

/// Chooses the time that begins at `start`.
pub(crate) async fn choose(scene: &Scene, token: &str, start: &str) -> Answer {
    choose_in(scene, token, start, json!("Africa/Abidjan")).await
}

/// The same, by a browser that says it is in `zone`.
pub(crate) async fn choose_in(scene: &Scene, token: &str, start: &str, zone: Value) -> Answer {
    visit(scene, "POST", token, json!({"start_time": start, "timezone": zone})).await
}

/// Cancels.
pub(crate) async fn cancel(scene: &Scene, token: &str) -> Answer {
    visit(scene, "DELETE", token, Value::Null).await
}

/// When the free times of an answer begin.
pub(crate) fn starts(answer: &Value) -> Vec<String> {
    let slots = answer["slots"].as_array().unwrap().iter();
    slots.map(|slot| slot["start_time"].as_str().unwrap().to_owned()).collect()
}

/// All of them choose `start`, at the same time.
async fn race(scene: &Scene, tokens: &[String], start: &str) -> Vec<Answer> {
    join_all(tokens.iter().map(|token| choose(scene, token, start))).await
}

/// What was told to the ATS of bookings and interviews since, by type.
async fn told(scene: &Scene) -> Vec<Value> {
    scene.world.poll().await;
    let told = scene.world.webhooks.received().into_iter().map(|event| event.body);
    let kinds = ["interview.", "booking."];
    told.filter(|event| kinds.iter().any(|kind| event["type"].as_str().unwrap().starts_with(kind)))
        .collect()
}

fn kinds(told: &[Value]) -> Vec<&str> {
    told.iter().map(|event| event["type"].as_str().unwrap()).collect()
}
