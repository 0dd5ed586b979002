//! `GET /linkedin/posts`: what the company has online, and how it does.

use serde_json::{Value, json};
use shared::model::provider::Provider;
use simulator_kit::wire::Fault;

use crate::posts::{LAGUNE, connected};
use crate::scene::{MARIAM, STRANGER};

#[tokio::test]
async fn posts_are_listed_newest_first_with_figures_and_totals() {
    let scene = connected("kofi").await;
    let first = scene.posted(json!({"job_id": 1})).await;
    scene.advance("1 day");
    let second = scene.posted(json!({"job_id": 2, "organization_id": "personal"})).await;
    scene.advance("1 day");
    let list = scene.posts(MARIAM).await;
    let ids: Vec<_> =
        list["posts"].as_array().unwrap().iter().map(|post| &post["post_id"]).collect();
    assert_eq!(ids, [&json!(second), &json!(first)]);
    let [personal, page] = [&list["posts"][0], &list["posts"][1]];
    assert_eq!(
        (&personal["target"], &personal["organization_id"]),
        (&json!("personal"), &Value::Null)
    );
    assert_eq!((&page["target"], &page["organization_id"]), (&json!("page"), &json!(LAGUNE)));
    assert_eq!((&page["job_id"], &page["state"]), (&json!(1), &json!("published")));
    assert_eq!(page["published_at"], "2026-11-23T09:00:00Z");
    assert_eq!(page["title"], json!(scene.world.ats.job(1).unwrap().title));
    assert!(personal["statistics"]["unavailable"]["likes"].is_string(), "{personal}");
    assert_eq!(list["totals"]["posts"], 2);
    assert_eq!(list["totals"]["impressions"], page["statistics"]["impressions"]);
}

#[tokio::test]
async fn a_linkedin_that_is_down_leaves_the_newest_stored_figures() {
    let scene = connected("kofi").await;
    scene.posted(json!({"job_id": 1})).await;
    scene.advance("1 day");
    assert_eq!(scene.snapshot().await["snapshots"], 1);
    let stored = scene.posts(MARIAM).await["posts"][0]["statistics"]["impressions"].clone();
    scene.advance("1 day");
    scene.world.controls[Provider::LinkedIn].inject(Fault::drop_before().times(9));
    let list = scene.posts(MARIAM).await;
    assert_eq!(list["posts"][0]["statistics"]["impressions"], stored);
}

#[tokio::test]
async fn the_list_is_there_without_a_connection() {
    let scene = connected("kofi").await;
    let post = scene.posted(json!({"job_id": 1})).await;
    scene.disconnect(MARIAM, "linkedin").await.ok();
    let list = scene.posts(MARIAM).await;
    assert_eq!(list["posts"][0]["post_id"], post);
    let statistics = &list["posts"][0]["statistics"];
    assert_eq!(statistics["likes"], Value::Null);
    assert!(statistics["unavailable"]["likes"].is_string(), "{statistics}");
}

#[tokio::test]
async fn s21_another_company_s_posts_are_not_listed() {
    let scene = connected("kofi").await;
    scene.posted(json!({"job_id": 1})).await;
    assert_eq!(scene.posts(STRANGER).await["posts"], json!([]));
}
