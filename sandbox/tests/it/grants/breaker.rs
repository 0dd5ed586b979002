//! Too many connections of one provider that would end at once are kept (F33).

use serde_json::json;
use shared::connecting::access::access;
use shared::model::owner::ConnectionId;
use shared::model::provider::Provider;
use shared::model::provider::Provider::LinkedIn;
use tracing::Level;

use crate::logs::Logs;
use crate::scene::Scene;
use crate::upkeep::{partner, seed, status, sweep};

/// Copies of a connection that LinkedIn calls dead.
pub(crate) async fn dead(count: i64) -> Scene {
    let scene = partner(json!({})).await;
    let revoke = format!("{}/_accounts/kofi/revoke", scene.world.origins[Provider::LinkedIn]);
    scene.send(http::Request::post(revoke).body(Vec::new()).unwrap()).await;
    seed(&scene, count).await;
    scene
}

/// How many of the copies have ended.
async fn ended(scene: &Scene, count: i64) -> usize {
    let mut ended = 0;
    for n in 1..=count {
        let copy = scene
            .world
            .app
            .store
            .connection(ConnectionId::of_company(100 + n, LinkedIn))
            .await
            .unwrap()
            .known()
            .unwrap();
        ended += usize::from(copy.state != shared::connection::State::Active);
    }
    ended
}

#[tokio::test]
async fn f33_more_than_twenty_endings_in_ten_minutes_are_held_and_decided_anew() {
    let logs = Logs::capture(Level::INFO);
    let scene = dead(26).await;
    let report = sweep(&scene).await;
    assert_eq!(report["ended"], 20, "{report}");
    assert_eq!(report["failed"], json!({"grant_gone": 6}));
    assert_eq!(ended(&scene, 26).await, 20);
    assert_eq!(logs.lines("\"EndingsHeld\":1").len(), 6, "an operator is told");
    for _ in 0..6 {
        scene.advance("20m");
        sweep(&scene).await;
    }
    assert_eq!(ended(&scene, 26).await, 26, "six that are left are no outage");
}

#[tokio::test]
async fn f33_an_outage_of_many_ends_no_more_however_long_and_costs_nothing_afterwards() {
    let scene = dead(50).await;
    for _ in 0..6 {
        sweep(&scene).await;
        scene.advance("61m");
    }
    assert_eq!(ended(&scene, 50).await, 20);
}

#[tokio::test]
async fn f33_uses_are_counted_with_the_schedule_and_told_as_an_outage() {
    let scene = dead(21).await;
    scene.advance("61 days");
    let mut told = Vec::new();
    for n in 1..=21 {
        let id = ConnectionId::of_company(100 + n, LinkedIn);
        told.push(access(&scene.world.app, id).await.unwrap_err().code());
    }
    assert_eq!(told.iter().filter(|code| **code == "reauthorization_required").count(), 20);
    assert_eq!(told.last(), Some(&"provider_unavailable"));
    // Company 1's own is the next.
    sweep(&scene).await;
    let health = status(&scene, "linkedin").await;
    assert_eq!(health["state"], "degraded", "{health}");
    assert!(health["reason"].as_str().unwrap().contains("many connections at once"), "{health}");
}

#[tokio::test]
async fn an_end_that_was_known_from_the_beginning_is_counted_by_nobody() {
    let scene = partner(json!({"partner_refresh_tokens": false})).await;
    seed(&scene, 30).await;
    scene.advance("61 days");
    let report = sweep(&scene).await;
    assert_eq!((&report["ended"], &report["failed"]), (&json!(31), &json!({})));
    assert!(!scene.dump().contains("ENDINGS"));
}

#[tokio::test]
async fn f33_a_breaker_that_can_t_count_ends_nothing() {
    let scene = dead(1).await;
    let body = json!({"__type": "com.amazonaws.dynamodb.v20120810#InternalServerError"});
    let down = simulator_kit::wire::Fault::respond(http::StatusCode::INTERNAL_SERVER_ERROR, body);
    scene.world.controls.dynamodb.inject(down.on_target("GetItem").times(100));
    assert_eq!(sweep(&scene).await["failed"], json!({"storage": 1}));
    scene.world.controls.dynamodb.clear();
    assert_eq!(ended(&scene, 1).await, 0);
}
