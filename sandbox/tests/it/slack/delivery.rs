//! What becomes of a note that Slack does not take.

use std::pin::pin;

use http::StatusCode;
use serde_json::{Value, json};
use shared::model::provider::Provider::GoogleCalendar;
use simulator_kit::wire::Fault;

use super::{PUBLIC, change, connect_the_other, connected, messages, texts, turn, wire};
use crate::calendars::connect;
use crate::interviews::{create, update};
use crate::scene::{MARIAM, STRANGER, Scene, at_provider};

const POST: &str = "/api/chat.postMessage";

async fn schedule(scene: &Scene, title: &str) {
    create(scene, GoogleCalendar, json!({"title": title})).await.ok();
}

#[tokio::test]
async fn a_channel_that_takes_nothing_keeps_the_connection_and_is_told_in_status() {
    let scene = connected(PUBLIC).await;
    change(&scene, "recrutement", json!({"is_archived": true})).await;
    schedule(&scene, "Un").await;
    scene.world.poll().await;
    let entry = scene.status(MARIAM).await["slack"].clone();
    assert_eq!(entry["state"], "active");
    assert!(entry["channel"]["trouble"].as_str().unwrap().contains("archived"), "{entry}");
    assert!(!scene.dump().contains("DELIVERY#slack"), "it does not wait");
    change(&scene, "recrutement", json!({"is_archived": false})).await;
    schedule(&scene, "Deux").await;
    scene.world.poll().await;
    assert_eq!(messages(&scene, "sali").await.len(), 1);
    assert_eq!(scene.status(MARIAM).await["slack"]["channel"]["trouble"], Value::Null);
}

#[tokio::test]
async fn f10_a_throttled_workspace_waits_alone_and_in_order() {
    let scene = connected(PUBLIC).await;
    connect_the_other(&scene).await;
    connect(&scene, GoogleCalendar, STRANGER, 2).await;
    turn(&scene, "sali", json!({"throttled": true})).await;
    schedule(&scene, "Un").await;
    schedule(&scene, "Deux").await;
    theirs(&scene).await;
    scene.world.poll().await;
    assert_eq!(messages(&scene, "moussa").await.len(), 1, "the other company's goes on");
    assert_eq!(scene.told().iter().filter(|it| *it == "interview.scheduled").count(), 3);
    assert_eq!(messages(&scene, "sali").await.len(), 0);
    assert_eq!(scene.status(MARIAM).await["events"], Value::Null, "it is not the ATS that waits");
    turn(&scene, "sali", json!({"throttled": false})).await;
    scene.advance("1m");
    let report = scene.redeliver(json!({})).await;
    assert_eq!((&report["notes"]["delivered"], &report["delivered"]), (&json!(2), &json!(0)));
    assert_eq!(messages(&scene, "sali").await.len(), 2);
}

/// Company 2 schedules an interview.
async fn theirs(scene: &Scene) {
    let body = json!({
        "application_id": 5, "title": "Autre",
        "start_time": "2026-12-01T14:00:00", "end_time": "2026-12-01T15:00:00",
    });
    let change = |event: &mut Value| {
        at_provider(event, GoogleCalendar.slug());
        event["headers"].as_object_mut().unwrap().remove("idempotency-key");
        event["body"] = body.to_string().into();
    };
    scene.call("create-event", STRANGER, change).await.ok();
}

#[tokio::test]
async fn f39_a_dead_workspace_delays_neither_another_nor_the_ats() {
    let scene = connected(PUBLIC).await;
    connect_the_other(&scene).await;
    connect(&scene, GoogleCalendar, STRANGER, 2).await;
    scene.world.poll().await;
    turn(&scene, "sali", json!({"dead": true})).await;
    schedule(&scene, "Un").await;
    theirs(&scene).await;
    let told = || scene.told().iter().filter(|it| *it == "interview.scheduled").count();
    let mut poll = pin!(scene.world.poll());
    let others = async {
        while messages(&scene, "moussa").await.is_empty() || told() < 2 {
            tokio::task::yield_now().await;
        }
    };
    tokio::select! {
        () = &mut poll => panic!("the clock stands still, and company 1's workspace is dead"),
        () = others => {}
    }
    scene.advance("4s");
    poll.await;
    turn(&scene, "sali", json!({"dead": false})).await;
    scene.advance("1m");
    scene.redeliver(json!({})).await;
    assert_eq!(messages(&scene, "sali").await.len(), 1);
}

