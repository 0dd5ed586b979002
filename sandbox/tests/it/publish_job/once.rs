//! Never two posts for one request (F1, F2, F31).

use futures::future::join_all;
use serde_json::{Value, json};
use shared::model::provider::Provider;
use simulator_kit::wire::Fault;

use super::{connected, keyed};
use crate::answer::Answer;
use crate::scene::{MARIAM, Scene};

pub(super) async fn publish_under(scene: &Scene, key: Value, body: Value) -> Answer {
    scene
        .call("publish-job", MARIAM, |event| {
            keyed(event, key);
            event["body"] = body.to_string().into();
        })
        .await
}

/// The next posts are accepted by LinkedIn, but their outcome can't be recorded.
fn forget_the_outcome(scene: &Scene) {
    let crash = Fault::drop_before().on_target("PutItem").body_contains("POST#");
    scene.world.controls.dynamodb.inject(crash.after(1).times(3));
}

#[tokio::test]
async fn f31_fifty_publishes_of_the_same_job_make_one_post() {
    let scene = connected("kofi").await;
    let answers = join_all((0..50).map(|_| scene.publish(MARIAM, json!({"job_id": 1})))).await;
    let mut posts: Vec<_> =
        answers.into_iter().map(|answer| answer.ok()["post_id"].clone()).collect();
    posts.dedup();
    assert_eq!(posts.len(), 1);
    assert_eq!(scene.posts_sent(), 1);
}

#[tokio::test]
async fn f31_without_a_key_the_same_content_is_the_same_request() {
    let scene = connected("kofi").await;
    let publish = |message: &str| {
        publish_under(&scene, Value::Null, json!({"job_id": 1, "custom_message": message}))
    };
    let first = publish("Bonjour").await.ok();
    scene.advance("23h");
    assert_eq!(publish("Bonjour").await.ok()["post_id"], first["post_id"]);
    let second = publish("Bonsoir").await.ok();
    assert_ne!(second["post_id"], first["post_id"]);
    assert_eq!(scene.posts_sent(), 2);
}

#[tokio::test]
async fn f31_a_key_used_for_other_content_is_refused() {
    let scene = connected("kofi").await;
    let publish = |message: &str| {
        publish_under(&scene, "k".into(), json!({"job_id": 1, "custom_message": message}))
    };
    publish("Bonjour").await.ok();
    publish("Bonsoir").await.expect(422, "idempotency_key_reused");
    assert_eq!(scene.posts_sent(), 1);
}

#[tokio::test]
async fn f31_another_key_is_another_request() {
    let scene = connected("kofi").await;
    let body = json!({"job_id": 1});
    let first = publish_under(&scene, "one".into(), body.clone()).await.ok();
    scene.advance("1h");
    let second = publish_under(&scene, "two".into(), body).await.ok();
    assert_ne!(first["post_id"], second["post_id"]);
}

#[tokio::test]
async fn f31_a_malformed_key_is_refused() {
    let scene = connected("kofi").await;
    for key in ["", "a b", "clé", &"k".repeat(256)] {
        let answer = publish_under(&scene, key.into(), json!({"job_id": 1})).await;
        answer.expect(400, "invalid_request");
    }
    assert_eq!(scene.posts_sent(), 0);
}

#[tokio::test]
async fn f2_an_answer_that_was_lost_is_found_by_sending_the_identical_post_once_more() {
    let scene = connected("kofi").await;
    scene.world.controls[Provider::LinkedIn].inject(Fault::drop_after().on("POST", "/rest/posts"));
    let answer = scene.publish(MARIAM, json!({"job_id": 1})).await.ok();
    assert!(answer["post_id"].as_str().unwrap().starts_with("urn:li:"), "{answer}");
    assert_eq!(scene.posts_sent(), 2);
    assert_eq!(scene.posts_online().await, 1);
    let posts = scene.world.controls[Provider::LinkedIn].requests();
    assert_eq!(posts[0].body, posts[1].body);
}

#[tokio::test]
async fn f2_two_lost_answers_leave_the_outcome_unknown_until_a_retry_finds_the_post() {
    let scene = connected("kofi").await;
    let lost = Fault::drop_after().on("POST", "/rest/posts").times(2);
    scene.world.controls[Provider::LinkedIn].inject(lost);
    scene.publish(MARIAM, json!({"job_id": 1})).await.expect(502, "outcome_unknown");
    scene.advance("5m");
    scene.publish(MARIAM, json!({"job_id": 1})).await.ok();
    assert_eq!(scene.posts_online().await, 1);
}

#[tokio::test]
async fn f1_a_crash_before_the_record_is_mended_by_the_next_request_with_linkedin_s_own_urn() {
    let scene = connected("kofi").await;
    forget_the_outcome(&scene);
    let first = scene.publish(MARIAM, json!({"job_id": 1})).await.ok();
    scene.advance("40s");
    let second = scene.publish(MARIAM, json!({"job_id": 1})).await.ok();
    assert_eq!(first["post_id"], second["post_id"]);
    assert_eq!((scene.posts_sent(), scene.posts_online().await), (2, 1));
    scene.publish(MARIAM, json!({"job_id": 1})).await.ok();
    assert_eq!(scene.posts_sent(), 2);
}

#[tokio::test]
async fn f1_once_linkedin_no_longer_recognises_a_duplicate_nothing_is_sent_again() {
    let scene = connected("kofi").await;
    forget_the_outcome(&scene);
    scene.publish(MARIAM, json!({"job_id": 1})).await.ok();
    scene.advance("11m");
    for _ in 0..2 {
        let answer = scene.publish(MARIAM, json!({"job_id": 1})).await;
        let answer = answer.expect(502, "outcome_unknown");
        assert!(answer.text.contains("may already be done"), "{answer:?}");
        scene.advance("1 day");
    }
    assert_eq!(scene.posts_sent(), 1);
}
