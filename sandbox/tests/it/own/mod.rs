//! Each recruiter's own calendar beside the company's (B16, B20).

mod availability;
mod connecting;
mod leaving;
mod profile;
mod scheduling;

use serde_json::{Value, json};
use shared::model::provider::Provider::{self, GoogleCalendar};

use crate::answer::Answer;
use crate::connect_calendars::{EVENTS_SCOPE, FREE_BUSY_SCOPE, decide};
use crate::scene::{Scene, at_provider};

/// `user` connects `account`: `whose` is `me` or `company`.
pub(crate) async fn connect_for(
    scene: &Scene,
    (user, whose): (i64, &str),
    provider: Provider,
    account: &str,
) -> Answer {
    let begun = scene
        .call("auth-url", user, |event| {
            at_provider(event, provider.slug());
            // Without a word for whom, nothing is said at all.
            let query = if whose.is_empty() { String::new() } else { format!("for={whose}") };
            event["rawQueryString"] = query.into();
        })
        .await
        .ok();
    let url = begun["authorization_url"].as_str().unwrap();
    let scopes: &[&str] = match provider {
        GoogleCalendar => &[EVENTS_SCOPE, FREE_BUSY_SCOPE],
        _ => &[],
    };
    let back = match provider {
        Provider::LinkedIn | Provider::Zoom | Provider::Slack => {
            scene.decide(url, account, "allow").await
        }
        _ => decide(scene, url, account, scopes).await,
    };
    scene.complete(user, provider.slug(), &back).await
}

/// `user` disconnects their own connection or the company's.
pub(crate) async fn disconnect_for(
    scene: &Scene,
    (user, whose): (i64, &str),
    provider: Provider,
) -> Value {
    let change = |event: &mut Value| {
        at_provider(event, provider.slug());
        event["rawQueryString"] = format!("for={whose}").into();
    };
    scene.call("disconnect", user, change).await.ok()
}

/// What `user` is told of `provider`.
pub(crate) async fn entry(scene: &Scene, user: i64, provider: Provider) -> Value {
    scene.status(user).await[provider.key()].clone()
}

/// The rows of connections, by their sort keys.
fn connections(scene: &Scene) -> Vec<String> {
    let items = scene.world.dynamodb.dump().unwrap();
    let keys = items.as_array().unwrap().iter().map(|item| item["sk"]["S"].as_str().unwrap());
    let mut keys: Vec<_> =
        keys.filter(|key| key.starts_with("CREDENTIAL#")).map(str::to_owned).collect();
    keys.sort();
    keys
}

/// `user` schedules with `changes` to an ordinary body.
pub(crate) async fn schedule(
    scene: &Scene,
    (user, provider): (i64, Provider),
    changes: Value,
) -> Answer {
    let mut body = json!({
        "application_id": 1, "title": "Entretien", "start_time": "2026-12-01T14:00:00",
        "end_time": "2026-12-01T15:00:00", "timezone": "Africa/Abidjan",
        "attendees": ["candidate@example.com"],
    });
    body.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    let change = |event: &mut Value| {
        at_provider(event, provider.slug());
        event["headers"].as_object_mut().unwrap().remove("idempotency-key");
        event["body"] = body.to_string().into();
    };
    scene.call("create-event", user, change).await
}

/// The titles in an account's calendar, as its owner sees them.
async fn agenda(scene: &Scene, provider: Provider, account: &str) -> String {
    let page = format!("{}/calendar/{account}", scene.world.origins[provider]);
    scene.get(&page).await.text
}
