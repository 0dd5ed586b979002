//! Channels that near their end, that are gone, or that another grant has made.

use http::Request;
use serde_json::{Value, json};
use shared::model::provider::Provider::{self, GoogleCalendar, OutlookCalendar};

use super::{kept, watch, watched};
use crate::calendars::wire;
use crate::connect_calendars;
use crate::scene::{MARIAM, Scene, at_provider};

/// A run every six hours for so many days; how many channels lived after each, at least.
async fn days(scene: &Scene, provider: Provider, days: usize) -> usize {
    let mut least = usize::MAX;
    for _ in 0..days * 4 {
        scene.advance("6h");
        scene.watch_calendars().await;
        least = least.min(scene.live(provider).await.len());
    }
    least
}

/// The subscription of the world says `event` of itself.
async fn lives(scene: &Scene, event: &str) {
    let id = scene.live(OutlookCalendar).await[0]["id"].as_str().unwrap().to_owned();
    let url = format!("{}/_subscriptions/{id}/{event}", scene.world.origins[OutlookCalendar]);
    scene.send(Request::post(url).body(Vec::new()).unwrap()).await;
    scene.notify(OutlookCalendar).await;
}

#[tokio::test]
async fn f40_google_s_channel_is_replaced_before_its_end_and_the_old_one_stopped() {
    let (scene, _) = watched(GoogleCalendar).await;
    assert_eq!(days(&scene, GoogleCalendar, 7).await, 1, "there is one at any time");
    let states: Vec<_> =
        scene.channels(GoogleCalendar).await.iter().map(|one| one["state"].clone()).collect();
    assert_eq!(states, ["stopped", "live"]);
    let sent = wire(&scene, GoogleCalendar).requests();
    let order: Vec<_> = sent
        .iter()
        .filter(|request| request.method == "POST")
        .filter_map(|request| {
            let is_of = |end: &str| request.path.ends_with(end);
            (is_of("/watch") || is_of("/stop")).then(|| request.path.clone())
        })
        .collect();
    let watch = "/calendar/v3/calendars/primary/events/watch";
    assert_eq!(order, [watch, watch, "/calendar/v3/channels/stop"], "they overlap");
    assert_eq!(scene.dump().matches("\"ADDRESS#").count(), 2, "one address, and its listing");
}

#[tokio::test]
async fn f40_graph_s_subscription_is_renewed_and_stays_the_same() {
    let (scene, _) = watched(OutlookCalendar).await;
    let before = scene.live(OutlookCalendar).await;
    assert_eq!(days(&scene, OutlookCalendar, 7).await, 1, "there is one at any time");
    let after = scene.live(OutlookCalendar).await;
    assert_eq!((after.len(), &after[0]["id"]), (1, &before[0]["id"]));
    assert!(after[0]["expires"].as_str() > before[0]["expires"].as_str());
    assert_eq!(wire(&scene, OutlookCalendar).count("POST", "/v1.0/subscriptions"), 1);
}

#[tokio::test]
async fn f40_a_subscription_that_asks_to_be_renewed_is_renewed_by_the_next_run() {
    let (scene, _) = watched(OutlookCalendar).await;
    scene.advance("1h");
    assert_eq!(scene.watch_calendars().await["due"], 0);
    lives(&scene, "reauthorizationRequired").await;
    let report = scene.watch_calendars().await;
    assert_eq!(report["renewed"], 1, "{report}");
    assert_eq!(scene.live(OutlookCalendar).await.len(), 1);
    assert_eq!(scene.watch_calendars().await["due"], 0);
}

#[tokio::test]
async fn f40_a_subscription_that_was_removed_is_made_anew_and_its_calendar_read() {
    let (scene, _) = watched(OutlookCalendar).await;
    scene.advance("1h");
    let before = watch(&scene, OutlookCalendar).await.unwrap().changed_at;
    lives(&scene, "subscriptionRemoved").await;
    assert!(watch(&scene, OutlookCalendar).await.unwrap().changed_at > before);
    assert_eq!(scene.watch_calendars().await["opened"], 1);
    assert_eq!(scene.live(OutlookCalendar).await.len(), 1);
}

