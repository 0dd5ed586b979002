//! Slack: who connects a workspace, where notes go, and what they say.

mod connecting;
mod delivery;
mod notes;
mod plans;

use http::{Method, Request, StatusCode, header};
use serde_json::{Value, json};
use shared::connecting::access::access;
use shared::model::owner::ConnectionId;
use shared::model::provider::Provider::{GoogleCalendar, Slack};
use shared::providers::slack::Slack as Api;
use simulator_kit::wire::Control;

use crate::answer::Answer;
use crate::calendars::connect;
use crate::scene::{MARIAM, STRANGER, Scene};

/// The channels of Sali's workspace.
pub(crate) const PUBLIC: &str = "C0RECRUT01";
pub(crate) const PRIVATE: &str = "C0DIRECT01";
/// The public one of Moussa's.
pub(crate) const THEIRS: &str = "C0RECRUT02";

/// A world whose company has a calendar, and gets notes in `channel` of Sali's workspace.
pub(crate) async fn connected(channel: &str) -> Scene {
    let scene = Scene::new().await;
    connect(&scene, GoogleCalendar, MARIAM, 1).await;
    scene.connect(MARIAM, "slack", "sali").await.ok();
    choose(&scene, MARIAM, json!({"channel_id": channel})).await.ok();
    scene.world.poll().await;
    scene.forget();
    scene
}

/// Company 2 gets notes in Moussa's workspace.
pub(crate) async fn connect_the_other(scene: &Scene) {
    turn(scene, "moussa", json!({"approval_needed": false})).await;
    scene.connect(STRANGER, "slack", "moussa").await.ok();
    choose(scene, STRANGER, json!({"channel_id": THEIRS})).await.ok();
}

/// `user` lists channels from `cursor` on.
pub(crate) async fn channels(scene: &Scene, user: i64, cursor: &str) -> Answer {
    let query = if cursor.is_empty() { String::new() } else { format!("cursor={cursor}") };
    scene
        .call("slack-notifications", user, |event| {
            at(event, "GET", "channels");
            event["rawQueryString"] = query.into();
        })
        .await
}

/// `user` chooses.
pub(crate) async fn choose(scene: &Scene, user: i64, body: Value) -> Answer {
    let body = body.to_string();
    scene.call("slack-notifications", user, |event| event["body"] = body.into()).await
}

/// `user` asks for a test.
pub(crate) async fn test(scene: &Scene, user: i64) -> Answer {
    scene.call("slack-notifications", user, |event| at(event, "POST", "test")).await
}

fn at(event: &mut Value, method: &str, name: &str) {
    let path = format!("/api/integrations/slack/{name}");
    event["requestContext"]["http"]["method"] = method.into();
    event["requestContext"]["http"]["path"] = path.as_str().into();
    event["rawPath"] = path.into();
    if method == "GET" {
        event.as_object_mut().unwrap().remove("body");
    }
}

/// The messages of `account`'s workspace, oldest first.
pub(crate) async fn messages(scene: &Scene, account: &str) -> Vec<Value> {
    let page = scene.get(&format!("{}/_messages/{account}", scene.world.origins[Slack])).await.ok();
    page["messages"].as_array().unwrap().clone()
}

/// The texts of these.
pub(crate) async fn texts(scene: &Scene, account: &str) -> Vec<String> {
    let messages = messages(scene, account).await;
    messages.iter().map(|one| one["text"].as_str().unwrap().to_owned()).collect()
}

/// Turns knobs of an account.
pub(crate) async fn turn(scene: &Scene, account: &str, knobs: Value) {
    scene.turn(&scene.world.origins[Slack], account, knobs).await;
}

/// Changes a channel of Sali's workspace.
pub(crate) async fn change(scene: &Scene, channel: &str, changes: Value) {
    let url = format!("{}/_channels/sali/{channel}", scene.world.origins[Slack]);
    let request = Request::builder().method(Method::PATCH).uri(url);
    let request = request.header(header::CONTENT_TYPE, "application/json");
    let answer = scene.send(request.body(changes.to_string().into_bytes()).unwrap()).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT, "{answer:?}");
}

/// The person removes the app from `account`'s workspace.
pub(crate) async fn remove(scene: &Scene, account: &str) {
    let url = format!("{}/messages/{account}/remove", scene.world.origins[Slack]);
    scene.send(Request::post(url).body(Vec::new()).unwrap()).await;
}

/// The wire before Slack.
pub(crate) fn wire(scene: &Scene) -> &Control {
    &scene.world.controls[Slack]
}

/// Whether the connection of `company` works at Slack.
pub(crate) async fn works(scene: &Scene, company: i64) -> bool {
    let id = ConnectionId::of_company(company, Slack);
    let Ok(access) = access(&scene.world.app, id).await else { return false };
    Api::new(scene.world.app.outside(), access.access_token).workspace().await.is_ok()
}
