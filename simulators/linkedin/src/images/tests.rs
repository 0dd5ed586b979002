use axum::body::Body;
use http::Request;
use serde_json::{Value, json};

use crate::accounts::LinkedInKnobs;
use crate::testing::{Answer, Bench, POSTING, Words};

const PAGE: &str = "urn:li:organization:5515715";
const GIF: &[u8] = b"GIF89a\x10\x00\x10\x00;";

async fn slot(bench: &Bench, token: &str) -> (String, String) {
    let body = json!({"initializeUploadRequest": {"owner": PAGE}});
    let answer = bench.call(token, "POST /rest/images?action=initializeUpload", body).await;
    let text = |name: &str| answer.json()["value"][name].as_str().unwrap().to_owned();
    (text("image"), text("uploadUrl").replace("http://localhost:8002", ""))
}

async fn upload(bench: &Bench, token: &str, url: &str, bytes: &'static [u8]) -> Answer {
    let request = Request::put(url).header("authorization", format!("Bearer {token}"));
    bench.send(request.body(Body::from(bytes)).unwrap()).await
}

fn post(image: &str) -> Value {
    json!({
        "author": PAGE, "commentary": "Avec image", "visibility": "PUBLIC",
        "distribution": {"feedDistribution": "MAIN_FEED"}, "lifecycleState": "PUBLISHED",
        "content": {"media": {"id": image, "altText": "Notre équipe"}},
    })
}

#[tokio::test]
async fn an_uploaded_picture_can_be_posted_and_seen() {
    let bench = Bench::new();
    let token = bench.token("kofi", POSTING).await;
    let (image, url) = slot(&bench, &token).await;
    let status = format!("GET /rest/images/{}", image.replace(':', "%3A"));
    assert_eq!(bench.call(&token, &status, Value::Null).await.json()["status"], "WAITING_UPLOAD");
    bench
        .call(&token, "POST /rest/posts", post(&image))
        .await
        .refuses(400, "MEDIA_ASSET_WAITING_UPLOAD");
    assert_eq!(upload(&bench, &token, &url, GIF).await.status, 201);
    assert_eq!(bench.call(&token, &status, Value::Null).await.json()["status"], "AVAILABLE");
    bench.call(&token, "POST /rest/posts", post(&image)).await.urn();
    let seen = bench.get(&format!("/media/{}", image.replace("urn:li:image:", ""))).await;
    assert_eq!(
        (seen.status.as_u16(), seen.headers["content-type"].to_str().unwrap()),
        (200, "image/gif")
    );
}

#[tokio::test]
async fn a_broken_file_cannot_be_posted() {
    let bench = Bench::new();
    let token = bench.token("kofi", POSTING).await;
    let (image, url) = slot(&bench, &token).await;
    assert_eq!(upload(&bench, &token, &url, b"<svg/>").await.status, 201);
    let answer = bench.call(&token, "POST /rest/posts", post(&image)).await;
    answer.refuses(400, "MEDIA_ASSET_PROCESSING_FAILED");
}

#[tokio::test]
async fn a_slot_is_its_owners_and_does_not_stay_open() {
    let bench = Bench::new();
    let token = bench.token("kofi", POSTING).await;
    let (_, url) = slot(&bench, &token).await;
    let other = bench.token("claire", POSTING).await;
    assert_eq!(upload(&bench, &other, &url, GIF).await.status, 400);
    upload(&bench, "", &url, GIF).await.refuses(401, "EMPTY_ACCESS_TOKEN");
    bench.days(1);
    upload(&bench, &token, &url, GIF).await.refuses(403, "ACCESS_DENIED");
}

#[tokio::test]
async fn an_upload_may_be_larger_than_other_bodies() {
    let bench = Bench::new();
    let token = bench.token("kofi", POSTING).await;
    let (_, url) = slot(&bench, &token).await;
    let large = [GIF, &[0; 1024 * 1024], b";"].concat().leak();
    assert_eq!(upload(&bench, &token, &url, large).await.status, 201);
    let body = json!({ "commentary": "x".repeat(1024 * 1024) });
    assert_eq!(bench.call(&token, "POST /rest/posts", body).await.status, 413);
}

#[tokio::test]
async fn a_picture_takes_its_time_may_fail_and_may_be_refused() {
    let bench = Bench::new();
    let token = bench.token("kofi", POSTING).await;
    let turn = |knobs: fn(&mut LinkedInKnobs)| bench.linkedin.roster.turn("kofi", knobs).unwrap();
    turn(|knobs| knobs.picture_processing_seconds = 3);
    let (image, url) = slot(&bench, &token).await;
    upload(&bench, &token, &url, GIF).await;
    let status = format!("GET /rest/images/{}", image.replace(':', "%3A"));
    assert_eq!(bench.call(&token, &status, Value::Null).await.json()["status"], "PROCESSING");
    let refused = bench.call(&token, "POST /rest/posts", post(&image)).await;
    refused.refuses(400, "MEDIA_ASSET_PROCESSING");
    bench.clock.advance(jiff::SignedDuration::from_secs(3));
    assert_eq!(bench.call(&token, &status, Value::Null).await.json()["status"], "AVAILABLE");
    turn(|knobs| knobs.pictures_refused = true);
    let refused = bench.call(&token, "POST /rest/posts", post(&image)).await;
    refused.refuses(400, "INVALID_VALUE_FOR_FIELD");
    turn(|knobs| knobs.picture_processing_fails = true);
    let (image, url) = slot(&bench, &token).await;
    upload(&bench, &token, &url, GIF).await;
    bench.clock.advance(jiff::SignedDuration::from_secs(3));
    let refused = bench.call(&token, "POST /rest/posts", post(&image)).await;
    refused.refuses(400, "MEDIA_ASSET_PROCESSING_FAILED");
}
