//! Offers that were taken off the boards: what began before that does not bring them back.

use futures::future::join;
use http::StatusCode;
use sandbox::ats::record::JobStatus;
use serde_json::{Value, json};
use simulator_kit::wire::Fault;

use crate::adverts::prepare;
use crate::ats_events::report;
use crate::feeds::fetch;
use crate::offers::{feed_url, job, list, put, remove, show};
use crate::offers_raced::{asked, change, closed, ids, late, on_boards};
use crate::scene::{COLLEAGUE, MARIAM, STRANGER, Scene};

async fn is_in_feed(scene: &Scene, id: i64) -> bool {
    let url = feed_url(scene, MARIAM, "generic").await;
    fetch(scene, &url, &[]).await.text.contains(&format!("/offres/{id}?"))
}

#[tokio::test]
async fn f31_an_offer_that_is_removed_while_it_is_put_stays_away_wherever_the_putting_was() {
    for (path, target) in [
        (Some("/api/employers/me"), None),
        (Some("/api/jobs/100"), None),
        (None, Some("GetItem")),
        (None, Some("TransactWriteItems")),
    ] {
        for is_ended in [false, true] {
            let scene = on_boards().await;
            if is_ended {
                scene.advance("40 days");
            }
            let part = match (path, target) {
                (Some(path), _) => {
                    scene.world.controls.api.inject(late().on("GET", path));
                    &scene.world.controls.api
                }
                (None, target) => {
                    let late = late().on_target(target.unwrap()).body_contains("OFFER#100");
                    scene.world.controls.dynamodb.inject(late);
                    &scene.world.controls.dynamodb
                }
            };
            let meanwhile = async {
                match target {
                    Some(target) => {
                        while part.count_target(target) == 0 {
                            tokio::task::yield_now().await;
                        }
                        asked(part, "OFFER#100").await;
                    }
                    None => asked(part, path.unwrap()).await,
                }
                scene.advance("1s");
                remove(&scene, COLLEAGUE, 100).await.ok();
            };
            let (late, ()) = join(put(&scene, MARIAM, 100, json!({})), meanwhile).await;
            late.expect(404, "not_found");
            assert!(!is_in_feed(&scene, 100).await, "{path:?} {target:?} {is_ended}");
            put(&scene, MARIAM, 100, json!({})).await.ok();
            assert!(is_in_feed(&scene, 100).await, "whoever puts it now means it");
        }
    }
}

#[tokio::test]
async fn f31_a_look_that_began_before_an_offer_was_removed_does_not_write_over_what_came_after() {
    let scene = on_boards().await;
    change(&scene, 100, |job| job.title = "Chef comptable".to_owned());
    let dynamodb = &scene.world.controls.dynamodb;
    dynamodb.inject(late().on_target("TransactWriteItems").body_contains("OFFER#100"));
    let meanwhile = async {
        while dynamodb.count_target("TransactWriteItems") == 0 {
            tokio::task::yield_now().await;
        }
        remove(&scene, COLLEAGUE, 100).await.ok();
        put(&scene, COLLEAGUE, 100, json!({"boards": ["jooble"]})).await.ok();
    };
    let (listed, ()) = join(list(&scene, MARIAM), meanwhile).await;
    let state = |listed: &Value| listed["offers"][0]["boards"]["indeed"]["state"].clone();
    assert_eq!(state(&listed.ok()), "not_chosen", "as the colleague has put it");
    assert_eq!(state(&list(&scene, MARIAM).await.ok()), "not_chosen");
}

