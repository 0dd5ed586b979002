//! Who leaves: their calendar is used for nobody else, and what stands in it is found.

use serde_json::{Value, json};
use shared::model::provider::Provider::GoogleCalendar;

use super::{connect_for, disconnect_for, schedule};
use crate::answer::Answer;
use crate::interviews::{delete, update};
use crate::scene::{COLLEAGUE, MARIAM, STRANGER, Scene, THIRD};

/// The interviews to come of the calendar of `organizer`.
async fn organized(scene: &Scene, user: i64, organizer: &str) -> Answer {
    let change = |event: &mut Value| {
        event["rawPath"] = "/api/integrations/interviews".into();
        event["rawQueryString"] = format!("organizer={organizer}").into();
    };
    scene.call("list-events", user, change).await
}

async fn titles(scene: &Scene, user: i64, organizer: &str) -> Vec<String> {
    let answer = organized(scene, user, organizer).await.ok();
    let events = answer["events"].as_array().unwrap().iter();
    events.map(|event| event["title"].as_str().unwrap().to_owned()).collect()
}

/// Mariam's own interviews, tomorrow week and in two months, and one of the company's.
async fn planned() -> Scene {
    let scene = Scene::new().await;
    connect_for(&scene, (MARIAM, "me"), GoogleCalendar, "awa").await.ok();
    connect_for(&scene, (MARIAM, "company"), GoogleCalendar, "lead").await.ok();
    for (user, title, day) in [
        (MARIAM, "Bientôt", "2026-12-01"),
        (MARIAM, "Plus tard", "2027-01-20"),
        (THIRD, "Commun", "2026-12-01"),
    ] {
        let when = json!({
            "title": title, "start_time": format!("{day}T14:00:00"), "end_time": format!("{day}T15:00:00"),
        });
        schedule(&scene, (user, GoogleCalendar), when).await.ok();
    }
    scene
}

#[tokio::test]
async fn b20_the_interviews_to_come_of_one_calendar_are_listed() {
    let scene = planned().await;
    assert_eq!(titles(&scene, COLLEAGUE, "1").await, ["Bientôt", "Plus tard"]);
    assert_eq!(titles(&scene, MARIAM, "me").await, ["Bientôt", "Plus tard"]);
    assert_eq!(titles(&scene, MARIAM, "company").await, ["Commun"]);
    assert!(titles(&scene, COLLEAGUE, "me").await.is_empty());
    assert!(titles(&scene, STRANGER, "1").await.is_empty(), "another company");
    disconnect_for(&scene, (MARIAM, "me"), GoogleCalendar).await;
    scene.advance("9 days");
    assert_eq!(titles(&scene, COLLEAGUE, "1").await, ["Plus tard"], "gone with what it organized");
    for wrong in ["everybody", "0", "-1", "1.5"] {
        organized(&scene, MARIAM, wrong).await.expect(400, "invalid_request");
    }
}

#[tokio::test]
async fn b20_a_cancelled_interview_needs_nobody_s_hand() {
    let scene = planned().await;
    let events = organized(&scene, COLLEAGUE, "1").await.ok();
    let id = events["events"][0]["event_id"].as_str().unwrap();
    delete(&scene, (COLLEAGUE, GoogleCalendar), id).await.ok();
    assert_eq!(titles(&scene, COLLEAGUE, "1").await, ["Plus tard"]);
}

#[tokio::test]
async fn b20_a_calendar_whose_owner_was_not_seen_for_30_days_serves_its_owner_alone() {
    let scene = planned().await;
    let events = organized(&scene, COLLEAGUE, "1").await.ok();
    let id = events["events"][1]["event_id"].as_str().unwrap();
    let title = |title: &str| json!({ "title": title });
    scene.advance("29 days");
    update(&scene, (COLLEAGUE, GoogleCalendar), id, title("A")).await.ok();
    scene.advance("2 days");
    let refused = update(&scene, (COLLEAGUE, GoogleCalendar), id, title("B")).await;
    refused.expect(409, "organizer_unavailable");
    update(&scene, (MARIAM, GoogleCalendar), id, title("C")).await.ok();
    update(&scene, (COLLEAGUE, GoogleCalendar), id, title("D")).await.ok();
}
