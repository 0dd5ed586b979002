//! How many outside calls a request waits for one after the other: each answers after a pause, and the time
//! that passes tells how many pauses there were.

use std::time::{Duration, Instant};

use serde_json::json;
use shared::model::provider::Provider::{GoogleCalendar, Zoom};
use simulator_kit::wire::Fault;

use super::{connect_for, schedule};
use crate::scene::{MARIAM, Scene, THIRD};

/// Long beside what the functions themselves need.
const PAUSE: Duration = Duration::from_millis(300);

/// The calls that `doing` waits for in turn, when every part of the world answers slowly.
async fn depth(scene: &Scene, doing: impl Future) -> u128 {
    for part in scene.parts() {
        part.inject(Fault::delay(PAUSE).times(100));
    }
    let begun = Instant::now();
    doing.await;
    let took = begun.elapsed();
    scene.parts().iter().for_each(|part| part.clear());
    took.as_millis() / PAUSE.as_millis()
}

#[tokio::test]
#[ignore = "measures time: for a machine that does nothing else"]
async fn scheduling_waits_for_no_more_calls_in_turn_than_with_the_company_s_calendar_alone() {
    let scene = Scene::new().await;
    connect_for(&scene, (MARIAM, "me"), GoogleCalendar, "awa").await.ok();
    connect_for(&scene, (MARIAM, "company"), GoogleCalendar, "lead").await.ok();
    for (user, whose) in [(MARIAM, "company"), (MARIAM, ""), (THIRD, "")] {
        let body = |title: &str| {
            let calendar = Some(whose).filter(|whose| !whose.is_empty());
            json!({"title": format!("{title} {user} {whose}"), "calendar_of": calendar})
        };
        schedule(&scene, (user, GoogleCalendar), body("Premier")).await.ok();
        let next = schedule(&scene, (user, GoogleCalendar), body("Deuxième"));
        // The ATS, the connection, the claim, the calendar, the records; the use was noted by the first.
        assert_eq!(depth(&scene, next).await, 5, "{user} {whose}");
    }
}

#[tokio::test]
#[ignore = "measures time: for a machine that does nothing else"]
async fn a_room_at_zoom_is_one_call_more_in_turn_whosever_it_is() {
    let scene = Scene::new().await;
    connect_for(&scene, (MARIAM, "company"), GoogleCalendar, "lead").await.ok();
    connect_for(&scene, (MARIAM, "company"), Zoom, "zoe").await.ok();
    connect_for(&scene, (MARIAM, "me"), Zoom, "basile").await.ok();
    for user in [MARIAM, THIRD] {
        let body =
            |title: &str| json!({"title": format!("{title} {user}"), "meeting_provider": "zoom"});
        schedule(&scene, (user, GoogleCalendar), body("Premier")).await.ok();
        let next = schedule(&scene, (user, GoogleCalendar), body("Deuxième"));
        // Between the claim and the calendar.
        assert_eq!(depth(&scene, next).await, 6, "{user}");
    }
}
