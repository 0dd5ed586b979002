//! What Slack sends by itself (S49).

use std::pin::pin;

use serde_json::{Value, json};
use simulator_kit::wire::Fault;
use simulator_slack::webhooks::signature;

use crate::answer::Answer;
use crate::scene::{MARIAM, Scene, event, hangs};
use crate::slack::{PUBLIC, connected, remove, turn, works};
use crate::upkeep::stored;

const TEAM: &str = "T0BAOBAB01";

fn removal(at: i64) -> String {
    json!({
        "type": "event_callback", "team_id": TEAM, "api_app_id": "A0KRD7HC3",
        "event": {"type": "app_uninstalled"}, "event_id": "Ev1", "event_time": at,
    })
    .to_string()
}

async fn send(scene: &Scene, body: &str, timestamp: i64, signed: &str) -> Answer {
    let mut event = event("slack-events");
    event["body"] = body.into();
    event["headers"]["x-slack-request-timestamp"] = timestamp.to_string().into();
    event["headers"]["x-slack-signature"] = signed.into();
    scene.invoke("slack-events", &event).await
}

/// Sends `body` as Slack would now.
pub(crate) async fn signed(scene: &Scene, body: &str) -> Answer {
    let now = scene.world.clock.now().as_second();
    send(scene, body, now, &signature(now, body)).await
}

#[tokio::test]
async fn a_workspace_that_removes_the_app_is_forgotten_at_once_in_either_order() {
    for first in [false, true] {
        let scene = connected(PUBLIC).await;
        turn(&scene, "sali", json!({"tokens_revoked_first": first})).await;
        scene.advance("1m");
        remove(&scene, "sali").await;
        assert_eq!(stored(&scene, "slack"), Value::Null);
        assert_eq!(scene.status(MARIAM).await["slack"]["state"], "disconnected");
        let origin = &scene.world.origins[shared::model::provider::Provider::Slack];
        let sent = scene.get(&format!("{origin}/_webhook")).await.ok();
        assert_eq!(sent["waiting"], 0, "{sent}");
    }
}

#[tokio::test]
async fn s49_what_is_forged_stale_or_changed_on_its_way_changes_nothing_and_tells_nothing() {
    let scene = connected(PUBLIC).await;
    scene.advance("1m");
    let before = scene.dump();
    let now = scene.world.clock.now().as_second();
    let body = removal(now);
    let good = signature(now, &body);
    let refusals = [
        send(&scene, &body, now, "").await,
        send(&scene, &body, now, &signature(now, "{}")).await,
        send(&scene, &body, now + 1, &good).await,
        send(&scene, &body.replace(TEAM, "T1"), now, &good).await,
        send(&scene, &body, now - 301, &signature(now - 301, &body)).await,
        signed(&scene, "not json").await,
        signed(&scene, "{}").await,
    ];
    for refusal in refusals {
        refusal.expect(401, "unauthenticated");
    }
    assert_eq!(scene.dump(), before);
}

#[tokio::test]
async fn s49_an_event_from_before_the_connection_is_ignored_and_a_later_one_believed() {
    let scene = connected(PUBLIC).await;
    let now = scene.world.clock.now().as_second();
    signed(&scene, &removal(now - 1)).await.ok();
    assert!(works(&scene, 1).await);
    let of_people = json!({
        "type": "event_callback", "team_id": TEAM, "event_time": now + 1,
        "event": {"type": "tokens_revoked", "tokens": {"oauth": ["U1"], "bot": []}},
    });
    signed(&scene, &of_people.to_string()).await.ok();
    assert!(works(&scene, 1).await, "that was somebody's own token");
    signed(&scene, &removal(now + 1)).await.ok();
    assert!(!works(&scene, 1).await);
}

#[tokio::test]
async fn s49_whoever_connects_while_a_removal_is_worked_on_stays_connected() {
    let scene = connected(PUBLIC).await;
    scene.advance("1m");
    let body = removal(scene.world.clock.now().as_second());
    let table = &scene.world.controls.dynamodb;
    table.inject(Fault::hang().on_target("DeleteItem"));
    let mut removed = pin!(signed(&scene, &body));
    hangs(table, removed.as_mut()).await;
    scene.advance("1s");
    scene.connect(MARIAM, "slack", "sali").await.ok();
    scene.advance("10s");
    removed.await.ok();
    assert_eq!(scene.status(MARIAM).await["slack"]["state"], "active");
    assert!(works(&scene, 1).await);
}

#[tokio::test]
async fn the_check_of_the_address_is_answered_where_it_is_signed() {
    let scene = Scene::new().await;
    let body = json!({"type": "url_verification", "challenge": "3eZbrw1aB", "token": "x"});
    let answer = signed(&scene, &body.to_string()).await.ok();
    assert_eq!(answer, json!({"challenge": "3eZbrw1aB"}));
    send(&scene, &body.to_string(), 1, "v0=00").await.expect(401, "unauthenticated");
}

#[tokio::test]
async fn s49_without_a_secret_nothing_is_believed() {
    let scene = Scene::new().await;
    scene.change_secret("SlackWebhookSecret", json!({"SIGNING_SECRET": ""}));
    signed(&scene, &removal(1)).await.expect(401, "unauthenticated");
}
