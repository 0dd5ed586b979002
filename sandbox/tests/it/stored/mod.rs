//! What earlier versions have stored. `items.json` and `kms.json` were written by the version before
//! connections had owners, and are never written anew: a table that is in use looks like them.

use std::collections::HashMap;
use std::path::PathBuf;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use data_encoding::BASE64;
use http::StatusCode;
use jiff::Timestamp;
use sandbox::world::Options;
use sandbox::world::environment::{OWNER, TABLE, sdk};
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use shared::connection::Tokens;
use shared::model::owner::ConnectionId;
use shared::model::provider::Provider;
use shared::vault::Context;
use simulator_kit::clock::MovableClock;
use simulator_kit::wire::Fault;
use url::Url;

use crate::scene::{MARIAM, Scene};
use crate::upkeep::sweep;

/// Company 1's three connections, a grant of Google's to be withdrawn, and LinkedIn begun once more.
const ITEMS: &str = include_str!("items.json");
/// A plan that waits and one whose post is online, as they were stored before it was noted when a plan ends.
const PLANS: &str = include_str!("plans.json");
/// The KMS keys that they are sealed under.
const KEYS: &str = include_str!("kms.json");
/// The state under which LinkedIn was begun.
const STATE: &str = "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc";

/// A world that has been standing since before.
struct Standing {
    scene: Scene,
    data: PathBuf,
}

impl Drop for Standing {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.data).ok();
    }
}

fn items() -> Vec<Value> {
    serde_json::from_str(ITEMS).unwrap()
}

/// One for each test, by its `name`.
async fn standing(name: &str) -> Standing {
    let data = std::env::temp_dir().join(format!("stored-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&data).unwrap();
    std::fs::write(data.join("kms.json"), KEYS).unwrap();
    let at: Timestamp = "2026-11-23T09:01:00Z".parse().unwrap();
    let options = Options { data: Some(data.clone()), ..Options::new(MovableClock::fixed(at)) };
    let scene = Scene::with(options).await;
    put(&scene, items()).await;
    Standing { scene, data }
}

async fn put(scene: &Scene, items: Vec<Value>) {
    let config = aws_sdk_dynamodb::config::Builder::from(&sdk(OWNER, &scene.world.app.http));
    let config = config.endpoint_url(&scene.world.origins.dynamodb).build();
    let client = Client::from_conf(config);
    for item in items {
        let item = Some(map(&item));
        client.put_item().table_name(TABLE).set_item(item).send().await.unwrap();
    }
}

pub(crate) fn map(item: &Value) -> HashMap<String, AttributeValue> {
    let members = item.as_object().unwrap().iter();
    members.map(|(name, value)| (name.clone(), attribute(value))).collect()
}

/// DynamoDB's notation in JSON.
fn attribute(value: &Value) -> AttributeValue {
    let (kind, content) = value.as_object().unwrap().iter().next().unwrap();
    let text = || content.as_str().unwrap().to_owned();
    match kind.as_str() {
        "S" => AttributeValue::S(text()),
        "N" => AttributeValue::N(text()),
        "B" => AttributeValue::B(Blob::new(BASE64.decode(text().as_bytes()).unwrap())),
        "BOOL" => AttributeValue::Bool(content.as_bool().unwrap()),
        "NULL" => AttributeValue::Null(true),
        "L" => AttributeValue::L(content.as_array().unwrap().iter().map(attribute).collect()),
        "M" => AttributeValue::M(map(content)),
        kind => panic!("{kind}"),
    }
}

/// The providers that there were then.
const STORED: [Provider; 3] =
    [Provider::LinkedIn, Provider::GoogleCalendar, Provider::OutlookCalendar];

fn token(provider: Provider, kind: &str) -> String {
    format!("stored-{}-{kind}-token", provider.key())
}

#[tokio::test]
async fn s27_a_connection_that_was_stored_before_connections_had_owners_opens() {
    let standing = standing("opens").await;
    let app = &standing.scene.world.app;
    for provider in STORED {
        let id = ConnectionId::of_company(1, provider);
        let connection = app.store.connection(id).await.unwrap().known().unwrap();
        assert_eq!(connection.id, id);
        let opened = app.vault.open(&connection.sealed_tokens, Context::of(id)).await.unwrap();
        let tokens = Tokens::from_plaintext(opened.expose_secret()).unwrap();
        assert_eq!(tokens.access_token.expose_secret(), token(provider, "access"));
        assert_eq!(tokens.refresh_token.unwrap().expose_secret(), token(provider, "refresh"));
    }
}

#[tokio::test]
async fn what_is_stored_of_a_company_s_connections_keeps_its_form_to_the_byte() {
    let standing = standing("form").await;
    let scene = &standing.scene;
    let store = &scene.world.app.store;
    for provider in STORED {
        let id = ConnectionId::of_company(1, provider);
        let connection = store.connection(id).await.unwrap().known().unwrap();
        store.save(&connection, Some(connection.version)).await.unwrap();
    }
    assert_eq!(scene.world.dynamodb.dump().unwrap(), json!(items()));
}

#[tokio::test]
async fn what_was_stored_before_is_renewed_withdrawn_and_completed() {
    let standing = standing("lives").await;
    let scene = &standing.scene;
    let back = Url::parse(&format!("https://back.example/?code=none&state={STATE}")).unwrap();
    scene.complete(MARIAM, "linkedin", &back).await.expect(400, "code_refused");
    // Each provider knows the token that was stored, and no other.
    for provider in STORED {
        let grant = json!({"access_token": "newer", "token_type": "Bearer", "expires_in": 3600});
        let stored = format!("refresh_token={}", token(provider, "refresh"));
        let granted = Fault::respond(StatusCode::OK, grant).body_contains(&stored);
        scene.world.controls[provider].inject(granted);
    }
    let down = Fault::respond(StatusCode::SERVICE_UNAVAILABLE, json!({})).on("POST", "/revoke");
    let down = down.body_contains(&token(Provider::GoogleCalendar, "refresh"));
    scene.world.controls[Provider::GoogleCalendar].inject(down);
    scene.advance("10m");
    assert_eq!(sweep(scene).await["withdrawals_left"], 1);
    scene.advance("59 days");
    let report = sweep(scene).await;
    assert_eq!((&report["renewed"], &report["ended"]), (&json!(3), &json!(0)), "{report}");
}

#[tokio::test]
async fn a_plan_that_was_stored_before_its_end_was_noted_is_listed_started_and_taken_back() {
    let scene = crate::posts::connected("kofi").await;
    put(&scene, serde_json::from_str(PLANS).unwrap()).await;
    let states = async || {
        let posts = scene.posts(MARIAM).await;
        let plans = posts["plans"].as_array().unwrap().iter();
        plans.map(|plan| plan["state"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(states().await, ["planned", "published"]);
    scene.advance("1h");
    assert_eq!(crate::start_plans::start(&scene).await["published"], 1);
    assert_eq!(states().await, ["published", "published"]);
    assert_eq!(scene.posts_online().await, 1);
    put(&scene, serde_json::from_str(PLANS).unwrap()).await;
    let id = json!("0123456789abcdef0123456789abcdef");
    crate::plans::take_back(&scene, MARIAM, &id).await.ok();
    assert!(states().await.contains(&"taken_back".to_owned()));
}
