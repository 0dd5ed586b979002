//! The job's picture on the post: shown where it can be had, and never an obstacle (S36).

use http::StatusCode;
use serde_json::{Value, json};
use shared::model::provider::Provider;
use simulator_kit::wire::Fault;

use super::{connected, keyed};
use crate::scene::{MARIAM, Scene};

/// The job with a picture.
const JOB: i64 = 7;

/// Where its picture is.
const PATH: &str = "intowork/image/upload/v1/jobs/stage-rh.png";

/// What stands below the text of the posts sent so far.
fn contents(scene: &Scene) -> Vec<Value> {
    let requests = scene.world.controls[Provider::LinkedIn].requests();
    let posts = requests.into_iter().filter(|request| request.is("POST", "/rest/posts"));
    posts.map(|post| post.body["content"].clone()).collect()
}

/// The pictures of the posts sent so far; null where there is none.
fn posts(scene: &Scene) -> Vec<Value> {
    let urn = |content: Value| match &content["media"] {
        Value::Null => content["article"]["thumbnail"].clone(),
        media => media["id"].clone(),
    };
    contents(scene).into_iter().map(urn).collect()
}

/// The smallest picture of this size.
fn gif(width: u16, height: u16) -> Vec<u8> {
    let sides = [width.to_le_bytes(), height.to_le_bytes()].concat();
    let image = b"\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02L\x01\0;";
    [b"GIF89a".as_slice(), &sides, image].concat()
}

async fn turned(knobs: Value) -> Scene {
    let scene = connected("kofi").await;
    scene.turn(&scene.world.origins[Provider::LinkedIn], "kofi", knobs).await;
    scene
}

/// Publishes while time passes; the answer.
async fn published(scene: &Scene) -> Value {
    scene.while_time_passes(scene.publish(MARIAM, json!({"job_id": JOB}))).await.ok()
}

#[tokio::test]
async fn s36_the_picture_is_uploaded_and_stands_on_the_post() {
    let scene = connected("kofi").await;
    let answer = scene.publish(MARIAM, json!({"job_id": JOB})).await.ok();
    assert_eq!(answer["warnings"], json!([]));
    let media = &contents(&scene)[0]["media"];
    assert!(media["id"].as_str().unwrap().starts_with("urn:li:image:"), "{media}");
    assert_eq!(media["altText"], "Stage – Assistant(e) ressources humaines");
    let page = scene.get(answer["post_url"].as_str().unwrap()).await.text;
    assert!(page.contains("/media/") && page.contains("/offres/7"), "{page}");
}

#[tokio::test]
async fn a_small_picture_and_that_of_a_company_that_wants_it_so_stand_on_the_card() {
    for (picture, style) in
        [(gif(599, 900), "image"), (gif(1200, 299), "image"), (gif(1200, 627), "card")]
    {
        let scene = connected("kofi").await;
        scene.put("preferences", MARIAM, json!({"picture": style})).await.ok();
        scene.world.pictures.put(PATH, picture);
        let shown = scene.put("preview", MARIAM, json!({"job_id": JOB})).await.ok();
        assert_eq!(shown["picture"]["shown"], "card", "{shown}");
        let answer = scene.publish(MARIAM, json!({"job_id": JOB})).await.ok();
        assert_eq!(answer["warnings"], json!([]));
        let card = &contents(&scene)[0]["article"];
        assert!(card["thumbnail"].as_str().unwrap().starts_with("urn:li:image:"), "{card}");
        assert!(card["source"].as_str().unwrap().ends_with("/offres/7"), "{card}");
    }
}

#[tokio::test]
async fn a_picture_is_waited_for_until_it_can_be_posted() {
    let scene = turned(json!({"picture_processing_seconds": 4})).await;
    assert_eq!(published(&scene).await["warnings"], json!([]));
    assert!(posts(&scene)[0].is_string());
    assert_eq!((scene.posts_sent(), scene.posts_online().await), (1, 1));
    let asked = scene.world.controls[Provider::LinkedIn].count("GET", "/rest/images/*");
    assert!((2..=6).contains(&asked), "{asked}");
}

#[tokio::test]
async fn a_picture_that_is_never_ready_or_can_t_be_processed_is_left_out_in_time() {
    for (knobs, words) in [
        (json!({"picture_processing_seconds": 10_000}), "too long"),
        (json!({"picture_processing_fails": true}), "did not take it"),
    ] {
        let scene = turned(knobs).await;
        let begun = scene.world.clock.now();
        let answer = published(&scene).await;
        let detail = answer["warnings"][0]["detail"].as_str().unwrap();
        assert!(detail.contains(words), "{answer}");
        assert_eq!(posts(&scene), [Value::Null]);
        let took = scene.world.clock.now().duration_since(begun);
        assert!(took.as_secs() <= 20, "{took}");
    }
}

