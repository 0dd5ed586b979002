//! Wherever making, moving and cancelling an interview with a room breaks off, and nobody comes back: the schedule
//! brings the two together, or deletes what nothing leads to (F36).

use serde_json::{Value, json};
use shared::model::provider::Provider::{self, OutlookCalendar, Zoom};

use super::each_crash;
use crate::calendars::connect;
use crate::interviews::{create, delete, in_calendar, list, update};
use crate::scene::{MARIAM, Scene};
use crate::upkeep::sweep;
use crate::zoom::rooms;

const CALENDAR: Provider = OutlookCalendar;

async fn connected(scene: &Scene) {
    connect(scene, CALENDAR, MARIAM, 1).await;
    scene.connect(MARIAM, Zoom.slug(), "zoe").await.ok();
    scene.advance("6m");
}

async fn scheduled(scene: &Scene) -> String {
    connected(scene).await;
    let made = create(scene, CALENDAR, json!({"meeting_provider": "zoom"})).await.ok();
    scene.advance("6m");
    made["event_id"].as_str().unwrap().to_owned()
}

fn moved() -> Value {
    json!({
        "start_time": "2026-12-02T09:30:00", "end_time": "2026-12-02T10:30:00", "timezone": "UTC",
    })
}

/// Nobody comes back, but the schedule. There is a room for each interview that takes place, at the same time, and
/// no other; and nothing is left to be done.
async fn settled(scene: &Scene, name: &str) {
    scene.advance("10m");
    sweep(scene).await;
    // What a calendar says not to have is believed the second time.
    scene.advance("30m");
    let report = sweep(scene).await;
    assert_eq!(report["rooms_left"], 0, "{name}: {report}");
    let listed = list(scene, MARIAM).await;
    let rooms = rooms(scene, "zoe").await;
    let standing: Vec<_> = listed.iter().filter(|it| it["status"] != "cancelled").collect();
    assert_eq!(rooms.len(), standing.len(), "{name}: {rooms:?} {listed:?}");
    for (interview, room) in standing.into_iter().zip(&rooms) {
        assert_eq!(interview["status"], "scheduled", "{name}");
        let id = interview["event_id"].as_str().unwrap();
        let event = in_calendar(scene, CALENDAR, id).await.unwrap();
        let link = room["join_url"].as_str().unwrap();
        assert!(event.content.location.contains(link), "{name}: {:?}", event.content.location);
        let start = event.content.span.unwrap().start.to_string();
        assert_eq!(room["start_time"], start, "{name}");
        assert_eq!(interview["meeting_link"], link, "{name}");
    }
    scene.advance("1 day");
    assert_eq!(sweep(scene).await["rooms"], 0, "{name}");
}

#[tokio::test]
async fn f36_wherever_scheduling_with_a_room_breaks_off_for_good_there_are_both_or_neither() {
    each_crash(
        async |scene| connected(scene).await,
        async |scene, ()| create(scene, CALENDAR, json!({"meeting_provider": "zoom"})).await,
        async |scene, (), _, name| settled(scene, name).await,
    )
    .await;
}

#[tokio::test]
async fn f36_wherever_moving_a_room_breaks_off_for_good_it_is_where_its_interview_is() {
    each_crash(
        async |scene| scheduled(scene).await,
        async |scene, id| update(scene, (MARIAM, CALENDAR), id, moved()).await,
        async |scene, _, _, name| settled(scene, name).await,
    )
    .await;
}

#[tokio::test]
async fn f36_wherever_making_a_room_anew_breaks_off_for_good_nothing_is_left_behind() {
    each_crash(
        async |scene| {
            let id = scheduled(scene).await;
            crate::zoom::host_does(scene, "zoe", "delete").await;
            id
        },
        async |scene, id| update(scene, (MARIAM, CALENDAR), id, moved()).await,
        async |scene, id, _, name| {
            // Its room was lost before: it may still be, until somebody moves it.
            scene.advance("10m");
            sweep(scene).await;
            assert!(rooms(scene, "zoe").await.len() <= 1, "{name}");
            let mut later = moved();
            later["end_time"] = "2026-12-02T11:30:00".into();
            update(scene, (MARIAM, CALENDAR), id, later).await.ok();
            settled(scene, name).await;
        },
    )
    .await;
}

#[tokio::test]
async fn f36_wherever_cancelling_with_a_room_breaks_off_for_good_there_are_both_or_neither() {
    each_crash(
        async |scene| scheduled(scene).await,
        async |scene, id| delete(scene, (MARIAM, CALENDAR), id).await,
        async |scene, _, _, name| settled(scene, name).await,
    )
    .await;
}
