//! What Zoom sends by itself (S49).

use std::pin::pin;

use http::Request;
use serde_json::{Value, json};
use shared::model::owner::ConnectionId;
use shared::model::provider::Provider::Zoom;
use simulator_kit::wire::Fault;
use simulator_zoom::webhooks::signature;

use crate::answer::Answer;
use crate::scene::{MARIAM, STRANGER, Scene, event, hangs};
use crate::upkeep::stored;
use crate::zoom::{CALENDAR, connected, works};

const OURS: ConnectionId = ConnectionId::of_company(1, Zoom);
const ZOE: &str = "zoeK3x0nQ2yB7cD5fG8hJ1";

fn removal(at: i64) -> String {
    json!({
        "event": "app_deauthorized", "event_ts": at * 1000,
        "payload": {"account_id": "acmeQ1w2E3r4T5y6U7i8O9", "user_id": ZOE, "client_id": "x"},
    })
    .to_string()
}

/// Sends `body` as signed at `timestamp` with `signed`.
async fn send(scene: &Scene, body: &str, timestamp: i64, signed: &str) -> Answer {
    let mut event = event("zoom-events");
    event["body"] = body.into();
    event["headers"]["x-zm-request-timestamp"] = timestamp.to_string().into();
    event["headers"]["x-zm-signature"] = signed.into();
    scene.invoke("zoom-events", &event).await
}

/// Sends `body` as Zoom would now.
pub(crate) async fn signed(scene: &Scene, body: &str) -> Answer {
    let now = scene.world.clock.now().as_second();
    send(scene, body, now, &signature(now, body)).await
}

/// The person removes the app on Zoom's page.
async fn remove(scene: &Scene) {
    let url = format!("{}/meetings/zoe/remove", scene.world.origins[Zoom]);
    scene.send(Request::post(url).body(Vec::new()).unwrap()).await;
}

#[tokio::test]
async fn s49_whoever_connects_while_a_removal_is_worked_on_stays_connected() {
    let scene = connected(CALENDAR, "zoe").await;
    scene.advance("1m");
    let body = removal(scene.world.clock.now().as_second());
    let table = &scene.world.controls.dynamodb;
    table.inject(Fault::hang().on_target("DeleteItem"));
    let mut removed = pin!(signed(&scene, &body));
    hangs(table, removed.as_mut()).await;
    scene.advance("1s");
    scene.connect(MARIAM, "zoom", "zoe").await.ok();
    scene.advance("10s");
    removed.await.ok();
    assert!(works(&scene, OURS).await);
}

#[tokio::test]
async fn whoever_removes_the_app_at_zoom_is_forgotten_at_once() {
    let scene = connected(CALENDAR, "zoe").await;
    scene.advance("1m");
    remove(&scene).await;
    assert_eq!(stored(&scene, "zoom"), Value::Null);
    assert!(!scene.dump().contains(ZOE), "{}", scene.dump());
    assert_eq!(scene.status(MARIAM).await["zoom"]["state"], "disconnected");
    let sent = scene.get(&format!("{}/_webhook", scene.world.origins[Zoom])).await.ok();
    assert_eq!(sent["deliveries"], json!([{"event": "app_deauthorized", "status": 200, "try": 1}]));
    scene.connect(MARIAM, "zoom", "zoe").await.ok();
    assert!(works(&scene, OURS).await);
}

#[tokio::test]
async fn while_the_table_is_down_zoom_is_told_to_try_again() {
    let scene = connected(CALENDAR, "zoe").await;
    scene.advance("1m");
    let now = scene.world.clock.now().as_second();
    let down = Fault::respond(http::StatusCode::INTERNAL_SERVER_ERROR, Value::Null).times(3);
    scene.world.controls.dynamodb.inject(down);
    signed(&scene, &removal(now)).await.expect(503, "storage_unavailable");
    assert!(works(&scene, OURS).await);
    signed(&scene, &removal(now)).await.ok();
    assert!(!works(&scene, OURS).await);
}

#[tokio::test]
async fn s49_an_event_from_before_the_connection_is_ignored() {
    let scene = connected(CALENDAR, "zoe").await;
    let now = scene.world.clock.now().as_second();
    signed(&scene, &removal(now - 1)).await.ok();
    assert!(works(&scene, OURS).await, "it was about the connection before");
    // A replay of what was true once, after the person came back.
    scene.advance("1m");
    let now = scene.world.clock.now().as_second();
    let (body, tag) = (removal(now), signature(now, &removal(now)));
    send(&scene, &body, now, &tag).await.ok();
    scene.advance("1m");
    scene.connect(MARIAM, "zoom", "zoe").await.ok();
    send(&scene, &body, now, &tag).await.ok();
    assert!(works(&scene, OURS).await);
    // One that is told late: a grant that was removed gives no new tokens, as this one has.
    let then = scene.world.clock.now().as_second();
    scene.advance("2h");
    assert!(works(&scene, OURS).await, "renewed");
    signed(&scene, &removal(then)).await.ok();
    assert!(works(&scene, OURS).await);
}

