//! Wherever making, moving and deleting an interview with a room beside the calendar breaks off, there is one
//! room and one event in the end, and what is left behind the next request cleans (F3, F4, F36).

use http::StatusCode;
use serde_json::{Value, json};
use shared::model::provider::Provider::{self, GoogleCalendar, Zoom};
use simulator_kit::wire::Fault;

use super::each_crash;
use crate::answer::Answer;
use crate::calendars::connect;
use crate::interviews::{create, delete, in_calendar, list, update};
use crate::scene::{MARIAM, Scene};
use crate::zoom::rooms;

const CALENDAR: Provider = GoogleCalendar;

fn wanted() -> Value {
    json!({"meeting_provider": "zoom"})
}

async fn connected(scene: &Scene) {
    connect(scene, CALENDAR, MARIAM, 1).await;
    scene.connect(MARIAM, Zoom.slug(), "zoe").await.ok();
    scene.advance("6m");
}

async fn scheduled(scene: &Scene) -> String {
    connected(scene).await;
    let made = create(scene, CALENDAR, wanted()).await.ok();
    scene.advance("6m");
    made["event_id"].as_str().unwrap().to_owned()
}

fn is_allowed(broken: &Answer, name: &str) {
    let allowed = [200, 502, 503];
    assert!(allowed.contains(&broken.status.as_u16()), "{name}: {broken:?}");
}

#[tokio::test]
async fn f3_f4_wherever_scheduling_with_a_room_breaks_off_there_is_one_of_each_in_the_end() {
    each_crash(
        async |scene| connected(scene).await,
        async |scene, ()| create(scene, CALENDAR, wanted()).await,
        async |scene, (), broken, name| {
            is_allowed(&broken, name);
            assert!(rooms(scene, "zoe").await.len() <= 1, "{name}");
            let repeated = create(scene, CALENDAR, wanted()).await;
            assert_eq!(repeated.status, StatusCode::OK, "{name}: {repeated:?}");
            let (rooms, listed) = (rooms(scene, "zoe").await, list(scene, MARIAM).await);
            assert_eq!((rooms.len(), listed.len()), (1, 1), "{name}: {rooms:?}");
            let repeated = repeated.json();
            assert_eq!(repeated["zoom_link"], rooms[0]["join_url"], "{name}");
            assert_eq!(listed[0]["meeting_link"], rooms[0]["join_url"], "{name}");
            let id = repeated["event_id"].as_str().unwrap();
            let event = in_calendar(scene, CALENDAR, id).await.unwrap();
            assert_eq!(event.content.location, rooms[0]["join_url"].as_str().unwrap(), "{name}");
        },
    )
    .await;
}

#[tokio::test]
async fn wherever_moving_a_room_breaks_off_it_is_with_its_interview_in_the_end() {
    let change = json!({
        "start_time": "2026-12-02T09:30:00", "end_time": "2026-12-02T10:30:00", "timezone": "UTC",
    });
    each_crash(
        async |scene| scheduled(scene).await,
        async |scene, id| update(scene, (MARIAM, CALENDAR), id, change.clone()).await,
        async |scene, id, broken, name| {
            is_allowed(&broken, name);
            let repeated = update(scene, (MARIAM, CALENDAR), id, change.clone()).await;
            assert_eq!(repeated.status, StatusCode::OK, "{name}: {repeated:?}");
            let rooms = rooms(scene, "zoe").await;
            assert_eq!(rooms.len(), 1, "{name}");
            assert_eq!(rooms[0]["start_time"], "2026-12-02T09:30:00Z", "{name}");
            let event = in_calendar(scene, CALENDAR, id).await.unwrap();
            let start = event.content.span.unwrap().start.to_string();
            assert_eq!(start, "2026-12-02T09:30:00Z", "{name}");
        },
    )
    .await;
}

#[tokio::test]
async fn wherever_a_room_that_zoom_lost_is_made_anew_and_breaks_off_there_is_one_in_the_end() {
    let change = json!({
        "start_time": "2026-12-02T09:30:00", "end_time": "2026-12-02T10:30:00", "timezone": "UTC",
    });
    each_crash(
        async |scene| {
            let id = scheduled(scene).await;
            crate::zoom::host_does(scene, "zoe", "delete").await;
            id
        },
        async |scene, id| update(scene, (MARIAM, CALENDAR), id, change.clone()).await,
        async |scene, id, broken, name| {
            is_allowed(&broken, name);
            let repeated = update(scene, (MARIAM, CALENDAR), id, change.clone()).await;
            assert_eq!(repeated.status, StatusCode::OK, "{name}: {repeated:?}");
            let rooms = rooms(scene, "zoe").await;
            assert_eq!(rooms.len(), 1, "{name}: {rooms:?}");
            let event = in_calendar(scene, CALENDAR, id).await.unwrap();
            assert_eq!(event.content.location, rooms[0]["join_url"].as_str().unwrap(), "{name}");
            assert_eq!(repeated.json()["meeting_link"], rooms[0]["join_url"], "{name}");
        },
    )
    .await;
}

