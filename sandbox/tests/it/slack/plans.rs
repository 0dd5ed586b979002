//! What the channel is told of planned posts: each cause once, and nothing of anybody's own profile.

use http::StatusCode;
use serde_json::{Value, json};
use shared::model::provider::Provider::LinkedIn;
use simulator_kit::wire::Fault;

use super::{PUBLIC, connected, messages};
use crate::ats_events::report;
use crate::own::{connect_for, disconnect_for};
use crate::plans::{change, in_an_hour, planned, take_back};
use crate::posts::LAGUNE;
use crate::scene::{COLLEAGUE, MARIAM, Scene};
use crate::start_plans::start;
use crate::upkeep::sweep;

/// A company with notes, whose LinkedIn a colleague has connected; Mariam has one of her own.
async fn noted() -> Scene {
    let scene = connected(PUBLIC).await;
    connect_for(&scene, (COLLEAGUE, "company"), LinkedIn, "kofi").await.ok();
    connect_for(&scene, (MARIAM, "me"), LinkedIn, "amina").await.ok();
    scene.world.poll().await;
    scene
}

async fn on_page(scene: &Scene, body: Value) -> Value {
    let mut whole = json!({"organization_id": LAGUNE});
    whole.as_object_mut().unwrap().extend(body.as_object().unwrap().clone());
    planned(scene, whole).await
}

/// The notes of the channel, whole.
async fn notes(scene: &Scene) -> Vec<String> {
    scene.world.poll().await;
    messages(scene, "sali").await.iter().map(Value::to_string).collect()
}

/// The kinds of the events that were told of offers.
fn told(scene: &Scene) -> Vec<String> {
    let told = scene.world.webhooks.received().into_iter();
    let told = told.map(|event| event.body["type"].as_str().unwrap().to_owned());
    told.filter(|kind| kind.starts_with("offer.")).collect()
}

#[tokio::test]
async fn b19_what_becomes_of_a_plan_is_an_event_and_a_note_each() {
    let scene = noted().await;
    let gone = on_page(&scene, json!({})).await;
    change(&scene, MARIAM, &gone["id"], json!({"publish_at": "2026-12-01T09:00"})).await.ok();
    take_back(&scene, MARIAM, &gone["id"]).await.ok();
    assert_eq!(notes(&scene).await, Vec::<String>::new(), "what people do themselves they know");
    assert_eq!(told(&scene), ["offer.planned", "offer.plan_changed", "offer.plan_withdrawn"]);

    on_page(&scene, json!({"job_id": 2})).await;
    scene.advance("1h");
    start(&scene).await;
    let published = notes(&scene).await;
    assert_eq!(published.len(), 1);
    assert!(published[0].contains("Offre publiée sur LinkedIn"), "{published:?}");

    on_page(&scene, json!({"job_id": 1, "custom_message": "x"})).await;
    crate::unreadable::spoil(&scene, "CREDENTIAL#linkedin", "state").await;
    scene.advance("1h");
    start(&scene).await;
    let failed = notes(&scene).await;
    assert_eq!(failed.len(), 2, "{failed:?}");
    let failed = &failed[1];
    assert!(failed.contains("Offre non publiée sur LinkedIn · "), "{failed}");
    assert!(failed.contains("Rétablissez-la"), "{failed}");
    assert_eq!(
        told(&scene)[3..],
        ["offer.planned", "offer.published", "offer.planned", "offer.publication_failed"]
    );
}

#[tokio::test]
async fn b19_a_closed_job_with_many_plans_is_one_note_which_names_it() {
    let scene = noted().await;
    for number in 0..12 {
        on_page(&scene, json!({"custom_message": format!("n° {number}")})).await;
    }
    let other = on_page(&scene, json!({"job_id": 2})).await;
    scene.advance("1m");
    for (message, job) in [("msg_1", 1), ("msg_2", 2)] {
        let closed = json!({"type": "job.closed", "data": {"company_id": 1, "job_id": job}});
        report(&scene, message, &closed).await.ok();
        sweep(&scene).await;
        for _ in 0..3 {
            scene.world.poll().await;
            scene.advance("1m");
            scene.redeliver(json!({})).await;
        }
    }
    let notes = notes(&scene).await;
    assert_eq!(notes.len(), 2, "{notes:?}");
    assert!(notes[1].contains(other["title"].as_str().unwrap()), "{notes:?}");
    assert!(notes.iter().all(|note| note.contains("L’offre a été fermée")), "{notes:?}");
    let stopped = told(&scene).into_iter().filter(|kind| kind == "offer.plan_stopped");
    assert_eq!(stopped.count(), 13);
    // What happens an hour later is told again.
    scene.advance("2h");
    on_page(&scene, json!({})).await;
    scene.advance("1m");
    let again = json!({"type": "job.closed", "data": {"company_id": 1, "job_id": 1}});
    report(&scene, "msg_3", &again).await.ok();
    sweep(&scene).await;
    scene.world.poll().await;
    assert_eq!(messages(&scene, "sali").await.len(), 3);
}

#[tokio::test]
async fn s47_what_is_planned_on_the_own_profile_is_not_told_in_the_company_s_channel() {
    let scene = noted().await;
    let own = json!({"organization_id": "personal"});
    planned(&scene, own.clone()).await;
    scene.advance("1m");
    disconnect_for(&scene, (MARIAM, "me"), LinkedIn).await;
    connect_for(&scene, (MARIAM, "me"), LinkedIn, "amina").await.ok();
    scene.advance("1m");
    planned(&scene, own).await;
    let forbidden = Fault::respond(StatusCode::FORBIDDEN, json!({"code": "ACCESS_DENIED"}));
    scene.world.controls[LinkedIn].inject(forbidden.on("POST", "/rest/posts").times(5));
    scene.advance("1h");
    start(&scene).await;
    assert_eq!(notes(&scene).await, Vec::<String>::new());
    let expected =
        ["offer.planned", "offer.plan_stopped", "offer.planned", "offer.publication_failed"];
    assert_eq!(told(&scene), expected, "the ATS is told, of whom it is");
    let events = scene.world.webhooks.received();
    let stopped = events.iter().find(|it| it.body["type"] == "offer.plan_stopped").unwrap();
    assert_eq!(stopped.body["data"]["owner"], "user:1");
    // Of one on both, the page is the company's.
    scene.world.controls[LinkedIn].clear();
    let both = json!({"organization_ids": [LAGUNE, "personal"], "publish_at": in_an_hour(&scene)});
    planned(&scene, both).await;
    scene.advance("1m");
    disconnect_for(&scene, (COLLEAGUE, "company"), LinkedIn).await;
    assert_eq!(notes(&scene).await.len(), 1);
}