#[tokio::test]
async fn s49_what_is_forged_stale_or_changed_on_its_way_changes_nothing_and_tells_nothing() {
    let scene = connected(CALENDAR, "zoe").await;
    scene.advance("1m");
    let before = scene.dump();
    let now = scene.world.clock.now().as_second();
    let body = removal(now);
    let good = signature(now, &body);
    let refusals = [
        send(&scene, &body, now, "").await,
        send(&scene, &body, now, &signature(now, "{}")).await,
        send(&scene, &body, now + 1, &good).await,
        send(&scene, &body.replace(ZOE, "other"), now, &good).await,
        send(&scene, &body, now - 301, &signature(now - 301, &body)).await,
        send(&scene, &body, now + 301, &signature(now + 301, &body)).await,
        signed(&scene, "not json").await,
        signed(&scene, "{}").await,
    ];
    let told: Vec<_> = refusals
        .into_iter()
        .map(|answer| answer.expect(401, "unauthenticated").json()["detail"].clone())
        .collect();
    assert!(told.windows(2).all(|two| two[0] == two[1]), "{told:?}");
    assert_eq!(scene.dump(), before);
}

#[tokio::test]
async fn s49_a_handshake_is_answered_where_it_is_signed_and_never_signs_an_event() {
    let scene = Scene::new().await;
    let handshake = |token: &str| {
        json!({"event": "endpoint.url_validation", "event_ts": 1, "payload": {"plainToken": token}})
            .to_string()
    };
    let answer = signed(&scene, &handshake("qgg8vlvZRS6UYooatFL8Aw")).await.ok();
    assert_eq!(answer["plainToken"], "qgg8vlvZRS6UYooatFL8Aw");
    assert_eq!(answer["encryptedToken"].as_str().unwrap().len(), 64);
    let now = scene.world.clock.now().as_second();
    send(&scene, &handshake("a"), now, "v0=00").await.expect(401, "unauthenticated");
    let forged = format!("v0:{now}:{}", removal(now));
    signed(&scene, &handshake(&forged)).await.expect(401, "unauthenticated");
}

#[tokio::test]
async fn s49_without_a_secret_nothing_is_believed() {
    let scene = Scene::new().await;
    scene.change_secret("ZoomWebhookSecret", json!({"SECRET_TOKEN": ""}));
    signed(&scene, &removal(1)).await.expect(401, "unauthenticated");
}

#[tokio::test]
async fn other_events_are_taken_and_change_nothing() {
    let scene = connected(CALENDAR, "zoe").await;
    let before = scene.dump();
    let body = json!({"event": "meeting.updated", "event_ts": 1, "payload": {}}).to_string();
    assert_eq!(signed(&scene, &body).await.ok(), json!({"received": true}));
    assert_eq!(scene.dump(), before);
}

#[tokio::test]
async fn f45_a_removal_that_is_told_late_frees_the_account_for_whoever_connected_it_elsewhere_meanwhile()
 {
    let scene = connected(CALENDAR, "zoe").await;
    scene.advance("2m");
    let removed_at = scene.world.clock.now().as_second();
    revoke(&scene).await;
    // Nobody has told us: the tokens go to the connection that seems to stand.
    scene.advance("2m");
    scene.connect(STRANGER, "zoom", "zoe").await.expect(409, "account_in_use");
    assert!(works(&scene, OURS).await);
    scene.advance("2h");
    assert!(works(&scene, OURS).await, "renewed with them");
    signed(&scene, &removal(removed_at)).await.ok();
    assert_eq!(stored(&scene, "zoom"), Value::Null);
    scene.connect(STRANGER, "zoom", "zoe").await.ok();
    assert!(works(&scene, ConnectionId::of_company(2, Zoom)).await);
    assert_eq!(scene.status(MARIAM).await["zoom"]["state"], "disconnected");
}

#[tokio::test]
async fn f45_what_is_told_late_of_an_earlier_removal_costs_a_connection_nothing_that_somebody_else_came_to()
 {
    let scene = connected(CALENDAR, "zoe").await;
    scene.advance("2m");
    let removed_at = scene.world.clock.now().as_second();
    revoke(&scene).await;
    scene.advance("2m");
    // Its own people come back, before a second company does.
    scene.connect(MARIAM, "zoom", "zoe").await.ok();
    scene.advance("2m");
    scene.connect(STRANGER, "zoom", "zoe").await.expect(409, "account_in_use");
    signed(&scene, &removal(removed_at)).await.ok();
    assert!(works(&scene, OURS).await);
    // One consent more of its own, although it lacks a scope, is a sign of life too.
    scene.advance("2m");
    let before = scene.world.clock.now().as_second();
    scene.advance("2m");
    let withheld = json!({"withheld_scopes": ["meeting:write:meeting"]});
    scene.turn(&scene.world.origins[Zoom], "zoe", withheld).await;
    scene.connect(MARIAM, "zoom", "zoe").await.expect(400, "missing_scope");
    signed(&scene, &removal(before)).await.ok();
    assert!(works(&scene, OURS).await);
}

/// The person's grant ends, and no event is sent.
async fn revoke(scene: &Scene) {
    let url = format!("{}/_accounts/zoe/revoke", scene.world.origins[Zoom]);
    scene.send(Request::post(url).body(Vec::new()).unwrap()).await;
}
