//! The job's picture on the post: shown where it can be had, and never an obstacle (S36).

use http::StatusCode;
use sandbox::wire::Fault;
use serde_json::{Value, json};

use super::connected;
use crate::scene::{MARIAM, Scene};

/// The job with a picture.
const JOB: i64 = 7;

/// The bodies of the posts sent so far.
fn posts(scene: &Scene) -> Vec<Value> {
    let requests = scene.world.controls.linkedin.requests();
    let posts = requests.into_iter().filter(|request| request.is("POST", "/rest/posts"));
    posts.map(|post| post.body["content"]["article"]["thumbnail"].clone()).collect()
}

#[tokio::test]
async fn s36_the_picture_is_uploaded_and_stands_on_the_post() {
    let scene = connected("kofi").await;
    let answer = scene.publish(MARIAM, json!({"job_id": JOB})).await.ok();
    assert_eq!(answer["warnings"], json!([]));
    let thumbnails = posts(&scene);
    assert!(thumbnails[0].as_str().unwrap().starts_with("urn:li:image:"), "{thumbnails:?}");
}

#[tokio::test]
async fn s36_a_picture_that_can_t_be_had_is_a_warning() {
    let slot = "/rest/images";
    for fault in [
        Fault::respond(StatusCode::FORBIDDEN, json!({"code": "ACCESS_DENIED"})),
        Fault::drop_before(),
        Fault::respond(
            StatusCode::OK,
            json!({"value": {"uploadUrl": "https://evil.example/", "image": "urn:li:image:1"}}),
        ),
    ] {
        let scene = connected("kofi").await;
        scene.world.controls.linkedin.inject(fault.on("POST", slot));
        let answer = scene.publish(MARIAM, json!({"job_id": JOB})).await.ok();
        assert_eq!(answer["warnings"][0]["code"], "picture_left_out", "{answer}");
        assert_eq!(posts(&scene), [Value::Null]);
        assert_eq!(scene.posts_online().await, 1);
    }
}

#[tokio::test]
async fn s36_what_is_no_picture_goes_nowhere() {
    let scene = connected("kofi").await;
    let path = "/_pictures/intowork/image/upload/v1/jobs/stage-rh.png";
    let page = Fault::respond(StatusCode::OK, json!({"not": "a picture"}));
    scene.world.controls.api.inject(page.on("GET", path));
    let answer = scene.publish(MARIAM, json!({"job_id": JOB})).await.ok();
    assert_eq!(answer["warnings"][0]["code"], "picture_left_out", "{answer}");
    assert_eq!(scene.world.controls.linkedin.count("POST", "/rest/images"), 0);
}
