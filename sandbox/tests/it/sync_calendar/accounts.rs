//! Interviews are their account's, whoever is connected now (S48).

use serde_json::json;
use shared::model::account::Account;
use shared::model::provider::Provider;
use shared::store::Stored;

use super::{answers, calendar, fire, listed, says, watched};
use crate::interviews::{CALENDARS, drag};
use crate::scene::Scene;

/// Another account is connected in the place of the first.
async fn replace(scene: &Scene, provider: Provider, id: &str) {
    let store = &scene.world.app.store;
    let stored = store.connection(calendar(provider).of_any()).await.unwrap();
    let Stored::Known(mut connection) = stored else { panic!() };
    let version = connection.version;
    connection.account = Some(Account { id: id.to_owned(), label: "x@y.ci".to_owned() });
    connection.version += 1;
    store.save(&connection, Some(version)).await.unwrap();
    store.begin_watch_anew(calendar(provider), scene.world.clock.now()).await.unwrap();
}

/// What was told of interviews.
fn told(scene: &Scene) -> Vec<String> {
    scene.told().into_iter().filter(|kind| kind.starts_with("interview")).collect()
}

#[tokio::test]
async fn s48_an_interview_of_another_account_is_left_as_it_is_until_that_one_is_back() {
    for provider in CALENDARS {
        let (scene, id) = watched(provider).await;
        replace(&scene, provider, "somebody-else").await;
        drag(&scene, provider, &id).await;
        fire(&scene).await;
        scene.advance("25h");
        fire(&scene).await;
        assert_eq!(told(&scene), [""; 0], "{provider}");
        let event = listed(&scene).await;
        assert_eq!(event["status"], json!("scheduled"));
        assert!(event["seen_at"].as_str().unwrap() < "2026-11-24", "nobody looks at it: {event}");
        let account = if provider == CALENDARS[0] { "awa" } else { "fatou" };
        replace(&scene, provider, account).await;
        answers(&scene, provider, &id, ("accepted", "")).await;
        says(&scene, provider).await;
        assert_eq!(told(&scene), ["interview.moved", "interview.guest_responded"], "{provider}");
    }
}
