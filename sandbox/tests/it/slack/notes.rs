//! What notes say (S51), each once.

use http::StatusCode;
use serde_json::{Value, json};
use shared::model::provider::Provider::GoogleCalendar;
use simulator_kit::wire::Fault;

use super::{PRIVATE, PUBLIC, change, choose, connected, messages, texts};
use crate::interviews::{create, delete, update};
use crate::own::connect_for;
use crate::scene::{MARIAM, Scene};
use crate::upkeep::sweep;

/// Whose application it is.
const CANDIDATE: &str = "Ibrahim Traoré";

async fn schedule(scene: &Scene) -> String {
    let made = create(scene, GoogleCalendar, json!({})).await.ok();
    scene.world.poll().await;
    made["event_id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn an_interview_is_one_note_which_its_changes_update_and_answer() {
    let scene = connected(PUBLIC).await;
    let id = schedule(&scene).await;
    let first = messages(&scene, "sali").await;
    assert_eq!(first.len(), 1, "{first:?}");
    let told = first[0].to_string();
    assert!(told.contains("Entretien planifié") && told.contains("<!date^"), "{told}");
    let moved = json!({"start_time": "2026-12-02T14:00:00", "end_time": "2026-12-02T15:00:00"});
    update(&scene, (MARIAM, GoogleCalendar), &id, moved).await.ok();
    scene.world.poll().await;
    let longer = json!({"end_time": "2026-12-02T15:30:00", "start_time": "2026-12-02T14:00:00"});
    update(&scene, (MARIAM, GoogleCalendar), &id, longer).await.ok();
    scene.world.poll().await;
    delete(&scene, (MARIAM, GoogleCalendar), &id).await.ok();
    scene.world.poll().await;
    scene.world.poll().await;
    let all = messages(&scene, "sali").await;
    let titles: Vec<_> =
        all.iter().map(|one| one["text"].as_str().unwrap().split(" · ").next().unwrap()).collect();
    assert_eq!(
        titles,
        ["Entretien annulé", "Entretien déplacé", "Entretien rallongé", "Entretien annulé"]
    );
    assert_eq!(all[0]["edits"], 3);
    for answer in &all[1..] {
        assert_eq!(answer["thread_ts"], all[0]["ts"]);
        assert_eq!(answer["is_broadcast"], answer == &all[3], "only a cancellation is loud");
    }
    assert_eq!(all.iter().flat_map(|one| one["pings"].as_array().unwrap()).count(), 0);
}

#[tokio::test]
async fn s51_where_many_read_the_candidate_is_shortened_also_where_that_changed_since() {
    for (channel, shared, is_whole) in [
        (PUBLIC, json!({}), false),
        (PRIVATE, json!({}), true),
        (PRIVATE, json!({"is_ext_shared": true}), false),
    ] {
        let scene = connected(channel).await;
        if channel == PRIVATE {
            change(&scene, "direction", shared.clone()).await;
        }
        schedule(&scene).await;
        let told = messages(&scene, "sali").await[0].to_string();
        assert_eq!(told.contains(CANDIDATE), is_whole, "{channel} {shared}: {told}");
        assert!(!told.contains('@'), "{told}");
        assert!(!scene.dump().contains(CANDIDATE), "it is sealed");
    }
}

#[tokio::test]
async fn a_key_service_that_fails_delays_a_note_and_takes_nobody_out_of_it() {
    let scene = connected(PRIVATE).await;
    create(&scene, GoogleCalendar, json!({})).await.ok();
    let down = Fault::respond(StatusCode::INTERNAL_SERVER_ERROR, Value::Null);
    scene.world.controls.kms_and_secrets.inject(down.on_target("Decrypt").times(100));
    scene.world.poll().await;
    assert_eq!(texts(&scene, "sali").await.len(), 0);
    scene.world.controls.kms_and_secrets.clear();
    scene.advance("1m");
    scene.redeliver(json!({})).await;
    let told = messages(&scene, "sali").await;
    assert_eq!(told.len(), 1);
    assert!(told[0].to_string().contains(CANDIDATE));
}

#[tokio::test]
async fn offers_and_the_company_s_connections_are_told_and_a_colleague_s_own_are_not() {
    let scene = connected(PUBLIC).await;
    let kinds = json!(["offer_published", "offer_removed", "offer_failed", "connection_attention"]);
    choose(&scene, MARIAM, json!({"channel_id": PUBLIC, "kinds": kinds})).await.ok();
    scene.connect(MARIAM, "linkedin", "kofi").await.ok();
    connect_for(&scene, (MARIAM, "me"), GoogleCalendar, "awa").await;
    let post = scene.posted(json!({"job_id": 1})).await;
    scene.at_post("delete-post", MARIAM, &post).await.ok();
    scene.world.poll().await;
    assert_eq!(
        texts(&scene, "sali").await,
        ["Offre publiée sur LinkedIn", "Offre retirée de LinkedIn"]
    );
    for _ in 0..62 {
        sweep(&scene).await;
        scene.world.poll().await;
        scene.advance("1 day");
    }
    let told = texts(&scene, "sali").await;
    let linkedin: Vec<_> = told.iter().filter(|text| text.starts_with("LinkedIn")).collect();
    assert_eq!(linkedin.len(), 4, "14, 7 and 1 days before, and at the end: {told:?}");
}

#[tokio::test]
async fn a_kind_that_is_switched_off_is_not_told() {
    let scene = connected(PUBLIC).await;
    choose(&scene, MARIAM, json!({"channel_id": PUBLIC, "kinds": []})).await.ok();
    schedule(&scene).await;
    assert_eq!(texts(&scene, "sali").await.len(), 0);
    assert!(scene.told().contains(&"interview.scheduled".to_owned()), "the ATS is");
}
