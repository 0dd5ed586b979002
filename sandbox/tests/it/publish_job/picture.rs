//! The job's picture on the post: shown where it can be had, and never an obstacle (S36).

use http::StatusCode;
use serde_json::{Value, json};
use shared::model::provider::Provider;
use simulator_kit::wire::Fault;

use super::{connected, keyed};
use crate::scene::{MARIAM, Scene};

/// The job with a picture.
const JOB: i64 = 7;

/// The bodies of the posts sent so far.
fn posts(scene: &Scene) -> Vec<Value> {
    let requests = scene.world.controls[Provider::LinkedIn].requests();
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
        scene.world.controls[Provider::LinkedIn].inject(fault.on("POST", slot));
        let answer = scene.publish(MARIAM, json!({"job_id": JOB})).await.ok();
        assert_eq!(answer["warnings"][0]["code"], "picture_left_out", "{answer}");
        assert_eq!(posts(&scene), [Value::Null]);
        assert_eq!(scene.posts_online().await, 1);
    }
}

#[tokio::test]
async fn s36_what_is_no_picture_goes_nowhere() {
    let scene = connected("kofi").await;
    scene.world.pictures.put("intowork/image/upload/v1/jobs/stage-rh.png", "<html>");
    let answer = scene.publish(MARIAM, json!({"job_id": JOB})).await.ok();
    assert_eq!(answer["warnings"][0]["code"], "picture_left_out", "{answer}");
    assert_eq!(scene.world.controls[Provider::LinkedIn].count("POST", "/rest/images"), 0);
}

#[tokio::test]
async fn s36_an_address_outside_the_allowed_hosts_is_never_asked() {
    let scene = connected("kofi").await;
    let mut job = scene.world.ats.job(1).unwrap();
    for url in [
        "http://res.cloudinary.com/a.png",
        "https://127.0.0.1/a.png",
        "https://[::1]/a.png",
        "https://2130706433/a.png",
        "https://169.254.169.254/latest/meta-data/",
        "https://evil.example/a.png",
    ] {
        job.image_url = Some(url.to_owned());
        scene.world.ats.put_job(job.clone());
        let body = json!({"job_id": 1, "custom_message": url});
        let answer = scene.call("publish-job", MARIAM, |event| {
            keyed(event, Value::Null);
            event["body"] = body.to_string().into();
        });
        let answer = answer.await.ok();
        assert_eq!(answer["warnings"][0]["code"], "picture_left_out", "{url}: {answer}");
    }
    assert_eq!(scene.world.controls[Provider::LinkedIn].count("POST", "/rest/images"), 0);
}

#[tokio::test]
async fn s36_a_picture_that_is_refused_by_whatever_code_is_left_out() {
    for (status, refusal) in [
        (400, json!({"code": "MEDIA_ASSET_PROCESSING_FAILED", "message": "x"})),
        (
            400,
            json!({"code": "NEW_CODE", "message": "/content/article/thumbnail :: is not usable"}),
        ),
        (422, json!({"message": "Image urn:li:image:123 can not be attached"})),
        (403, json!({"code": "ACCESS_DENIED", "message": "fields [/content/article/thumbnail]"})),
        (400, json!({"code": "X", "errorDetails": {"inputErrors": [{"input": "thumbnail"}]}})),
    ] {
        let scene = connected("kofi").await;
        let fault = Fault::respond(StatusCode::from_u16(status).unwrap(), refusal.clone());
        scene.world.controls[Provider::LinkedIn].inject(fault.on("POST", "/rest/posts"));
        let answer = scene.publish(MARIAM, json!({"job_id": JOB})).await.ok();
        assert_eq!(answer["warnings"][0]["code"], "picture_left_out", "{refusal}: {answer}");
        assert_eq!(posts(&scene).last(), Some(&Value::Null), "{refusal}");
        assert_eq!(scene.posts_online().await, 1);
    }
}

#[tokio::test]
async fn s36_a_refusal_that_names_no_picture_is_one_of_the_post() {
    let scene = connected("kofi").await;
    let fault =
        Fault::respond(StatusCode::BAD_REQUEST, json!({"code": "NEW_CODE", "message": "/author"}));
    scene.world.controls[Provider::LinkedIn].inject(fault.on("POST", "/rest/posts"));
    scene.publish(MARIAM, json!({"job_id": JOB})).await.expect(422, "content_refused");
    assert_eq!(scene.posts_sent(), 1);
}