#[tokio::test]
async fn a_token_that_is_over_is_renewed_by_the_queue() {
    let scene = Scene::new().await;
    connect(&scene, GoogleCalendar, MARIAM, 1).await;
    turn(&scene, "sali", json!({"rotation": true})).await;
    scene.connect(MARIAM, "slack", "sali").await.ok();
    super::choose(&scene, MARIAM, json!({"channel_id": PUBLIC})).await.ok();
    scene.advance("13h");
    schedule(&scene, "Un").await;
    scene.world.poll().await;
    assert_eq!(messages(&scene, "sali").await.len(), 0);
    scene.advance("1m");
    scene.redeliver(json!({})).await;
    assert_eq!(messages(&scene, "sali").await.len(), 1);
}

#[tokio::test]
async fn f38_at_most_one_note_is_doubled_wherever_announce_is_killed() {
    let prepare = async || {
        let scene = connected(PUBLIC).await;
        schedule(&scene, "Un").await;
        schedule(&scene, "Deux").await;
        scene
    };
    let whole = prepare().await;
    whole.forget();
    whole.world.poll().await;
    let calls = [
        whole.world.controls.dynamodb.requests().len(),
        whole.world.controls.kms_and_secrets.requests().len(),
        wire(&whole).requests().len(),
    ];
    assert_eq!(texts(&whole, "sali").await.len(), 2);
    assert!(calls.iter().sum::<usize>() > 10, "{calls:?}");
    for (part, count) in calls.into_iter().enumerate() {
        for call in 0..u32::try_from(count).unwrap() {
            let scene = prepare().await;
            let control = match part {
                0 => &scene.world.controls.dynamodb,
                1 => &scene.world.controls.kms_and_secrets,
                _ => wire(&scene),
            };
            // What is performed and never answered, as for a function that is killed then.
            control.inject(Fault::drop_after().after(call).times(3));
            scene.world.poll().await;
            control.clear();
            for _ in 0..4 {
                scene.advance("16m");
                scene.world.poll().await;
                scene.redeliver(json!({})).await;
            }
            let told = texts(&scene, "sali").await.len();
            assert!((2..=3).contains(&told), "part {part}, call {call}: {told}");
        }
    }
}

#[tokio::test]
async fn an_answer_that_is_lost_is_sent_again() {
    let scene = connected(PUBLIC).await;
    let broken = Fault::respond(StatusCode::BAD_GATEWAY, Value::Null);
    wire(&scene).inject(broken.on("POST", POST));
    schedule(&scene, "Un").await;
    scene.world.poll().await;
    scene.advance("1m");
    scene.redeliver(json!({})).await;
    assert_eq!(messages(&scene, "sali").await.len(), 1);
}

#[tokio::test]
async fn a_note_whose_answer_is_lost_each_time_is_sent_twice_at_most_and_delays_no_other() {
    let scene = connected(PUBLIC).await;
    wire(&scene).inject(Fault::drop_after().on("POST", POST).times(50));
    schedule(&scene, "Un").await;
    scene.world.poll().await;
    for _ in 0..8 {
        scene.advance("16m");
        scene.redeliver(json!({})).await;
    }
    assert_eq!(messages(&scene, "sali").await.len(), 2);
    wire(&scene).clear();
    schedule(&scene, "Deux").await;
    scene.world.poll().await;
    scene.advance("16m");
    scene.redeliver(json!({})).await;
    assert_eq!(messages(&scene, "sali").await.len(), 3);
    assert_eq!(scene.status(MARIAM).await["slack"]["channel"]["trouble"], Value::Null);
}

