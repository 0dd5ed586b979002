//! A room at Zoom follows its interview where people move it, and goes with it.

use http::StatusCode;
use serde_json::{Value, json};
use shared::model::provider::Provider::GoogleCalendar;
use simulator_kit::wire::Fault;

use super::{begin, in_pages, says};
use crate::interviews::{create, drag};
use crate::scene::Scene;
use crate::upkeep::sweep;
use crate::zoom::{connected, rooms, wire};

async fn held() -> (Scene, String) {
    let scene = connected(GoogleCalendar, "zoe").await;
    let body = json!({"meeting_provider": "zoom", "attendees": ["candidate@example.com"]});
    let made = create(&scene, GoogleCalendar, body).await.ok();
    let id = made["event_id"].as_str().unwrap().to_owned();
    begin(&scene, GoogleCalendar).await;
    (scene, id)
}

async fn starts(scene: &Scene) -> Vec<Value> {
    rooms(scene, "zoe").await.iter().map(|room| room["start_time"].clone()).collect()
}

#[tokio::test]
async fn b17_a_room_follows_a_move_made_in_the_calendar_and_goes_with_a_deletion_there() {
    let (scene, id) = held().await;
    assert_eq!(starts(&scene).await, ["2026-12-01T14:00:00Z"]);
    drag(&scene, GoogleCalendar, &id).await;
    says(&scene, GoogleCalendar).await;
    assert_eq!(starts(&scene).await, ["2026-12-01T14:30:00Z"]);
    scene.advance("10m");
    in_pages(&scene, GoogleCalendar, (&id, "delete"), &[]).await;
    says(&scene, GoogleCalendar).await;
    assert_eq!(starts(&scene).await, [Value::Null; 0]);
}

#[tokio::test]
async fn b17_a_room_that_zoom_does_not_move_now_is_moved_later_and_the_move_is_told_at_once() {
    let (scene, id) = held().await;
    scene.world.webhooks.forget();
    let fault = Fault::respond(StatusCode::INTERNAL_SERVER_ERROR, Value::Null);
    wire(&scene).inject(fault.times(9));
    drag(&scene, GoogleCalendar, &id).await;
    says(&scene, GoogleCalendar).await;
    assert_eq!(scene.told(), ["interview.moved"]);
    wire(&scene).clear();
    scene.advance("1h");
    // What a turn has left is the renewals' schedule to do.
    sweep(&scene).await;
    assert_eq!(starts(&scene).await, ["2026-12-01T14:30:00Z"]);
    assert_eq!(scene.told(), ["interview.moved"]);
}
