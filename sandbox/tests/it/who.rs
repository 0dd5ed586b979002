//! Who did something is noted with it, as the id that the ATS gave them.

use serde_json::{Value, json};
use shared::model::provider::Provider;

use crate::every_provider::connect;
use crate::interviews::{CALENDARS, update};
use crate::scene::{COLLEAGUE, Scene, at_provider};

/// The stored items whose sort keys begin with `kind`.
fn items(scene: &Scene, kind: &str) -> Vec<Value> {
    let items = scene.world.dynamodb.dump().unwrap();
    let items = items.as_array().unwrap().iter();
    let of_kind = |item: &&Value| item["sk"]["S"].as_str().is_some_and(|sk| sk.starts_with(kind));
    items.filter(of_kind).cloned().collect()
}

/// Asserts that each item of `kind` names the colleague, and no other person.
#[track_caller]
fn is_the_colleague_s(scene: &Scene, kind: &str) {
    let items = items(scene, kind);
    assert!(!items.is_empty(), "{kind}");
    for item in items {
        assert_eq!(item["user_id"]["N"], COLLEAGUE.to_string(), "{item}");
    }
}

#[tokio::test]
async fn whoever_schedules_an_interview_is_noted_with_it_and_stays_so_whoever_changes_it() {
    for provider in CALENDARS {
        let scene = Scene::new().await;
        connect(&scene, provider).await.ok();
        let there = |event: &mut Value| at_provider(event, provider.slug());
        let made = scene.call("create-event", COLLEAGUE, there).await.ok();
        for kind in ["EVENT#", "INVITATION#"] {
            is_the_colleague_s(&scene, kind);
        }
        let (id, mariam) = (made["event_id"].as_str().unwrap(), crate::scene::MARIAM);
        update(&scene, (mariam, provider), id, json!({"title": "Autre"})).await.ok();
        is_the_colleague_s(&scene, "EVENT#");
    }
}

#[tokio::test]
async fn whoever_publishes_connects_or_writes_a_template_is_noted_with_it() {
    let scene = Scene::new().await;
    scene.begin(COLLEAGUE, "linkedin").await;
    is_the_colleague_s(&scene, "STATE");
    scene.connect(COLLEAGUE, Provider::LinkedIn.slug(), "kofi").await.ok();
    is_the_colleague_s(&scene, "CREDENTIAL#");
    scene.publish(COLLEAGUE, json!({"job_id": 1})).await.ok();
    is_the_colleague_s(&scene, "POST#");
    let template = json!({"template": "{{ title }} {{ apply_url }}"}).to_string();
    let put = |event: &mut Value| {
        event["requestContext"]["http"]["method"] = "PUT".into();
        event["body"] = template.into();
    };
    scene.call("template", COLLEAGUE, put).await.ok();
    is_the_colleague_s(&scene, "TEMPLATE#");
}
