//! `POST /linkedin/publish-job`.

use futures::future::join_all;
use sandbox::wire::Fault;
use serde_json::json;

use crate::scene::{MARIAM, Scene};

#[tokio::test]
async fn f31_fifty_publishes_of_the_same_job_make_one_post() {
    let scene = Scene::new().await;
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    let answers = join_all((0..50).map(|_| scene.publish(MARIAM, json!({"job_id": 1})))).await;
    let mut posts: Vec<_> =
        answers.into_iter().map(|answer| answer.ok()["post_id"].clone()).collect();
    posts.dedup();
    assert_eq!(posts.len(), 1);
    assert_eq!(scene.posts_sent(), 1);
}

#[tokio::test]
async fn f2_an_answer_that_was_lost_is_found_by_sending_the_identical_post_once_more() {
    let scene = Scene::new().await;
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    scene.world.controls.linkedin.inject(Fault::drop_after().on("POST", "/rest/posts"));
    let answer = scene.publish(MARIAM, json!({"job_id": 1})).await.ok();
    assert!(answer["post_id"].as_str().unwrap().starts_with("urn:li:"), "{answer}");
    assert_eq!(scene.posts_sent(), 2);
}
