//! Offers that somebody else, or the ATS, changes while they are put, looked at or closed.

use std::time::Duration;

use futures::future::join;
use sandbox::ats::record::{Job, JobStatus};
use serde_json::{Value, json};
use simulator_kit::wire::{Control, Fault};

use crate::ats_events::report;
use crate::feeds::fetch;
use crate::offers::{feed_url, job, list, put, readdress, remove};
use crate::scene::{COLLEAGUE, MARIAM, Scene};
use crate::upkeep::sweep;

/// Long enough for what happens meanwhile.
const SLOW: Duration = Duration::from_secs(2);

/// A request that is late.
pub(crate) fn late() -> Fault {
    Fault::delay(SLOW).times(1)
}

/// Waits until a request with `text` in its path or body has come to `part`.
pub(crate) async fn asked(part: &Control, text: &str) {
    let has_come = || {
        let requests = part.requests();
        requests.iter().any(|it| it.path.contains(text) || it.body.to_string().contains(text))
    };
    while !has_come() {
        tokio::task::yield_now().await;
    }
}

pub(crate) fn change(scene: &Scene, id: i64, change: impl Fn(&mut Job)) {
    let mut job = scene.world.ats.job(id).unwrap();
    change(&mut job);
    scene.world.ats.put_job(job);
}

pub(crate) fn closed(at: &str) -> Value {
    json!({"type": "job.closed", "timestamp": at, "data": {"company_id": 1, "job_id": 100}})
}

pub(crate) fn ids(list: &Value) -> Vec<i64> {
    let offers = list["offers"].as_array().unwrap().iter();
    offers.map(|offer| offer["job_id"].as_i64().unwrap()).collect()
}

/// Job 100 is on the boards, and whoever looks now asks the ATS.
pub(crate) async fn on_boards() -> Scene {
    let scene = Scene::new().await;
    job(&scene, 100);
    put(&scene, MARIAM, 100, json!({})).await.ok();
    scene.advance("10m");
    scene.world.controls.dynamodb.forget();
    scene.world.controls.api.forget();
    scene
}

#[tokio::test]
async fn s56_a_job_that_closes_between_the_ats_s_answer_and_the_write_leaves_when_it_is_reported() {
    let scene = Scene::new().await;
    job(&scene, 100);
    let ats = &scene.world.controls.api;
    ats.inject(late().on("GET", "/api/jobs/100"));
    let meanwhile = async {
        asked(ats, "/api/jobs/100").await;
        scene.advance("5s");
    };
    let (offer, ()) = join(put(&scene, MARIAM, 100, json!({})), meanwhile).await;
    assert_eq!(offer.ok()["since"], "2026-11-23T09:00:05Z");
    let url = feed_url(&scene, MARIAM, "generic").await;
    assert!(fetch(&scene, &url, &[]).await.text.contains("/offres/100?"));
    report(&scene, "msg_1", &closed("2026-11-23T09:00:02Z")).await.ok();
    assert!(!fetch(&scene, &url, &[]).await.text.contains("/offres/100?"));
}

#[tokio::test]
async fn s56_a_job_whose_end_is_reported_while_it_is_put_is_refused_and_not_in_the_feed() {
    let scene = Scene::new().await;
    job(&scene, 100);
    put(&scene, MARIAM, 5, json!({})).await.ok();
    scene.advance("1m");
    let dynamodb = &scene.world.controls.dynamodb;
    dynamodb.forget();
    dynamodb.inject(late().on_target("GetItem").body_contains("\"FEED\""));
    let meanwhile = async {
        asked(dynamodb, "\"FEED\"").await;
        scene.advance("2s");
        report(&scene, "msg_1", &closed("2026-11-23T09:01:01Z")).await.ok();
        scene.advance("2s");
    };
    let (offer, ()) = join(put(&scene, MARIAM, 100, json!({})), meanwhile).await;
    offer.expect(409, "job_not_published");
    let url = feed_url(&scene, MARIAM, "generic").await;
    let feed = fetch(&scene, &url, &[]).await.text;
    assert!(!feed.contains("/offres/100?") && feed.contains("/offres/5?"), "{feed}");
    scene.advance("1m");
    put(&scene, MARIAM, 100, json!({})).await.ok();
    assert!(fetch(&scene, &url, &[]).await.text.contains("/offres/100?"), "it is offered again");
}

