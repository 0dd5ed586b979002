//! Several at once: two runs, two companies, two providers.

use futures::future::join;
use http::StatusCode;
use serde_json::{Value, json};
use shared::model::provider::Provider::{GoogleCalendar, OutlookCalendar};
use simulator_kit::wire::Fault;

use super::{watch, watched};
use crate::calendars::{connect, wire};
use crate::connect_calendars;
use crate::interviews::{CALENDARS, create, scheduled};
use crate::scene::{MARIAM, STRANGER, Scene, at_provider, hanging};

#[tokio::test]
async fn f40_two_runs_at_once_open_one_channel() {
    for provider in CALENDARS {
        let (scene, _) = scheduled(provider).await;
        let (one, other) = join(scene.watch_calendars(), scene.watch_calendars()).await;
        let opened = one["opened"].as_u64().unwrap() + other["opened"].as_u64().unwrap();
        assert_eq!(opened, 1, "{one} {other}");
        assert_eq!([&one["failed"], &other["failed"]], [&json!({}), &json!({})]);
        assert_eq!(scene.channels(provider).await.len(), 1);
        assert_eq!(scene.dump().matches("\"ADDRESS#").count(), 2);
    }
}

/// A company of its own schedules in `provider`.
async fn of_another_company(scene: &Scene, user: i64, provider: shared::model::provider::Provider) {
    scene
        .call("create-event", user, |event| {
            at_provider(event, provider.slug());
            let body = json!({
                "application_id": 5, "title": "Entretien", "start_time": "2026-12-01T14:00:00",
                "end_time": "2026-12-01T15:00:00", "timezone": "Africa/Abidjan",
            });
            event["body"] = body.to_string().into();
        })
        .await
        .ok();
}

#[tokio::test]
async fn f40_the_one_subscription_of_an_account_stays_with_the_company_that_has_it() {
    let (scene, _) = watched(OutlookCalendar).await;
    connect(&scene, OutlookCalendar, STRANGER, 2).await;
    of_another_company(&scene, STRANGER, OutlookCalendar).await;
    let report = scene.watch_calendars().await;
    assert_eq!((&report["unheard"], &report["opened"]), (&json!(1), &json!(0)), "{report}");
    assert_eq!(scene.live(OutlookCalendar).await.len(), 1);
    assert!(watch(&scene, OutlookCalendar).await.unwrap().heard_until.is_some());
    // A day later the first company has no interview any more.
    scene.disconnect(MARIAM, "outlook").await.ok();
    scene.advance("1 day");
    let report = scene.watch_calendars().await;
    assert_eq!(report["opened"], 1, "{report}");
}

/// Does what waits for Google, whose calls take as long as they may, and opens one subscription of Outlook's.
async fn while_it_hangs<T>(scene: &Scene, doing: impl Future<Output = T>) -> T {
    let mut doing = std::pin::pin!(doing);
    let hanging = || async {
        hanging(wire(scene, GoogleCalendar)).await;
        // What another one does meanwhile takes no time, nor does noting it.
        while scene.live(OutlookCalendar).await.is_empty() {
            tokio::task::yield_now().await;
        }
        for _ in 0..1000 {
            tokio::task::yield_now().await;
        }
    };
    loop {
        tokio::select! {
            biased;
            done = &mut doing => return done,
            () = hanging() => scene.advance("5s"),
        }
    }
}

#[tokio::test]
async fn f11_a_provider_that_hangs_or_is_down_delays_no_other() {
    for fault in [Fault::hang(), Fault::respond(StatusCode::SERVICE_UNAVAILABLE, Value::Null)] {
        let (scene, _) = scheduled(GoogleCalendar).await;
        connect_calendars::connect(&scene, OutlookCalendar, "fatou").await.ok();
        create(&scene, OutlookCalendar, json!({})).await.ok();
        wire(&scene, GoogleCalendar).inject(fault.times(1000));
        let report = while_it_hangs(&scene, scene.watch_calendars()).await;
        assert_eq!((&report["opened"], &report["failed"]), (&json!(1), &json!({"provider": 1})));
        assert_eq!(scene.live(OutlookCalendar).await.len(), 1);
        wire(&scene, GoogleCalendar).clear();
        scene.advance("10m");
        assert_eq!(scene.watch_calendars().await["opened"], 1);
        assert_eq!(scene.live(GoogleCalendar).await.len(), 1);
    }
}

#[tokio::test]
async fn f15_a_provider_that_refuses_is_asked_less_and_less_often() {
    let (scene, _) = scheduled(GoogleCalendar).await;
    let down = Fault::respond(StatusCode::SERVICE_UNAVAILABLE, Value::Null);
    wire(&scene, GoogleCalendar)
        .inject(down.on("POST", "/calendar/v3/calendars/primary/events/watch").times(1000));
    let mut failed = 0;
    for _ in 0..288 {
        scene.advance("5m");
        failed += scene.watch_calendars().await["failed"]["provider"].as_u64().unwrap_or(0);
    }
    // 5, 10, 20, 40, 80, 160 and 320 minutes, and then six hours.
    assert!((8..=11).contains(&failed), "{failed}");
}
