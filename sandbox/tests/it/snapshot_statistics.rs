//! The schedule `snapshot-statistics`: a point a day for each post on a page.

use std::time::Duration;

use http::StatusCode;
use serde_json::json;
use shared::model::provider::Provider;
use simulator_kit::wire::Fault;

use crate::posts::connected;
use crate::scene::{MARIAM, Scene};

/// The impressions of the newest post, day by day.
async fn history(scene: &Scene) -> Vec<u64> {
    let list = scene.posts(MARIAM).await;
    let points = list["posts"][0]["statistics"]["history"].as_array().unwrap().clone();
    points.iter().map(|point| point["impressions"].as_u64().unwrap()).collect()
}

#[tokio::test]
async fn figures_are_stored_day_by_day_and_listed_oldest_first() {
    let scene = connected("kofi").await;
    scene.posted(json!({"job_id": 1})).await;
    for _ in 0..3 {
        let report = scene.snapshot().await;
        assert_eq!((&report["followed"], &report["snapshots"]), (&json!(1), &json!(1)), "{report}");
        scene.advance("1 day");
    }
    let history = history(&scene).await;
    assert_eq!((history.len(), history[0]), (3, 0), "{history:?}");
    assert!(history[0] < history[1] && history[1] < history[2], "{history:?}");
}

#[tokio::test]
async fn a_repeated_run_does_nothing_twice() {
    let scene = connected("kofi").await;
    scene.posted(json!({"job_id": 1})).await;
    scene.snapshot().await;
    scene.forget();
    assert_eq!(scene.snapshot().await["due"], 0);
    assert_eq!(scene.world.controls[Provider::LinkedIn].requests(), []);
    assert_eq!(history(&scene).await.len(), 1);
}

#[tokio::test]
async fn a_post_that_is_published_during_a_run_is_looked_at_by_the_next() {
    let scene = connected("kofi").await;
    scene.posted(json!({"job_id": 1})).await;
    scene.advance("1 day");
    let linkedin = &scene.world.controls[Provider::LinkedIn];
    let path = "/rest/organizationalEntityShareStatistics";
    linkedin.inject(Fault::delay(Duration::from_millis(500)).on("GET", path));
    let (report, _) = tokio::join!(scene.snapshot(), async {
        while linkedin.count("GET", path) == 0 {
            tokio::task::yield_now().await;
        }
        scene.posted(json!({"job_id": 2})).await
    });
    assert_eq!(report["snapshots"], 1, "{report}");
    assert_eq!(scene.snapshot().await["snapshots"], 2);
}

#[tokio::test]
async fn a_company_that_fails_stays_due() {
    let scene = connected("kofi").await;
    scene.posted(json!({"job_id": 1})).await;
    let path = "/rest/organizationalEntityShareStatistics";
    let down = Fault::respond(StatusCode::SERVICE_UNAVAILABLE, json!({}));
    scene.world.controls[Provider::LinkedIn].inject(down.on("GET", path));
    let report = scene.snapshot().await;
    assert_eq!((&report["failed"], &report["snapshots"]), (&json!(1), &json!(0)), "{report}");
    scene.world.controls[Provider::LinkedIn].clear();
    assert_eq!(scene.snapshot().await["snapshots"], 1);
}

#[tokio::test]
async fn a_deleted_post_is_followed_no_longer_and_a_new_one_is_again() {
    let scene = connected("kofi").await;
    let post = scene.posted(json!({"job_id": 1})).await;
    scene.at_post("delete-post", MARIAM, &post).await.ok();
    // Another post of the same moment may not be noted yet.
    assert_eq!(scene.snapshot().await["ended"], 0);
    scene.advance("40s");
    let report = scene.snapshot().await;
    assert_eq!((&report["ended"], &report["snapshots"]), (&json!(1), &json!(0)), "{report}");
    assert_eq!(scene.snapshot().await["due"], 0);
    scene.posted(json!({"job_id": 2})).await;
    assert_eq!(scene.snapshot().await["snapshots"], 1);
}

#[tokio::test]
async fn what_linkedin_does_not_tell_is_no_point() {
    let scene = connected("kofi").await;
    scene.posted(json!({"job_id": 1})).await;
    scene.withdraw(&["rw_organization_admin"]).await;
    assert_eq!(scene.snapshot().await["snapshots"], 0);
    assert_eq!(history(&scene).await, [] as [u64; 0]);
}

#[tokio::test]
async fn points_older_than_90_days_are_gone() {
    let scene = connected("kofi").await;
    scene.posted(json!({"job_id": 1})).await;
    scene.snapshot().await;
    scene.advance("92 days");
    assert_eq!(history(&scene).await, [] as [u64; 0]);
}
