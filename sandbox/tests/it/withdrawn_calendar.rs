//! What each use of a calendar answers once the person withdrew the grant at the provider.

use http::Request;
use serde_json::json;
use shared::model::provider::Provider::{self, GoogleCalendar};

use crate::answer::Answer;
use crate::calendars::wire;
use crate::interviews::{CALENDARS, create, delete, list, scheduled, search, update};
use crate::scene::{MARIAM, Scene};
use crate::upkeep::stored;

const USES: [&str; 4] = ["create-event", "update-event", "delete-event", "available-slots"];

/// The account of `provider` withdraws its grant.
pub(crate) async fn withdraw(scene: &Scene, provider: Provider) {
    let origin = &scene.world.origins[provider];
    let account = match provider {
        GoogleCalendar => "awa",
        _ => "fatou",
    };
    let url = format!("{origin}/_accounts/{account}/revoke");
    let answer = scene.send(Request::post(url).body(Vec::new()).unwrap()).await;
    assert!(answer.status.is_success(), "{answer:?}");
}

async fn perform(scene: &Scene, provider: Provider, (name, id): (&str, &str)) -> Answer {
    let asked = (MARIAM, provider);
    match name {
        "create-event" => create(scene, provider, json!({"title": "Autre"})).await,
        "update-event" => update(scene, asked, id, json!({"title": "Autre"})).await,
        "delete-event" => delete(scene, asked, id).await,
        _ => search(scene, asked, json!({})).await,
    }
}

#[tokio::test]
async fn f22_each_use_asks_to_reconnect_and_the_next_one_without_a_call() {
    for provider in CALENDARS {
        for name in USES {
            let (scene, id) = scheduled(provider).await;
            withdraw(&scene, provider).await;
            let refused = perform(&scene, provider, (name, &id)).await;
            refused.expect(409, "reauthorization_required");
            let connection = stored(&scene, provider.key());
            assert_eq!(connection["state"], "needs_reauthorization", "{provider} {name}");
            wire(&scene, provider).forget();
            let refused = perform(&scene, provider, (name, &id)).await;
            refused.expect(409, "reauthorization_required");
            assert_eq!(wire(&scene, provider).requests().len(), 0, "{provider} {name}");
            let events = list(&scene, MARIAM).await;
            assert_eq!(events.len(), 1, "{provider} {name}");
            assert_eq!(events[0]["status"], "scheduled", "{provider} {name}");
        }
    }
}
