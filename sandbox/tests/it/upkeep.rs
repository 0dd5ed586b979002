//! What the tests of renewal share: a partner's LinkedIn connection, a look into the table, the schedule.

use std::time::Duration;

use data_encoding::BASE64;
use jiff::{SignedDuration, Timestamp};
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use shared::model::owner::ConnectionId;
use shared::model::provider::Provider;
use shared::vault::Context;
use simulator_kit::wire::Fault;

use crate::scene::{Answer, MARIAM, Scene};

/// LinkedIn's token endpoint.
pub(crate) const TOKEN: &str = "/oauth/v2/accessToken";

/// A world where Mariam has connected LinkedIn as Kofi, whose tokens come with a refresh token and
/// `knobs`.
pub(crate) async fn partner(knobs: Value) -> Scene {
    let scene = Scene::new().await;
    turn(&scene, json!({"partner_refresh_tokens": true})).await;
    turn(&scene, knobs).await;
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    scene
}

/// Turns Kofi's knobs.
pub(crate) async fn turn(scene: &Scene, knobs: Value) {
    scene.turn(&scene.world.origins[Provider::LinkedIn], "kofi", knobs).await;
}

/// Mariam publishes something new.
pub(crate) async fn publish(scene: &Scene, text: &str) -> Answer {
    scene
        .call("publish-job", MARIAM, |event| {
            event["headers"].as_object_mut().unwrap().remove("idempotency-key");
            event["body"] = json!({"job_id": 1, "custom_message": text}).to_string().into();
        })
        .await
}

/// How many refreshes LinkedIn was asked for.
pub(crate) fn refreshes(scene: &Scene) -> usize {
    let received = scene.world.controls[Provider::LinkedIn].requests();
    let is_refresh = |body: &Value| body["grant_type"] == "refresh_token";
    received.iter().filter(|it| it.is("POST", TOKEN) && is_refresh(&it.body)).count()
}

/// Fails, or delays, a refresh only.
pub(crate) fn refresh(fault: Fault) -> Fault {
    fault.on("POST", TOKEN).body_contains("grant_type=refresh_token")
}

/// A refresh that takes so long that other things happen meanwhile.
pub(crate) fn slow_refresh() -> Fault {
    refresh(Fault::delay(Duration::from_millis(400)))
}

/// Waits until LinkedIn was asked for `count` refreshes.
pub(crate) async fn asked(scene: &Scene, count: usize) {
    while refreshes(scene) < count {
        tokio::task::yield_now().await;
    }
}

/// The stored connection of company 1 to `provider` in plain JSON; null where there is none.
pub(crate) fn stored(scene: &Scene, provider: &str) -> Value {
    let items = scene.world.dynamodb.dump().unwrap();
    let own = |item: &&Value| {
        item["pk"]["S"] == "COMPANY#1" && item["sk"]["S"] == format!("CREDENTIAL#{provider}")
    };
    items.as_array().unwrap().iter().find(own).map(plain_map).unwrap_or_default()
}

fn plain_map(item: &Value) -> Value {
    let members = item.as_object().unwrap().iter();
    members
        .map(|(name, value)| (name.clone(), plain(value)))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

/// DynamoDB's notation without its types.
fn plain(value: &Value) -> Value {
    let (kind, content) = value.as_object().unwrap().iter().next().unwrap();
    match kind.as_str() {
        "N" => serde_json::from_str(content.as_str().unwrap()).unwrap(),
        "M" => plain_map(content),
        "L" => content.as_array().unwrap().iter().map(plain).collect(),
        "NULL" => Value::Null,
        _ => content.clone(),
    }
}

/// The ARN of the KMS key that protects the stored tokens (S30).
pub(crate) fn key_of(connection: &Value) -> String {
    let sealed = BASE64.decode(connection["sealed_tokens"].as_str().unwrap().as_bytes()).unwrap();
    let length = usize::from(u16::from_be_bytes([sealed[1], sealed[2]]));
    String::from_utf8(sealed[3..3 + length].to_vec()).unwrap()
}

/// Fires the schedule with `event`; its report.
pub(crate) async fn sweep_with(scene: &Scene, event: Value) -> Value {
    scene.world.scheduler.fire("refresh-tokens", event).await.unwrap().unwrap()
}

/// Fires the schedule as the template does; its report.
pub(crate) async fn sweep(scene: &Scene) -> Value {
    sweep_with(scene, json!({})).await
}

/// One provider's entry of Mariam's status.
pub(crate) async fn status(scene: &Scene, provider: &str) -> Value {
    scene.call("status", MARIAM, |_| {}).await.ok()[provider].clone()
}

/// Gives the companies 101 to 100 + `count` copies of company 1's connection, due since one minute
/// for the first, two for the second and so on.
pub(crate) async fn seed(scene: &Scene, count: i64) {
    for n in 1..=count {
        let due = scene.world.clock.now() - SignedDuration::from_mins(n);
        copy(scene, ConnectionId::of_company(100 + n, Provider::LinkedIn), due).await;
    }
}

/// Gives `id` a copy of company 1's connection, due since `due`.
pub(crate) async fn copy(scene: &Scene, id: ConnectionId, due: Timestamp) {
    let app = &scene.world.app;
    let own = ConnectionId::of_company(1, id.provider);
    let mut copy = app.store.connection(own).await.unwrap().known().unwrap();
    let plaintext = app.vault.open(&copy.sealed_tokens, Context::of(own)).await.unwrap();
    let context = Context::of(id);
    let key = app.vault.data_key(context).await.unwrap();
    copy.id = id;
    copy.user_id = id.owner.person().unwrap_or(copy.user_id);
    copy.sealed_tokens = app.vault.seal(&key, context, plaintext.expose_secret()).unwrap();
    copy.refresh_at = Some(due);
    app.store.save(&copy, None).await.unwrap();
}

/// The copies' numbers whose tokens were renewed.
pub(crate) async fn renewed(scene: &Scene, count: i64) -> Vec<i64> {
    let mut renewed = Vec::new();
    for n in 1..=count {
        let store = &scene.world.app.store;
        let copy = store
            .connection(ConnectionId::of_company(100 + n, Provider::LinkedIn))
            .await
            .unwrap()
            .known()
            .unwrap();
        if copy.refresh_at.is_some_and(|at| at > scene.world.clock.now()) {
            renewed.push(n);
        }
    }
    renewed
}
