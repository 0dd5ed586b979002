//! Watches that end: with the last interview, the connection, or its grant.

use http::StatusCode;
use serde_json::{Value, json};
use shared::model::provider::Provider::{GoogleCalendar, OutlookCalendar};
use simulator_kit::wire::Fault;

use super::renewal::replace;
use super::{kept, watch, watched};
use crate::calendars::wire;
use crate::connect_calendars;
use crate::interviews::{CALENDARS, create, delete};
use crate::scene::{MARIAM, Scene};
use crate::upkeep::sweep;

#[tokio::test]
async fn f40_with_its_last_interview_cancelled_a_calendar_is_watched_no_longer() {
    for provider in CALENDARS {
        let (scene, id) = watched(provider).await;
        scene.advance("20m");
        delete(&scene, (MARIAM, provider), &id).await.ok();
        // What a request notes beforehand is a wish, and believed for a quarter of an hour.
        scene.advance("16m");
        let report = scene.watch_calendars().await;
        assert_eq!(report["ended"], 1, "{report}");
        assert_eq!(scene.live(provider).await, [] as [Value; 0]);
        assert!(watch(&scene, provider).await.is_none());
        assert!(kept(&scene, provider).await.is_none());
        assert!(!scene.dump().contains("ADDRESS#"));
    }
}

#[tokio::test]
async fn f40_with_its_last_interview_over_a_calendar_is_watched_no_longer() {
    for provider in CALENDARS {
        let (scene, _) = watched(provider).await;
        // 1 December, 15:00; who did not come is given another time in the day after.
        for hour in (12..=228).step_by(12) {
            scene.advance("12h");
            scene.watch_calendars().await;
            assert_eq!(watch(&scene, provider).await.is_some(), hour < 222, "{provider} {hour}");
        }
        assert_eq!(scene.live(provider).await, [] as [Value; 0]);
        assert!(kept(&scene, provider).await.is_none());
    }
}

#[tokio::test]
async fn f40_a_disconnected_calendar_s_channel_is_stopped_with_the_grant_that_goes() {
    for (provider, account) in [(GoogleCalendar, "awa"), (OutlookCalendar, "fatou")] {
        let scene = Scene::new().await;
        connect_calendars::connect(&scene, provider, account).await.ok();
        create(&scene, provider, json!({})).await.ok();
        scene.watch_calendars().await;
        assert_eq!(scene.live(provider).await.len(), 1);
        scene.advance("20m");
        scene.disconnect(MARIAM, provider.slug()).await.ok();
        assert_eq!(scene.live(provider).await, [] as [Value; 0]);
        assert_eq!(scene.watch_calendars().await["ended"], 1);
        assert!(watch(&scene, provider).await.is_none());
        assert!(!scene.dump().contains("ADDRESS#"));
        assert!(kept(&scene, provider).await.is_none());
    }
}

#[tokio::test]
async fn f40_a_disconnected_calendar_that_no_channel_was_granted_for_is_watched_no_longer() {
    let watches = ["/calendar/v3/calendars/primary/events/watch", "/v1.0/subscriptions"];
    let accounts = [(GoogleCalendar, "awa"), (OutlookCalendar, "fatou")];
    for ((provider, account), path) in accounts.into_iter().zip(watches) {
        let scene = Scene::new().await;
        connect_calendars::connect(&scene, provider, account).await.ok();
        create(&scene, provider, json!({})).await.ok();
        let refused = Fault::respond(StatusCode::FORBIDDEN, json!({})).on("POST", path);
        wire(&scene, provider).inject(refused.times(9));
        assert_eq!(scene.watch_calendars().await["opened"], 0, "{provider}");
        assert!(watch(&scene, provider).await.is_some(), "{provider}: it is read all the same");
        scene.advance("20m");
        scene.disconnect(MARIAM, provider.slug()).await.ok();
        scene.watch_calendars().await;
        assert!(watch(&scene, provider).await.is_none(), "{provider}");
        assert!(kept(&scene, provider).await.is_none(), "{provider}");
    }
}

#[tokio::test]
async fn f40_a_replaced_google_account_s_channel_is_stopped_when_its_grant_is_withdrawn() {
    let scene = Scene::new().await;
    connect_calendars::connect(&scene, GoogleCalendar, "awa").await.ok();
    create(&scene, GoogleCalendar, json!({})).await.ok();
    scene.watch_calendars().await;
    scene.advance("50m");
    replace(&scene, GoogleCalendar, "jean").await;
    scene.watch_calendars().await;
    assert_eq!(scene.live(GoogleCalendar).await.len(), 1, "Awa's, with nobody to stop it yet");
    scene.advance("6m");
    sweep(&scene).await;
    assert_eq!(scene.live(GoogleCalendar).await, [] as [Value; 0]);
}

#[tokio::test]
async fn f40_a_connection_that_must_be_reconnected_is_watched_again_after_that() {
    for (provider, account) in [(GoogleCalendar, "awa"), (OutlookCalendar, "fatou")] {
        let scene = Scene::new().await;
        connect_calendars::connect(&scene, provider, account).await.ok();
        create(&scene, provider, json!({})).await.ok();
        scene.watch_calendars().await;
        let gone = Fault::respond(StatusCode::BAD_REQUEST, json!({"error": "invalid_grant"}));
        let tokens =
            if provider == GoogleCalendar { "/token" } else { "/common/oauth2/v2.0/token" };
        wire(&scene, provider).inject(gone.on("POST", tokens).times(9));
        scene.advance("2h");
        create(&scene, provider, json!({"title": "Autre"})).await;
        wire(&scene, provider).clear();
        scene.advance("6 days");
        assert_eq!(scene.watch_calendars().await["ended"], 1);
        assert!(watch(&scene, provider).await.is_none());
        connect_calendars::connect(&scene, provider, account).await.ok();
        let report = scene.watch_calendars().await;
        assert_eq!(report["opened"], 1, "{report}");
        // What was made with the dead grant ends by itself, and its address is closed.
        assert_eq!(scene.dump().matches("\"ADDRESS#").count(), 2, "one address, and its listing");
    }
}

#[tokio::test]
async fn f40_a_channel_that_can_t_be_stopped_is_tried_again_and_its_address_closed_at_once() {
    let (scene, id) = watched(GoogleCalendar).await;
    scene.advance("20m");
    delete(&scene, (MARIAM, GoogleCalendar), &id).await.ok();
    scene.advance("16m");
    let down = Fault::respond(StatusCode::SERVICE_UNAVAILABLE, Value::Null);
    wire(&scene, GoogleCalendar).inject(down.on("POST", "/calendar/v3/channels/stop"));
    scene.watch_calendars().await;
    assert!(!scene.dump().contains("ADDRESS#"));
    assert_eq!(scene.live(GoogleCalendar).await.len(), 1);
    scene.advance("1h");
    scene.watch_calendars().await;
    assert_eq!(scene.live(GoogleCalendar).await, [] as [Value; 0]);
    assert!(kept(&scene, GoogleCalendar).await.is_none());
}