#[tokio::test]
async fn f31_an_older_copy_of_a_job_does_not_stand_over_a_newer_one() {
    let scene = on_boards().await;
    let dynamodb = &scene.world.controls.dynamodb;
    dynamodb.inject(late().on_target("TransactWriteItems").body_contains("OFFER#100"));
    let meanwhile = async {
        while dynamodb.count_target("TransactWriteItems") == 0 {
            tokio::task::yield_now().await;
        }
        scene.advance("2s");
        change(&scene, 100, |job| job.title = "Chef comptable".to_owned());
        put(&scene, COLLEAGUE, 100, json!({})).await.ok();
    };
    let boards = json!({"boards": ["jooble"]});
    let (late, ()) = join(put(&scene, MARIAM, 100, boards), meanwhile).await;
    let late = late.ok();
    assert_eq!(late["title"], "Chef comptable");
    assert_eq!(late["looked_at"], "2026-11-23T09:10:02Z");
    assert_eq!(late["boards"]["indeed"]["state"], "not_chosen", "what was asked for counts");
}

#[tokio::test]
async fn what_was_removed_is_shown_nowhere_and_nothing_of_what_it_said_is_kept() {
    let scene = on_boards().await;
    put(&scene, MARIAM, 1, json!({})).await.ok();
    let listed = list(&scene, MARIAM).await.ok();
    let offer = listed["offers"].as_array().unwrap().iter().find(|it| it["job_id"] == 100);
    let page = offer.unwrap()["page"]["json_ld_url"].as_str().unwrap().to_owned();
    fetch(&scene, &page, &[]).await.ok();
    remove(&scene, MARIAM, 100).await.ok();
    assert!(!scene.dump().contains("Comptable 100"));
    assert_eq!(ids(&list(&scene, MARIAM).await.ok()), [1]);
    assert!(!is_in_feed(&scene, 100).await);
    fetch(&scene, &page, &[]).await.expect(404, "not_found");
    show(&scene, MARIAM, 100).await.expect(404, "not_found");
    remove(&scene, MARIAM, 100).await.expect(404, "not_found");
    prepare(&scene, MARIAM, (100, "fuzu")).await.expect(404, "not_found");
    assert!(scene.dump().contains("\"OFFER#100\""), "what is late is known by it");
    scene.advance("31 days");
    scene.world.dynamodb.sweep().unwrap();
    assert!(!scene.dump().contains("\"OFFER#100\""));
}

#[tokio::test]
async fn an_offer_that_is_put_back_within_a_month_keeps_its_date() {
    let scene = on_boards().await;
    let since = async || put(&scene, MARIAM, 100, json!({})).await.ok()["since"].clone();
    remove(&scene, MARIAM, 100).await.ok();
    scene.advance("29 days");
    assert_eq!(since().await, "2026-11-23T09:00:00Z", "a new date would look like a trick");
    remove(&scene, MARIAM, 100).await.ok();
    // Nobody has cleaned up yet, and it counts as gone.
    scene.advance("31 days");
    assert_eq!(since().await, "2027-01-22T09:10:00Z");
}

#[tokio::test]
async fn s56_a_job_that_is_reported_closed_stays_away_though_what_was_reported_can_t_be_read() {
    let scene = Scene::new().await;
    job(&scene, 100);
    put(&scene, MARIAM, 5, json!({})).await.ok();
    scene.advance("1m");
    let (api, dynamodb) = (&scene.world.controls.api, &scene.world.controls.dynamodb);
    api.inject(late().on("GET", "/api/jobs/100"));
    let failing = Fault::respond(StatusCode::BAD_REQUEST, json!({"__type": "ValidationException"}));
    dynamodb.inject(failing.times(99).on_target("Query").body_contains("REPORT#"));
    let meanwhile = async {
        asked(api, "/api/jobs/100").await;
        scene.advance("2s");
        report(&scene, "msg_1", &closed("2026-11-23T09:01:01Z")).await.ok();
    };
    let (offer, ()) = join(put(&scene, MARIAM, 100, json!({})), meanwhile).await;
    offer.expect(409, "job_not_published");
    assert!(!is_in_feed(&scene, 100).await);
    dynamodb.clear();
    scene.advance("1m");
    put(&scene, MARIAM, 100, json!({})).await.ok();
    assert!(is_in_feed(&scene, 100).await, "it is offered again");
}

