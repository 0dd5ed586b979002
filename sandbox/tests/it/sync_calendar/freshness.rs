//! How old what is listed may be, and what is said of it where it is older.

use serde_json::json;
use shared::model::provider::Provider::{self, GoogleCalendar};

use super::{GUEST, begin, fire, listed, says};
use crate::connect_calendars::connect;
use crate::interviews::{CALENDARS, create};
use crate::scene::{MARIAM, Scene};
use crate::withdrawn_calendar::withdraw;

async fn connects(scene: &Scene, provider: Provider) {
    let account = if provider == GoogleCalendar { "awa" } else { "fatou" };
    connect(scene, provider, account).await.ok();
}

/// A world with one interview whose calendar was read once.
async fn watched(provider: Provider) -> Scene {
    let scene = Scene::new().await;
    connects(&scene, provider).await;
    create(&scene, provider, json!({"attendees": [GUEST]})).await.ok();
    begin(&scene, provider).await;
    scene
}

/// Time passes, and then the schedules of calendars run.
async fn pass(scene: &Scene, by: &str) {
    scene.advance(by);
    scene.watch_calendars().await;
    fire(scene).await;
}

async fn is_delayed(scene: &Scene) -> bool {
    listed(scene).await["is_delayed"].as_bool().unwrap()
}

#[tokio::test]
async fn f40_an_interview_in_a_calendar_that_must_be_connected_again_is_listed_as_old() {
    for provider in CALENDARS {
        for is_withdrawn in [true, false] {
            let scene = watched(provider).await;
            assert!(!is_delayed(&scene).await, "{provider}");
            if is_withdrawn {
                withdraw(&scene, provider).await;
                says(&scene, provider).await;
            } else {
                scene.disconnect(MARIAM, provider.slug()).await.ok();
            }
            for _ in 0..5 {
                assert!(is_delayed(&scene).await, "{provider}, withdrawn: {is_withdrawn}");
                pass(&scene, "24h").await;
            }
            assert_eq!(listed(&scene).await["seen_at"], "2026-11-23T09:00:00Z");
            connects(&scene, provider).await;
            pass(&scene, "1m").await;
            assert!(!is_delayed(&scene).await, "{provider}: connected again");
        }
    }
}

#[tokio::test]
async fn f40_an_interview_that_nobody_has_looked_at_for_over_seven_hours_is_listed_as_old() {
    for provider in CALENDARS {
        let scene = watched(provider).await;
        scene.advance("7h");
        assert!(!is_delayed(&scene).await, "{provider}: read every six hours");
        scene.advance("1m");
        assert!(is_delayed(&scene).await, "{provider}: no schedule has run");
        fire(&scene).await;
        assert!(!is_delayed(&scene).await, "{provider}");
        scene.advance("9d");
        assert!(!is_delayed(&scene).await, "{provider}: what is over is followed for a day");
    }
}