#[tokio::test]
async fn s58_a_job_that_another_function_found_closed_leaves_the_boards_with_the_next_run() {
    let scene = on_boards().await;
    let now = scene.world.clock.now();
    let found = shared::model::report::Report::job_closed(1, 100, now);
    scene.world.app.store.note_report("found", &found, now).await.unwrap();
    sweep(&scene).await;
    assert_eq!(ids(&list(&scene, MARIAM).await.ok()), [] as [i64; 0]);
    assert!(!scene.dump().contains("Comptable 100"));
}

#[tokio::test]
async fn f31_who_looks_sees_what_a_colleague_has_put_again_meanwhile() {
    let scene = on_boards().await;
    change(&scene, 100, |job| job.status = JobStatus::Closed);
    let dynamodb = &scene.world.controls.dynamodb;
    dynamodb.inject(late().on_target("GetItem").body_contains("OFFER#100"));
    let meanwhile = async {
        asked(dynamodb, "\"OFFER#100\"").await;
        scene.advance("1s");
        change(&scene, 100, |job| job.status = JobStatus::Published);
        put(&scene, COLLEAGUE, 100, json!({"boards": ["jooble"]})).await.ok();
    };
    let (listed, ()) = join(list(&scene, MARIAM), meanwhile).await;
    let listed = listed.ok();
    assert_eq!((ids(&listed), &listed["removed"]), (vec![100], &json!([])));
    assert_eq!(listed["offers"][0]["boards"]["indeed"]["state"], "not_chosen", "as it stands");
}

#[tokio::test]
async fn f31_who_looks_sees_what_a_colleague_has_left_of_it_meanwhile() {
    for (has_changed, write) in [(true, "TransactWriteItems"), (false, "UpdateItem")] {
        for is_removed in [true, false] {
            let scene = on_boards().await;
            if has_changed {
                change(&scene, 100, |job| job.title = "Chef comptable".to_owned());
            }
            let dynamodb = &scene.world.controls.dynamodb;
            dynamodb.inject(late().on_target(write).body_contains("OFFER#100"));
            let meanwhile = async {
                while dynamodb.count_target(write) == 0 {
                    tokio::task::yield_now().await;
                }
                if is_removed {
                    remove(&scene, COLLEAGUE, 100).await.ok();
                } else {
                    put(&scene, COLLEAGUE, 100, json!({"boards": ["jooble"]})).await.ok();
                }
            };
            let (listed, ()) = join(list(&scene, MARIAM), meanwhile).await;
            let listed = listed.ok();
            assert_eq!(listed["removed"], json!([]), "the ATS offers it");
            if is_removed {
                assert_eq!(ids(&listed), [] as [i64; 0], "{write}");
            } else {
                let state = &listed["offers"][0]["boards"]["indeed"]["state"];
                assert_eq!((ids(&listed), state), (vec![100], &json!("not_chosen")), "{write}");
            }
        }
    }
}

#[tokio::test]
async fn s58_a_company_that_is_gone_has_no_feed_left_whoever_gives_it_another_address() {
    let scene = on_boards().await;
    let dynamodb = &scene.world.controls.dynamodb;
    dynamodb.inject(late().on_target("TransactWriteItems").body_contains("Delete"));
    let gone = json!({"type": "company.deleted", "data": {"company_id": 1}});
    let meanwhile = async {
        while dynamodb.count_target("TransactWriteItems") == 0 {
            tokio::task::yield_now().await;
        }
        readdress(&scene, MARIAM).await.ok()["feed_urls"]["generic"].as_str().unwrap().to_owned()
    };
    let (reported, url) = join(report(&scene, "msg_1", &gone), meanwhile).await;
    reported.ok();
    fetch(&scene, &url, &[]).await.expect(404, "not_found");
    sweep(&scene).await;
    assert!(!scene.dump().contains("\"OFFER#") && !scene.dump().contains("\"FEED"));
}
