//! What the ATS says of a job that is neither "published" nor "over": an offer stays as it was known last.

use http::StatusCode;
use sandbox::ats::record::JobStatus;
use serde_json::{Value, json};
use simulator_kit::wire::Fault;

use crate::feeds::fetch;
use crate::offers::{feed_url, job, list, put, show};
use crate::offers_raced::{change, ids, on_boards};
use crate::scene::{MARIAM, Scene};

/// The ATS answers for job 100 with `status` and `body`.
fn says(scene: &Scene, status: u16, body: Value) {
    let api = &scene.world.controls.api;
    api.clear();
    let status = StatusCode::from_u16(status).unwrap();
    api.inject(Fault::respond(status, body).times(99).on("GET", "/api/jobs/100"));
}

fn answered(id: i64, status: &str) -> Value {
    json!({"id": id, "company_id": 1, "title": "Autre", "description": "Autre", "status": status})
}

#[tokio::test]
async fn s56_only_what_the_ats_calls_over_leaves_the_boards_before_its_last_day() {
    let unread =
        json!({"detail": [{"type": "int_parsing", "loc": ["path", "job_id"], "msg": "x"}]});
    for (status, body) in [
        (200, answered(100, "paused")),
        (200, answered(100, "Draft")),
        (200, answered(100, "draft")),
        (200, answered(100, "")),
        (200, answered(101, "published")),
        (200, answered(101, "closed")),
        (422, unread),
        (405, json!({"detail": "Method Not Allowed"})),
        (404, json!({"detail": "Not Found"})),
    ] {
        let scene = on_boards().await;
        let url = feed_url(&scene, MARIAM, "generic").await;
        scene.advance("10m");
        says(&scene, status, body.clone());
        let listed = list(&scene, MARIAM).await.ok();
        assert_eq!((ids(&listed), &listed["removed"]), (vec![100], &json!([])), "{status} {body}");
        assert_eq!(listed["not_looked_at"], 1, "{status} {body}");
        let offer = &listed["offers"][0];
        assert_eq!(
            (&offer["title"], &offer["is_confirmed"]),
            (&json!("Comptable 100"), &json!(false))
        );
        assert!(fetch(&scene, &url, &[]).await.text.contains("/offres/100?"), "{status} {body}");
        assert!(!scene.dump().contains("Autre"));
        let soon = list(&scene, MARIAM).await.ok();
        assert_eq!(soon["offers"][0]["is_confirmed"], false, "it is known until the next look");
        scene.world.controls.api.clear();
        scene.advance("10m");
        assert_eq!(list(&scene, MARIAM).await.ok()["offers"][0]["is_confirmed"], true);
        says(&scene, status, body.clone());
        scene.advance("31 days");
        assert!(!fetch(&scene, &url, &[]).await.text.contains("/offres/100?"), "it has ended");
        assert_eq!(show(&scene, MARIAM, 100).await.ok()["state"], "ended");
    }
}

#[tokio::test]
async fn s56_what_is_over_leaves_the_boards_by_each_word_for_it() {
    for status in [JobStatus::Closed, JobStatus::Archived] {
        let scene = on_boards().await;
        change(&scene, 100, |job| job.status = status);
        assert_eq!(list(&scene, MARIAM).await.ok()["removed"], json!([100]), "{status:?}");
    }
    let scene = on_boards().await;
    says(&scene, 404, json!({"detail": "Job not found"}));
    assert_eq!(list(&scene, MARIAM).await.ok()["removed"], json!([100]));
}

#[tokio::test]
async fn s20_an_answer_that_is_not_of_the_job_that_was_asked_for_is_put_nowhere() {
    let scene = Scene::new().await;
    job(&scene, 100);
    let unread =
        json!({"detail": [{"type": "int_parsing", "loc": ["path", "job_id"], "msg": "x"}]});
    for (status, body) in [(200, answered(101, "published")), (422, unread)] {
        says(&scene, status, body);
        let refused = put(&scene, MARIAM, 100, json!({})).await.expect(502, "ats_incomplete");
        assert!(refused.json()["detail"].as_str().unwrap().contains("incomplete"), "{refused:?}");
    }
    for word in ["draft", "paused"] {
        says(&scene, 200, answered(100, word));
        put(&scene, MARIAM, 100, json!({})).await.expect(409, "job_not_published");
    }
    assert!(!scene.dump().contains("\"OFFER#"));
}

#[tokio::test]
async fn f35_offers_of_which_the_ats_says_nothing_clear_keep_no_other_from_being_looked_at() {
    let scene = on_boards().await;
    for id in 200..240 {
        job(&scene, id);
        put(&scene, MARIAM, id, json!({})).await.ok();
        change(&scene, id, |job| job.status = JobStatus::Draft);
    }
    scene.advance("1m");
    job(&scene, 300);
    put(&scene, MARIAM, 300, json!({})).await.ok();
    change(&scene, 300, |job| job.status = JobStatus::Closed);
    for _ in 0..2 {
        scene.advance("10m");
        list(&scene, MARIAM).await.ok();
    }
    assert!(!ids(&list(&scene, MARIAM).await.ok()).contains(&300));
}
