//! `watch-calendars`: a calendar with interviews to come is watched, and no other.

mod crash;
mod crowd;
mod ending;
mod renewal;

use serde_json::{Value, json};
use shared::connection::{Channels, Watch};
use shared::model::owner::ConnectionId;
use shared::model::provider::CalendarProvider;
use shared::model::provider::Provider::{self, GoogleCalendar, OutlookCalendar};
use shared::store::RowKey;

use crate::calendars::{connected, turn, wire};
use crate::connect_calendars;
use crate::interviews::{CALENDARS, create, scheduled};
use crate::scene::Scene;

impl Scene {
    /// Fires `watch-calendars`; its report.
    pub(crate) async fn watch_calendars(&self) -> Value {
        self.world.scheduler.fire("watch-calendars", json!({})).await.unwrap().unwrap()
    }

    /// The provider delivers what is due.
    pub(crate) async fn notify(&self, provider: Provider) {
        let url = format!("{}/_notifications/run", self.world.origins[provider]);
        self.send(http::Request::post(url).body(Vec::new()).unwrap()).await;
    }

    /// The channels there are at `provider`, by what became of them.
    pub(crate) async fn channels(&self, provider: Provider) -> Vec<Value> {
        let list = if provider == GoogleCalendar { "_channels" } else { "_subscriptions" };
        let url = format!("{}/{list}", self.world.origins[provider]);
        self.get(&url).await.ok().as_array().unwrap().clone()
    }

    /// Those of them that live.
    pub(crate) async fn live(&self, provider: Provider) -> Vec<Value> {
        let mut all = self.channels(provider).await;
        all.retain(|channel| channel["state"] == "live");
        all
    }
}

/// The company's connection to `provider`.
pub(crate) fn company(provider: Provider) -> ConnectionId<CalendarProvider> {
    ConnectionId::of_company(1, CalendarProvider::of(provider).unwrap())
}

pub(crate) async fn watch(scene: &Scene, provider: Provider) -> Option<Watch> {
    scene.world.app.store.watch(company(provider)).await.unwrap()
}

async fn kept(scene: &Scene, provider: Provider) -> Option<Channels> {
    scene.world.app.store.channels(company(provider)).await.unwrap()
}

/// A world with one interview in a calendar that is watched.
pub(crate) async fn watched(provider: Provider) -> (Scene, String) {
    let (scene, id) = scheduled(provider).await;
    let report = scene.watch_calendars().await;
    assert_eq!((&report["due"], &report["opened"]), (&json!(1), &json!(1)), "{report}");
    scene.notify(provider).await;
    (scene, id)
}

#[tokio::test]
async fn f40_a_calendar_with_an_interview_to_come_is_watched_by_one_channel() {
    for provider in CALENDARS {
        let (scene, _) = watched(provider).await;
        let live = scene.live(provider).await;
        assert_eq!(live.len(), 1, "{live:?}");
        let expires: jiff::Timestamp = live[0]["expires"].as_str().unwrap().parse().unwrap();
        let watch = watch(&scene, provider).await.unwrap();
        assert_eq!(watch.heard_until, Some(expires));
        assert!(watch.changed_at.is_some(), "what happened before it spoke, nobody has told");
        let again = scene.watch_calendars().await;
        assert_eq!((&again["due"], again["opened"].as_u64()), (&json!(0), Some(0)), "{again}");
    }
}

#[tokio::test]
async fn f40_a_calendar_without_an_interview_to_come_is_not_watched() {
    for (provider, account) in [(GoogleCalendar, "awa"), (OutlookCalendar, "fatou")] {
        let scene = Scene::new().await;
        connect_calendars::connect(&scene, provider, account).await.ok();
        assert_eq!(scene.watch_calendars().await["kept"], 1, "asked for a moment ago");
        scene.advance("15m");
        assert_eq!(scene.watch_calendars().await["ended"], 1);
        assert!(kept(&scene, provider).await.is_none());
        assert!(watch(&scene, provider).await.is_none());
        assert_eq!(scene.channels(provider).await, [] as [Value; 0]);
    }
}

#[tokio::test]
async fn f40_an_interview_that_nobody_asked_to_be_watched_is_found_within_a_day() {
    let (scene, _) = scheduled(GoogleCalendar).await;
    let (pk, sk) = ("COMPANY#1".to_owned(), "CHANNEL#google_calendar".to_owned());
    let key = RowKey { pk, sk };
    scene.world.app.store.erase(&key).await.unwrap();
    assert_eq!(scene.watch_calendars().await["due"], 0);
    let mut found = 0;
    for _ in 0..288 {
        scene.advance("5m");
        let report = scene.watch_calendars().await;
        found += report["discovered"].as_u64().unwrap();
    }
    assert_eq!((found, scene.live(GoogleCalendar).await.len()), (1, 1));
}

#[tokio::test]
async fn f40_without_an_address_of_ours_a_calendar_is_watched_and_not_heard() {
    let mut scene = Scene::deployed(|config| config.public_url = None).await;
    crate::calendars::connect(&scene, GoogleCalendar, crate::scene::MARIAM, 1).await;
    create(&scene, GoogleCalendar, json!({})).await.ok();
    let app = scene.world.apps.remove("watch-calendars").unwrap();
    let event = serde_json::from_value(json!({})).unwrap();
    let deadline = scene.world.clock.now() + jiff::SignedDuration::from_mins(4);
    let report = watch_calendars::handle(app, event, deadline).await.unwrap();
    assert_eq!((report.unheard, report.opened), (1, 0));
    assert_eq!(watch(&scene, GoogleCalendar).await.unwrap().heard_until, None);
}

#[tokio::test]
async fn s49_only_hashes_of_an_address_and_its_secret_are_stored() {
    for provider in CALENDARS {
        let (scene, _) = watched(provider).await;
        let url = scene.live(provider).await[0]["address"].as_str().unwrap().to_owned();
        let name = url.rsplit('/').next().unwrap();
        assert_eq!(name.len(), 32);
        assert!(!scene.dump().contains(name));
        let told = wire(&scene, provider).requests();
        // Of Google's the recordings hold nothing, either.
        let secret = told.iter().find_map(|request| request.body["clientState"].as_str());
        assert_eq!(secret.is_some(), provider == OutlookCalendar);
        assert!(secret.is_none_or(|secret| !scene.dump().contains(secret)));
    }
}

#[tokio::test]
async fn f11_a_domain_that_google_does_not_know_leaves_the_calendar_polled() {
    let scene = connected(GoogleCalendar).await;
    turn(&scene, GoogleCalendar, json!({"unverified_domain": true})).await;
    create(&scene, GoogleCalendar, json!({})).await.ok();
    let report = scene.watch_calendars().await;
    assert_eq!(report["failed"], json!({"config": 1}));
    assert_eq!(watch(&scene, GoogleCalendar).await.unwrap().heard_until, None);
    assert!(!scene.dump().contains("ADDRESS#"), "nothing is left of what was refused");
    turn(&scene, GoogleCalendar, json!({"unverified_domain": false})).await;
    scene.advance("5m");
    assert_eq!(scene.watch_calendars().await["opened"], 1);
}
