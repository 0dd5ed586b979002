//! Zoom: who may hold a user, and rooms for interviews.

mod connecting;
mod left;
mod own;
mod rooms;
mod standing;

use http::{Request, StatusCode};
use serde_json::{Value, json};
use shared::connecting::access::access;
use shared::model::owner::ConnectionId;
use shared::model::provider::Provider::{self, GoogleCalendar, Zoom};
use shared::providers::zoom::Zoom as Api;
use simulator_kit::wire::Control;

use crate::calendars::connect;
use crate::scene::{MARIAM, Scene};

/// The calendar of most interviews here.
pub(crate) const CALENDAR: Provider = GoogleCalendar;

/// A world whose company has connected `calendar`, and Zoom as `account`.
pub(crate) async fn connected(calendar: Provider, account: &str) -> Scene {
    let scene = Scene::new().await;
    connect(&scene, calendar, MARIAM, 1).await;
    scene.connect(MARIAM, Zoom.slug(), account).await.ok();
    scene.forget();
    scene
}

/// The wire before Zoom.
pub(crate) fn wire(scene: &Scene) -> &Control {
    &scene.world.controls[Zoom]
}

/// The meetings of `account` as their host sees them on Zoom's pages, each with its `id` and `join_url`; asked
/// for with a token of the connection, where that is `account`'s.
pub(crate) async fn rooms(scene: &Scene, account: &str) -> Vec<Value> {
    let page = scene.get(&format!("{}/_meetings/{account}", scene.world.origins[Zoom])).await.ok();
    page["meetings"].as_array().unwrap().clone()
}

/// The host of `account`'s first meeting does something to it at Zoom.
pub(crate) async fn host_does(scene: &Scene, account: &str, deed: &str) {
    let id = rooms(scene, account).await[0]["id"].clone();
    let url = format!("{}/j/{id}/{deed}", scene.world.origins[Zoom]);
    let answer = scene.send(Request::post(url).body(Vec::new()).unwrap()).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{answer:?}");
}

/// Rows that say who holds an account.
fn holders(scene: &Scene) -> Vec<Value> {
    let items = scene.world.dynamodb.dump().unwrap();
    let is_holder = |item: &&Value| item["sk"]["S"] == "ACCOUNT";
    items.as_array().unwrap().iter().filter(is_holder).cloned().collect()
}

/// Turns knobs of a Zoom user.
async fn turn(scene: &Scene, account: &str, knobs: Value) {
    scene.turn(&scene.world.origins[Zoom], account, knobs).await;
}

/// Whether the connection `id` works at Zoom.
pub(crate) async fn works(scene: &Scene, id: ConnectionId) -> bool {
    let Ok(access) = access(&scene.world.app, id).await else { return false };
    Api::new(scene.world.app.outside(), access.access_token).me().await.is_ok()
}

/// A body that wants a room at Zoom.
fn at_zoom() -> Value {
    json!({"meeting_provider": "zoom"})
}