#[tokio::test]
async fn wherever_cancelling_with_a_room_breaks_off_neither_is_left_in_the_end() {
    each_crash(
        async |scene| scheduled(scene).await,
        async |scene, id| delete(scene, (MARIAM, CALENDAR), id).await,
        async |scene, id, broken, name| {
            is_allowed(&broken, name);
            let repeated = delete(scene, (MARIAM, CALENDAR), id).await;
            assert_eq!(repeated.status, StatusCode::OK, "{name}: {repeated:?}");
            assert_eq!(repeated.json()["warnings"], json!([]), "{name}");
            assert_eq!(rooms(scene, "zoe").await.len(), 0, "{name}");
            assert!(in_calendar(scene, CALENDAR, id).await.is_none(), "{name}");
        },
    )
    .await;
}

/// What remains: the run that dies between Zoom's answer and the write (F37).
#[tokio::test]
async fn f37_wherever_a_renewal_breaks_off_the_only_loss_is_said_with_what_to_do() {
    let lost = std::sync::Mutex::new(std::collections::BTreeSet::new());
    each_crash(
        async |scene| {
            connected(scene).await;
            scene.advance("2h");
            // Google's is renewed before, so that what breaks off is Zoom's renewal and what follows it.
            create(scene, CALENDAR, json!({"title": "Avant"})).await.ok();
        },
        async |scene, ()| create(scene, CALENDAR, wanted()).await,
        async |scene, (), broken, name| {
            assert!([200, 502, 503, 409].contains(&broken.status.as_u16()), "{name}: {broken:?}");
            let again = create(scene, CALENDAR, wanted()).await;
            if again.status.is_success() {
                assert_eq!(rooms(scene, "zoe").await.len(), 1, "{name}");
                return;
            }
            again.expect(409, "reauthorization_required");
            let zoom = scene.status(MARIAM).await["zoom"].clone();
            let reason = zoom["reason"].as_str().unwrap().to_owned();
            assert!(reason.contains("broke off"), "{name}: {reason}");
            lost.lock().unwrap().insert(name.to_owned());
            scene.connect(MARIAM, Zoom.slug(), "zoe").await.ok();
            create(scene, CALENDAR, wanted()).await.ok();
        },
    )
    .await;
    let lost = lost.into_inner().unwrap();
    assert_eq!(
        lost,
        std::collections::BTreeSet::from(["call 0 to Zoom is dropped after, 1 times".to_owned()])
    );
}

/// Each call of the enumeration above is answered or fails; a run that is killed leaves the two that it waits
/// for, and nothing of them is written.
#[tokio::test]
async fn f4_a_room_of_a_run_that_was_killed_before_it_was_noted_is_found_by_the_next_request() {
    let scene = Scene::new().await;
    connected(&scene).await;
    let (zoom, table) = (&scene.world.controls[Zoom], &scene.world.controls.dynamodb);
    let calendar = &scene.world.controls[CALENDAR];
    table.inject(Fault::hang().body_contains("join_url"));
    calendar.inject(Fault::hang().on("POST", "/calendar/v3/calendars/*"));
    let both_hang = async {
        while (table.hanging(), calendar.hanging()) != (1, 1) {
            tokio::task::yield_now().await;
        }
    };
    tokio::select! {
        answer = create(&scene, CALENDAR, wanted()) => panic!("{answer:?}"),
        () = both_hang => {}
    }
    assert_eq!(rooms(&scene, "zoe").await.len(), 1);
    assert!(!scene.dump().contains("join_url"), "nobody knows it");
    scene.parts().iter().for_each(|part| part.clear());
    scene.advance("40s");
    let made = create(&scene, CALENDAR, wanted()).await.ok();
    let (rooms, listed) = (rooms(&scene, "zoe").await, list(&scene, MARIAM).await);
    assert_eq!((rooms.len(), listed.len()), (1, 1), "{rooms:?}");
    assert_eq!(made["zoom_link"], rooms[0]["join_url"]);
    assert_eq!(zoom.count("POST", "/v2/users/me/meetings"), 1, "found, not made");
}
