//! How many outside calls a request waits for one after the other: each answers after a pause, and the time
//! that passes tells how many pauses there were.

use std::time::{Duration, Instant};

use serde_json::json;
use shared::model::provider::Provider::GoogleCalendar;
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
async fn scheduling_waits_for_five_calls_in_turn_whoever_s_calendar_it_is() {
    let scene = Scene::new().await;
    connect_for(&scene, (MARIAM, "me"), GoogleCalendar, "awa").await.ok();
    connect_for(&scene, (MARIAM, "company"), GoogleCalendar, "lead").await.ok();
    for user in [MARIAM, THIRD] {
        let warm = json!({"title": format!("Premier de {user}")});
        schedule(&scene, (user, GoogleCalendar), warm).await.ok();
        let asked = async {
            let next = json!({"title": format!("Deuxième de {user}")});
            schedule(&scene, (user, GoogleCalendar), next).await.ok();
        };
        assert_eq!(depth(&scene, asked).await, 5, "{user}");
    }
}
