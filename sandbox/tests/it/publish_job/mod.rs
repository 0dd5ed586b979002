//! `POST /linkedin/publish-job`: what is published, for whom and where.

mod again;
mod cleaning;
mod cuts;
mod duplicates;
mod markup;
mod mentions;
mod once;
mod picture;
mod refusals;
mod targets;
mod text;

use sandbox::ats::record::Job;
use serde_json::{Value, json};
use shared::model::provider::Provider;

use crate::posts::connected;
use crate::scene::{MARIAM, Scene};
use crate::upkeep::publish;

/// The `Idempotency-Key` of an event; null for none.
fn keyed(event: &mut Value, key: Value) {
    let headers = event["headers"].as_object_mut().unwrap();
    headers.remove("idempotency-key");
    if key.is_string() {
        headers.insert("idempotency-key".to_owned(), key);
    }
}

/// Publishes with `body`, without an `Idempotency-Key`; the answer.
async fn posted(scene: &Scene, body: Value) -> Value {
    let change = |event: &mut Value| {
        keyed(event, Value::Null);
        event["body"] = body.to_string().into();
    };
    scene.call("publish-job", MARIAM, change).await.ok()
}

/// Changes the job that is published as the ATS has it.
fn written(scene: &Scene, change: impl FnOnce(&mut Job)) {
    let mut job = scene.world.ats.job(1).unwrap();
    change(&mut job);
    scene.world.ats.put_job(job);
}

#[tokio::test]
async fn b11_the_answer_names_the_post_and_each_target() {
    let scene = connected("kofi").await;
    let answer = scene.publish(MARIAM, json!({"job_id": 1})).await.ok();
    let post_id = answer["post_id"].as_str().unwrap();
    assert!(post_id.starts_with("urn:li:share:") || post_id.starts_with("urn:li:ugcPost:"));
    let post_url = format!("{}/feed/update/{post_id}/", scene.world.origins[Provider::LinkedIn]);
    let published = json!([{
        "organization_id": "urn:li:organization:5515715", "target": "page",
        "post_id": post_id, "post_url": post_url,
        "already_published": false, "published_at": "2026-11-23T09:00:00Z",
    }]);
    assert_eq!(answer["message"], "Job published to LinkedIn successfully");
    assert_eq!(answer["job_id"], 1);
    assert_eq!(answer["post_url"], post_url);
    assert_eq!(answer["published"], published);
    assert_eq!(answer["errors"], json!([]));
    assert_eq!(scene.get(&post_url).await.status, 200);
}

#[tokio::test]
async fn ten_calls_leave_a_warm_function_two_ats_seven_table_one_linkedin_and_key_and_secret_at_times()
 {
    let scene = connected("kofi").await;
    publish(&scene, "the data key is known").await.ok();
    scene.forget();
    scene.publish(MARIAM, json!({"job_id": 1})).await.ok();
    let [ats, linkedin, table, kms, ..] = scene.parts().map(|part| part.requests().len());
    assert_eq!([ats, linkedin, table, kms], [2, 1, 7, 0]);
    scene.advance("6m");
    scene.forget();
    scene.publish(MARIAM, json!({"job_id": 2})).await.ok();
    let [ats, linkedin, table, kms, ..] = scene.parts().map(|part| part.requests().len());
    let key_and_secret = 2;
    assert_eq!([ats, linkedin, table, kms], [2, 1, 7, key_and_secret]);
}