#[tokio::test]
async fn a_workspace_that_is_down_gets_its_notes_once_it_is_back() {
    let scene = connected(PUBLIC).await;
    let down = Fault::respond(StatusCode::SERVICE_UNAVAILABLE, Value::Null);
    wire(&scene).inject(down.on("POST", POST).times(500));
    schedule(&scene, "Un").await;
    scene.world.poll().await;
    for _ in 0..12 {
        scene.advance("1h");
        scene.redeliver(json!({})).await;
    }
    wire(&scene).clear();
    scene.advance("1h");
    scene.redeliver(json!({})).await;
    assert_eq!(messages(&scene, "sali").await.len(), 1);
}

/// Whatever an outage looks like, it costs none of what happens meanwhile.
#[tokio::test]
async fn f38_an_outage_whose_ends_are_open_loses_no_note() {
    for down in [Fault::respond(StatusCode::BAD_GATEWAY, Value::Null), Fault::drop_before()] {
        let scene = connected(PUBLIC).await;
        wire(&scene).inject(down.on("POST", "/api/*").times(500));
        for title in ["Un", "Deux", "Trois"] {
            schedule(&scene, title).await;
            scene.world.poll().await;
        }
        for _ in 0..8 {
            scene.advance("1h");
            scene.redeliver(json!({})).await;
        }
        wire(&scene).clear();
        scene.advance("1h");
        scene.redeliver(json!({})).await;
        assert_eq!(messages(&scene, "sali").await.len(), 3);
    }
}

#[tokio::test]
async fn a_change_whose_thread_is_closed_is_told_outside_it_and_delays_no_other() {
    for word in [
        "restricted_action_thread_locked",
        "restricted_action_non_threadable_channel",
        "something_new",
    ] {
        let scene = connected(PUBLIC).await;
        let made = create(&scene, GoogleCalendar, json!({"title": "Un"})).await.ok();
        scene.world.poll().await;
        let refused = Fault::respond(StatusCode::OK, json!({"ok": false, "error": word}));
        wire(&scene).inject(refused.on("POST", POST).body_contains("thread_ts").times(50));
        let id = made["event_id"].as_str().unwrap();
        let moved = json!({"start_time": "2026-12-02T14:00:00", "end_time": "2026-12-02T15:00:00"});
        update(&scene, (MARIAM, GoogleCalendar), id, moved).await.ok();
        schedule(&scene, "Deux").await;
        scene.world.poll().await;
        let told = messages(&scene, "sali").await;
        assert_eq!(told.len(), 3, "{word}: {told:?}");
        assert!(told[1]["text"].as_str().unwrap().starts_with("Entretien déplacé"), "{word}");
        assert_eq!(told[1]["thread_ts"], Value::Null, "{word}");
        assert!(!scene.dump().contains("DELIVERY#slack"), "{word}");
    }
}

#[tokio::test]
async fn a_refusal_in_a_word_that_nobody_knows_is_told_in_status_and_delays_no_other_for_days() {
    let scene = connected(PUBLIC).await;
    let refused = Fault::respond(StatusCode::OK, json!({"ok": false, "error": "something_new"}));
    wire(&scene).inject(refused.on("POST", POST).times(5));
    schedule(&scene, "Un").await;
    schedule(&scene, "Deux").await;
    scene.world.poll().await;
    for _ in 0..3 {
        scene.advance("16m");
        scene.redeliver(json!({})).await;
    }
    assert_eq!(scene.status(MARIAM).await["slack"]["channel"]["trouble"], Value::Null);
    assert_eq!(messages(&scene, "sali").await.len(), 0);
    // The next one is tried for itself, and is taken: the trouble is over by then.
    wire(&scene).clear();
    wire(&scene).inject(
        Fault::respond(StatusCode::OK, json!({"ok": false, "error": "something_new"}))
            .on("POST", POST)
            .times(2),
    );
    scene.advance("16m");
    scene.redeliver(json!({})).await;
    let trouble = scene.status(MARIAM).await["slack"]["channel"]["trouble"].clone();
    assert!(trouble.as_str().unwrap().contains("does not know"), "{trouble}");
    scene.advance("16m");
    scene.redeliver(json!({})).await;
    assert_eq!(messages(&scene, "sali").await.len(), 1);
    assert_eq!(scene.status(MARIAM).await["slack"]["channel"]["trouble"], Value::Null);
    assert!(!scene.dump().contains("DELIVERY#slack"));
}