#[tokio::test]
async fn f40_a_refusal_forgets_nothing_that_a_subscription_has_asked_for() {
    let (scene, _) = watched(OutlookCalendar).await;
    lives(&scene, "reauthorizationRequired").await;
    let down =
        simulator_kit::wire::Fault::respond(http::StatusCode::SERVICE_UNAVAILABLE, Value::Null);
    wire(&scene, OutlookCalendar).inject(down.times(1));
    assert_eq!(scene.watch_calendars().await["failed"], json!({"provider": 1}));
    scene.advance("5m");
    assert_eq!(scene.watch_calendars().await["renewed"], 1);
}

#[tokio::test]
async fn f40_what_happened_while_a_subscription_was_paused_is_looked_for_once_it_is_renewed() {
    let (scene, _) = watched(OutlookCalendar).await;
    scene.advance("1h");
    lives(&scene, "reauthorizationRequired").await;
    let down =
        simulator_kit::wire::Fault::respond(http::StatusCode::SERVICE_UNAVAILABLE, Value::Null);
    wire(&scene, OutlookCalendar).inject(down.on("PATCH", "/v1.0/subscriptions/*").times(3));
    for _ in 0..3 {
        let report = scene.watch_calendars().await;
        assert_eq!(report["failed"], json!({"provider": 1}), "{report}");
        scene.advance("20m");
    }
    let before = watch(&scene, OutlookCalendar).await.unwrap().changed_at;
    let report = scene.watch_calendars().await;
    assert_eq!(report["renewed"], 1, "{report}");
    assert!(watch(&scene, OutlookCalendar).await.unwrap().changed_at > before);
}

#[tokio::test]
async fn f40_another_account_in_its_place_ends_the_watch_of_the_one_before() {
    for (provider, account) in [(GoogleCalendar, "awa"), (OutlookCalendar, "fatou")] {
        let (scene, _) = watched(provider).await;
        scene.advance("1h");
        let old = kept(&scene, provider).await.unwrap().current.unwrap();
        // The scene's account ids are not the providers' own: another account, as far as we know.
        replace(&scene, provider, account).await;
        scene.advance("5m");
        let report = scene.watch_calendars().await;
        assert_eq!(
            report["ended"], 1,
            "the interviews are in the old account's calendar: {report}"
        );
        let address = format!("ADDRESS#{}", old.address);
        assert!(!scene.dump().contains(&address), "its address is closed");
        assert!(watch(&scene, provider).await.is_none());
    }
}

/// Mariam connects `account` in place of another one.
pub(super) async fn replace(scene: &Scene, provider: Provider, account: &str) {
    let begun = scene
        .call("auth-url", MARIAM, |event| {
            at_provider(event, provider.slug());
            event["rawQueryString"] = "replace=true".into();
        })
        .await
        .ok();
    let url = begun["authorization_url"].as_str().unwrap().to_owned();
    let scopes = [connect_calendars::EVENTS_SCOPE, connect_calendars::FREE_BUSY_SCOPE];
    let back = connect_calendars::decide(scene, &url, account, &scopes).await;
    scene.complete(MARIAM, provider.slug(), &back).await.ok();
}

#[tokio::test]
async fn f40_the_same_account_s_new_grant_keeps_one_channel_and_reads_all_again() {
    for (provider, account) in [(GoogleCalendar, "awa"), (OutlookCalendar, "fatou")] {
        let scene = Scene::new().await;
        connect_calendars::connect(&scene, provider, account).await.ok();
        crate::interviews::create(&scene, provider, json!({})).await.ok();
        assert_eq!(scene.watch_calendars().await["opened"], 1);
        let first = scene.live(provider).await[0]["id"].clone();
        let store = &scene.world.app.store;
        let now = scene.world.clock.now();
        let until = now + jiff::SignedDuration::from_mins(1);
        let id = super::company(provider);
        let mut read = store.claim_watch(id, ("reader", until), now).await.unwrap().unwrap();
        read.synced_at = Some(now);
        store.release_watch(&read).await.unwrap();

        scene.advance("1h");
        connect_calendars::connect(&scene, provider, account).await.ok();
        let report = scene.watch_calendars().await;
        assert_eq!(report["opened"], 1, "{report}");
        let live = scene.live(provider).await;
        assert_eq!(live.len(), 1, "{live:?}");
        assert_ne!(live[0]["id"], first);
        assert_eq!(watch(&scene, provider).await.unwrap().synced_at, None, "a full round");
    }
}
