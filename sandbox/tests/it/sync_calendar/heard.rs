//! From the calendar's page to the list, the ATS and Slack, over channels as they are: within five seconds.

use serde_json::{Value, json};
use shared::model::provider::Provider;

use super::{GUEST, in_pages};
use crate::calendars::connect;
use crate::interviews::{CALENDARS, create, drag, list};
use crate::scene::{MARIAM, Scene};
use crate::slack::{PRIVATE, choose, messages};

/// A world with one interview in a calendar that is watched, and notes in Slack; and its id.
async fn watched(provider: Provider) -> (Scene, String) {
    let scene = Scene::new().await;
    connect(&scene, provider, MARIAM, 1).await;
    scene.connect(MARIAM, "slack", "sali").await.ok();
    choose(&scene, MARIAM, json!({"channel_id": PRIVATE})).await.ok();
    let made = create(&scene, provider, json!({"attendees": [GUEST]})).await.ok();
    scene.watch_calendars().await;
    pass(&scene, 60).await;
    scene.world.webhooks.forget();
    (scene, made["event_id"].as_str().unwrap().to_owned())
}

/// So many seconds pass, in each of which happens what is due, as where the sandbox runs by itself.
async fn pass(scene: &Scene, seconds: u32) {
    for _ in 0..seconds {
        scene.advance("1s");
        scene.world.deliver().await;
        scene.world.poll().await;
    }
}

/// The titles of all that Slack shows of the interview.
async fn notes(scene: &Scene) -> Vec<String> {
    let all = messages(scene, "sali").await;
    let title = |one: &Value| one["text"].as_str().unwrap().split(" · ").next().unwrap().to_owned();
    all.iter().map(title).collect()
}

#[tokio::test]
async fn f40_what_happens_in_a_calendar_is_listed_and_told_to_the_ats_and_slack_within_5_seconds() {
    for provider in CALENDARS {
        let (scene, id) = watched(provider).await;
        assert_eq!(notes(&scene).await.len(), 1, "{provider}");
        let declined = [("guest", GUEST), ("response", "declined"), ("comment", "Malade")];
        in_pages(&scene, provider, (&id, "answer"), &declined).await;
        pass(&scene, 5).await;
        assert_eq!(scene.told(), ["interview.guest_responded"], "{provider}");
        assert_eq!(list(&scene, MARIAM).await[0]["attendees"][0]["response"], "declined");
        assert_eq!(notes(&scene).await.len(), 2, "{provider}: {:?}", notes(&scene).await);
        drag(&scene, provider, &id).await;
        pass(&scene, 5).await;
        assert_eq!(scene.told()[1..], ["interview.moved"], "{provider}");
        assert_eq!(list(&scene, MARIAM).await[0]["start_time"], "2026-12-01T14:30:00+00:00");
        assert_eq!(notes(&scene).await.len(), 3, "{provider}: {:?}", notes(&scene).await);
        pass(&scene, 120).await;
        in_pages(&scene, provider, (&id, "delete"), &[]).await;
        pass(&scene, 5).await;
        assert_eq!(scene.told()[2..], ["interview.cancelled"], "{provider}");
        let event = list(&scene, MARIAM).await.remove(0);
        assert_eq!(
            (&event["status"], &event["cancelled_by"]),
            (&json!("cancelled"), &json!("calendar"))
        );
        assert_eq!(notes(&scene).await.len(), 4, "{provider}: {:?}", notes(&scene).await);
        pass(&scene, 60).await;
        assert_eq!(
            (scene.told().len(), notes(&scene).await.len()),
            (3, 4),
            "{provider}: each once"
        );
    }
}