#[tokio::test]
async fn s56_a_report_that_comes_again_tells_of_the_time_it_came_first() {
    let scene = on_boards().await;
    let dynamodb = &scene.world.controls.dynamodb;
    let down = Fault::respond(StatusCode::BAD_REQUEST, json!({"__type": "ValidationException"}));
    dynamodb.inject(down.times(1).on_target("TransactWriteItems"));
    let untimed = json!({"type": "job.closed", "data": {"company_id": 1, "job_id": 100}});
    report(&scene, "msg_1", &untimed).await.expect(503, "storage_unavailable");
    scene.advance("1m");
    put(&scene, MARIAM, 100, json!({})).await.ok();
    scene.advance("1m");
    report(&scene, "msg_1", &untimed).await.ok();
    assert!(is_in_feed(&scene, 100).await, "it was put there since");
}

#[tokio::test]
async fn s56_a_job_that_closes_in_the_second_it_is_put_in_is_refused() {
    let scene = Scene::new().await;
    job(&scene, 100);
    put(&scene, MARIAM, 5, json!({})).await.ok();
    scene.advance("1m");
    scene.advance("700ms");
    let dynamodb = &scene.world.controls.dynamodb;
    dynamodb.inject(late().on_target("TransactWriteItems").body_contains("OFFER#100"));
    let meanwhile = async {
        while dynamodb.count_target("TransactWriteItems") < 2 {
            tokio::task::yield_now().await;
        }
        let now = scene.world.clock.now();
        let found = shared::model::report::Report::job_closed(1, 100, now);
        scene.world.app.store.note_report("found", &found, now).await.unwrap();
    };
    let (offer, ()) = join(put(&scene, MARIAM, 100, json!({})), meanwhile).await;
    offer.expect(409, "job_not_published");
    assert!(!is_in_feed(&scene, 100).await);
}

#[tokio::test]
async fn s56_an_offer_whose_job_is_over_as_somebody_puts_it_again_leaves_at_once() {
    for (how, status, code) in [
        ("closed", 409, "job_not_published"),
        ("archived", 409, "job_not_published"),
        ("moved", 404, "not_found"),
        ("gone", 404, "not_found"),
    ] {
        let scene = on_boards().await;
        let url = feed_url(&scene, MARIAM, "generic").await;
        let is_in_feed = async || fetch(&scene, &url, &[]).await.text.contains("/offres/100?");
        put(&scene, STRANGER, 100, json!({})).await.expect(404, "not_found");
        assert!(is_in_feed().await, "it is not the stranger's");
        let published = scene.world.ats.job(100).unwrap();
        change(&scene, 100, |job| match how {
            "closed" => job.status = JobStatus::Closed,
            "archived" => job.status = JobStatus::Archived,
            _ => job.company_id = 2,
        });
        let gone = Fault::respond(StatusCode::NOT_FOUND, json!({"detail": "Job not found"}));
        if how == "gone" {
            scene.world.controls.api.inject(gone.on("GET", "/api/jobs/100"));
        }
        put(&scene, MARIAM, 100, json!({})).await.expect(status, code);
        assert!(!is_in_feed().await, "{how}");
        put(&scene, MARIAM, 999, json!({})).await.expect(404, "not_found");
        assert!(!scene.dump().contains("OFFER#999"), "nothing is kept of what never was there");
        scene.world.ats.put_job(published);
        scene.advance("1s");
        put(&scene, MARIAM, 100, json!({})).await.ok();
        assert!(is_in_feed().await, "it is offered again");
    }
}

#[tokio::test]
async fn s56_an_offer_whose_job_is_a_draft_as_somebody_puts_it_again_stays_as_it_was() {
    let scene = on_boards().await;
    change(&scene, 100, |job| job.status = JobStatus::Draft);
    put(&scene, MARIAM, 100, json!({})).await.expect(409, "job_not_published");
    assert!(is_in_feed(&scene, 100).await);
}
