//! One story through every part of the product, told by the handlers in this process and, in the place of
//! those that are packaged, by the packages under a real Runtime API.

use std::collections::BTreeSet;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use http::Request;
use jiff::SignedDuration;
use sandbox::functions::Packages;
use sandbox::world::{Options, Ports, environment};
use serde_json::{Value, json};
use shared::model::provider::Provider::{self, GoogleCalendar, OutlookCalendar};
use simulator_kit::clock::MovableClock;

use crate::connect_calendars::connect;
use crate::interviews::{CALENDARS, delete, list};
use crate::scene::{COLLEAGUE, MARIAM, Scene, at_provider, event};

/// Where `.ci/packaged` has `cargo lambda watch` listen.
const INVOKE_API: &str = "http://127.0.0.1:9000";
/// Where it has AWS's Runtime Interface Emulator listen, with the function `status`.
const EMULATOR: &str = "http://127.0.0.1:9010/2015-03-31/functions/function/invocations";

#[tokio::test]
async fn the_functions_carry_a_company_through_all_integrations() {
    all_integrations(&Scene::new().await).await;
}

/// The story of the test above, and the function of the emulator.
#[tokio::test]
#[ignore = "needs the packaged functions running: .ci/packaged"]
async fn the_packaged_functions_carry_a_company_through_all_integrations() {
    let options = Options {
        ports: Ports::documented(),
        packaged: Some(Packages { url: INVOKE_API.to_owned(), of: Some(started()) }),
        ..Options::new(MovableClock::running())
    };
    let scene = Scene::with(options).await;
    all_integrations(&scene).await;
    status_under_the_emulator(&scene).await;
}

/// The functions that `.ci/packaged` has started, as it says.
#[expect(clippy::disallowed_methods, reason = "the script tells by it which they are")]
fn started() -> BTreeSet<String> {
    let names = std::env::var_os("PACKAGED").unwrap();
    names.to_string_lossy().split_whitespace().map(str::to_owned).collect()
}

async fn all_integrations(scene: &Scene) {
    connect_all(scene).await;
    publish_twice(scene).await;
    for calendar in CALENDARS {
        schedule_and_cancel(scene, calendar).await;
    }
    renew(scene).await;
    disconnect_all(scene).await;
}

async fn connect_all(scene: &Scene) {
    let knobs = json!({"partner_refresh_tokens": true});
    scene.turn(&scene.world.origins[Provider::LinkedIn], "kofi", knobs).await;
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    connect(scene, GoogleCalendar, "awa").await.ok();
    connect(scene, OutlookCalendar, "fatou").await.ok();
    assert_eq!(states(scene).await, ["active"; 3]);
}

/// How LinkedIn, Google Calendar and Outlook are, as a colleague sees it.
async fn states(scene: &Scene) -> [String; 3] {
    let status = scene.status(COLLEAGUE).await;
    ["linkedin", "google_calendar", "outlook_calendar"]
        .map(|key| status[key]["state"].as_str().unwrap().to_owned())
}

async fn publish_twice(scene: &Scene) {
    let pages = scene.call("organizations", MARIAM, |_| ()).await.ok();
    let page = pages["organizations"][0]["id"].clone();
    assert!(page.is_string(), "{pages}");
    let body = json!({"job_id": 1, "organization_id": page});
    let published = scene.publish(COLLEAGUE, body.clone()).await.ok();
    assert_eq!(scene.publish(COLLEAGUE, body).await.ok(), published);
    assert_eq!(scene.posts_online().await, 1);
}

async fn schedule_and_cancel(scene: &Scene, calendar: Provider) {
    let starts = scene.world.clock.now() + SignedDuration::from_hours(7 * 24);
    let body = json!({
        "application_id": 1, "title": "Entretien", "timezone": "Africa/Abidjan",
        "start_time": starts, "end_time": starts + SignedDuration::from_hours(1),
        "attendees": ["candidate@example.com"], "create_meeting_link": true,
    });
    let made = scene.call("create-event", MARIAM, |event| {
        at_provider(event, calendar.slug());
        event["body"] = body.to_string().into();
    });
    let made = made.await.ok();
    assert!(made["meeting_link"].as_str().unwrap().starts_with("https://"), "{made}");
    assert_eq!(upcoming(scene).await, 1);
    let id = made["event_id"].as_str().unwrap();
    delete(scene, (MARIAM, calendar), id).await.ok();
    assert_eq!(upcoming(scene).await, 0);
}

async fn upcoming(scene: &Scene) -> usize {
    let events = list(scene, COLLEAGUE).await;
    events.iter().filter(|event| event["status"] != "cancelled").count()
}

async fn renew(scene: &Scene) {
    make_due(scene).await;
    let report = sweep(scene).await;
    let [due, renewed] = ["due", "renewed"].map(|name| report[name].as_i64());
    assert_eq!((due, renewed), (Some(1), Some(1)), "{report}");
    assert_eq!(sweep(scene).await["due"], 0);
}

/// Writes that the LinkedIn connection is to be renewed now: a packaged function's clock can't be moved.
async fn make_due(scene: &Scene) {
    let sdk = environment::sdk(environment::OWNER, &scene.world.app.http)
        .into_builder()
        .endpoint_url(&scene.world.origins.dynamodb)
        .build();
    let now = AttributeValue::N(scene.world.clock.now().as_second().to_string());
    let update = Client::new(&sdk).update_item().table_name(environment::TABLE);
    let update = update
        .key("pk", AttributeValue::S("COMPANY#1".to_owned()))
        .key("sk", AttributeValue::S("CREDENTIAL#linkedin".to_owned()))
        .update_expression("SET refresh_at = :now")
        .condition_expression("attribute_exists(refresh_at)");
    update.expression_attribute_values(":now", now).send().await.unwrap();
}

async fn sweep(scene: &Scene) -> Value {
    let event = event("refresh-tokens");
    scene.world.scheduler.fire("refresh-tokens", event).await.unwrap().unwrap()
}

async fn disconnect_all(scene: &Scene) {
    for provider in ["linkedin", "google-calendar", "outlook"] {
        scene.disconnect(MARIAM, provider).await.ok();
    }
    assert_eq!(states(scene).await, ["disconnected"; 3]);
}

async fn status_under_the_emulator(scene: &Scene) {
    let mut event = event("status");
    event["headers"]["authorization"] = scene.bearer(MARIAM).into();
    let request = Request::post(EMULATOR).body(event.to_string().into_bytes()).unwrap();
    let answer = scene.send(request).await.ok();
    // The emulator answers 200 whatever happens: only the payload tells.
    assert_eq!(answer["statusCode"], 200, "{answer}");
    let status: Value = serde_json::from_str(answer["body"].as_str().unwrap()).unwrap();
    assert_eq!(status["linkedin"]["state"], "disconnected");
}