#[tokio::test]
async fn a_post_that_comes_before_its_picture_is_ready_waits_and_keeps_the_picture() {
    for (code, times, warnings) in [
        ("MEDIA_ASSET_PROCESSING", 2, 0),
        ("MEDIA_ASSET_WAITING_UPLOAD", 1, 0),
        ("MEDIA_ASSET_PROCESSING", u32::MAX, 1),
    ] {
        let scene = connected("kofi").await;
        let fault = Fault::respond(StatusCode::BAD_REQUEST, json!({"code": code, "message": "x"}));
        let fault = fault.on("POST", "/rest/posts").body_contains("urn:li:image:").times(times);
        scene.world.controls[Provider::LinkedIn].inject(fault);
        let answer = published(&scene).await;
        assert_eq!(answer["warnings"].as_array().unwrap().len(), warnings, "{code}: {answer}");
        assert_eq!(posts(&scene).last().unwrap().is_string(), warnings == 0, "{code}");
        assert_eq!(scene.posts_online().await, 1);
    }
}

#[tokio::test]
async fn a_post_whose_picture_is_refused_is_made_once_more_without_it() {
    for style in ["image", "card"] {
        let scene = turned(json!({"pictures_refused": true})).await;
        scene.put("preferences", MARIAM, json!({"picture": style})).await.ok();
        let answer = scene.publish(MARIAM, json!({"job_id": JOB})).await.ok();
        assert_eq!(answer["warnings"][0]["code"], "picture_left_out", "{answer}");
        let posts = posts(&scene);
        assert!(posts[0].is_string() && posts[1].is_null() && posts.len() == 2, "{posts:?}");
    }
}

#[tokio::test]
async fn s36_half_a_picture_is_told_before_anything_is_uploaded() {
    let whole = gif(1200, 627);
    let scene = connected("kofi").await;
    scene.world.pictures.put(PATH, whole[..whole.len() - 3].to_vec());
    let answer = scene.publish(MARIAM, json!({"job_id": JOB})).await.ok();
    let detail = answer["warnings"][0]["detail"].as_str().unwrap();
    assert!(detail.contains("incomplete or damaged"), "{answer}");
    assert_eq!(scene.world.controls[Provider::LinkedIn].count("POST", "/rest/images"), 0);
}

#[tokio::test]
async fn a_picture_in_another_format_is_asked_for_as_a_jpeg_where_its_host_converts() {
    let scene = connected("kofi").await;
    scene.world.pictures.put(PATH, b"RIFF\x10\0\0\0WEBPVP8 ".to_vec());
    let converted = PATH.replace("/v1/", "/c_limit,f_jpg,w_1200/v1/");
    scene.world.pictures.put(&converted, gif(1200, 627));
    let answer = scene.publish(MARIAM, json!({"job_id": JOB})).await.ok();
    assert_eq!(answer["warnings"], json!([]));
    assert!(posts(&scene)[0].is_string());
}

#[tokio::test]
async fn s36_a_picture_that_can_t_be_had_is_a_warning() {
    let slot = "/rest/images";
    let elsewhere =
        json!({"value": {"uploadUrl": "https://evil.example/", "image": "urn:li:image:1"}});
    let denied = json!({"code": "ACCESS_DENIED"});
    for (fault, advice) in [
        (Fault::respond(StatusCode::FORBIDDEN, denied), "another picture"),
        (Fault::respond(StatusCode::BAD_GATEWAY, json!({})), "again later"),
        (Fault::drop_before(), "again later"),
        (Fault::respond(StatusCode::OK, elsewhere), ""),
    ] {
        let scene = connected("kofi").await;
        scene.world.controls[Provider::LinkedIn].inject(fault.on("POST", slot));
        let answer = scene.publish(MARIAM, json!({"job_id": JOB})).await.ok();
        let warning = &answer["warnings"][0];
        assert_eq!(warning["code"], "picture_left_out", "{answer}");
        assert!(warning["detail"].as_str().unwrap().contains(advice), "{answer}");
        assert_eq!(posts(&scene), [Value::Null]);
        assert_eq!(scene.posts_online().await, 1);
    }
}

#[tokio::test]
async fn s36_what_is_no_picture_goes_nowhere() {
    let scene = connected("kofi").await;
    scene.world.pictures.put(PATH, "<html>");
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
