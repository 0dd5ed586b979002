//! Two changes of one interview at the same moment.

use std::time::Duration;

use serde_json::json;
use simulator_kit::wire::Fault;

use crate::interviews::{CALENDARS, list, scheduled, update};
use crate::scene::MARIAM;

#[tokio::test]
async fn a_change_that_is_recorded_late_takes_nothing_from_a_newer_one() {
    for provider in CALENDARS {
        let (scene, id) = scheduled(provider).await;
        let change = |change| update(&scene, (MARIAM, provider), &id, change);
        let table = &scene.world.controls.dynamodb;
        let late = Fault::delay(Duration::from_secs(1)).on_target("PutItem");
        table.inject(late.body_contains("Entretien final"));
        let late_one = change(json!({"title": "Entretien final"}));
        let (titled, moved) = tokio::join!(late_one, async {
            // The first notes that a change is under way.
            while table.count_target("PutItem") < 2 {
                tokio::task::yield_now().await;
            }
            let to =
                json!({"start_time": "2026-12-03T15:00:00", "end_time": "2026-12-03T16:00:00"});
            // What is not recorded yet looks like a person's change, which is recorded as it is seen.
            change(to.clone()).await.expect(409, "event_changed");
            change(to).await
        });
        titled.ok();
        moved.ok();
        let listed = list(&scene, MARIAM).await[0].clone();
        assert_eq!(listed["title"], "Entretien final", "{provider}");
        assert!(listed["start_time"].as_str().unwrap().contains("12-03T15:00"), "{listed}");
        // What is stored is what the calendar has: nobody is taken to have changed it there.
        change(json!({"title": "Entretien d'équipe"})).await.ok();
    }
}
